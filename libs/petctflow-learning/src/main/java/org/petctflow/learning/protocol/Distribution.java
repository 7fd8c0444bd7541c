package org.petctflow.learning.protocol;

import java.util.Arrays;

/**
 * A figure over many splits.
 *
 * @param values the figure in each split, in order; NaN where it is undefined
 * @param defined in how many splits it is defined
 * @param mean the mean of the defined ones, as all below
 * @param sd the sample SD
 * @param low the 2.5th percentile (linear interpolation, type 7)
 * @param median the median
 * @param high the 97.5th percentile
 */
public record Distribution(double[] values, int defined, double mean, double sd, double low, double median, double high) {

    /**
     * @param values the figure in each split
     * @return its distribution
     */
    public static Distribution of(final double[] values) {
        final double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        final int n = sorted.length;
        double mean = 0;
        for (final double v : sorted) {
            mean += v / n;
        }
        double square = 0;
        for (final double v : sorted) {
            square += (v - mean) * (v - mean);
        }
        return new Distribution(values.clone(), n, n == 0 ? Double.NaN : mean, n < 2 ? Double.NaN : Math.sqrt(square / (n - 1)),
            percentile(sorted, 0.025), percentile(sorted, 0.5), percentile(sorted, 0.975));
    }

    private static double percentile(final double[] sorted, final double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        final double at = q * (sorted.length - 1);
        final int below = (int)at;
        return below + 1 < sorted.length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    /**
     * The comparison with a published number.
     *
     * @param published the number
     * @param reaching in how many splits the figure is at least that
     * @param defined in how many splits the figure is defined
     */
    public record Comparison(double published, int reaching, int defined) {
        @Override
        public String toString() {
            return reaching + " of " + defined + " splits reach " + published;
        }
    }

    /**
     * @param published a published number
     * @return how many splits reach it
     */
    public Comparison compare(final double published) {
        return new Comparison(published, (int)Arrays.stream(values).filter(v -> v >= published - 1e-12).count(), defined);
    }
}
