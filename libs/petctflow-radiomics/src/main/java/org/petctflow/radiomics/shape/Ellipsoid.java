package org.petctflow.radiomics.shape;

import java.util.Arrays;

/**
 * An ellipsoid by its semi-axes in mm.
 *
 * @param a the longest
 * @param b the middle one
 * @param c the shortest
 */
record Ellipsoid(double a, double b, double c) {

    /** Terms of the series for the area beyond the first. IBSI and its reference values use 20. */
    private static final int TERMS = 20;

    private static final double TOLERANCE = 1e-6;

    private static final int MOST_STEPS = 100_000;

    /** @return mm3 */
    double volume() {
        return 4 * Math.PI / 3 * a * b * c;
    }

    /**
     * {@code 4 pi a b sum_v (alpha beta)^v / (1 - 4 v^2) P_v((alpha^2 + beta^2) / (2 alpha beta))} with alpha^2 = 1 - b^2 /
     * a^2 and beta^2 = 1 - c^2 / a^2, cut after 20 terms as IBSI (RDD2) has it. It is exact for a sphere; of an elongated
     * ellipsoid it falls short of the true area (12 % for axes 3 : 2 : 2), and so do IBSI's consensus values. The terms
     * (alpha beta)^v P_v follow from Legendre's recurrence without a quotient, so that a sphere is no special case.
     *
     * @return mm2
     */
    double area() {
        final double alpha2 = 1 - b * b / (a * a);
        final double beta2 = 1 - c * c / (a * a);
        final double product2 = alpha2 * beta2;
        final double mean = (alpha2 + beta2) / 2;
        double before = 1;
        double term = mean;
        double sum = 1 - term / 3;
        for (int v = 1; v < TERMS; v++) {
            final double next = ((2 * v + 1) * mean * term - v * product2 * before) / (v + 1);
            before = term;
            term = next;
            sum += next / (1 - 4.0 * (v + 1) * (v + 1));
        }
        return 4 * Math.PI * a * b * sum;
    }

    /**
     * The ellipsoid of least volume around points: Khachiyan's ascent with Wolfe's steps away from points of too much weight (Todd and
     * Yildirim 2007, doi:10.1016/j.dam.2007.02.013), until no point's weight is wrong by more than a millionth; then widened so that it
     * holds every point.
     *
     * @param points at least four, not in one plane, mm
     * @return the ellipsoid
     */
    static Ellipsoid enclosing(final double[][] points) {
        final int n = points.length;
        final double[] centre = mean(points);
        final double[][] q = new double[n][];
        for (int i = 0; i < n; i++) {
            q[i] = new double[]{points[i][0] - centre[0], points[i][1] - centre[1], points[i][2] - centre[2], 1};
        }
        final double[] weight = new double[n];
        Arrays.fill(weight, 1.0 / n);
        final double[] distance = new double[n];
        for (int step = 0; step < MOST_STEPS; step++) {
            final double[][] inverse = inverse(moments(q, weight));
            int far = 0;
            int near = -1;
            for (int i = 0; i < n; i++) {
                distance[i] = quadratic(inverse, q[i]);
                if (distance[i] > distance[far]) {
                    far = i;
                }
                if (weight[i] > 0 && (near < 0 || distance[i] < distance[near])) {
                    near = i;
                }
            }
            final double above = distance[far] - 4;
            final double below = 4 - distance[near];
            if (Math.max(above, below) <= 4 * TOLERANCE) {
                break;
            }
            final int chosen = above >= below ? far : near;
            final double d = distance[chosen];
            double move = (d - 4) / (4 * (d - 1));
            // a step away ends where the point has no weight left
            if (d < 4 && (d <= 1 || move < -weight[chosen] / (1 - weight[chosen]))) {
                move = -weight[chosen] / (1 - weight[chosen]);
            }
            for (int i = 0; i < n; i++) {
                weight[i] *= 1 - move;
            }
            weight[chosen] = Math.max(0, weight[chosen] + move);
        }
        return around(q, weight);
    }

    private static Ellipsoid around(final double[][] q, final double[] weight) {
        final double[][] m = moments(q, weight);
        final double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                covariance[i][j] = m[i][j] - m[i][3] * m[j][3];
            }
        }
        // distances of homogeneous coordinates are those about the centre plus 1
        final double[][] inverse = inverse(m);
        double far = 0;
        for (final double[] p : q) {
            far = Math.max(far, quadratic(inverse, p) - 1);
        }
        final double[] e = Eigenvalues.of(covariance);
        return new Ellipsoid(Math.sqrt(e[2] * far), Math.sqrt(e[1] * far), Math.sqrt(e[0] * far));
    }

    private static double[] mean(final double[][] points) {
        final double[] mean = new double[3];
        for (final double[] p : points) {
            for (int d = 0; d < 3; d++) {
                mean[d] += p[d] / points.length;
            }
        }
        return mean;
    }

    private static double[][] moments(final double[][] q, final double[] weight) {
        final double[][] m = new double[4][4];
        for (int k = 0; k < q.length; k++) {
            if (weight[k] > 0) {
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j <= i; j++) {
                        m[i][j] += weight[k] * q[k][i] * q[k][j];
                    }
                }
            }
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                m[j][i] = m[i][j];
            }
        }
        return m;
    }

    private static double quadratic(final double[][] a, final double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double row = 0;
            for (int j = 0; j < x.length; j++) {
                row += a[i][j] * x[j];
            }
            sum += x[i] * row;
        }
        return sum;
    }

    /** Gauss and Jordan; the matrix is positive definite, so that no pivoting is needed. */
    private static double[][] inverse(final double[][] matrix) {
        final int n = matrix.length;
        final double[][] a = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, a[i], 0, n);
            a[i][n + i] = 1;
        }
        for (int i = 0; i < n; i++) {
            final double pivot = a[i][i];
            for (int j = 0; j < 2 * n; j++) {
                a[i][j] /= pivot;
            }
            for (int k = 0; k < n; k++) {
                if (k != i) {
                    final double factor = a[k][i];
                    for (int j = 0; j < 2 * n; j++) {
                        a[k][j] -= factor * a[i][j];
                    }
                }
            }
        }
        final double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            inverse[i] = Arrays.copyOfRange(a[i], n, 2 * n);
        }
        return inverse;
    }
}
