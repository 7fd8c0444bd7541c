package org.petctflow.learning.evaluate;

import java.util.Arrays;

import org.petctflow.learning.model.Metric;

/**
 * Precision (positive predictive value) against recall (sensitivity): one point for each distinct score, thresholds descending.
 *
 * @param thresholds a row is classed positive from this score on
 * @param precision the precision at each threshold
 * @param recall the recall at each threshold
 */
public record PrecisionRecall(double[] thresholds, double[] precision, double[] recall) {

    /**
     * @param scored rows of both classes
     * @return the curve
     */
    public static PrecisionRecall of(final Scored scored) {
        final Roc roc = Roc.of(scored);
        final double positives = scored.positives();
        final double negatives = scored.negatives();
        final int n = roc.thresholds().length - 1;
        final double[] precision = new double[n];
        for (int i = 0; i < n; i++) {
            final double tp = Math.rint(roc.tpr()[i + 1] * positives);
            precision[i] = tp / (tp + Math.rint(roc.fpr()[i + 1] * negatives));
        }
        return new PrecisionRecall(Arrays.copyOfRange(roc.thresholds(), 1, n + 1), precision,
            Arrays.copyOfRange(roc.tpr(), 1, n + 1));
    }

    /**
     * @param scored rows of both classes
     * @return average precision: the sum over thresholds of precision times the growth of recall
     */
    public static double average(final Scored scored) {
        scored.requireBothClasses();
        return Metric.AVERAGE_PRECISION.of(scored.y(), scored.score(), 0);
    }
}
