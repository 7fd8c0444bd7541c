package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A clinical table with the faults that such tables have. */
public final class StudyTables implements Definition {

    @Override
    public String folder() {
        return "test-workflows/study-tables";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Reads a clinical table with decimal commas, ids with leading zeros, an unknown age, one below 0 and a row twice.")
            .variable("in", "test-workflows/expected/study-tables/clinical/data/patients.csv");
        final var table = w.node("Study Table Reader").control("file", "in").set("idColumn", "patient").set("idColumn_is_present", true)
            .label("semicolons, decimal commas");
        LearningCohort.check(w, table, 1, 41, null,
            "Row0 | patient | 0001",
            "Row0 | suv_max | 6.7",
            "Row0 | age | 47",
            "Row2 | age | ?",
            "Row8 | age | -3",
            "Row20 | site | B",
            "Row40 | patient | 0005");
    }
}
