package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Studies with planted faults are excluded for the right reason, and no other. */
public final class QualityOfImages implements Definition {

    @Override
    public String folder() {
        return "test-workflows/image-quality";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Of 8 patients 4 have a fault: quality control excludes these, each for its reason.");
        final var cohort = SmallCohort.add(w, 8).set("misaligned", 1).set("missingSlice", 1).set("truncated", 1).set("lowUptake", 1);
        final var reader = SmallCohort.read(w, cohort).set("irregularSlices", "WARN");
        final var masks = SmallCohort.masks(w, SmallCohort.suvOfPairs(w, reader), reader, "CT");
        final var quality = w.node("Image Quality Control").from(masks).set("lesionColumn_is_present", true).set("lesionColumn", "Mask")
            .set("problemColumn_is_present", true).set("problemColumn", "Irregular slices");
        SmallCohort.check(w, cohort, 2, 8, "0", """
            SYN-0001 | spoiled | MISALIGNED
            SYN-0002 | spoiled | MISSING_SLICE
            SYN-0003 | spoiled | TRUNCATED
            SYN-0004 | spoiled | ?
            SYN-0005 | spoiled | LOW_UPTAKE
            SYN-0006 | spoiled | ?
            """);
        SmallCohort.check(w, quality, 1, 8, "0.01", """
            SYN-0001/GTV | QC passed | false
            SYN-0001/GTV | QC shift x (mm) | 24.7588 | 3
            SYN-0001/GTV | QC shift y (mm) | 0 | 3
            SYN-0001/GTV | QC shift z (mm) | -19.5516 | 3
            SYN-0002/GTV | QC passed | false
            SYN-0002/GTV | QC reasons | !?
            SYN-0003/GTV | QC passed | false
            SYN-0003/GTV | QC share of cut slices | 1
            SYN-0004/GTV | QC passed | true
            SYN-0004/GTV | QC shift (mm) | 0 | 3
            SYN-0005/GTV | QC passed | false
            SYN-0005/GTV | QC reasons | The lesion's uptake of 0.82 is not more than 1 times the mediastinum's 1.20
            SYN-0006/GTV | QC passed | true
            SYN-0007/GTV | QC passed | true
            SYN-0008/GTV | QC passed | true
            SYN-0008/GTV | QC reasons | ?
            * | QC problem | ?
            """);
    }
}
