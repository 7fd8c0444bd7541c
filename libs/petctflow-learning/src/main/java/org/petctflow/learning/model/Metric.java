package org.petctflow.learning.model;

import java.util.Arrays;

/** A figure of merit of predictions; greater is better. Undefined figures (a class without rows, nothing predicted) are NaN. */
public enum Metric {

    /** Area under the ROC curve: the share of pairs in which the positive row has the higher score; ties count one half. */
    ROC_AUC,

    /** Average precision: sum over thresholds of precision times the growth of recall. */
    AVERAGE_PRECISION,

    /** Share of rows that are classed right. */
    ACCURACY,

    /** Mean of sensitivity and specificity. */
    BALANCED_ACCURACY,

    /** F1 of the positive class: 2 TP / (2 TP + FP + FN). */
    F1,

    /** Mean of the F1 of both classes. */
    F1_MACRO,

    /** Share of positive rows that are classed positive. */
    SENSITIVITY,

    /** Share of negative rows that are classed negative. */
    SPECIFICITY,

    /** Matthews' correlation coefficient; 0 where a margin of the table is 0. */
    MCC,

    /** Brier score, negated: minus the mean squared difference of probability and class. */
    NEGATIVE_BRIER,

    /** Log loss, negated, probabilities clipped to 1e-15 from 0 and 1. */
    NEGATIVE_LOG_LOSS;

    /** @return whether the figure depends on the threshold */
    public boolean needsThreshold() {
        return switch (this) {
            case ROC_AUC, AVERAGE_PRECISION, NEGATIVE_BRIER, NEGATIVE_LOG_LOSS -> false;
            default -> true;
        };
    }

    /** @return whether the figure is, or may be, undefined where all rows are of one class */
    public boolean needsBothClasses() {
        return switch (this) {
            case ACCURACY, MCC, NEGATIVE_BRIER, NEGATIVE_LOG_LOSS -> false;
            default -> true;
        };
    }

    /**
     * @param y the classes, 0 or 1
     * @param probability the predicted probabilities
     * @param threshold a row is classed positive from this probability on
     * @return the figure
     */
    public double of(final int[] y, final double[] probability, final double threshold) {
        final boolean[] positive = new boolean[y.length];
        for (int i = 0; i < y.length; i++) {
            positive[i] = probability[i] >= threshold;
        }
        return of(y, probability, probability, positive);
    }

    /**
     * @param y the classes, 0 or 1
     * @param score what orders the rows
     * @param probability the predicted probabilities
     * @param positive which rows are classed positive
     * @return the figure
     */
    public double of(final int[] y, final double[] score, final double[] probability, final boolean[] positive) {
        if (this == ROC_AUC) {
            return auc(y, score);
        } else if (this == AVERAGE_PRECISION) {
            return averagePrecision(y, score);
        } else if (this == NEGATIVE_BRIER || this == NEGATIVE_LOG_LOSS) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                if (this == NEGATIVE_BRIER) {
                    sum -= (probability[i] - y[i]) * (probability[i] - y[i]);
                } else {
                    final double p = Math.min(1 - 1e-15, Math.max(1e-15, probability[i]));
                    sum += Math.log(y[i] == 1 ? p : 1 - p);
                }
            }
            return sum / y.length;
        }
        double tp = 0;
        double fp = 0;
        double tn = 0;
        double fn = 0;
        for (int i = 0; i < y.length; i++) {
            if (positive[i]) {
                tp += y[i];
                fp += 1 - y[i];
            } else {
                fn += y[i];
                tn += 1 - y[i];
            }
        }
        return switch (this) {
            case ACCURACY -> (tp + tn) / y.length;
            case BALANCED_ACCURACY -> (tp / (tp + fn) + tn / (tn + fp)) / 2;
            case F1 -> 2 * tp / (2 * tp + fp + fn);
            case F1_MACRO -> (2 * tp / (2 * tp + fp + fn) + 2 * tn / (2 * tn + fp + fn)) / 2;
            case SENSITIVITY -> tp / (tp + fn);
            case SPECIFICITY -> tn / (tn + fp);
            default -> {
                final double margins = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
                yield margins == 0 ? 0 : (tp * tn - fp * fn) / Math.sqrt(margins);
            }
        };
    }

    /** By the rank sum. */
    private static double auc(final int[] y, final double[] score) {
        if (Arrays.stream(score).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        final int[] order = ascending(score);
        double negativesBelow = 0;
        double wins = 0;
        double positives = 0;
        for (int i = 0; i < order.length;) {
            double p = 0;
            double n = 0;
            final double value = score[order[i]];
            for (; i < order.length && score[order[i]] == value; i++) {
                if (y[order[i]] == 1) {
                    p++;
                } else {
                    n++;
                }
            }
            wins += p * (negativesBelow + n / 2);
            negativesBelow += n;
            positives += p;
        }
        return wins / (positives * negativesBelow);
    }

    private static double averagePrecision(final int[] y, final double[] score) {
        if (Arrays.stream(score).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        final int[] order = ascending(score);
        final int positives = Arrays.stream(y).sum();
        double tp = 0;
        double predicted = 0;
        double sum = 0;
        for (int i = order.length - 1; i >= 0;) {
            final double value = score[order[i]];
            double here = 0;
            for (; i >= 0 && score[order[i]] == value; i--) {
                here += y[order[i]];
                predicted++;
            }
            tp += here;
            sum += here * (tp / predicted);
        }
        return sum / positives;
    }

    /** The rows by ascending score, equal ones in their order; a NaN comes last. */
    private static int[] ascending(final double[] score) {
        final double[] sorted = score.clone();
        Arrays.sort(sorted);
        final int n = score.length;
        final int[] next = new int[n]; // the next free place of a run of equal scores, at the run's start
        final int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            final int at = firstOf(sorted, score[i]);
            order[at + next[at]++] = i;
        }
        return order;
    }

    private static int firstOf(final double[] sorted, final double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
