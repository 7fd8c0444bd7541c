package org.petctflow.radiomics.texture;

/**
 * The maximal correlation coefficient of a joint distribution: the square root of the second largest eigenvalue of
 * {@code Q(i, j) = sum_k p(i, k) p(j, k) / (px(i) py(k) + epsilon)} (Haralick 1973, feature 14).
 *
 * <p>Without epsilon Q is similar to the symmetric {@code A = S S'} with {@code S(i, k) = p(i, k) / sqrt(px(i) py(k))}, whose largest
 * eigenvalue is 1 with the eigenvector sqrt(px). Lanczos' method with full reorthogonalisation finds the largest eigenvalue across that
 * vector in a few products with S; epsilon then enters by its first order, {@code w' Q v / w' v} with the left and the right
 * eigenvector: what is left out is of the order of its square. Where that is not small enough (levels that meet others only
 * in directions of a tiny weight), the eigenvalues of Q itself are computed.
 */
final class MaximalCorrelation {

    /** An eigenvalue's error is the square of this residual. */
    private static final double RESIDUAL = 1e-9;

    /** Where more than this may be missing, epsilon does not enter by its first order. */
    private static final double TOLERANCE = 1e-11;

    private MaximalCorrelation() {
    }

    static double of(final double[] counts, final int n, final double total, final double[] px, final double[] py,
        final double epsilon) {
        final int[] rows = nonZero(px);
        final int[] columns = nonZero(py);
        if (rows.length < 2) {
            // no neighbour differs along this step: of the region's other levels' eigenvalues, all 0, the largest is second
            return 0;
        }
        final double[][] s = new double[rows.length][columns.length];
        for (int a = 0; a < rows.length; a++) {
            for (int b = 0; b < columns.length; b++) {
                final double c = counts[rows[a] * n + columns[b]];
                s[a][b] = c == 0 ? 0 : c / total / Math.sqrt(px[rows[a]] * py[columns[b]]);
            }
        }
        final double[] top = new double[rows.length];
        for (int a = 0; a < rows.length; a++) {
            top[a] = Math.sqrt(px[rows[a]]);
        }
        final double[] u = secondEigenvector(s, top);
        if (u == null) {
            return 0;
        }
        final double value = withEpsilon(counts, n, total, rows, columns, px, py, u, epsilon);
        return Math.sqrt(Math.max(0, Double.isNaN(value) ? exact(counts, n, total, px, py, epsilon) : value));
    }

