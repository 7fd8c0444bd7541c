package org.petctflow.learning.stats;

import java.util.Arrays;

/** Checks and helpers for samples. */
public final class Samples {

    private Samples() {
    }

    /**
     * @param values values, NaN where missing
     * @return those that are there, in order
     */
    public static double[] present(final double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    /**
     * @param values values, NaN where missing
     * @param codes each value's group
     * @param groups how many groups
     * @return the values that are there by group, [group][i]
     */
    public static double[][] byGroup(final double[] values, final int[] codes, final int groups) {
        if (values.length != codes.length) {
            throw new IllegalArgumentException("There are " + values.length + " values, but " + codes.length + " group codes");
        }
        final double[][] split = new double[groups][];
        for (int g = 0; g < groups; g++) {
            final int group = g;
            split[g] = java.util.stream.IntStream.range(0, values.length)
                .filter(i -> codes[i] == group && !Double.isNaN(values[i])).mapToDouble(i -> values[i]).toArray();
        }
        return split;
    }

    static void require(final double[] x, final int fewest, final String test) {
        if (x.length < fewest) {
            throw new IllegalArgumentException(
                test + " needs at least " + fewest + " values in each sample, but one has " + x.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(x[i]) <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(test + ": value " + i + " is " + (Double.isNaN(x[i])
                    ? "missing; leave missing values out" : "infinite; correct it or set it to missing"));
            }
        }
    }

    static void require(final double[][] groups, final int fewest, final String test) {
        if (groups.length < 2) {
            throw new IllegalArgumentException(test + " compares at least 2 groups, but there is " + groups.length);
        }
        for (final double[] g : groups) {
            require(g, fewest, test);
        }
    }

    static double mean(final double[] x) {
        double sum = 0;
        for (final double v : x) {
            sum += v;
        }
        final double mean = sum / x.length;
        double rest = 0;
        for (final double v : x) {
            rest += v - mean;
        }
        return mean + rest / x.length; // the second pass takes the rounding of the first away
    }

    /** Sum of squared differences from the mean. */
    static double squares(final double[] x) {
        final double mean = mean(x);
        double sum = 0;
        for (final double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return sum;
    }

    static double[] concat(final double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /**
     * @param x values
     * @return their ranks from 1, equal values share the mean of theirs
     */
    public static double[] ranks(final double[] x) {
        final double[] sorted = x.clone();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] += 0.0; // -0 is 0
        }
        Arrays.sort(sorted);
        final double[] ranks = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            ranks[i] = (below(sorted, x[i]) + 1 + notAbove(sorted, x[i])) / 2.0;
        }
        return ranks;
    }

    private static int below(final double[] sorted, final double v) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (sorted[middle] < v) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int notAbove(final double[] sorted, final double v) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (sorted[middle] <= v) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The sizes of the runs of equal values. */
    static double[] ties(final double[] x) {
        final double[] sorted = x.clone();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] += 0.0;
        }
        Arrays.sort(sorted);
        final double[] runs = new double[sorted.length];
        int n = 0;
        for (int i = 0; i < sorted.length;) {
            final int start = i;
            while (i < sorted.length && sorted[i] == sorted[start]) {
                i++;
            }
            runs[n++] = i - start;
        }
        return Arrays.copyOf(runs, n);
    }

    /** Sum of t^3 - t over the runs of equal values. */
    static double tieSum(final double[] x) {
        return Arrays.stream(ties(x)).map(t -> t * t * t - t).sum();
    }
}
