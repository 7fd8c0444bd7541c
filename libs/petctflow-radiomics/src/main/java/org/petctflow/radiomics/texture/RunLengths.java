package org.petctflow.radiomics.texture;

import java.util.Arrays;

/**
 * Grey level run length matrix: how many runs of level i have length j. A run is a longest row of voxels of one level along a step.
 *
 * <pre>
 *   levels 1 1 2 2 2   runs along the row: one of level 1 and length 2, one of level 2 and length 3
 * </pre>
 *
 * Source: IBSI section 3.7 (TP0I); Galloway 1975, doi:10.1016/S0146-664X(75)80008-6.
 */
public final class RunLengths {

    private final int m_lengths;

    private final int m_levels;

    private final double[] m_counts;

    /**
     * @param levels the largest grey level
     * @param lengths the longest possible run, e.g. the box's longest side
     */
    public RunLengths(final int levels, final int lengths) {
        m_levels = levels;
        m_lengths = lengths;
        m_counts = new double[Math.multiplyExact(levels, lengths)];
    }

    /** Sets all counts to 0. */
    public void clear() {
        Arrays.fill(m_counts, 0);
    }

    /**
     * Adds another matrix's counts.
     *
     * @param other a matrix of the same size
     */
    public void add(final RunLengths other) {
        for (int i = 0; i < m_counts.length; i++) {
            m_counts[i] += other.m_counts[i];
        }
    }

    /**
     * Counts the runs along one step.
     *
     * @param region grey levels
     * @param fromSlice first slice of the box to count
     * @param toSlice slice after the last one
     * @param step slices, rows, columns
     * @param weight what a run counts for
     * @param buffer at least {@code levels * lengths} numbers, for use in here
     */
    public void count(final GreyRegion region, final int fromSlice, final int toSlice, final int[] step, final double weight,
        final int[] buffer) {
        final int length = m_counts.length;
        Arrays.fill(buffer, 0, length, 0);
        countRuns(region.grey(), region.voxels(), region.sliceStart(fromSlice), region.sliceStart(toSlice),
            region.offset(step), m_lengths, region.scratch(), buffer);
        for (int i = 0; i < length; i++) {
            final int longer = (i + 1) % m_lengths == 0 ? 0 : buffer[i + 1];
            m_counts[i] += weight * (buffer[i] - longer);
        }
    }

    /**
     * How far into its run each voxel is, from its predecessor along the step. As many voxels are the k-th of a run of their level as
     * there are runs of at least k, so that neighbouring counts' differences are the runs of exactly k. Without a branch: which voxel
     * begins a run is as good as random.
     */
    private static void countRuns(final int[] grey, final int[] voxels, final int from, final int to, final int offset,
        final int lengths, final int[] place, final int[] counts) {
        for (int k = from; k < to; k++) {
            final int v = voxels[k];
            final int level = grey[v];
            final int difference = level ^ grey[v - offset];
            // all bits set if the predecessor has the same level, else none
            final int same = ~((difference | -difference) >> 31);
            final int n = (place[v - offset] & same) + 1;
            place[v] = n;
            counts[(level - 1) * lengths + n - 1]++;
        }
    }

    /**
     * Whether some line along a step holds two voxels of the region, be there a gap between them or not.
     *
     * @param region grey levels
     * @param step slices, rows, columns
     * @return false if the region is flat across the step
     */
    public static boolean hasLines(final GreyRegion region, final int[] step) {
        final int[] grey = region.grey();
        final int offset = region.offset(step);
        final int rows = region.size(1) + 2 * region.border();
        final int columns = region.size(2) + 2 * region.border();
        for (final int voxel : region.voxels()) {
            int s = voxel / columns / rows + step[0];
            int r = voxel / columns % rows + step[1];
            int c = voxel % columns + step[2];
            int v = voxel + offset;
            while (s >= 0 && r >= 0 && c >= 0 && r < rows && c < columns && v < grey.length) {
                if (grey[v] != 0) {
                    return true;
                }
                s += step[0];
                r += step[1];
                c += step[2];
                v += offset;
            }
        }
        return false;
    }

    /** @return the counts as they are now */
    public LevelSizeMatrix matrix() {
        return LevelSizeMatrix.ofDense(m_counts, m_lengths);
    }

    /** @return the sum over all runs of their length: voxels times steps merged */
    public double voxels() {
        double sum = 0;
        for (int i = 0; i < m_levels; i++) {
            for (int j = 0; j < m_lengths; j++) {
                sum += m_counts[i * m_lengths + j] * (j + 1);
            }
        }
        return sum;
    }
}
