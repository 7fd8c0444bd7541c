package org.petctflow.learning.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Single figures of calibration and accuracy of probabilities. */
public final class Calibrations {

    private Calibrations() {
    }

    /**
     * @param scored rows with probabilities
     * @return the Brier score (1950): the mean squared difference of probability and class
     */
    public static double brier(final Scored scored) {
        scored.requireProbabilities();
        double sum = 0;
        for (int r = 0; r < scored.rows(); r++) {
            final double d = scored.score()[r] - scored.y()[r];
            sum += d * d;
        }
        return sum / scored.rows();
    }

    /**
     * @param scored rows of both classes with probabilities
     * @return 1 - Brier / (share (1 - share)): 0 for a model that predicts every row's probability as the share of positives, 1
     *         for a perfect one (Steyerberg 2010, doi:10.1097/EDE.0b013e3181c30fb2)
     */
    public static double scaledBrier(final Scored scored) {
        scored.requireBothClasses();
        final double share = scored.positives() / (double)scored.rows();
        return 1 - brier(scored) / (share * (1 - share));
    }

    /**
     * @param scored rows with probabilities; clipped to 1e-15 from 0 and 1
     * @return the mean negative log likelihood
     */
    public static double logLoss(final Scored scored) {
        scored.requireProbabilities();
        return -org.petctflow.learning.model.Metric.NEGATIVE_LOG_LOSS.of(scored.y(), scored.score(), 0.5);
    }

    /**
     * One group of the Hosmer-Lemeshow test.
     *
     * @param rows how many rows
     * @param observed how many are positive
     * @param expected the sum of their probabilities
     */
    public record RiskGroup(int rows, int observed, double expected) {
    }

    /**
     * The test of Hosmer and Lemeshow (1980, doi:10.1080/03610928008827941).
     *
     * @param statistic the sum of (O - E)^2 / (E (1 - E / n)); infinite where a group's probabilities are all 0 or all 1 and wrong
     * @param df groups - 2
     * @param p the p-value
     * @param groups the groups by rising probability
     */
    public record HosmerLemeshow(double statistic, int df, double p, List<RiskGroup> groups) {
    }

    /**
     * @param scored rows with probabilities
     * @param count how many groups, usually 10: rows by probability, the first ones one row larger where it does not divide
     * @return the test
     */
    public static HosmerLemeshow hosmerLemeshow(final Scored scored, final int count) {
        scored.requireProbabilities();
        final int n = scored.rows();
        if (count < 3 || n < count) {
            throw new IllegalArgumentException("The Hosmer-Lemeshow test needs at least 3 groups and a row in each, but there are "
                + count + " groups and " + n + " rows");
        }
        final int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(r -> scored.score()[r]))
            .mapToInt(Integer::intValue).toArray();
        final List<RiskGroup> groups = new ArrayList<>();
        double sum = 0;
        int at = 0;
        for (int g = 0; g < count; g++) {
            final int size = n / count + (g < n % count ? 1 : 0);
            int observed = 0;
            double expected = 0;
            for (int i = 0; i < size; i++, at++) {
                observed += scored.y()[order[at]];
                expected += scored.score()[order[at]];
            }
            groups.add(new RiskGroup(size, observed, expected));
            final double d = observed - expected;
            sum += d == 0 ? 0 : d * d / (expected * (1 - expected / size));
        }
        return new HosmerLemeshow(sum, count - 2, Double.isInfinite(sum) ? 0
            : ChiSquaredDistribution.of(count - 2.0).survivalProbability(sum), List.copyOf(groups));
    }
}
