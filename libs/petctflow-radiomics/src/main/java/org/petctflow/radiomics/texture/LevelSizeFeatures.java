package org.petctflow.radiomics.texture;

/**
 * Features of a {@link LevelSizeMatrix} s(i, j) with sum N. The four families differ in what j means, not in their formulas:
 *
 * <pre>
 *   emphases           1/N sum s(i, j) j^-2 (small), j^2 (large), i^-2 (low), i^2 (high) and their products
 *   non-uniformity     1/N and 1/N^2 times sum of squared row sums (grey level) or column sums (size)
 *   percentage         N over the voxels that could have been counted
 *   variances          of i and of j under p = s / N
 *   entropy, energy    -sum p log2 p, sum p^2
 * </pre>
 *
 * Source: IBSI sections 3.7 (TP0I), 3.8 (9SAK), 3.9 (VMDZ), 3.11 (REK0).
 */
public final class LevelSizeFeatures {

    /** How many features there are; only NGLDM has the last one, energy. */
    public static final int COUNT = 17;

    private static final double LOG2 = Math.log(2);

    private LevelSizeFeatures() {
    }

    /**
     * @param matrix counts
     * @param voxels what the percentage is relative to; for run lengths the voxels times the number of steps merged
     * @param epsilon is added within the logarithm: PyRadiomics 2^-52, IBSI 0
     * @return the features in IBSI's order; null if the matrix is empty
     */
    public static double[] of(final LevelSizeMatrix matrix, final double voxels, final double epsilon) {
        final int[] level = matrix.level();
        final int[] size = matrix.size();
        final double[] count = matrix.count();
        double n = 0;
        int maxLevel = 0;
        int maxSize = 0;
        for (int k = 0; k < count.length; k++) {
            n += count[k];
            maxLevel = Math.max(maxLevel, level[k]);
            maxSize = Math.max(maxSize, size[k]);
        }
        if (!(n > 0)) {
            return null;
        }
        final double[] rows = new double[maxLevel + 1];
        final double[] columns = new double[maxSize + 1];
        final double[] f = new double[COUNT];
        double meanLevel = 0;
        double meanSize = 0;
        for (int k = 0; k < count.length; k++) {
            final double p = count[k] / n;
            final double i2 = (double)level[k] * level[k];
            final double j2 = (double)size[k] * size[k];
            rows[level[k]] += count[k];
            columns[size[k]] += count[k];
            f[0] += p / j2;
            f[1] += p * j2;
            f[2] += p / i2;
            f[3] += p * i2;
            f[4] += p / (i2 * j2);
            f[5] += p * i2 / j2;
            f[6] += p * j2 / i2;
            f[7] += p * (i2 * j2);
            f[15] -= p * (Math.log(p + epsilon) / LOG2);
            f[16] += p * p;
            meanLevel += p * level[k];
            meanSize += p * size[k];
        }
        f[8] = sumOfSquares(rows) / n;
        f[9] = f[8] / n;
        f[10] = sumOfSquares(columns) / n;
        f[11] = f[10] / n;
        f[12] = n / voxels;
        for (int k = 0; k < count.length; k++) {
            final double p = count[k] / n;
            f[13] += p * (level[k] - meanLevel) * (level[k] - meanLevel);
            f[14] += p * (size[k] - meanSize) * (size[k] - meanSize);
        }
        return f;
    }

    private static double sumOfSquares(final double[] x) {
        double sum = 0;
        for (final double v : x) {
            sum += v * v;
        }
        return sum;
    }
}
