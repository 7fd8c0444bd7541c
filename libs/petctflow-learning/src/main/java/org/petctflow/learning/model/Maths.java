package org.petctflow.learning.model;

/** Small numerical helpers. */
final class Maths {

    private Maths() {
    }

    /** @return 1 / (1 + exp(-f)), without overflow */
    static double sigmoid(final double f) {
        if (f >= 0) {
            return 1 / (1 + Math.exp(-f));
        }
        final double e = Math.exp(f);
        return e / (1 + e);
    }

    /** @return log(1 + exp(f)), without overflow */
    static double softplus(final double f) {
        return f > 0 ? f + Math.log1p(Math.exp(-f)) : Math.log1p(Math.exp(f));
    }

    /**
     * Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor.
     *
     * @param a the matrix, [row][column], lower triangle
     * @return whether the matrix is positive definite to working precision
     */
    static boolean cholesky(final double[][] a) {
        for (int j = 0; j < a.length; j++) {
            final double[] aj = a[j];
            for (int k = 0; k < j; k++) {
                double s = aj[k];
                final double[] ak = a[k];
                for (int m = 0; m < k; m++) {
                    s -= aj[m] * ak[m];
                }
                aj[k] = s / ak[k];
            }
            double d = aj[j];
            for (int m = 0; m < j; m++) {
                d -= aj[m] * aj[m];
            }
            if (!(d > 1e-13 * Math.abs(aj[j]))) {
                return false;
            }
            aj[j] = Math.sqrt(d);
        }
        return true;
    }

    /** Solves L L' x = b in place, with L from {@link #cholesky}. */
    static void solve(final double[][] l, final double[] b) {
        final int n = b.length;
        for (int i = 0; i < n; i++) {
            double s = b[i];
            for (int k = 0; k < i; k++) {
                s -= l[i][k] * b[k];
            }
            b[i] = s / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double s = b[i];
            for (int k = i + 1; k < n; k++) {
                s -= l[k][i] * b[k];
            }
            b[i] = s / l[i][i];
        }
    }
}
