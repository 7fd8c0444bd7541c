package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Any PET/CT study with structure sets: SUV and volume of each region on each image. */
public final class RealPetct implements Definition {

    @Override
    public String folder() {
        return "test-workflows/real-petct";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Reads the studies below the folder \"in\" and measures every region of interest that is drawn on them.")
            .variable("in", "data");
        final var reader = w.node("DICOM Reader").control("folder", "in").set("names", "ID").label("all series");
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").label("PET to SUV, CT as it is");
        final var masks =
            w.node("Segmentation Reader").from(suv).from(reader, 3).set("keepUnmatched", false).label("a row a region");
        w.node("ROI Statistics").from(masks).set("imageColumn", "Volume").set("maskColumn", "Mask").label("SUV and volume");
    }
}
