package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** The study's four variants of a tiny network, twice, for two epochs, scored on patients that none has seen. */
public final class DmdpAblationTiny implements Definition {

    @Override
    public String folder() {
        return "test-workflows/dmdp-ablation";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Trains the four variants of the study's ablation, tiny and for two epochs, with two seeds on eight patients; scores them on four.");
        final var cohort = SmallCohort.add(w, 12);
        final var parts = w.node("Stratified Partitioner").from(cohort).set("labelColumns", "EGFR", "subtype").set("testPercent", 33.0)
            .label("8 to learn from, 4 to test");
        final var training = boxes(w, parts, 1);
        final var test = boxes(w, parts, 2);
        final var ablation = w.node("DMDP Ablation").from(training).from(test).from(cohort).set("repetitions", 2)
            .set("unselectedColumns", "age", "cea_ng_ml", "Mask volume (ml)").set("training/featureColumns", "age", "cea_ng_ml")
            .set("training/voxelEdge", 8.0).set("training/width", 4).set("training/heads", 2).set("training/hidden", 8)
            .set("training/textUnits", 8).set("training/projection", 4).set("training/epochs", 2).set("training/batchSize", 4)
            .set("training/device", "cpu").set("training/threads", 1).label("tiny, 2 epochs, 2 seeds");
        SmallCohort.check(w, ablation, 1, 8, "0", """
            # four test patients, one of each combination of labels
            * | Test patients | 4
            * | Runs | 2
            Row0 | Variant | Without radiomic features
            Row0 | Label | EGFR
            Row0 | Features | 0
            Row1 | Label | subtype
            Row2 | Variant | Without contrastive loss
            Row2 | Features | 2
            Row4 | Variant | Radiomic features unselected
            Row4 | Features | 3
            Row6 | Variant | Full
            Row6 | Features | 2
            * | Accuracy | 0.5 | 0.5
            * | F1 | !?
            * | AUC | 0.5 | 0.5
            * | SD of AUC | 0.3 | 0.42
            """);
        SmallCohort.check(w, ablation, 2, 16, "0", """
            * | Test patients | 4
            Row0 | Seed | 1
            Row8 | Seed | 2
            * | Kept epoch | 1.5 | 0.5
            * | Sensitivity | 0.5 | 0.5
            * | Specificity | 0.5 | 0.5
            """);
        SmallCohort.check(w, ablation, 3, 16, "0", """
            * | Total loss | !?
            * | Validation loss (EGFR) | !?
            # no contrastive loss in the first two variants
            Row0 | Contrastive loss | ?
            Row2 | Contrastive loss | ?
            Row4 | Contrastive loss | !?
            Row7 | Contrastive loss | !?
            Row7 | Variant | Full
            Row7 | Epoch | 2
            """);
    }

    private static WorkflowBuilder.Node boxes(final WorkflowBuilder w, final WorkflowBuilder.Node parts, final int port)
        throws WorkflowException {
        final var reader = w.node("DICOM Reader").from(parts, port);
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "CT");
        return w.node("ROI Cropper").from(masks).set("volumeColumns", "CT", "PET", "Mask").set("edge", 4.0);
    }
}
