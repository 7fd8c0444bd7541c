package org.petctflow.learning.ensemble;

import java.util.Arrays;

/**
 * How the probability is chosen from which on a row is classed positive, from training rows alone.
 *
 * @param rule the rule
 * @param sensitivity the sensitivity that SENSITIVITY asks for, above 0 and up to 1
 */
public record ThresholdPolicy(Rule rule, double sensitivity) {

    /** Rules. */
    public enum Rule {
        /** 0.5. */
        HALF,
        /** The threshold of the greatest sensitivity + specificity - 1 (Youden 1950); of equal ones the greatest threshold. */
        YOUDEN,
        /** The greatest threshold that reaches a sensitivity. */
        SENSITIVITY
    }

    /** Checks the sensitivity. */
    public ThresholdPolicy {
        if (!(sensitivity > 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException("The wanted sensitivity must be above 0 and up to 1, but was " + sensitivity);
        }
    }

    /** @return the fixed threshold 0.5 */
    public static ThresholdPolicy half() {
        return new ThresholdPolicy(Rule.HALF, 1);
    }

    /** @return Youden's threshold */
    public static ThresholdPolicy youden() {
        return new ThresholdPolicy(Rule.YOUDEN, 1);
    }

    /**
     * @param outOfFold probabilities of training rows by models that had not seen them; not looked at by HALF
     * @param y their classes, 0 or 1; both are there
     * @return the threshold
     */
    public double choose(final double[] outOfFold, final int[] y) {
        if (rule == Rule.HALF) {
            return 0.5;
        }
        final double positives = Arrays.stream(y).sum();
        final double negatives = y.length - positives;
        final double[] thresholds = Arrays.stream(outOfFold).sorted().distinct().toArray();
        double best = 0.5;
        double bestYouden = -1;
        for (int t = thresholds.length - 1; t >= 0; t--) {
            double tp = 0;
            double fp = 0;
            for (int i = 0; i < y.length; i++) {
                if (outOfFold[i] >= thresholds[t]) {
                    tp += y[i];
                    fp += 1 - y[i];
                }
            }
            if (rule == Rule.SENSITIVITY && tp / positives >= sensitivity - 1e-12) {
                return thresholds[t];
            }
            final double youden = tp / positives - fp / negatives;
            if (youden > bestYouden + 1e-12) {
                bestYouden = youden;
                best = thresholds[t];
            }
        }
        return best;
    }
}
