package org.petctflow.radiomics.texture;

/**
 * Eigenvalues of a real matrix that need not be symmetric: elimination to Hessenberg form, then the QR algorithm with Francis' double
 * shifts. Source: Wilkinson and Reinsch, Handbook for Automatic Computation II, 1971, contributions II/13 (elmhes) and II/14 (hqr).
 */
final class GeneralEigenvalues {

    private static final double EPSILON = 0x1p-52;

    private static final int MOST_STEPS = 100;

    private final double[][] m_a;

    private final double[] m_real;

    /** Sum of all shifts so far. */
    private double m_shift;

    private GeneralEigenvalues(final double[][] a) {
        m_a = a;
        m_real = new double[a.length];
    }

    /**
     * @param a a square matrix; used up
     * @return the real parts of its eigenvalues, in no order
     * @throws IllegalArgumentException if the iteration does not end, as with values that are not finite
     */
    static double[] realParts(final double[][] a) {
        final GeneralEigenvalues e = new GeneralEigenvalues(a);
        e.toHessenberg();
        e.iterate();
        return e.m_real;
    }

    private void toHessenberg() {
        final int n = m_a.length;
        for (int m = 1; m < n - 1; m++) {
            int pivot = m;
            for (int i = m; i < n; i++) {
                if (Math.abs(m_a[i][m - 1]) > Math.abs(m_a[pivot][m - 1])) {
                    pivot = i;
                }
            }
            final double x = m_a[pivot][m - 1];
            if (x == 0) {
                continue;
            }
            final double[] row = m_a[pivot];
            m_a[pivot] = m_a[m];
            m_a[m] = row;
            for (final double[] r : m_a) {
                final double v = r[pivot];
                r[pivot] = r[m];
                r[m] = v;
            }
            for (int i = m + 1; i < n; i++) {
                final double y = m_a[i][m - 1] / x;
                if (y != 0) {
                    for (int j = m - 1; j < n; j++) {
                        m_a[i][j] -= y * m_a[m][j];
                    }
                    for (final double[] r : m_a) {
                        r[m] += y * r[i];
                    }
                }
            }
        }
        for (int i = 2; i < n; i++) {
            java.util.Arrays.fill(m_a[i], 0, i - 1, 0);
        }
    }

    private void iterate() {
        double norm = 0;
        for (final double[] row : m_a) {
            for (final double v : row) {
                norm += Math.abs(v);
            }
        }
        int last = m_a.length - 1;
        int steps = 0;
        while (last >= 0) {
            final int first = first(last, norm);
            if (first == last) {
                m_real[last] = m_a[last][last] + m_shift;
                last--;
                steps = 0;
            } else if (first == last - 1) {
                pair(last);
                last -= 2;
                steps = 0;
            } else {
                if (steps++ == MOST_STEPS) {
                    throw new IllegalArgumentException("The eigenvalues of a matrix of " + m_a.length + " rows could not be found");
                }
                step(first, last, steps);
            }
        }
    }

    /** @return where the block that ends here begins: below a subdiagonal element that is as good as 0 */
    private int first(final int last, final double norm) {
        for (int i = last; i > 0; i--) {
            final double s = Math.abs(m_a[i - 1][i - 1]) + Math.abs(m_a[i][i]);
            if (Math.abs(m_a[i][i - 1]) <= EPSILON * (s == 0 ? norm : s)) {
                m_a[i][i - 1] = 0;
                return i;
            }
        }
        return 0;
    }

    private void pair(final int last) {
        final double x = m_a[last][last];
        final double w = m_a[last][last - 1] * m_a[last - 1][last];
        final double p = (m_a[last - 1][last - 1] - x) / 2;
        final double q = p * p + w;
        if (q < 0) {
            m_real[last] = x + p + m_shift;
            m_real[last - 1] = m_real[last];
            return;
        }
        final double z = p + Math.copySign(Math.sqrt(q), p);
        m_real[last - 1] = x + z + m_shift;
        m_real[last] = z == 0 ? m_real[last - 1] : x - w / z + m_shift;
    }

    private void step(final int first, final int last, final int steps) {
        double x = m_a[last][last];
        double y = m_a[last - 1][last - 1];
        double w = m_a[last][last - 1] * m_a[last - 1][last];
        if (steps % 10 == 0) {
            // an exceptional shift against cycles
            m_shift += x;
            for (int i = 0; i <= last; i++) {
                m_a[i][i] -= x;
            }
            final double s = Math.abs(m_a[last][last - 1]) + Math.abs(m_a[last - 1][last - 2]);
            x = 0.75 * s;
            y = x;
            w = -0.4375 * s * s;
        }
        int m = last - 2;
        double p;
        double q;
        double r;
        while (true) {
            final double z = m_a[m][m];
            p = ((x - z) * (y - z) - w) / m_a[m + 1][m] + m_a[m][m + 1];
            q = m_a[m + 1][m + 1] - z - (x - z) - (y - z);
            r = m_a[m + 2][m + 1];
            final double s = Math.abs(p) + Math.abs(q) + Math.abs(r);
            p /= s;
            q /= s;
            r /= s;
            if (m == first || Math.abs(m_a[m][m - 1]) * (Math.abs(q) + Math.abs(r)) <= EPSILON * Math.abs(p)
                * (Math.abs(m_a[m - 1][m - 1]) + Math.abs(z) + Math.abs(m_a[m + 1][m + 1]))) {
                break;
            }
            m--;
        }
        for (int i = m + 2; i <= last; i++) {
            m_a[i][i - 2] = 0;
            if (i > m + 2) {
                m_a[i][i - 3] = 0;
            }
        }
        for (int k = m; k < last; k++) {
            double scale = 1;
            if (k > m) {
                p = m_a[k][k - 1];
                q = m_a[k + 1][k - 1];
                r = k < last - 1 ? m_a[k + 2][k - 1] : 0;
                scale = Math.abs(p) + Math.abs(q) + Math.abs(r);
                if (scale == 0) {
                    continue;
                }
                p /= scale;
                q /= scale;
                r /= scale;
            }
            final double s = Math.copySign(Math.sqrt(p * p + q * q + r * r), p);
            if (k > m) {
                m_a[k][k - 1] = -s * scale;
            } else if (first < m) {
                m_a[k][k - 1] = -m_a[k][k - 1];
            }
            reflect(k, first, last, new double[]{(p + s) / s, q / s, r / s, q / (p + s), r / (p + s)});
        }
    }

    /** A Householder reflection of three rows, then of three columns. */
    private void reflect(final int k, final int first, final int last, final double[] h) {
        final boolean three = k < last - 1;
        for (int j = k; j <= last; j++) {
            final double p = m_a[k][j] + h[3] * m_a[k + 1][j] + (three ? h[4] * m_a[k + 2][j] : 0);
            if (three) {
                m_a[k + 2][j] -= p * h[2];
            }
            m_a[k + 1][j] -= p * h[1];
            m_a[k][j] -= p * h[0];
        }
        for (int i = first; i <= Math.min(last, k + 3); i++) {
            final double p = h[0] * m_a[i][k] + h[1] * m_a[i][k + 1] + (three ? h[2] * m_a[i][k + 2] : 0);
            if (three) {
                m_a[i][k + 2] -= p * h[4];
            }
            m_a[i][k + 1] -= p * h[3];
            m_a[i][k] -= p;
        }
    }
}
