package org.petctflow.radiomics.intensity;

import java.util.Arrays;

/** Intensities in ascending order, for percentiles and medians. */
public final class Ordered {

    /** Up to this many different integers counting beats sorting. */
    private static final int COUNTABLE = 1 << 16;

    private final double[] m_sorted;

    private Ordered(final double[] sorted) {
        m_sorted = sorted;
    }

    /**
     * @param values intensities, at least one; not changed
     * @return them in order
     */
    public static Ordered of(final double[] values) {
        double min = values[0];
        double max = values[0];
        boolean integers = true;
        for (final double v : values) {
            min = Math.min(min, v);
            max = Math.max(max, v);
            integers &= v == Math.rint(v);
        }
        if (integers && max - min < COUNTABLE) {
            return new Ordered(counted(values, min, (int)(max - min) + 1));
        }
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Ordered(sorted);
    }

    private static double[] counted(final double[] values, final double min, final int range) {
        final int[] counts = new int[range];
        for (final double v : values) {
            counts[(int)(v - min)]++;
        }
        final double[] sorted = new double[values.length];
        for (int i = 0, k = 0; i < range; i++) {
            final int end = k + counts[i];
            Arrays.fill(sorted, k, end, min + i);
            k = end;
        }
        return sorted;
    }

    /** @return the smallest */
    public double min() {
        return m_sorted[0];
    }

    /** @return the largest */
    public double max() {
        return m_sorted[m_sorted.length - 1];
    }

    /** @return all in ascending order; the array itself, not to be changed */
    public double[] values() {
        return m_sorted;
    }

    /**
     * Interpolates linearly between the two nearest ranks (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934; numpy's default).
     *
     * @param percent 0 to 100
     * @return the percentile
     */
    public double percentile(final double percent) {
        final double rank = percent / 100 * (m_sorted.length - 1);
        final int below = (int)rank;
        if (below + 1 >= m_sorted.length) {
            return max();
        }
        final double low = m_sorted[below];
        return low + (rank - below) * (m_sorted[below + 1] - low);
    }

    /** @return the middle one, or the mean of the two in the middle */
    public double median() {
        final int n = m_sorted.length;
        return n % 2 == 1 ? m_sorted[n / 2] : (m_sorted[n / 2 - 1] + m_sorted[n / 2]) / 2;
    }
}
