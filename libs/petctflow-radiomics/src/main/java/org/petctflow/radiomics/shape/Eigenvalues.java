package org.petctflow.radiomics.shape;

import java.util.Arrays;

/** Eigenvalues and eigenvectors of small symmetric matrices by Jacobi's rotations: to rounding, also where they nearly coincide. */
public final class Eigenvalues {

    private Eigenvalues() {
    }

    /**
     * @param matrix symmetric, not changed
     * @return the eigenvalues in ascending order
     */
    static double[] of(final double[][] matrix) {
        final double[][] a = diagonalised(matrix, null);
        final double[] values = new double[a.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = a[i][i];
        }
        Arrays.sort(values);
        return values;
    }

    /**
     * @param matrix symmetric, not changed
     * @return its eigenvectors of length 1, of either sign, one a row; that of the largest eigenvalue first
     */
    public static double[][] vectors(final double[][] matrix) {
        final int n = matrix.length;
        final double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        final double[][] a = diagonalised(matrix, v);
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        for (int i = 1; i < n; i++) {
            for (int j = i; j > 0 && values[j] > values[j - 1]; j--) {
                final double value = values[j];
                values[j] = values[j - 1];
                values[j - 1] = value;
                final double[] vector = v[j];
                v[j] = v[j - 1];
                v[j - 1] = vector;
            }
        }
        return v;
    }

    private static double[][] diagonalised(final double[][] matrix, final double[][] vectors) {
        final int n = matrix.length;
        final double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        for (int sweep = 0; sweep < 50; sweep++) {
            double off = 0;
            double diagonal = 0;
            for (int i = 0; i < n; i++) {
                diagonal += a[i][i] * a[i][i];
                for (int j = 0; j < i; j++) {
                    off += a[i][j] * a[i][j];
                }
            }
            if (off <= 1e-40 * diagonal) {
                break;
            }
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, vectors, p, q);
                }
            }
        }
        return a;
    }

    private static void rotate(final double[][] a, final double[][] vectors, final int p, final int q) {
        if (a[p][q] == 0) {
            return;
        }
        final double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        final double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        final double c = 1 / Math.sqrt(t * t + 1);
        final double s = t * c;
        for (int k = 0; k < a.length; k++) {
            final double kp = a[k][p];
            final double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            final double pk = a[p][k];
            final double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
        }
        // 0 but for rounding, which would keep the sweeps from ending
        a[p][q] = 0;
        a[q][p] = 0;
        if (vectors != null) {
            for (int k = 0; k < a.length; k++) {
                final double pk = vectors[p][k];
                final double qk = vectors[q][k];
                vectors[p][k] = c * pk - s * qk;
                vectors[q][k] = s * pk + c * qk;
            }
        }
    }
}
