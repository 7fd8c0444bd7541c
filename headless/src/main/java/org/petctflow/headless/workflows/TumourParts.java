package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Habitats, core, rim and shells of tumours that were planted: parts make up the whole. */
public final class TumourParts implements Definition {

    @Override
    public String folder() {
        return "test-workflows/tumour-parts";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Habitats, core, rim and shells of planted tumours: volume and uptake of the parts make up those of the whole.");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 2));
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "PET");
        final var both = w.node("Image Resampler").from(masks).set("volumeColumns", "CT").set("target", "REFERENCE").set("referenceColumn", "PET")
            .label("CT on the PET");
        final var habitats = w.node("Tumor Sub-Region Partitioner").from(both).set("imageColumns", "PET", "CT").label("of PET and CT");
        final var inHabitats = w.node("PET Heterogeneity Extractor").from(habitats).set("imageColumn", "PET")
            .set("maskColumns", "reg1", "reg2", "reg3");
        SmallCohort.check(w, inHabitats, 1, 2, "0.0001", """
            # the whole tumours: 22.9554 and 14.36184 ml, 168.4695 and 101.0868 SUV ml
            SYN-0001/GTV | original_pet_MTV_reg1 | 3.17844
            SYN-0001/GTV | original_pet_MTV_reg2 | 6.4746
            SYN-0001/GTV | original_pet_MTV_reg3 | 13.30236
            SYN-0001/GTV | original_pet_TLG_reg1 | 13.98424
            SYN-0001/GTV | original_pet_TLG_reg2 | 44.30622
            SYN-0001/GTV | original_pet_TLG_reg3 | 110.17902
            SYN-0002/GTV | original_pet_MTV_reg1 | 4.23792
            SYN-0002/GTV | original_pet_MTV_reg2 | 6.82776
            SYN-0002/GTV | original_pet_MTV_reg3 | 3.29616
            * | reg3 | MASK "GTV reg3", 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            * | Sub-region problem | ?
            """);
        SmallCohort.check(w, habitats, 2, 6, "0.0001", """
            # volumes are the extractor's MTV, a centre times its volume the TLG: 4.39972 x 3.17844 = 13.98424
            Row0 | Row | SYN-0001/GTV
            Row0 | Part | reg1
            Row0 | Voxels | 27
            Row0 | Volume (ml) | 3.17844
            Row1 | Volume (ml) | 6.4746
            Row2 | Volume (ml) | 13.30236
            Row5 | Volume (ml) | 3.29616
            Row0 | Centre PET | 4.39972
            Row0 | Mean PET | 4.39972
            Row2 | Centre PET | 8.28267
            Row0 | Mean CT | -245
            Row5 | Part | reg3
            Row5 | Row | SYN-0002/GTV
            """);
        final var mixture = w.node("Tumor Sub-Region Partitioner").from(both).set("imageColumns", "PET").set("clustering", "GAUSSIAN_MIXTURE")
            .set("entropy", true).set("entropyColumn", "PET").set("entropyWidth", 0.5).label("mixture with entropy");
        SmallCohort.check(w, mixture, 2, 6, "0.0001", """
            # 5.65056 + 3.17844 + 14.1264 = 22.9554 ml and 3.5316 + 8.2404 + 2.58984 = 14.36184 ml: the whole tumours
            Row0 | Volume (ml) | 5.65056
            Row1 | Volume (ml) | 3.17844
            Row2 | Volume (ml) | 14.1264
            Row3 | Volume (ml) | 3.5316
            Row4 | Volume (ml) | 8.2404
            Row5 | Volume (ml) | 2.58984
            # centres ascend in the first image; those of a mixture are no means of the voxels that are assigned
            Row0 | Centre PET | 5.66407
            Row0 | Mean PET | 5.4404
            Row1 | Centre PET | 6.76985
            Row2 | Centre PET | 8.23303
            Row5 | Centre Entropy of PET | 4.06119
            """);
        final var pieces = w.node("Tumor Sub-Region Partitioner").from(both).set("imageColumns", "PET", "CT").set("supervoxels", true)
            .set("supervoxelSize", 12.0).label("of supervoxels");
        SmallCohort.check(w, pieces, 2, 6, "0.0001", """
            # 51 + 71 + 73 voxels of 0.11772 ml are the whole 22.9554 ml again
            Row0 | Voxels | 51
            Row1 | Voxels | 71
            Row2 | Voxels | 73
            Row3 | Voxels | 30
            Row4 | Voxels | 66
            Row5 | Voxels | 26
            # habitats of whole supervoxels lie closer together than those of voxels
            Row0 | Centre PET | 5.79754
            Row2 | Centre PET | 8.2088
            """);
        final var cohort = w.node("Tumor Sub-Region Partitioner").from(masks).set("imageColumns", "PET").set("habitats", 2)
            .set("fit", "COHORT").label("of the cohort's PET");
        final var inCohort = w.node("PET Heterogeneity Extractor").from(cohort).set("imageColumn", "PET").set("maskColumns", "reg1", "reg2");
        SmallCohort.check(w, inCohort, 1, 2, "0.0001", """
            # both tumours' centres 5.3392 and 8.4828 part at 6.911: no voxel is on the wrong side
            SYN-0001/GTV | original_pet_SUVmax_reg1 | 6.87678
            SYN-0002/GTV | original_pet_SUVmax_reg1 | 6.87647
            SYN-0001/GTV | original_pet_SUVmin_reg2 | 6.93731
            SYN-0002/GTV | original_pet_SUVmin_reg2 | 7.0224
            SYN-0001/GTV | original_pet_MTV_reg1 | 6.23916
            SYN-0001/GTV | original_pet_MTV_reg2 | 16.71624
            SYN-0002/GTV | original_pet_MTV_reg1 | 8.71128
            SYN-0002/GTV | original_pet_MTV_reg2 | 5.65056
            * | Sub-region problem | ?
            """);
        SmallCohort.check(w, cohort, 2, 4, "0.0001", """
            Row0 | Centre PET | 5.33919
            Row2 | Centre PET | 5.33919
            Row1 | Centre PET | 8.48279
            Row3 | Centre PET | 8.48279
            Row1 | Mean PET | 8.08255
            Row3 | Mean PET | 9.66685
            """);
        final var shells = w.node("Tumor Sub-Region Partitioner").from(masks).set("method", "SHELLS").set("rim", 7.0).label("by distance");
        final var inShells = w.node("PET Heterogeneity Extractor").from(shells).set("imageColumn", "PET")
            .set("maskColumns", "reg1", "reg2", "reg3", "reg4");
        SmallCohort.check(w, inShells, 1, 2, "0.0001", """
            * | reg1 | MASK "GTV core", 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            * | reg4 | MASK "GTV shell2", 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            # core and rim make up the whole; the shells have less uptake the farther they are
            SYN-0001/GTV | original_pet_MTV_reg1 | 5.76828
            SYN-0001/GTV | original_pet_MTV_reg2 | 17.18712
            SYN-0002/GTV | original_pet_MTV_reg1 | 2.82528
            SYN-0002/GTV | original_pet_MTV_reg2 | 11.53656
            SYN-0001/GTV | original_pet_SUVmax_reg1 | 9.119
            SYN-0001/GTV | original_pet_SUVmean_reg3 | 2.6446
            SYN-0001/GTV | original_pet_SUVmean_reg4 | 0.67279
            SYN-0002/GTV | original_pet_SUVmean_reg3 | 3.04297
            SYN-0002/GTV | original_pet_SUVmean_reg4 | 0.66211
            * | Sub-region problem | ?
            """);
        SmallCohort.check(w, shells, 2, 8, "0.0001", """
            Row0 | Name | core
            Row1 | Name | rim
            Row7 | Part | reg4
            Row7 | Name | shell2
            Row0 | Volume (ml) | 5.76828
            Row1 | Volume (ml) | 17.18712
            """);
        final var none = w.node("Tumor Sub-Region Partitioner").from(masks).set("method", "SHELLS").set("shells", "5")
            .set("withinColumn", "Mask").set("withinColumn_is_present", true).label("no shell outside");
        final var inNone = w.node("PET Heterogeneity Extractor").from(none).set("imageColumn", "PET").set("maskColumns", "reg3");
        SmallCohort.check(w, inNone, 1, 2, "0.0001", """
            * | reg3 | !?
            * | original_pet_MTV | ?
            * | PET problem | ?
            * | Sub-region problem | ?
            """);
    }
}