    /** Of all levels: those without neighbours, or with tiny weights, have the eigenvalue 0. */
    private static double exact(final double[] counts, final int n, final double total, final double[] px, final double[] py,
        final double epsilon) {
        final int[] rows = nonZero(px);
        final double[][] q = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < n; k++) {
                final double p = counts[rows[i] * n + k] / total;
                if (p != 0) {
                    final double factor = p / (px[rows[i]] * py[k] + epsilon);
                    for (int j = 0; j < rows.length; j++) {
                        q[i][j] += factor * counts[rows[j] * n + k] / total;
                    }
                }
            }
        }
        final double[] values = GeneralEigenvalues.realParts(q);
        java.util.Arrays.sort(values);
        return values[values.length - 2];
    }

    /** @return the eigenvalue, or NaN if epsilon does not enter by its first order alone */
    private static double withEpsilon(final double[] counts, final int n, final double total, final int[] rows,
        final int[] columns, final double[] px, final double[] py, final double[] u, final double epsilon) {
        double sum = 0;
        double norm = 0;
        final double[] t = new double[columns.length];
        for (int a = 0; a < rows.length; a++) {
            final double v = u[a] / Math.sqrt(px[rows[a]]);
            norm += u[a] * u[a];
            for (int b = 0; b < columns.length; b++) {
                t[b] += counts[rows[a] * n + columns[b]] / total * v;
            }
        }
        double second = 0;
        double most = 0;
        for (int a = 0; a < rows.length; a++) {
            final double x = px[rows[a]];
            double inner = 0;
            for (int b = 0; b < columns.length; b++) {
                final double p = counts[rows[a] * n + columns[b]] / total;
                if (p != 0) {
                    final double product = x * py[columns[b]];
                    final double part = p / (product + epsilon) * t[b];
                    inner += part;
                    second += Math.abs(u[a] * Math.sqrt(x) * part) * (epsilon / product) * (epsilon / product);
                    most = Math.max(most, epsilon / product);
                }
            }
            sum += u[a] * Math.sqrt(x) * inner;
        }
        // with several eigenvalues near 1, which of them is second depends on epsilon
        return second / norm > TOLERANCE || sum / norm > 1 - 1e-6 && most > TOLERANCE ? Double.NaN : sum / norm;
    }

    /** @return the eigenvector of the largest eigenvalue of S S' at right angles to {@code top}; null if that eigenvalue is 0 */
    private static double[] secondEigenvector(final double[][] s, final double[] top) {
        final int n = s.length;
        final double[][] q = new double[n][];
        final double[] alpha = new double[n];
        final double[] beta = new double[n];
        double[] w = new double[n];
        long seed = 0x9E3779B97F4A7C15L;
        for (int i = 0; i < n; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            w[i] = 0.5 + (seed >>> 40) * 0x1p-24;
        }
        orthogonalise(w, top, q, 0);
        double norm = Math.sqrt(dot(w, w));
        final double[] column = new double[s[0].length];
        int k = 0;
        while (k < n && norm > 1e-14) {
            q[k] = scaled(w, 1 / norm);
            w = product(s, q[k], column);
            alpha[k] = dot(w, q[k]);
            orthogonalise(w, top, q, k + 1);
            norm = Math.sqrt(dot(w, w));
            beta[k] = norm;
            k++;
            if (k >= 12 && k % 4 == 0) {
                final double[] y = largest(alpha, beta, k);
                if (norm * Math.abs(y[k - 1]) < RESIDUAL) {
                    break;
                }
            }
        }
        if (k == 0) {
            return null;
        }
        final double[] y = largest(alpha, beta, k);
        final double[] u = new double[n];
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < n; i++) {
                u[i] += y[j] * q[j][i];
            }
        }
        return u;
    }

    private static double[] product(final double[][] s, final double[] x, final double[] column) {
        java.util.Arrays.fill(column, 0);
        for (int a = 0; a < s.length; a++) {
            final double[] row = s[a];
            final double v = x[a];
            for (int b = 0; b < row.length; b++) {
                column[b] += row[b] * v;
            }
        }
        final double[] y = new double[s.length];
        for (int a = 0; a < s.length; a++) {
            y[a] = dot(s[a], column);
        }
        return y;
    }

    private static void orthogonalise(final double[] w, final double[] top, final double[][] q, final int count) {
        for (int pass = 0; pass < 2; pass++) {
            subtract(w, top, dot(w, top));
            for (int j = 0; j < count; j++) {
                subtract(w, q[j], dot(w, q[j]));
            }
        }
    }

    /** @return the unit eigenvector of the largest eigenvalue of the tridiagonal matrix of k rows */
    private static double[] largest(final double[] alpha, final double[] beta, final int k) {
        double low = alpha[0];
        double high = alpha[0];
        for (int i = 0; i < k; i++) {
            low = Math.max(low, alpha[i]);
            high = Math.max(high, alpha[i] + (i > 0 ? beta[i - 1] : 0) + (i < k - 1 ? beta[i] : 0));
        }
        final double width = Math.max(high, 1e-300) * 1e-15;
        while (high - low > width) {
            final double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (isAbove(alpha, beta, k, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        // just above the eigenvalue the shifted matrix is definite: its factors need no pivoting
        final double shift = high + 4 * width;
        double[] y = new double[k];
        java.util.Arrays.fill(y, 1);
        for (int step = 0; step < 3; step++) {
            y = solve(alpha, beta, k, shift, y);
            y = scaled(y, 1 / Math.sqrt(dot(y, y)));
        }
        return y;
    }

    private static boolean isAbove(final double[] alpha, final double[] beta, final int k, final double x) {
        double d = alpha[0] - x;
        for (int i = 1; i < k && d < 0; i++) {
            d = alpha[i] - x - beta[i - 1] * beta[i - 1] / d;
        }
        return d < 0;
    }

    private static double[] solve(final double[] alpha, final double[] beta, final int k, final double shift,
        final double[] right) {
        final double[] d = new double[k];
        final double[] y = right.clone();
        d[0] = Math.min(alpha[0] - shift, -1e-300);
        for (int i = 1; i < k; i++) {
            final double l = beta[i - 1] / d[i - 1];
            d[i] = Math.min(alpha[i] - shift - l * beta[i - 1], -1e-300);
            y[i] -= l * y[i - 1];
        }
        y[k - 1] /= d[k - 1];
        for (int i = k - 2; i >= 0; i--) {
            y[i] = (y[i] - beta[i] * y[i + 1]) / d[i];
        }
        double max = 0;
        for (final double v : y) {
            max = Math.max(max, Math.abs(v));
        }
        return scaled(y, 1 / max);
    }

    private static int[] nonZero(final double[] p) {
        int n = 0;
        for (final double q : p) {
            n += q > 0 ? 1 : 0;
        }
        final int[] index = new int[n];
        n = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                index[n++] = i;
            }
        }
        return index;
    }

    private static double dot(final double[] a, final double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(final double[] w, final double[] q, final double factor) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= factor * q[i];
        }
    }

    private static double[] scaled(final double[] a, final double factor) {
        final double[] b = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            b[i] = a[i] * factor;
        }
        return b;
    }
}
