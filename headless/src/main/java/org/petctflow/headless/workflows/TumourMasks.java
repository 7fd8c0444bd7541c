package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A drawn tumour becomes masks on CT and PET, with the size and the SUV that were planted. */
public final class TumourMasks implements Definition {

    @Override
    public String folder() {
        return "test-workflows/tumour-masks";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Tumours drawn on the CT, as masks on CT and PET: size and SUV are those that were planted.");
        final var cohort = SmallCohort.add(w, 3);
        final var reader = SmallCohort.read(w, cohort);
        final var suv = w.node("SUV Normalizer").from(reader).set("volumeColumn", "Volume").label("PET to SUV");
        final var masks = w.node("Segmentation Reader").from(suv).from(reader, 3).set("grids", "FRAME_OF_REFERENCE").label("on CT and PET");
        SmallCohort.check(w, masks, 2, 3, "0", """
            * | Format | RTSTRUCT
            * | Regions | GTV
            * | Masks | 2
            * | Images | the series it refers to
            * | Problem | ?
            """);
        final var statistics = w.node("ROI Statistics").from(masks).set("imageColumn", "Volume").set("maskColumn", "Mask");
        SmallCohort.check(w, statistics, 1, 6, "0.01", """
            # what was planted: ct_voxels, ct_volume_ml; pet_volume_ml, suv_max, suv_mean of the shape that was drawn
            Row0/GTV | Mask voxels | 233
            Row0/GTV | Mask volume (ml) | 23.3
            Row0/GTV | ROI unit | HU
            Row0/GTV | SUVmax | ?
            Row2/GTV | Mask voxels | 153
            Row4/GTV | Mask voxels | 188
            Row1/GTV | Mask volume (ml) | 22.8377 | 6%
            Row1/GTV | SUVmax | 9.119 | 0.0001
            Row1/GTV | SUVmean | 7.4322 | 2%
            Row3/GTV | Mask volume (ml) | 15.1859 | 6%
            Row3/GTV | SUVmax | 15.3855 | 0.0001
            Row3/GTV | SUVmean | 6.9484 | 2%
            Row5/GTV | Mask volume (ml) | 20.1301 | 6%
            Row5/GTV | SUVmax | 7.7884 | 0.0001
            Row5/GTV | SUVmean | 5.9118 | 2%
            * | ROI problem | ?
            * | Mask / contour volume | 1 | 0.05
            """);
        final var features = w.node("Radiomics Extractor").from(masks).set("imageColumns", "Volume").set("maskColumns", "Mask").set("families", "morph", "stat");
        SmallCohort.check(w, features, 1, 6, "0.01", """
            Row0/GTV | original_morph_VolumeApproximate | 23300
            Row2/GTV | original_morph_VolumeApproximate | 15300
            Row1/GTV | original_stat_Maximum | 9.119
            Row3/GTV | original_stat_Maximum | 15.3855
            * | original_morph_Sphericity | 0.9 | 0.1
            * | Radiomics problem | ?
            """);
    }
}
