package org.petctflow.learning.evaluate;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * An estimate with its confidence interval.
 *
 * @param estimate the estimate
 * @param low the lower end, NaN where there is none
 * @param high the upper end, NaN where there is none
 */
public record Interval(double estimate, double low, double high) {

    static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** The usual level. */
    public static final double LEVEL = 0.95;

    static double z(final double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A confidence level lies between 0 and 1, such as 0.95, but was " + level);
        }
        return NORMAL.inverseSurvivalProbability((1 - level) / 2);
    }

    /**
     * Wilson's score interval of a share (1927, doi:10.1080/01621459.1927.10502953).
     *
     * @param count how many have it
     * @param of how many there are
     * @param level the level, e.g. 0.95
     * @return share and interval; all NaN where there is none
     */
    public static Interval wilson(final long count, final long of, final double level) {
        check(count, of);
        if (of == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        final double z = z(level);
        final double n = of;
        final double p = count / n;
        final double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        final double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new Interval(p, count == 0 ? 0 : Math.max(0, centre - half), count == of ? 1 : Math.min(1, centre + half));
    }

    /**
     * Clopper and Pearson's exact interval of a share (1934, doi:10.1093/biomet/26.4.404).
     *
     * @param count how many have it
     * @param of how many there are
     * @param level the level, e.g. 0.95
     * @return share and interval; all NaN where there is none
     */
    public static Interval clopperPearson(final long count, final long of, final double level) {
        check(count, of);
        if (of == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN);
        }
        z(level);
        final double tail = (1 - level) / 2;
        return new Interval(count / (double)of,
            count == 0 ? 0 : BetaDistribution.of(count, of - count + 1.0).inverseCumulativeProbability(tail),
            count == of ? 1 : BetaDistribution.of(count + 1.0, of - count).inverseSurvivalProbability(tail));
    }

    private static void check(final long count, final long of) {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException("A share is a count out of a total, but was " + count + " of " + of);
        }
    }
}
