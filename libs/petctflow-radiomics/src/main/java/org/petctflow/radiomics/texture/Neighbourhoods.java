package org.petctflow.radiomics.texture;

import java.util.Arrays;
import java.util.List;

/**
 * What a voxel's neighbours say of it, for two families in one pass: the mean of their grey levels (NGTDM), and how many of them
 * are about as grey as it is (NGLDM, PyRadiomics' GLDM).
 *
 * <p>Source: IBSI sections 3.10 (IPET) and 3.11 (REK0); Amadasun and King 1989, doi:10.1109/21.44046; Sun and Wee 1983,
 * doi:10.1016/0734-189X(83)90032-4.
 */
public final class Neighbourhoods {

    /** How many voxels in a row are looked at together: what is counted for them stays in the fastest cache. */
    private static final int CHUNK = 256;

    private final int m_levels;

    private final int m_dependences;

    private final double[] m_voxels;

    private final double[] m_differences;

    private final double[] m_dependence;

    /**
     * @param levels the largest grey level
     * @param neighbours how many neighbours a voxel may have
     */
    public Neighbourhoods(final int levels, final int neighbours) {
        m_levels = levels;
        m_dependences = neighbours + 1;
        m_voxels = new double[levels];
        m_differences = new double[levels];
        m_dependence = new double[Math.multiplyExact(levels, m_dependences)];
    }

    /**
     * Adds another's counts.
     *
     * @param other one of the same size
     */
    public void add(final Neighbourhoods other) {
        for (int i = 0; i < m_levels; i++) {
            m_voxels[i] += other.m_voxels[i];
            m_differences[i] += other.m_differences[i];
        }
        for (int i = 0; i < m_dependence.length; i++) {
            m_dependence[i] += other.m_dependence[i];
        }
    }

    /**
     * @param region grey levels
     * @param fromSlice first slice of the box to count
     * @param toSlice slice after the last one
     * @param steps to the neighbours: slices, rows, columns
     * @param coarseness a neighbour depends if its level differs by at most this
     * @param countLonely whether the NGTDM counts a voxel without neighbours (PyRadiomics does, IBSI does not)
     */
    public void count(final GreyRegion region, final int fromSlice, final int toSlice, final List<int[]> steps,
        final int coarseness, final boolean countLonely) {
        final int[] offsets = new int[steps.size()];
        for (int d = 0; d < offsets.length; d++) {
            offsets[d] = region.offset(steps.get(d));
        }
        final int[] grey = region.grey();
        final int[] voxels = region.voxels();
        final int[] sum = new int[CHUNK];
        final int[] present = new int[CHUNK];
        final int[] dependent = new int[CHUNK];
        final int[] centre = new int[CHUNK];
        final int[] neighbour = new int[CHUNK];
        final int to = region.sliceStart(toSlice);
        for (int k = region.sliceStart(fromSlice); k < to;) {
            final int first = voxels[k];
            int n = 1;
            while (n < CHUNK && k + n < to && voxels[k + n] == first + n) {
                n++;
            }
            Arrays.fill(sum, 0, n, 0);
            Arrays.fill(present, 0, n, 0);
            Arrays.fill(dependent, 0, n, 0);
            System.arraycopy(grey, first, centre, 0, n);
            for (final int offset : offsets) {
                System.arraycopy(grey, first + offset, neighbour, 0, n);
                addNeighbours(centre, neighbour, n, coarseness, sum, present, dependent);
            }
            for (int i = 0; i < n; i++) {
                final int level = grey[first + i];
                m_dependence[(level - 1) * m_dependences + dependent[i]]++;
                if (present[i] > 0) {
                    m_voxels[level - 1]++;
                    m_differences[level - 1] += Math.abs(level - (double)sum[i] / present[i]);
                } else if (countLonely) {
                    m_voxels[level - 1]++;
                }
            }
            k += n;
        }
    }

    /**
     * One neighbour of each of n voxels in a row. Without a branch and with one index for all arrays (which is why the levels are
     * copied before), so that the compiler computes several voxels at once. The highest bit of {@code -other} says that the neighbour is
     * in the region, that of {@code ~(coarseness - difference)} that it depends.
     */
    private static void addNeighbours(final int[] centre, final int[] neighbour, final int n, final int coarseness,
        final int[] sum, final int[] present, final int[] dependent) {
        for (int i = 0; i < n; i++) {
            sum[i] += neighbour[i];
        }
        for (int i = 0; i < n; i++) {
            present[i] += -neighbour[i] >>> 31;
        }
        for (int i = 0; i < n; i++) {
            final int d = neighbour[i] - centre[i];
            final int sign = d >> 31;
            dependent[i] += ~(coarseness - ((d ^ sign) - sign)) >>> 31 & -neighbour[i] >>> 31;
        }
    }

    /** @return the dependence matrix: a voxel of dependence j has j - 1 dependent neighbours */
    public LevelSizeMatrix dependences() {
        return LevelSizeMatrix.ofDense(m_dependence, m_dependences);
    }

    /** @return how many voxels the dependence matrix counts */
    public double dependenceVoxels() {
        double sum = 0;
        for (final double d : m_dependence) {
            sum += d;
        }
        return sum;
    }

    /**
     * Coarseness, contrast, busyness, complexity and strength. Coarseness is at most 10^6, the others are 0 where their denominator
     * is.
     *
     * @return the features in IBSI's order; null if no voxel counts
     */
    public double[] differenceFeatures() {
        double n = 0;
        double sumOfDifferences = 0;
        int present = 0;
        for (int i = 0; i < m_levels; i++) {
            n += m_voxels[i];
            sumOfDifferences += m_differences[i];
            present += m_voxels[i] > 0 ? 1 : 0;
        }
        if (!(n > 0)) {
            return null;
        }
        final double[] level = new double[present];
        final double[] p = new double[present];
        final double[] s = new double[present];
        double weighted = 0;
        for (int i = 0, k = 0; i < m_levels; i++) {
            if (m_voxels[i] > 0) {
                level[k] = i + 1;
                p[k] = m_voxels[i] / n;
                s[k] = m_differences[i];
                weighted += p[k] * s[k];
                k++;
            }
        }
        double contrast = 0;
        double busyness = 0;
        double complexity = 0;
        double strength = 0;
        for (int i = 0; i < present; i++) {
            for (int j = 0; j < present; j++) {
                final double d = level[i] - level[j];
                contrast += p[i] * p[j] * d * d;
                busyness += Math.abs(level[i] * p[i] - level[j] * p[j]);
                complexity += Math.abs(d) * (p[i] * s[i] + p[j] * s[j]) / (p[i] + p[j]);
                strength += (p[i] + p[j]) * d * d;
            }
        }
        return new double[]{
            weighted == 0 ? 1e6 : Math.min(1e6, 1 / weighted),
            present < 2 ? 0 : contrast * sumOfDifferences / n / present / (present - 1),
            busyness == 0 ? 0 : weighted / busyness,
            complexity / n,
            sumOfDifferences == 0 ? 0 : strength / sumOfDifferences
        };
    }
}
