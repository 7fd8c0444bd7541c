package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Real World Value Mapping objects give the SUV that were planted, applied by the reader or by the normaliser. */
public final class RealWorldValues implements Definition {

    @Override
    public String folder() {
        return "test-workflows/real-world-values";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("PET that is not decay corrected, with Real World Value Mapping objects: applied to the stored values, and used as factors.");
        final var cohort = SmallCohort.add(w, 2).set("vendor", "MIXED").set("decay", "NONE").set("mappings", true);
        final var applied = SmallCohort.read(w, cohort).set("realWorldValues", "APPLY").label("stored values to SUV");
        SmallCohort.check(w, applied, 2, 2, "0", """
            SYN-0001 | PET | PET "PET AC", SUVbw, 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            SYN-0002 | CT | CT "CT chest", HU, 60 x 80 x 80 voxels of 4 x 5 x 5 mm
            """);
        final var masks = SmallCohort.masks(w, applied, applied, "PET").set("volumeColumn", "Volume").set("grids", "FRAME_OF_REFERENCE");
        SmallCohort.check(w, masks, 2, 4, "0", """
            # mappings are among the DICOM Reader's other objects: nothing is wrong with them
            Row0 | Masks | 2
            Row1 | Problem | 0001.dcm is no segmentation: its SOPClassUID (0008,0016) is 1.2.840.10008.5.1.4.1.1.67, but RT Structure Set or Segmentation is expected
            """);
        final var measured = w.node("ROI Statistics").from(masks).set("imageColumn", "Volume").set("maskColumn", "Mask");
        SmallCohort.check(w, measured, 1, 4, "0.0001", """
            # suv_max of what was planted
            Row1/GTV | SUVmax | 9.119
            Row3/GTV | SUVmax | 15.3855
            """);
        final var plain = SmallCohort.read(w, cohort).label("values as they are");
        SmallCohort.check(w, plain, 1, 4, "0", """
            Row1 | Warnings | there is a real world value mapping to SUVbw of the Real World Value Mapping object 0001.dcm: it was not applied, values are the header's own
            Row1 | Units | Bq/ml
            Row0 | Warnings | ?
            """);
        final var byMapping = SmallCohort.suvOfPairs(w, plain).set("mapping", "FIRST").label("SUV by the mapping");
        final var computed = SmallCohort.suvOfPairs(w, plain).set("mapping", "COMPARE").label("SUV by dose and weight");
        for (final var suv : new WorkflowBuilder.Node[]{byMapping, computed}) {
            SmallCohort.check(w, suv, 2, 2, "1e-5%", """
                # the factors differ from slice to slice: mean of both ways alike
                SYN-0001 | Warnings | ?
                SYN-0002 | Problem | ?
                * | Type | SUVbw
                """);
            final var statistics = w.node("ROI Statistics").from(SmallCohort.masks(w, suv, plain, "PET")).set("imageColumn", "PET")
                .set("maskColumn", "Mask");
            SmallCohort.check(w, statistics, 1, 2, "0.0001", """
                SYN-0001/GTV | SUVmax | 9.119
                SYN-0002/GTV | SUVmax | 15.3855
                """);
        }
        SmallCohort.check(w, byMapping, 2, 2, "0", "* | Rule | real world value mapping to SUV by BW");
    }
}
