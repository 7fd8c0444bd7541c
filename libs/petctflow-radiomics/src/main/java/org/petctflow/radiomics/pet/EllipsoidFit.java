package org.petctflow.radiomics.pet;

import java.util.Arrays;
import java.util.Comparator;

import org.petctflow.radiomics.image.Region;

/**
 * How far uptake is from falling off steadily around one centre. The uptake's weighted centre and covariance (mm, each voxel taken as a
 * box: plus spacing^2 / 12) give each voxel an elliptical distance r; the best non-increasing function of r (least squares, by pooling
 * adjacent violators) is what a tumour with a single ellipsoidal focus would show. What is left over is the heterogeneity. Negative
 * values weigh 0 in the centre and the covariance. After the idea of O'Sullivan 2003, Biostatistics 4:433, and Eary 2008,
 * J Nucl Med 49:1973, whose own measures also fit the ellipsoid: these are not their H0 and H1.
 */
final class EllipsoidFit {

    private EllipsoidFit() {
    }

    /**
     * @param region a region with intensities, not empty
     * @return the sum of squared residuals; NaN if no uptake is above 0
     */
    static double residual(final Region region) {
        final int n = region.count();
        final double[] values = region.values();
        final double[][] x = new double[3][n];
        final double[] centre = new double[3];
        double weight = 0;
        for (int k = 0; k < n; k++) {
            final int p = region.positions()[k];
            x[2][k] = p % region.size(2) * region.spacing(2);
            x[1][k] = p / region.size(2) % region.size(1) * region.spacing(1);
            x[0][k] = p / region.size(2) / region.size(1) * region.spacing(0);
            final double w = Math.max(0, values[k]);
            weight += w;
            for (int d = 0; d < 3; d++) {
                centre[d] += w * x[d][k];
            }
        }
        if (!(weight > 0)) {
            return Double.NaN;
        }
        final double[][] c = new double[3][3];
        for (int d = 0; d < 3; d++) {
            centre[d] /= weight;
        }
        for (int k = 0; k < n; k++) {
            final double w = Math.max(0, values[k]) / weight;
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    c[i][j] += w * (x[i][k] - centre[i]) * (x[j][k] - centre[j]);
                }
            }
        }
        for (int d = 0; d < 3; d++) {
            c[d][d] += region.spacing(d) * region.spacing(d) / 12;
        }
        final double[][] inverse = inverse(c);
        final double[] r = new double[n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    r[k] += inverse[i][j] * (x[i][k] - centre[i]) * (x[j][k] - centre[j]);
                }
            }
        }
        return nonIncreasing(r, values);
    }

    private static double[][] inverse(final double[][] m) {
        final double[][] a = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                a[j][i] = m[(i + 1) % 3][(j + 1) % 3] * m[(i + 2) % 3][(j + 2) % 3]
                    - m[(i + 1) % 3][(j + 2) % 3] * m[(i + 2) % 3][(j + 1) % 3];
            }
        }
        final double determinant = m[0][0] * a[0][0] + m[0][1] * a[1][0] + m[0][2] * a[2][0];
        for (final double[] row : a) {
            for (int j = 0; j < 3; j++) {
                row[j] /= determinant;
            }
        }
        return a;
    }

    /**
     * Squared residuals of the best non-increasing function of r: blocks of equal r (but for rounding) are merged with the block before
     * while they stand above it (Barlow 1972; Robertson 1988).
     */
    static double nonIncreasing(final double[] r, final double[] values) {
        final int n = r.length;
        final Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> r[i]));
        final double[] sum = new double[n];
        final int[] end = new int[n];
        int blocks = 0;
        for (int k = 0; k < n;) {
            final double first = r[order[k]];
            final int from = k;
            double total = 0;
            while (k < n && r[order[k]] - first <= 1e-9 * (1 + first)) {
                total += values[order[k++]];
            }
            int begin = from;
            while (blocks > 0) {
                final int before = blocks == 1 ? 0 : end[blocks - 2];
                if (sum[blocks - 1] / (end[blocks - 1] - before) > total / (k - begin)) {
                    break;
                }
                total += sum[--blocks];
                begin = before;
            }
            sum[blocks] = total;
            end[blocks++] = k;
        }
        double residual = 0;
        for (int b = 0, k = 0; b < blocks; b++) {
            final double fit = sum[b] / (end[b] - k);
            for (; k < end[b]; k++) {
                final double d = values[order[k]] - fit;
                residual += d * d;
            }
        }
        return residual;
    }
}
