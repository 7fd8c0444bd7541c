package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** The whole way on two synthetic patients: features of tumours, their masks as files, and the numbers that must come out. */
public final class SyntheticStudy implements Definition {

    @Override
    public String folder() {
        return "test-workflows/synthetic-study";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Two synthetic patients from DICOM to features and to NIfTI masks.").variable("out", "out");
        final var cohort = w.node("Synthetic Cohort").set("patients", 2).set("ctSize", 64).set("ctPixelSize", 6.0)
            .set("petSize", 48).set("petPixelSize", 8.0);
        final var reader = w.node("DICOM Reader").from(cohort);
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("grids", "FRAME_OF_REFERENCE");
        final var features = w.node("Radiomics Extractor").from(masks).set("imageColumns", "Volume").set("maskColumns", "Mask");
        w.node("Table Checker").from(features).set("rows", 4).set("rows_is_present", true).set("expectedValues", """
            * | ROI | GTV
            * | Mask problem | ?
            """).label("a tumour on CT and PET of each patient");
        w.node("Volume Writer").from(masks).set("volumeColumn", "Mask").set("existing", "REPLACE").control("folder", "out");
    }
}
