package org.petctflow.deep.train;

import java.util.List;
import java.util.Map;

import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.predict.Prediction;

/**
 * What a training gives.
 *
 * @param model the best epoch's network
 * @param curve the losses of every epoch
 * @param validation the best network's predictions for the validation patients, in their order
 * @param bestEpoch the epoch that was kept, from 1
 * @param stoppedEarly whether patience ran out before the last epoch
 * @param leftOut patients that could not be used, with the reason, by index
 * @param waitedSeconds for how long the steps waited for data
 */
public record TrainResult(DmdpModel model, List<EpochLosses> curve, List<Prediction> validation, int bestEpoch,
    boolean stoppedEarly, Map<Integer, String> leftOut, double waitedSeconds) {
}
