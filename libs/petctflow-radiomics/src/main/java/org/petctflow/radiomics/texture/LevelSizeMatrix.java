package org.petctflow.radiomics.texture;

import java.util.Arrays;

/**
 * How often a grey level i comes with a number j: run lengths (GLRLM), zone sizes (GLSZM), zone distances (GLDZM) or dependence
 * counts (NGLDM, PyRadiomics' GLDM). Holds the entries that are not 0 only: a zone may be as large as the region.
 */
public final class LevelSizeMatrix {

    /** Up to this many cells counting into a full matrix is cheaper than sorting. */
    private static final long DENSE = 1 << 20;

    private final int[] m_level;

    private final int[] m_size;

    private final double[] m_count;

    private LevelSizeMatrix(final int[] level, final int[] size, final double[] count) {
        m_level = level;
        m_size = size;
        m_count = count;
    }

    /**
     * @param counts {@code counts[(level - 1) * sizes + size - 1]}
     * @param sizes the largest size
     * @return the matrix
     */
    public static LevelSizeMatrix ofDense(final double[] counts, final int sizes) {
        int n = 0;
        for (final double c : counts) {
            n += c != 0 ? 1 : 0;
        }
        final int[] level = new int[n];
        final int[] size = new int[n];
        final double[] count = new double[n];
        n = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                level[n] = i / sizes + 1;
                size[n] = i % sizes + 1;
                count[n++] = counts[i];
            }
        }
        return new LevelSizeMatrix(level, size, count);
    }

    /**
     * @param levels the grey level of each thing that is counted
     * @param sizes its size
     * @param from the first to count
     * @param to the one after the last
     * @return the matrix
     */
    public static LevelSizeMatrix ofItems(final int[] levels, final int[] sizes, final int from, final int to) {
        int maxLevel = 0;
        int maxSize = 0;
        for (int i = from; i < to; i++) {
            maxLevel = Math.max(maxLevel, levels[i]);
            maxSize = Math.max(maxSize, sizes[i]);
        }
        if ((long)maxLevel * maxSize <= DENSE) {
            final double[] counts = new double[maxLevel * maxSize];
            for (int i = from; i < to; i++) {
                counts[(levels[i] - 1) * maxSize + sizes[i] - 1]++;
            }
            return ofDense(counts, Math.max(maxSize, 1));
        }
        final long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = (long)levels[i] << 32 | sizes[i];
        }
        Arrays.sort(keys);
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            n += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
        }
        final int[] level = new int[n];
        final int[] size = new int[n];
        final double[] count = new double[n];
        n = -1;
        for (int i = 0; i < keys.length; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                n++;
                level[n] = (int)(keys[i] >>> 32);
                size[n] = (int)keys[i];
            }
            count[n]++;
        }
        return new LevelSizeMatrix(level, size, count);
    }

    /** @return how many entries are not 0 */
    public int entries() {
        return m_count.length;
    }

    /**
     * @param level grey level, from 1
     * @param size size, from 1
     * @return the count, for a look at single entries
     */
    public double count(final int level, final int size) {
        for (int i = 0; i < m_count.length; i++) {
            if (m_level[i] == level && m_size[i] == size) {
                return m_count[i];
            }
        }
        return 0;
    }

    int[] level() {
        return m_level;
    }

    int[] size() {
        return m_size;
    }

    double[] count() {
        return m_count;
    }
}
