package org.petctflow.learning.ensemble;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.CrossValidation;
import org.petctflow.learning.model.Learner;

/**
 * A learner whose probabilities are calibrated: the model is fitted on all training rows, the calibration on out-of-fold
 * predictions of the same rows.
 *
 * @param learner the learner
 * @param method how to calibrate
 * @param folds how many folds, at least 2
 */
public record Calibrated(Learner learner, Calibration.Method method, int folds) implements Learner {

    /** Checks the folds. */
    public Calibrated {
        if (folds < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + folds);
        }
    }

    @Override
    public Learner settle(final Dataset data, final Run run) {
        return new Calibrated(learner.settle(data, run), method, folds);
    }

    @Override
    public Classifier fit(final Dataset data, final Run run) {
        data.requireLearnable();
        final Learner settled = learner.settle(data, run.part("settle"));
        final double[] outOfFold = CrossValidation.outOfFold(settled, data, data.folds(folds, run.part("folds").seed()),
            run.part("calibration")).probability();
        return new CalibratedModel(settled.fit(data, run.silent().part("fit")), Calibration.fit(method, outOfFold, data.y()));
    }
}
