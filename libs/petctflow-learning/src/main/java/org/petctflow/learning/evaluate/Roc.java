package org.petctflow.learning.evaluate;

import java.util.Arrays;

import org.petctflow.learning.model.Metric;

/**
 * A receiver operating characteristic: one point for each distinct score, thresholds descending, first (0, 0) with an infinite
 * threshold.
 *
 * @param thresholds a row is classed positive from this score on
 * @param fpr 1 - specificity at each threshold
 * @param tpr sensitivity at each threshold
 */
public record Roc(double[] thresholds, double[] fpr, double[] tpr) {

    /**
     * A point of the curve.
     *
     * @param threshold a row is classed positive from this score on
     * @param tpr the sensitivity
     * @param fpr 1 - specificity
     * @param youden sensitivity + specificity - 1
     */
    public record Point(double threshold, double tpr, double fpr, double youden) {
    }

    /**
     * @param scored rows of both classes
     * @return the curve
     */
    public static Roc of(final Scored scored) {
        scored.requireBothClasses();
        final int[] order = scored.descending();
        final int n = order.length;
        final double[] t = new double[n + 1];
        final double[] f = new double[n + 1];
        final double[] s = new double[n + 1];
        final double positives = scored.positives();
        final double negatives = n - positives;
        t[0] = Double.POSITIVE_INFINITY;
        int points = 1;
        int tp = 0;
        int fp = 0;
        for (int i = 0; i < n;) {
            final double value = scored.score()[order[i]];
            for (; i < n && scored.score()[order[i]] == value; i++) {
                tp += scored.y()[order[i]];
                fp += 1 - scored.y()[order[i]];
            }
            t[points] = value;
            f[points] = fp / negatives;
            s[points++] = tp / positives;
        }
        return new Roc(Arrays.copyOf(t, points), Arrays.copyOf(f, points), Arrays.copyOf(s, points));
    }

    /**
     * @param scored rows of both classes
     * @return the area under the curve, ties counted one half
     */
    public static double auc(final Scored scored) {
        scored.requireBothClasses();
        return Metric.ROC_AUC.of(scored.y(), scored.score(), 0);
    }

    private Point point(final int i) {
        return new Point(thresholds[i], tpr[i], fpr[i], tpr[i] - fpr[i]);
    }

    /** @return the point of the greatest sensitivity + specificity - 1 (Youden 1950); of equal ones the greatest threshold */
    public Point youden() {
        int best = 0;
        for (int i = 1; i < thresholds.length; i++) {
            // counts over counts: equal points differ by a rounding at most
            if (tpr[i] - fpr[i] > tpr[best] - fpr[best] + 1e-15) {
                best = i;
            }
        }
        return point(best);
    }

    /**
     * @param sensitivity the wanted sensitivity, above 0 and up to 1
     * @return the point of the greatest threshold that reaches it
     */
    public Point atSensitivity(final double sensitivity) {
        if (!(sensitivity > 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException("The wanted sensitivity must be above 0 and up to 1, but was " + sensitivity);
        }
        for (int i = 0; i < tpr.length; i++) {
            if (tpr[i] >= sensitivity - 1e-12) {
                return point(i);
            }
        }
        return point(tpr.length - 1);
    }

    /**
     * @param specificity the wanted specificity, 0 to 1
     * @return the point of the least threshold that keeps it
     */
    public Point atSpecificity(final double specificity) {
        if (!(specificity >= 0 && specificity <= 1)) {
            throw new IllegalArgumentException("The wanted specificity must lie between 0 and 1, but was " + specificity);
        }
        int best = 0;
        for (int i = 0; i < fpr.length && 1 - fpr[i] >= specificity - 1e-12; i++) {
            best = i;
        }
        return point(best);
    }
}
