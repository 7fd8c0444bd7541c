package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** SUV factors of three vendors, units and decay corrections are those that were planted. */
public final class SuvFactors implements Definition {

    @Override
    public String folder() {
        return "test-workflows/suv-factors";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("A cohort of three vendors: the factors are those that were planted.");
        final var cohort = SmallCohort.add(w, 3).set("vendor", "MIXED");
        final var reader = SmallCohort.read(w, cohort);
        SmallCohort.check(w, cohort, 2, 3, "0", """
            SYN-0001 | vendor | SIEMENS
            SYN-0001 | suv_factor | 4.42924955E-4
            SYN-0002 | vendor | GE
            SYN-0002 | suv_factor | 3.764452E-4
            SYN-0003 | vendor | PHILIPS
            SYN-0003 | suv_factor | 4.03598543E-4
            """);
        SmallCohort.check(w, reader, 1, 6, "1e-6", """
            * | Problem | ?
            * | Warnings | ?
            Row0 | Patient | SYN-0001
            Row0 | Volume | CT "CT chest", HU, 60 x 80 x 80 voxels of 4 x 5 x 5 mm
            Row0 | Slice spacing (mm) | 4
            Row1 | Modality | PT
            Row1 | Units | Bq/ml
            Row1 | Images | 70
            Row1 | Row spacing (mm) | 6
            Row5 | Patient | SYN-0003
            """);
        SmallCohort.check(w, reader, 2, 3, "0", """
            * | Irregular slices | ?
            SYN-0002 | PET | PET "PET AC", Bq/ml, 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            SYN-0002 | CT | CT "CT chest", HU, 60 x 80 x 80 voxels of 4 x 5 x 5 mm
            SYN-0002 | Pairing | PET series 4 (70 slices of 3.27 mm) is the only usable PET series; CT series 2 (60 slices of 4 mm) has its frame of reference and holds 100 % of it
            """);
        final var suv = SmallCohort.suvOfPairs(w, reader);
        SmallCohort.check(w, suv, 1, 3, "1e-5%", """
            SYN-0001 | SUV factor | 4.42924955E-4
            SYN-0002 | SUV factor | 3.764452E-4
            SYN-0003 | SUV factor | 4.03598543E-4
            * | SUV problem | ?
            * | PET | PET "PET AC", SUVbw, 70 x 64 x 64 voxels of 3.27 x 6 x 6 mm
            """);
        SmallCohort.check(w, suv, 2, 3, "1e-5%", """
            * | Units | Bq/ml
            * | Type | SUVbw
            * | Spread of reference times (s) | 0
            SYN-0001 | Factor | 4.42924955E-4
            * | Rule | Bq/ml, START: BW / (dose decayed to the reference time)
            """);
    }
}
