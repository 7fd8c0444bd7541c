package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** PET features of tumours that were planted; images that are not in SUV are refused. */
public final class PetFeatures implements Definition {

    @Override
    public String folder() {
        return "test-workflows/pet-features";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("SUV, metabolic volume and heterogeneity of tumours that were planted; the CT beside is refused.");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 2));
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").label("PET to SUV");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("grids", "FRAME_OF_REFERENCE").label("on CT and PET");
        final var features = w.node("PET Heterogeneity Extractor").from(masks).set("imageColumn", "Volume").set("maskColumns", "Mask")
            .set("fixedThresholds", "0.001, 100");
        SmallCohort.check(w, features, 1, 4, "0.0001", """
            # what was planted: suv_max; pet_volume_ml, suv_mean of the shape that was drawn
            Row1/GTV | original_pet_SUVmax | 9.119
            Row3/GTV | original_pet_SUVmax | 15.3855
            Row1/GTV | original_pet_SUVmean | 7.4322 | 2%
            Row3/GTV | original_pet_SUVmean | 6.9484 | 2%
            Row1/GTV | original_pet_MTV | 22.8377 | 6%
            Row3/GTV | original_pet_MTV | 15.1859 | 6%
            # 195 and 122 voxels of 0.11772 ml, times SUVmean 7.33899 and 7.03857
            Row1/GTV | original_pet_MTV | 22.9554
            Row3/GTV | original_pet_TLG | 101.0868
            # every voxel is above 0.001, none above 100
            Row1/GTV | original_pet_TLG-SUV0.001 | 168.4695
            Row3/GTV | original_pet_MTV-SUV0.001 | 14.36184
            Row1/GTV | original_pet_MTV-SUV100 | 0
            # where all SUV are positive the area is SUVmean / SUVmax
            Row1/GTV | original_pet_AUC-CSH | 0.80481
            Row3/GTV | original_pet_AUC-CSH | 0.45748
            Row1/GTV | PET problem | ?
            Row3/GTV | PET problem | ?
            Row0/GTV | original_pet_SUVmax | ?
            Row0/GTV | PET problem | The image is in HU, but must be in SUV: convert it by the SUV Normalizer
            Row2/GTV | PET problem | The image is in HU, but must be in SUV: convert it by the SUV Normalizer
            """);
        SmallCohort.check(w, features, 2, 38, "0", """
            * | Column | !?
            * | Definition | !?
            Row0 | Column | original_pet_SUVmax
            Row0 | Unit | SUV
            Row0 | Source | IBSI 84IY
            """);
    }
}
