package org.petctflow.learning.model;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * A linear support vector machine, minimise w'w/2 + c sum_i s_i max(0, 1 - t_i f_i), solved exactly as LIBSVM does.
 *
 * @param c cost of a row on the wrong side, above 0
 * @param platt whether probabilities are Platt's, from decision values out of 5 folds; otherwise they are 1 / (1 + exp(-f)),
 *            which orders rows right but is no probability
 * @param classWeight how much a row counts
 */
public record LinearSvm(double c, boolean platt, ClassWeight classWeight) implements Learner {

    /** Checks the options. */
    public LinearSvm {
        SupportVectorModel.checkCost(c);
    }

    /** @return C = 1, Platt's probabilities, no class weights */
    public static LinearSvm withDefaults() {
        return new LinearSvm(1, true, ClassWeight.NONE);
    }

    @Override
    public SupportVectorModel fit(final Dataset data, final Run run) {
        return SupportVectorModel.fit(data, run, c, 0, platt, classWeight);
    }
}
