package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Columns of a small cohort's clinical table as violins, and their quartiles. */
public final class ColumnPlots implements Definition {

    @Override
    public String folder() {
        return "test-workflows/column-plots";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("The truth of eight synthetic patients as violins by subtype.");
        final var cohort = SmallCohort.add(w, 8);
        final var plots = w.node("Distribution Plots").from(cohort, 2).set("columns", "radius_mm", "suv_max")
            .set("groupColumn", "subtype").set("groupColumn_is_present", true);
        SmallCohort.check(w, plots, 1, 4, "0.001", """
            * | Missing | 0
            Row0 | Column | radius_mm
            Row0 | Group | adenocarcinoma
            Row3 | Group | squamous
            """);
        SmallCohort.check(w, plots, 2, 2, "0", """
            Row0 | Figure | radius_mm
            Row1 | Figure | suv_max
            """);
    }
}
