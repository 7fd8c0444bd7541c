package org.petctflow.learning.evaluate;

import java.util.List;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Run;

/**
 * Pointwise bootstrap intervals of the sensitivity at given specificities (vertical averaging, Fawcett 2006,
 * doi:10.1016/j.patrec.2005.10.010).
 *
 * @param fpr 1 - specificity, from 0 to 1
 * @param low lower ends at each fpr
 * @param high upper ends
 */
public record RocBand(double[] fpr, double[] low, double[] high) {

    private static final int POINTS = 51;

    /**
     * @param p predictions of rows of both classes
     * @param resamples how many bootstrap resamples
     * @param level the level, e.g. 0.95
     * @param run seed, threads and progress
     * @return the band
     */
    public static RocBand of(final Predictions p, final int resamples, final double level, final Run run) {
        final double[] fpr = IntStream.range(0, POINTS).mapToDouble(i -> i / (POINTS - 1.0)).toArray();
        final List<Bootstrap> at = Bootstrap.of(rows -> {
            final Scored drawn = p.scored().select(rows);
            final int positives = drawn.positives();
            final double[] sensitivity = new double[POINTS];
            if (positives == 0 || positives == drawn.rows()) {
                java.util.Arrays.fill(sensitivity, Double.NaN);
                return sensitivity;
            }
            final Roc roc = Roc.of(drawn);
            java.util.Arrays.setAll(sensitivity, i -> sensitivity(roc, fpr[i]));
            return sensitivity;
        }, p.patients(), resamples, level, false, run);
        return new RocBand(fpr, at.stream().mapToDouble(b -> b.percentile().low()).toArray(),
            at.stream().mapToDouble(b -> b.percentile().high()).toArray());
    }

    /**
     * @param roc a curve
     * @param fpr 1 - specificity
     * @return the sensitivity there, by linear interpolation; the top of a vertical part
     */
    public static double sensitivity(final Roc roc, final double fpr) {
        int at = 0;
        while (at + 1 < roc.fpr().length && roc.fpr()[at + 1] <= fpr) {
            at++;
        }
        if (roc.fpr()[at] == fpr || at + 1 == roc.fpr().length) {
            return roc.tpr()[at];
        }
        final double share = (fpr - roc.fpr()[at]) / (roc.fpr()[at + 1] - roc.fpr()[at]);
        return roc.tpr()[at] + share * (roc.tpr()[at + 1] - roc.tpr()[at]);
    }
}
