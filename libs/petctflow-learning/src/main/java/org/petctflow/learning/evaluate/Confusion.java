package org.petctflow.learning.evaluate;

/**
 * Right and wrong classes at a threshold. A share of nothing (e.g. the positive predictive value where nothing is classed
 * positive) is NaN.
 *
 * @param threshold a row is classed positive from this score on; NaN where rows have thresholds of their own
 * @param tp positive rows classed positive
 * @param fp negative rows classed positive
 * @param tn negative rows classed negative
 * @param fn positive rows classed negative
 */
public record Confusion(double threshold, int tp, int fp, int tn, int fn) {

    /**
     * @param scored the rows
     * @param threshold a row is classed positive from this score on; chosen without looking at these rows
     * @return the counts
     */
    public static Confusion of(final Scored scored, final double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("The threshold is not a number");
        }
        final boolean[] positive = new boolean[scored.rows()];
        for (int r = 0; r < positive.length; r++) {
            positive[r] = scored.score()[r] >= threshold;
        }
        return of(threshold, scored.y(), positive);
    }

    /**
     * @param threshold the threshold, NaN where rows have thresholds of their own
     * @param y the classes, 0 or 1
     * @param positive which rows are classed positive
     * @return the counts
     */
    public static Confusion of(final double threshold, final int[] y, final boolean[] positive) {
        int tp = 0;
        int fp = 0;
        int tn = 0;
        int fn = 0;
        for (int r = 0; r < y.length; r++) {
            if (y[r] == 1) {
                tp += positive[r] ? 1 : 0;
                fn += positive[r] ? 0 : 1;
            } else {
                fp += positive[r] ? 1 : 0;
                tn += positive[r] ? 0 : 1;
            }
        }
        return new Confusion(threshold, tp, fp, tn, fn);
    }

    /** @return how many rows */
    public int rows() {
        return tp + fp + tn + fn;
    }

    /** @return share of rows classed right */
    public double accuracy() {
        return (tp + tn) / (double)rows();
    }

    /** @return mean of sensitivity and specificity */
    public double balancedAccuracy() {
        return (sensitivity() + specificity()) / 2;
    }

    /** @return share of positive rows classed positive (recall) */
    public double sensitivity() {
        return tp / (double)(tp + fn);
    }

    /** @return share of negative rows classed negative */
    public double specificity() {
        return tn / (double)(tn + fp);
    }

    /** @return share of right ones among the rows classed positive (precision) */
    public double ppv() {
        return tp / (double)(tp + fp);
    }

    /** @return share of right ones among the rows classed negative */
    public double npv() {
        return tn / (double)(tn + fn);
    }

    /** @return F1 of the positive class, 2 TP / (2 TP + FP + FN) */
    public double f1() {
        return 2.0 * tp / (2.0 * tp + fp + fn);
    }

    private double f1OfNegatives() {
        return 2.0 * tn / (2.0 * tn + fp + fn);
    }

    /** @return mean of the F1 of both classes */
    public double f1Macro() {
        return (f1() + f1OfNegatives()) / 2;
    }

    /** @return mean of the F1 of both classes, weighted by their rows */
    public double f1Weighted() {
        return (f1() * (tp + fn) + f1OfNegatives() * (tn + fp)) / rows();
    }

    /** @return Matthews' correlation coefficient; 0 where a margin of the table is 0 */
    public double mcc() {
        final double margins = (double)(tp + fp) * (tp + fn) * ((double)(tn + fp) * (tn + fn));
        return margins == 0 ? 0 : ((double)tp * tn - (double)fp * fn) / Math.sqrt(margins);
    }

    /** @return Cohen's kappa (1960, doi:10.1177/001316446002000104); NaN where chance alone agrees in every row */
    public double kappa() {
        final double n = rows();
        final double chance = ((double)(tp + fp) * (tp + fn) + (double)(tn + fn) * (tn + fp)) / (n * n);
        return (accuracy() - chance) / (1 - chance);
    }

    /** How an interval of a share is found. */
    public enum Method {
        /** Wilson's score interval: right on average. */
        WILSON,
        /** Clopper and Pearson's: never less than its level. */
        CLOPPER_PEARSON;

        Interval of(final int count, final int total, final double level) {
            return this == WILSON ? Interval.wilson(count, total, level) : Interval.clopperPearson(count, total, level);
        }
    }

    /**
     * @param method how
     * @param level the level, e.g. 0.95
     * @return accuracy
     */
    public Interval accuracy(final Method method, final double level) {
        return method.of(tp + tn, rows(), level);
    }

    /**
     * @param method how
     * @param level the level, e.g. 0.95
     * @return sensitivity
     */
    public Interval sensitivity(final Method method, final double level) {
        return method.of(tp, tp + fn, level);
    }

    /**
     * @param method how
     * @param level the level, e.g. 0.95
     * @return specificity
     */
    public Interval specificity(final Method method, final double level) {
        return method.of(tn, tn + fp, level);
    }

    /**
     * @param method how
     * @param level the level, e.g. 0.95
     * @return positive predictive value
     */
    public Interval ppv(final Method method, final double level) {
        return method.of(tp, tp + fp, level);
    }

    /**
     * @param method how
     * @param level the level, e.g. 0.95
     * @return negative predictive value
     */
    public Interval npv(final Method method, final double level) {
        return method.of(tn, tn + fn, level);
    }
}
