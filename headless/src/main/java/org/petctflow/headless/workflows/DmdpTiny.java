package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A tiny DMDP network on few patients: training, losses, and predictions that come back alike. */
public final class DmdpTiny implements Definition {

    @Override
    public String folder() {
        return "test-workflows/dmdp";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Trains a tiny network for two labels on eight synthetic patients for three epochs, and predicts them.");
        final var cohort = SmallCohort.add(w, 8);
        final var reader = w.node("DICOM Reader").from(cohort); // patients are named as in the clinical table
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "CT");
        final var boxes = w.node("ROI Cropper").from(masks).set("volumeColumns", "CT", "PET", "Mask").set("edge", 4.0);
        final var trainer = w.node("DMDP Trainer").from(boxes).from(cohort).set("featureColumns", "age", "cea_ng_ml").set("voxelEdge", 8.0)
            .set("width", 4).set("heads", 2).set("hidden", 8).set("textUnits", 8).set("projection", 4).set("epochs", 3)
            .set("batchSize", 4).set("device", "cpu").set("threads", 1).label("tiny, 3 epochs");
        SmallCohort.check(w, trainer, 2, 3, "0", """
            Epoch 1 | Epoch | 1
            Epoch 3 | Epoch | 3
            * | Loss (EGFR) | !?
            * | Loss (subtype) | !?
            * | Contrastive loss | !?
            * | Validation loss | !?
            Epoch 1 | Best so far | true
            """);
        SmallCohort.check(w, trainer, 3, 3, "0", """
            * | EGFR | !?
            * | P (EGFR=1) | 0.5 | 0.5
            * | Prediction (subtype) | !?
            * | Training problem | ?
            """);
        final var predictor = w.node("DMDP Predictor").from(trainer).from(boxes).from(cohort).set("device", "cpu").set("threads", 1)
            .set("embeddings", true).set("uncertainty", "MONTE_CARLO_DROPOUT").set("passes", 30).label("all patients");
        SmallCohort.check(w, predictor, 1, 8, "0", """
            * | P (EGFR=1) | 0.5 | 0.5
            * | SD of P (subtype=squamous) | 0.1 | 0.1
            * | Entropy (EGFR, bits) | 0.5 | 0.5
            * | Image embedding 4 | 0 | 1
            * | Feature embedding 4 | 0 | 1
            * | Prediction problem | ?
            """);
    }
}
