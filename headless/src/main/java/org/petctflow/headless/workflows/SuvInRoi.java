package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Any PET study with structure sets: how its SUV came about, and what they are in each region. */
public final class SuvInRoi implements Definition {

    @Override
    public String folder() {
        return "test-workflows/suv-in-roi";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Reads the PET studies below the folder \"in\": units, rule and factor of the SUV, and what they are in each region.")
            .variable("in", "data");
        final var reader = w.node("DICOM Reader").control("folder", "in").set("names", "ID").set("modalities", "CHOSEN")
            .set("modalityNames", "PT, RTSTRUCT, SEG").label("PET and what is drawn on it");
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").label("factor and rule");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("grids", "FRAME_OF_REFERENCE")
            .set("keepUnmatched", false).label("a row a region");
        w.node("ROI Statistics").from(masks).set("imageColumn", "Volume").set("maskColumn", "Mask").label("minimum to maximum");
    }
}
