package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/**
 * A folder of patients' CT, PET and masks as NIfTI becomes one table of features, a row a patient. What is expected in
 * test-workflows/expected: of PyRadiomics, and of IBSI where both define a feature alike, what PyRadiomics 3.1's own feature classes and C
 * kernels say of the same voxels, filtered by ITK 5.2.1 and PyWavelets 1.1.1; of IBSI's configurations B and E what numpy and scipy's map_coordinates give, written after the
 * reference manual.
 */
public final class RadiomicsExtract implements Definition {

    @Override
    public String folder() {
        return "test-workflows/radiomics-extract";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("""
                Reads <patient>/{CT,PET}_{image,mask}.nii.gz below the folder "in", CT in HU and PET in SUV, and extracts the features of \
                both: one table, a row a patient. The workflow's variables say how: mode (IBSI or PYRADIOMICS), spacing (mm; 0: the \
                images' own), ctBin (HU), petBin (SUV), filters.""")
            .variable("in", "data").variable("mode", "PYRADIOMICS").variable("spacing", 0.0).variable("ctBin", 25.0)
            .variable("petBin", 0.25).variable("filters", "original");
        final var reader = w.node("Volume Reader").control("folder", "in").set("rows", "FOLDER").set("columns", """
                CT | CT_image.* | CT
                CT mask | CT_mask.* | OTHER
                PET | PET_image.* | SUV
                PET mask | PET_mask.* | OTHER
                """).label("a row a patient");
        w.node("Radiomics Extractor").from(reader).set("imageColumns", "CT", "PET")
            .set("maskColumns", "CT mask", "PET mask").set("pairing", "PAIRS").set("regions", "* = tumor")
            .set("voxelSize_is_present", true).control("mode", "mode").control("voxelSize", "spacing").control("ctBinWidth", "ctBin")
            .control("suvBinWidth", "petBin").control("filters", "filters").label("CT and PET");
    }
}
