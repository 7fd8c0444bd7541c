package org.petctflow.radiomics.shape;

import java.util.Arrays;

import org.petctflow.base.Progress;
import org.petctflow.radiomics.image.Fourier;
import org.petctflow.radiomics.image.Region;

/**
 * Moran's I and Geary's C with the inverse distance of two voxels as their weight, over all pairs:
 *
 * <pre>
 *   I = N / W * sum w(i, j) (x_i - m)(x_j - m) / sum (x_i - m)^2
 *   C = (N - 1) / (2 W) * sum w(i, j) (x_i - x_j)^2 / sum (x_i - m)^2        w(i, j) = 1 / |p_i - p_j|, W their sum
 * </pre>
 *
 * Both follow from the potentials {@code sum_j w(i, j)} and {@code sum_j w(i, j) (x_j - m)} at each voxel, which are convolutions: the
 * slices are Fourier transformed, each pair of slices is multiplied by the transform of the weights at their distance, and the sum is
 * transformed back. That is exact but for rounding, and takes N log N in a slice instead of N^2. Source: IBSI N365, NPT7.
 *
 * @param moran Moran's I
 * @param geary Geary's C
 */
public record SpatialAutocorrelation(double moran, double geary) {

    /** Up to here comparing all pairs is faster. */
    private static final int FEW = 2000;

    /**
     * @param region a region with intensities
     * @param progress asked for cancellation
     * @return both; NaN if there are less than two voxels or all have one value
     */
    public static SpatialAutocorrelation of(final Region region, final Progress progress) {
        return region.count() <= FEW ? pairwise(region) : convolved(region, progress);
    }

