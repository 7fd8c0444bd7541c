package org.petctflow.headless.workflows;

import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** What the workflows that test learning share: 60 synthetic patients with the coarsest images there are, made in a second. */
final class LearningCohort {

    private LearningCohort() {
    }

    /**
     * @param w the workflow
     * @return the cohort; its second port has the truth, with the label EGFR
     */
    static WorkflowBuilder.Node add(final WorkflowBuilder w) throws WorkflowException {
        return w.node("Synthetic Cohort").set("patients", 60).set("ctSlices", 16).set("ctSize", 32).set("ctSliceDistance", 16.0)
            .set("ctPixelSize", 12.0).set("petSlices", 16).set("petSize", 32).set("petSliceDistance", 16.0).set("petPixelSize", 12.0)
            .label("60 patients");
    }

    /**
     * @param w the workflow
     * @param source the node whose table is checked
     * @param port which of its ports, from 1
     * @param rows how many rows it must have
     * @param by the columns that name a row, with commas between, or null for the row key
     * @param expected the expected values, one a line
     */
    static void check(final WorkflowBuilder w, final WorkflowBuilder.Node source, final int port, final int rows,
        final String by, final String... expected) throws WorkflowException {
        final WorkflowBuilder.Node checker = w.node("Table Checker").from(source, port).set("rows", rows).set("rows_is_present", true)
            .set("tolerance", "1e-9").set("expectedValues", String.join("\n", expected)).label("as it must be");
        if (by != null) {
            checker.set("rowColumns", (Object[])by.split(","));
        }
    }
}
