package org.petctflow.radiomics.intensity;

import java.util.Arrays;

/**
 * Percentiles and median of intensities. Whole numbers of a small range are counted; others are partly sorted, so that what is asked
 * for stands where it would in a sorted array (quickselect, Hoare 1961, doi:10.1145/366622.366647, with sorting where it goes astray).
 */
public final class Ordered {

    /** Up to this many different whole numbers counting beats selecting. */
    private static final int COUNTABLE = 1 << 16;

    /** Below this sorting beats selecting. */
    private static final int FEW = 64;

    private static final double[] PERCENTS = {10, 25, 75, 90};

    private final double[] m_values;

    private final double m_min;

    private final double m_max;

    private Ordered(final double[] values, final double min, final double max) {
        m_values = values;
        m_min = min;
        m_max = max;
    }

    /**
     * @param values intensities, at least one; not changed
     * @return their order
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
            return new Ordered(counted(values, min, (int)(max - min) + 1), min, max);
        }
        final double[] a = values.clone();
        final int n = a.length;
        final int[] ranks = new int[2 * PERCENTS.length + 2];
        for (int p = 0; p < PERCENTS.length; p++) {
            ranks[2 * p] = (int)(PERCENTS[p] / 100 * (n - 1));
            ranks[2 * p + 1] = Math.min(n - 1, ranks[2 * p] + 1);
        }
        ranks[ranks.length - 2] = (n - 1) / 2;
        ranks[ranks.length - 1] = n / 2;
        Arrays.sort(ranks);
        select(a, 0, n, ranks, 0, ranks.length, 2 * (32 - Integer.numberOfLeadingZeros(n)));
        return new Ordered(a, min, max);
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

    /** Puts the elements of some ranks, which lie in from to to, where they belong. */
    private static void select(final double[] a, final int from, final int to, final int[] ranks, final int firstRank,
        final int lastRank, final int depth) {
        int low = from;
        int high = to;
        int first = firstRank;
        int last = lastRank;
        int left = depth;
        while (first < last) {
            if (high - low < FEW || left-- == 0) {
                Arrays.sort(a, low, high);
                return;
            }
            final double pivot = median(a[low], a[(low + high) >>> 1], a[high - 1]);
            int less = low;
            int more = high;
            for (int i = low; i < more;) {
                final double v = a[i];
                if (v < pivot) {
                    a[i++] = a[less];
                    a[less++] = v;
                } else if (v > pivot) {
                    a[i] = a[--more];
                    a[more] = v;
                } else {
                    i++;
                }
            }
            // the ranks below, and those above, which this loop goes on with; those between are where they belong
            int below = first;
            while (below < last && ranks[below] < less) {
                below++;
            }
            select(a, low, less, ranks, first, below, left);
            first = below;
            while (first < last && ranks[first] < more) {
                first++;
            }
            low = more;
        }
    }

    private static double median(final double a, final double b, final double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** @return the smallest */
    public double min() {
        return m_min;
    }

    /** @return the largest */
    public double max() {
        return m_max;
    }

    /**
     * Interpolates linearly between the two nearest ranks (type 7 of Hyndman and Fan 1996, doi:10.2307/2684934; numpy's default).
     *
     * @param percent 10, 25, 75 or 90
     * @return the percentile
     */
    public double percentile(final int percent) {
        if (Arrays.binarySearch(PERCENTS, percent) < 0) {
            throw new IllegalArgumentException("The percentile must be 10, 25, 75 or 90, but was " + percent);
        }
        final double rank = percent / 100.0 * (m_values.length - 1);
        final int below = (int)rank;
        if (below + 1 >= m_values.length) {
            return m_max;
        }
        final double low = m_values[below];
        return low + (rank - below) * (m_values[below + 1] - low);
    }

    /** @return the middle one, or the mean of the two in the middle */
    public double median() {
        final int n = m_values.length;
        return n % 2 == 1 ? m_values[n / 2] : (m_values[n / 2 - 1] + m_values[n / 2]) / 2;
    }
}
