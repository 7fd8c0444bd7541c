package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** The first example: from DICOM to a feature table, on patients that never lived. */
public final class Quickstart implements Definition {

    @Override
    public String folder() {
        return "example-workflows/quickstart";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("From DICOM to a feature table in five nodes, and a page of plots, on 12 synthetic patients.");
        final var cohort = w.node("Synthetic Cohort").label("12 patients");
        final var reader = w.node("DICOM Reader").from(cohort).label("a row a series");
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").label("PET to SUV");
        final var masks =
            w.node("Segmentation Reader").from(suv).from(reader, 3).set("grids", "FRAME_OF_REFERENCE").label("tumour on CT and PET");
        final var features = w.node("Radiomics Extractor").from(masks).set("imageColumns", "Volume").set("maskColumns", "Mask")
            .label("a row a tumour and image");
        w.node("Distribution Plots").from(features).set("columns", "Mask volume (ml)", "original_morph_Sphericity",
            "original_morph_Elongation", "original_stat_Skewness").set("groupColumn", "Modality").set("groupColumn_is_present", true)
            .label("a page to look at");
    }
}