    static SpatialAutocorrelation pairwise(final Region region) {
        final double[] x = deviations(region);
        final int n = x.length;
        final double[][] p = new double[3][n];
        for (int k = 0; k < n; k++) {
            final int position = region.positions()[k];
            p[2][k] = position % region.size(2) * region.spacing(2);
            p[1][k] = position / region.size(2) % region.size(1) * region.spacing(1);
            p[0][k] = position / region.size(2) / region.size(1) * region.spacing(0);
        }
        double weights = 0;
        double products = 0;
        double differences = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                final double dz = p[0][i] - p[0][j];
                final double dy = p[1][i] - p[1][j];
                final double dx = p[2][i] - p[2][j];
                final double w = 1 / Math.sqrt(dz * dz + dy * dy + dx * dx);
                weights += 2 * w;
                products += 2 * w * x[i] * x[j];
                differences += 2 * w * (x[i] - x[j]) * (x[i] - x[j]);
            }
        }
        return result(x, weights, products, differences);
    }

    static SpatialAutocorrelation convolved(final Region region, final Progress progress) {
        final double[] x = deviations(region);
        final int slices = region.size(0);
        final int rows = Fourier.length(2 * region.size(1) - 1);
        final int columns = Fourier.length(2 * region.size(2) - 1);
        final int plane = Math.multiplyExact(rows, columns);
        final Plane transform = new Plane(rows, columns);
        // deviations in the real part and the region itself in the imaginary part: the weights are even, so that both stay apart
        final double[][] re = new double[slices][plane];
        final double[][] im = new double[slices][plane];
        for (int k = 0; k < x.length; k++) {
            final int p = region.positions()[k];
            final int at = p / region.size(2) % region.size(1) * columns + p % region.size(2);
            re[p / region.size(2) / region.size(1)][at] = x[k];
            im[p / region.size(2) / region.size(1)][at] = 1;
        }
        for (int s = 0; s < slices; s++) {
            transform.of(re[s], im[s]);
        }
        final double[][] outRe = new double[slices][plane];
        final double[][] outIm = new double[slices][plane];
        for (int lag = 0; lag < slices; lag++) {
            progress.checkCancelled();
            final double[] w = weights(region, lag, rows, columns);
            transform.of(w, new double[plane]);
            for (int s = 0; s < slices; s++) {
                if (s >= lag) {
                    addProduct(w, re[s - lag], outRe[s]);
                    addProduct(w, im[s - lag], outIm[s]);
                }
                if (lag > 0 && s + lag < slices) {
                    addProduct(w, re[s + lag], outRe[s]);
                    addProduct(w, im[s + lag], outIm[s]);
                }
            }
        }
        for (int s = 0; s < slices; s++) {
            transform.inverse(outRe[s], outIm[s]);
        }
        double weights = 0;
        double products = 0;
        double squares = 0;
        for (int k = 0; k < x.length; k++) {
            final int p = region.positions()[k];
            final int s = p / region.size(2) / region.size(1);
            final int at = p / region.size(2) % region.size(1) * columns + p % region.size(2);
            weights += outIm[s][at] / plane;
            products += x[k] * outRe[s][at] / plane;
            squares += x[k] * x[k] * outIm[s][at] / plane;
        }
        return result(x, weights, products, 2 * squares - 2 * products);
    }

    private static void addProduct(final double[] w, final double[] f, final double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += w[i] * f[i];
        }
    }

    private static double[] weights(final Region region, final int lag, final int rows, final int columns) {
        final double[] w = new double[rows * columns];
        final double z = lag * region.spacing(0);
        for (int r = 0; r < region.size(1); r++) {
            for (int c = 0; c < region.size(2); c++) {
                final double y = r * region.spacing(1);
                final double x = c * region.spacing(2);
                final double value = lag == 0 && r == 0 && c == 0 ? 0 : 1 / Math.sqrt(z * z + y * y + x * x);
                final int below = r == 0 ? 0 : rows - r;
                final int left = c == 0 ? 0 : columns - c;
                w[r * columns + c] = value;
                w[below * columns + c] = value;
                w[r * columns + left] = value;
                w[below * columns + left] = value;
            }
        }
        return w;
    }

    private static double[] deviations(final Region region) {
        final double mean = Arrays.stream(region.values()).sum() / region.count();
        return Arrays.stream(region.values()).map(v -> v - mean).toArray();
    }

    private static SpatialAutocorrelation result(final double[] x, final double weights, final double products,
        final double differences) {
        double squares = 0;
        for (final double d : x) {
            squares += d * d;
        }
        if (x.length < 2 || squares == 0) {
            return new SpatialAutocorrelation(Double.NaN, Double.NaN);
        }
        return new SpatialAutocorrelation(x.length / weights * products / squares,
            (x.length - 1) / (2 * weights) * differences / squares);
    }

    /**
     * The transform of a plane: along the rows all columns at once, then turned over, along the columns all rows at once. It stays turned
     * over, which no product notices, until the inverse turns it back.
     */
    private static final class Plane {
        private final int m_rows;

        private final int m_columns;

        private final Fourier m_alongRows;

        private final Fourier m_alongColumns;

        private final double[] m_bufferRe;

        private final double[] m_bufferIm;

        Plane(final int rows, final int columns) {
            m_rows = rows;
            m_columns = columns;
            m_alongRows = new Fourier(rows);
            m_alongColumns = new Fourier(columns);
            m_bufferRe = new double[rows * columns];
            m_bufferIm = new double[rows * columns];
        }

        void of(final double[] re, final double[] im) {
            m_alongRows.transform(re, im, m_columns, m_bufferRe, m_bufferIm);
            turn(re, m_rows, m_columns, m_bufferRe);
            turn(im, m_rows, m_columns, m_bufferIm);
            m_alongColumns.transform(re, im, m_rows, m_bufferRe, m_bufferIm);
        }

        /** Times the number of elements: the transform with real and imaginary part exchanged. */
        void inverse(final double[] re, final double[] im) {
            m_alongColumns.transform(im, re, m_rows, m_bufferRe, m_bufferIm);
            turn(re, m_columns, m_rows, m_bufferRe);
            turn(im, m_columns, m_rows, m_bufferIm);
            m_alongRows.transform(im, re, m_columns, m_bufferRe, m_bufferIm);
        }

        private static void turn(final double[] plane, final int rows, final int columns, final double[] buffer) {
            System.arraycopy(plane, 0, buffer, 0, plane.length);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    plane[c * rows + r] = buffer[r * columns + c];
                }
            }
        }
    }
}
