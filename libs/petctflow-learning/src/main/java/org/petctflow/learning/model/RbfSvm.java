package org.petctflow.learning.model;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * A support vector machine with the kernel exp(-gamma |a - b|^2), solved exactly as LIBSVM does.
 *
 * @param c cost of a row on the wrong side, above 0
 * @param gamma the kernel's width, above 0; 0: 1 / (number of columns * variance of all values), scikit-learn's "scale"
 * @param platt whether probabilities are Platt's, from decision values out of 5 folds; otherwise they are 1 / (1 + exp(-f)),
 *            which orders rows right but is no probability
 * @param classWeight how much a row counts
 */
public record RbfSvm(double c, double gamma, boolean platt, ClassWeight classWeight) implements Learner {

    /** Checks the options. */
    public RbfSvm {
        SupportVectorModel.checkCost(c);
        if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Gamma must be above 0, or 0 to take it from the data, but was " + gamma);
        }
    }

    /** @return C = 1, gamma from the data, Platt's probabilities, no class weights */
    public static RbfSvm withDefaults() {
        return new RbfSvm(1, 0, true, ClassWeight.NONE);
    }

    @Override
    public SupportVectorModel fit(final Dataset data, final Run run) {
        return SupportVectorModel.fit(data, run, c, gamma == 0 ? scale(data) : gamma, platt, classWeight);
    }

    private static double scale(final Dataset data) {
        final int p = data.features().columns();
        final long n = (long)p * data.rows();
        double mean = 0;
        for (int c = 0; c < p; c++) {
            for (final double v : data.features().column(c)) {
                mean += v / n;
            }
        }
        double variance = 0;
        for (int c = 0; c < p; c++) {
            for (final double v : data.features().column(c)) {
                variance += (v - mean) * (v - mean) / n;
            }
        }
        return variance > 0 ? 1 / (p * variance) : 1;
    }
}
