package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A tiny nnU-Net that finds what a threshold finds: its windows, channels and way back leave no trace. */
public final class NnUnet implements Definition {

    @Override
    public String folder() {
        return "test-workflows/nnunet";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("A network in the folder \"in\" that says hot where PET is above SUV 2.5: its masks are those of the PET Segmenter.")
            .variable("in", "network");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 2));
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "CT");
        final var boxes = w.node("ROI Cropper").from(masks).set("volumeColumns", "CT", "PET", "Mask").set("edge", 4.0);
        final var threshold = w.node("PET Segmenter").from(boxes).set("petColumn", "PET ROI").set("look", "IMAGE").set("method", "FIXED_SUV")
            .set("keep", "ALL").label("SUV 2.5");
        final var network = w.node("nnU-Net Segmenter").from(boxes).set("channels/0/column", "CT ROI")
            .set("channels/1/column", "PET ROI").control("folder", "in").set("labels", "hot").set("mirroring", "ALL")
            .set("device", "cpu").set("threads", 1).label("8 mirrors, windows of 8 x 16 x 16");
        final String counts = """
            SYN-0001/GTV | %s voxels | 454
            SYN-0002/GTV | %s voxels | 283
            * | %s problem | ?
            """;
        SmallCohort.check(w, threshold, 1, 2, "0", counts.replace("%s", "PET mask"));
        SmallCohort.check(w, network, 1, 2, "0", counts.replace("%s problem", "nnU-Net problem").replace("%s", "nnU-Net mask"));
    }
}
