package org.petctflow.learning.ensemble;

import java.util.ArrayList;
import java.util.List;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.CrossValidation;
import org.petctflow.learning.model.Learner;

/**
 * Stacking (Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1): base learners predict each training row out of fold, a meta-learner
 * learns the label from their probabilities, and the base learners are fitted again on all training rows for use.
 *
 * <p>Open options of a base learner (a {@link GridSearch}) are settled once on the training rows and kept in the folds: trying
 * the grid again in every fold costs folds times as much and changes the meta-learner's input hardly. Rows outside the
 * training rows are never touched, so the estimate on them stays honest.
 *
 * @param bases the base learners, at least one
 * @param meta the meta-learner; its columns are the base learners' probabilities, unscaled
 * @param folds how many folds, at least 2
 */
public record Stacking(List<Learner> bases, Learner meta, int folds) implements Learner {

    /** Copies the base learners. */
    public Stacking {
        bases = List.copyOf(bases);
        if (bases.isEmpty()) {
            throw new IllegalArgumentException("Stacking needs at least one base learner");
        }
        if (folds < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + folds);
        }
    }

    @Override
    public Learner settle(final Dataset data, final Run run) {
        final List<Learner> settled = new ArrayList<>();
        for (int b = 0; b < bases.size(); b++) {
            settled.add(bases.get(b).settle(data, run.silent().part("settle", b)));
        }
        return new Stacking(settled, meta, folds);
    }

    @Override
    public StackingModel fit(final Dataset data, final Run run) {
        data.requireLearnable();
        return fit(data, data.folds(folds, run.part("folds").seed()), run);
    }

    /**
     * @param data the training rows
     * @param given the folds to use
     * @param run seed, threads and progress
     * @return the model
     */
    public StackingModel fit(final Dataset data, final Folds given, final Run run) {
        final List<Learner> settled = ((Stacking)settle(data, run.part("settle"))).bases;
        final List<Classifier> models = new ArrayList<>(settled.size());
        for (int b = 0; b < settled.size(); b++) {
            models.add(settled.get(b).fit(data, run.silent().part("refit", b)));
        }
        return fit(data, given, run, settled, models);
    }

    /**
     * As the other method, where base models are there already, because they are wanted for themselves, too.
     *
     * @param data the training rows
     * @param given the folds to use
     * @param run seed, threads and progress
     * @param settled the base learners with nothing open
     * @param models what each of them gave on all training rows
     * @return the model
     */
    public StackingModel fit(final Dataset data, final Folds given, final Run run, final List<Learner> settled,
        final List<Classifier> models) {
        data.requireLearnable();
        final int n = bases.size();
        final double[][] outOfFold = new double[n][];
        for (int b = 0; b < n; b++) {
            run.progress().report((double)b / n, "Base learner " + (b + 1) + " of " + n);
            outOfFold[b] = CrossValidation.outOfFold(settled.get(b), data, given, run.silent().part("base", b)).probability();
        }
        final FeatureMatrix inputs = FeatureMatrix.ofColumns(StackingModel.inputNames(n), outOfFold, data.rows());
        return new StackingModel(models, meta.fit(data.with(inputs), run.silent().part("meta")), inputs);
    }
}
