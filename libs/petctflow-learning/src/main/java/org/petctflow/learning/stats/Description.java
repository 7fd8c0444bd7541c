package org.petctflow.learning.stats;

import java.util.Arrays;

/**
 * A sample in figures.
 *
 * @param n how many values are there
 * @param missing how many are not
 * @param mean the mean
 * @param sd the standard deviation (n - 1), NaN for one value
 * @param median the median
 * @param q1 the first quartile (type 7 of Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566)
 * @param q3 the third quartile
 * @param min the least value
 * @param max the greatest value
 */
public record Description(int n, int missing, double mean, double sd, double median, double q1, double q3, double min,
    double max) {

    /**
     * @param values the values, NaN where missing
     * @return the figures; all NaN where no value is there
     */
    public static Description of(final double[] values) {
        final double[] x = Samples.present(values);
        final int missing = values.length - x.length;
        if (x.length == 0) {
            return new Description(0, missing, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        Arrays.sort(x);
        return new Description(x.length, missing, Samples.mean(x),
            x.length == 1 ? Double.NaN : Math.sqrt(Samples.squares(x) / (x.length - 1)), sorted(x, 0.5), sorted(x, 0.25),
            sorted(x, 0.75), x[0], x[x.length - 1]);
    }

    /**
     * @param values the values, none missing
     * @param share which quantile, 0 to 1
     * @return the quantile, by linear interpolation (type 7)
     */
    public static double quantile(final double[] values, final double share) {
        if (values.length == 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A quantile needs a value and a share from 0 to 1, but there are " + values.length
                + " values and the share is " + share);
        }
        final double[] x = values.clone();
        Arrays.sort(x);
        return sorted(x, share);
    }

    private static double sorted(final double[] x, final double share) {
        final double at = share * (x.length - 1);
        final int below = (int)Math.floor(at);
        final int above = Math.min(below + 1, x.length - 1);
        return at == below ? x[below] : x[below] + (at - below) * (x[above] - x[below]);
    }
}
