package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Heat maps of a tiny network on few patients: complete, on the boxes' grid, with shares that are shares. */
public final class GradCamTiny implements Definition {

    @Override
    public String folder() {
        return "test-workflows/grad-cam";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Trains a tiny network for one epoch and explains it: Grad-CAM and Grad-CAM++ of both labels at four layers.");
        final var cohort = SmallCohort.add(w, 8);
        final var reader = w.node("DICOM Reader").from(cohort);
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "CT");
        final var boxes = w.node("ROI Cropper").from(masks).set("volumeColumns", "CT", "PET", "Mask").set("edge", 4.0);
        final var trainer = w.node("DMDP Trainer").from(boxes).from(cohort).set("featureColumns", "age", "cea_ng_ml").set("voxelEdge", 8.0)
            .set("width", 4).set("heads", 2).set("hidden", 8).set("textUnits", 8).set("projection", 4).set("epochs", 1)
            .set("batchSize", 4).set("device", "cpu").set("threads", 1).label("tiny, 1 epoch");
        final var viewer = w.node("Grad-CAM Viewer").from(trainer).from(boxes).from(cohort).set("gradCamPlusPlus", true).set("device", "cpu")
            .set("threads", 1).label("open the view");
        // 8 patients, 2 labels, 4 layers, 2 methods; of two classes the predicted one has at least one half
        SmallCohort.check(w, viewer, 1, 128, "0", """
            * | Heat map | !?
            * | Probability | 0.75 | 0.25
            * | True class | !?
            """);
        SmallCohort.check(w, viewer, 2, 16, "0", """
            * | Task | !?
            * | Layer | !?
            * | Core against rim (mean) | 0.5 | 0.5
            """);
        SmallCohort.check(w, viewer, 3, 5, "0", """
            Row0 | Figure | Heat maps of 4 patients
            Row0 | Image | !?
            Row1 | Figure | Share of attention: core
            Row1 | Chart | !?
            Row3 | Figure | Share of attention: outside
            Row4 | Figure | Core against rim
            Row4 | Chart | !?
            """);
    }
}
