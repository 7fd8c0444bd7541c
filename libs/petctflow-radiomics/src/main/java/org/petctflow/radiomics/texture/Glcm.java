package org.petctflow.radiomics.texture;

/**
 * Grey level co-occurrence matrix: how often a voxel of level i has a neighbour of level j a given step away. Example, step one
 * column to the right, counted in both senses:
 *
 * <pre>
 *   levels 1 2 2      matrix    0 1 0
 *          3 2 1      (i, j)    1 2 1
 *                               0 1 0   + (2,1), (1,2) of the second row ...
 * </pre>
 *
 * Source: IBSI section 3.6 (LFYI); Haralick, Shanmugam, Dinstein 1973, doi:10.1109/TSMC.1973.4309314.
 */
public final class Glcm {

    private final int m_levels;

    private final double[] m_counts;

    /** @param levels the largest grey level */
    public Glcm(final int levels) {
        m_levels = levels;
        m_counts = new double[Math.multiplyExact(levels, levels)];
    }

    /** @return the largest grey level */
    public int levels() {
        return m_levels;
    }

    /** @return {@code counts[(i - 1) * levels + j - 1]}; the array itself */
    public double[] counts() {
        return m_counts;
    }

    /** Sets all counts to 0. */
    public void clear() {
        java.util.Arrays.fill(m_counts, 0);
    }

    /**
     * Adds another matrix's counts.
     *
     * @param other a matrix of as many levels
     */
    public void add(final Glcm other) {
        for (int i = 0; i < m_counts.length; i++) {
            m_counts[i] += other.m_counts[i];
        }
    }

    /**
     * Counts one step.
     *
     * @param region grey levels
     * @param fromSlice first slice of the box to count
     * @param toSlice slice after the last one
     * @param step slices, rows, columns
     * @param symmetric whether (i, j) counts as (j, i) too
     * @param weight what an occurrence counts for
     * @param buffer at least {@code (levels + 1)^2} numbers, for use in here
     */
    public void count(final GreyRegion region, final int fromSlice, final int toSlice, final int[] step,
        final boolean symmetric, final double weight, final int[] buffer) {
        final int stride = m_levels + 1;
        java.util.Arrays.fill(buffer, 0, stride * stride, 0);
        countPairs(region.grey(), region.voxels(), region.sliceStart(fromSlice), region.sliceStart(toSlice),
            region.offset(step), stride, buffer);
        for (int i = 1; i <= m_levels; i++) {
            for (int j = 1; j <= m_levels; j++) {
                final int n = symmetric ? buffer[i * stride + j] + buffer[j * stride + i] : buffer[i * stride + j];
                m_counts[(i - 1) * m_levels + j - 1] += weight * n;
            }
        }
    }

    /** A neighbour outside the region has level 0 and falls into column 0, which nobody reads: no branch in the loop. */
    private static void countPairs(final int[] grey, final int[] voxels, final int from, final int to, final int offset,
        final int stride, final int[] pairs) {
        for (int k = from; k < to; k++) {
            final int v = voxels[k];
            pairs[grey[v] * stride + grey[v + offset]]++;
        }
    }

    /** @return the sum of all counts */
    public double total() {
        double sum = 0;
        for (final double c : m_counts) {
            sum += c;
        }
        return sum;
    }
}
