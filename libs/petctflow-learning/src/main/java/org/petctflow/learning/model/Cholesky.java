package org.petctflow.learning.model;

import org.petctflow.base.Progress;

/** The Cholesky factorisation of a small symmetric positive definite matrix, and its use to solve equations. */
public final class Cholesky {

    private Cholesky() {
    }

    /**
     * Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor.
     *
     * @param a the matrix, [row][column], lower triangle
     * @return whether the matrix is positive definite to working precision
     */
    public static boolean factor(final double[][] a) {
        return factor(a, Progress.NONE);
    }

    /**
     * As {@link #factor(double[][])}.
     *
     * @param a the matrix; its lower triangle becomes L
     * @param progress asked for cancellation
     * @return whether it is positive definite
     */
    static boolean factor(final double[][] a, final Progress progress) {
        for (int j = 0; j < a.length; j++) {
            progress.checkCancelled();
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

    /**
     * Solves L L' x = b.
     *
     * @param l what {@link #factor} made
     * @param b the right side; becomes x
     */
    public static void solve(final double[][] l, final double[] b) {
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
