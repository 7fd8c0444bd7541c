package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A report of few tables: what is counted, which nodes it knows, and what the checklists find answered. */
public final class ReportOfPlots implements Definition {

    @Override
    public String folder() {
        return "test-workflows/study-report";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("A report of violins, an audit and preprocessed columns of 60 synthetic patients.").variable("out", "out");
        final var cohort = LearningCohort.add(w);
        final var plots = w.node("Distribution Plots").from(cohort, 2).set("columns", "radius_mm", "suv_max");
        final var audit = w.node("Data Auditor").from(cohort).set("idColumn", "Patient").set("labelColumn", "EGFR");
        final var prepared = w.node("Feature Preprocessor").from(cohort, 2);
        final var selected = w.node("mRMR Selector").from(prepared).set("columns/labelColumn", "EGFR").set("count", 3);
        final var report = w.node("Study Report").ports("Tables", 3).from(1, plots, 2).from(2, audit, 1).from(3, selected, 3).from(4, selected, 4)
            .set("title", "A small report").set("inputs", "3 | Feature selection | Scores of mRMR\n1 | Cohort |")
            .set("answers", "TRIPOD+AI 17 | No approval is needed: the patients never lived.").set("write", true)
            .control("folder", "out").label("what is known of the nodes");
        // two figures; the tables of the audit and two of the selector, three of the software; cohort, plots, audit, preprocessor, selector
        LearningCohort.check(w, report, 1, 1, null, "Report | Tables | 6", "Report | Figures | 2", "Report | Nodes | 5", "Report | File | !?");
        w.node("Table Checker").from(report, 2).set("rows", 110).set("rows_is_present", true).set("rowColumns", "Checklist", "Item")
            .set("expectedValues", """
                TRIPOD+AI/6b | Where | Cohort
                TRIPOD+AI/7 | Status | answered
                TRIPOD+AI/11 | Where | Methods: Feature Preprocessor
                TRIPOD+AI/12a | Status | open
                TRIPOD+AI/17 | Status | by authors
                TRIPOD+AI/26 | Status | partly
                CLEAR/7 | Where | CLEAR checklist
                CLEAR/33 | Where | Feature selection; Methods: mRMR Selector
                CLEAR/40 | Status | open
                """).label("as it must be");
    }
}
