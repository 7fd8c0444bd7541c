package org.petctflow.learning.evaluate;

import java.util.Arrays;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Two models on the same rows beyond their areas: McNemar's test (1947, doi:10.1007/BF02295996), net reclassification and
 * integrated discrimination improvement (Pencina 2008, doi:10.1002/sim.2929; 2011, doi:10.1002/sim.4085). Note that NRI and
 * IDI reward a miscalibrated model (Hilden and Gerds 2014, doi:10.1002/sim.5804): read them beside calibration.
 */
public final class Comparisons {

    private Comparisons() {
    }

    private static void requireSameRows(final Scored a, final Scored b) {
        if (!Arrays.equals(a.y(), b.y())) {
            throw new IllegalArgumentException(
                "Two models are compared on the same rows in the same order, but their classes differ");
        }
    }

    /**
     * McNemar's test.
     *
     * @param onlyA rows that only a classes right
     * @param onlyB rows that only b classes right
     * @param exactP the exact two-sided p (binomial); 1 where the models never differ
     * @param corrected chi-square with continuity correction, NaN where the models never differ
     * @param correctedP its p
     */
    public record McNemar(int onlyA, int onlyB, double exactP, double corrected, double correctedP) {
    }

    /**
     * @param a the rows with the first score
     * @param thresholdA its threshold
     * @param b the same rows with the second score
     * @param thresholdB its threshold
     * @return whether one classes more rows right
     */
    public static McNemar mcNemar(final Scored a, final double thresholdA, final Scored b, final double thresholdB) {
        requireSameRows(a, b);
        int onlyA = 0;
        int onlyB = 0;
        for (int r = 0; r < a.rows(); r++) {
            final boolean rightA = a.score()[r] >= thresholdA == (a.y()[r] == 1);
            final boolean rightB = b.score()[r] >= thresholdB == (b.y()[r] == 1);
            onlyA += rightA && !rightB ? 1 : 0;
            onlyB += rightB && !rightA ? 1 : 0;
        }
        final int n = onlyA + onlyB;
        if (n == 0) {
            return new McNemar(0, 0, 1, Double.NaN, Double.NaN);
        }
        final double exact = Math.min(1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(Math.min(onlyA, onlyB)));
        final double d = Math.max(0, Math.abs(onlyA - onlyB) - 1);
        final double chi = d * d / n;
        return new McNemar(onlyA, onlyB, exact, chi, ChiSquaredDistribution.of(1).survivalProbability(chi));
    }

    /**
     * An improvement.
     *
     * @param value the sum of both parts
     * @param events the part of the positive rows
     * @param nonEvents the part of the negative rows
     * @param se standard error
     * @param p two-sided, by the normal distribution; NaN where the error is 0
     */
    public record Improvement(double value, double events, double nonEvents, double se, double p) {

        static Improvement of(final double events, final double nonEvents, final double se) {
            final double value = events + nonEvents;
            return new Improvement(value, events, nonEvents, se,
                se > 0 ? 2 * Interval.NORMAL.survivalProbability(Math.abs(value) / se) : Double.NaN);
        }
    }

    /**
     * Integrated discrimination improvement: growth of the difference of mean probabilities of both classes.
     *
     * @param from the rows with the old model's probabilities
     * @param to the same rows with the new model's probabilities
     * @return the improvement
     */
    public static Improvement idi(final Scored from, final Scored to) {
        requireSameRows(from, to);
        from.requireBothClasses().requireProbabilities();
        to.requireProbabilities();
        final double[] sum = new double[2];
        final double[] squares = new double[2];
        final double[] n = {from.negatives(), from.positives()};
        for (int r = 0; r < from.rows(); r++) {
            sum[from.y()[r]] += to.score()[r] - from.score()[r];
        }
        for (int r = 0; r < from.rows(); r++) {
            final int c = from.y()[r];
            final double d = to.score()[r] - from.score()[r] - sum[c] / n[c];
            squares[c] += d * d;
        }
        final double variance = squares[0] / (n[0] - 1) / n[0] + squares[1] / (n[1] - 1) / n[1];
        return Improvement.of(sum[1] / n[1], -sum[0] / n[0], Math.sqrt(variance));
    }

    /**
     * Continuous net reclassification improvement: any move of the probability counts.
     *
     * @param from the rows with the old model's probabilities
     * @param to the same rows with the new model's probabilities
     * @return the improvement, -2 to 2
     */
    public static Improvement continuousNri(final Scored from, final Scored to) {
        return nri(from, to, null);
    }

    /**
     * Net reclassification improvement between risk categories.
     *
     * @param from the rows with the old model's probabilities
     * @param to the same rows with the new model's probabilities
     * @param cuts the probabilities that part the categories, rising
     * @return the improvement, -2 to 2
     */
    public static Improvement categoricalNri(final Scored from, final Scored to, final double... cuts) {
        if (cuts.length == 0) {
            throw new IllegalArgumentException("Risk categories need at least one probability that parts them");
        }
        return nri(from, to, cuts);
    }

    private static Improvement nri(final Scored from, final Scored to, final double[] cuts) {
        requireSameRows(from, to);
        from.requireBothClasses().requireProbabilities();
        to.requireProbabilities();
        final double[] up = new double[2];
        final double[] down = new double[2];
        for (int r = 0; r < from.rows(); r++) {
            final int move = cuts == null ? Double.compare(to.score()[r] + 0.0, from.score()[r] + 0.0)
                : Integer.compare(category(to.score()[r], cuts), category(from.score()[r], cuts));
            up[from.y()[r]] += move > 0 ? 1 : 0;
            down[from.y()[r]] += move < 0 ? 1 : 0;
        }
        final double[] n = {from.negatives(), from.positives()};
        double variance = 0;
        for (int c = 0; c < 2; c++) {
            final double net = (up[c] - down[c]) / n[c];
            variance += ((up[c] + down[c]) / n[c] - net * net) / n[c];
        }
        return Improvement.of((up[1] - down[1]) / n[1], (down[0] - up[0]) / n[0], Math.sqrt(variance));
    }

    private static int category(final double p, final double[] cuts) {
        int c = 0;
        while (c < cuts.length && p >= cuts[c]) {
            c++;
        }
        return c;
    }
}
