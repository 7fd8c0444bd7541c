package org.petctflow.deep.train;

import java.util.List;

/**
 * An epoch's losses; NaN where there was nothing to measure.
 *
 * @param epoch from 1
 * @param learningRate at its end
 * @param total what is minimised, mean over the training batches
 * @param tasks each task's cross-entropy, mean over the training batches that have a label for it
 * @param contrastive mean over the training batches
 * @param validationTotal the tasks' cross-entropies over the validation patients, by the tasks' weights
 * @param validationTasks each task's cross-entropy over the validation patients, unweighted by class
 * @param best whether this is the best epoch so far
 */
public record EpochLosses(int epoch, double learningRate, double total, List<Double> tasks, double contrastive,
    double validationTotal, List<Double> validationTasks, boolean best) {

    /** Copies the lists. */
    public EpochLosses {
        tasks = List.copyOf(tasks);
        validationTasks = List.copyOf(validationTasks);
    }
}
