package org.petctflow.learning.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.petctflow.base.Seeds;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.stats.Description;

/**
 * Bootstrap intervals of a figure of merit by resampling rows: percentile, and bias-corrected and accelerated (Efron 1987,
 * doi:10.1080/01621459.1987.10478410). Resamples in which the figure is not defined (one class) are dropped and counted.
 *
 * @param estimate the figure on all rows
 * @param resamples the figure on each resample where it is defined, in their order
 * @param dropped how many resamples were dropped
 * @param percentile the percentile interval (quantiles of type 7)
 * @param bca the bias-corrected and accelerated interval
 * @param z0 the bias correction: normal quantile of the share of resamples strictly below the estimate
 * @param acceleration the acceleration, by the jackknife
 * @param note why an interval is not to be had, else empty
 */
public record Bootstrap(double estimate, double[] resamples, int dropped, Interval percentile, Interval bca, double z0,
    double acceleration, String note) {

    /** A figure of merit. */
    @FunctionalInterface
    public interface Figure {
        /**
         * @param scored rows, perhaps of one class
         * @return the figure, NaN where it is not defined
         */
        double of(Scored scored);
    }

    /** The area under the ROC curve. */
    public static final Figure AUC =
        s -> org.petctflow.learning.model.Metric.ROC_AUC.of(s.y(), s.score(), 0);

    /** Several figures at once, of rows that are named by their index. */
    @FunctionalInterface
    public interface Figures {
        /**
         * @param rows which rows, some perhaps several times
         * @return the figures, always in the same order, NaN where one is not defined
         */
        double[] of(int[] rows);
    }

    /**
     * @param rows how many rows
     * @param count how many resamples
     * @param seed the seed
     * @return the rows of each resample, drawn with replacement, [resample][i]
     */
    public static int[][] draw(final int rows, final int count, final long seed) {
        final int[][] drawn = new int[count][];
        for (int b = 0; b < count; b++) {
            drawn[b] = draw(rows, seed, b);
        }
        return drawn;
    }

    private static int[] draw(final int units, final long seed, final int resample) {
        final UniformRandomProvider random = Randoms.of(Seeds.derive(seed, resample));
        final int[] drawn = new int[units];
        for (int i = 0; i < units; i++) {
            drawn[i] = random.nextInt(units);
        }
        return drawn;
    }

    /**
     * @param scored the rows
     * @param figure the figure of merit
     * @param drawn the rows of each resample, [resample][i]; the same for several models makes their figures comparable
     * @param level the level, e.g. 0.95
     * @param run threads and progress; nothing is random here
     * @return the intervals
     */
    public static Bootstrap of(final Scored scored, final Figure figure, final int[][] drawn, final double level, final Run run) {
        scored.requireBothClasses();
        final Figures one = rows -> {
            final Scored resample = scored.select(rows);
            final int positives = resample.positives();
            return new double[]{positives == 0 || positives == resample.rows() ? Double.NaN : figure.of(resample)};
        };
        return of(one, Groups.single(scored.rows()), drawn.length, b -> drawn[b], level, true, run).get(0);
    }

    /**
     * Several figures on the same resamples. Whole units are drawn, and left out by the jackknife: with several rows a patient the
     * patients are the units, for their rows are not independent.
     *
     * @param figures the figures of merit
     * @param units which rows are one unit, {@link Groups#single} where each is one
     * @param count how many resamples
     * @param level the level, e.g. 0.95
     * @param bca whether to make the BCa interval, which asks for the figures without each unit in turn
     * @param run seed, threads and progress
     * @return the intervals of each figure
     */
    public static List<Bootstrap> of(final Figures figures, final Groups units, final int count, final double level, final boolean bca,
        final Run run) {
        final int[][] members = units.members();
        final long seed = run.seed();
        return of(figures, units, count, b -> Arrays.stream(draw(members.length, seed, b)).flatMap(u -> Arrays.stream(members[u])).toArray(),
            level, bca, run);
    }

    private static List<Bootstrap> of(final Figures figures, final Groups units, final int count, final IntFunction<int[]> drawn,
        final double level, final boolean bca, final Run run) {
        Interval.z(level);
        final double[] estimates = figures.of(IntStream.range(0, units.rows()).toArray());
        final List<double[]> values = run.map(count, b -> figures.of(drawn.apply(b)));
        final List<double[]> left = bca ? run.map(units.count(),
            u -> figures.of(IntStream.range(0, units.rows()).filter(r -> units.codes()[r] != u).toArray())) : List.of();
        return IntStream.range(0, estimates.length).mapToObj(f -> summary(estimates[f], values.stream().mapToDouble(v -> v[f]).toArray(),
            left.stream().mapToDouble(v -> v[f]).toArray(), level)).toList();
    }

    private static Bootstrap summary(final double estimate, final double[] values, final double[] jackknife, final double level) {
        final double[] kept = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        final int dropped = values.length - kept.length;
        final Interval none = new Interval(estimate, Double.NaN, Double.NaN);
        if (Double.isNaN(estimate) || kept.length < 2) {
            return new Bootstrap(estimate, kept, dropped, none, none, Double.NaN, Double.NaN,
                Double.isNaN(estimate) ? "The figure is not defined on these rows"
                    : "Only " + kept.length + " of " + values.length + " resamples have both classes");
        }
        final double tail = (1 - level) / 2;
        final Interval percentile =
            new Interval(estimate, Description.quantile(kept, tail), Description.quantile(kept, 1 - tail));
        final double below = Arrays.stream(kept).filter(v -> v < estimate).count() / (double)kept.length;
        final double z0 = Interval.NORMAL.inverseCumulativeProbability(below);
        final double acceleration = jackknife.length == 0 ? Double.NaN : acceleration(jackknife);
        if (jackknife.length == 0) {
            return new Bootstrap(estimate, kept, dropped, percentile, none, z0, acceleration, "");
        }
        if (Double.isInfinite(z0) || Double.isNaN(acceleration)) {
            return new Bootstrap(estimate, kept, dropped, percentile, none, z0, acceleration,
                Double.isNaN(acceleration) ? "The acceleration is not defined: leaving out a row leaves one class, or changes nothing"
                    : "All or none of the resamples lie below the estimate, so its bias cannot be judged");
        }
        final Interval bca = new Interval(estimate, Description.quantile(kept, corrected(tail, z0, acceleration)),
            Description.quantile(kept, corrected(1 - tail, z0, acceleration)));
        return new Bootstrap(estimate, kept, dropped, percentile, bca, z0, acceleration, "");
    }

    private static double corrected(final double share, final double z0, final double a) {
        final double z = z0 + Interval.NORMAL.inverseCumulativeProbability(share);
        return Interval.NORMAL.cumulativeProbability(z0 + z / (1 - a * z));
    }

    /** Skewness of the jackknife values over 6. */
    private static double acceleration(final double[] left) {
        final double mean = Arrays.stream(left).average().orElse(Double.NaN);
        double squares = 0;
        double cubes = 0;
        for (final double v : left) {
            final double d = mean - v;
            squares += d * d;
            cubes += d * d * d;
        }
        return squares == 0 ? Double.NaN : cubes / (6 * Math.pow(squares, 1.5));
    }
}
