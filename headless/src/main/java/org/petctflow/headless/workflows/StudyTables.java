package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A clinical table with the faults that such tables have, and what an audit finds of them. */
public final class StudyTables implements Definition {

    @Override
    public String folder() {
        return "test-workflows/study-tables";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Reads a clinical table with decimal commas, ids with leading zeros, an unknown age, one below 0 and a row twice, and audits it.")
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
        final var reported = w.node("Study Table Reader").set("file", "data").set("fileInFolder", "reported_figures.csv")
            .set("fileInFolder_is_present", true).label("figures of a paper");
        final var audit = w.node("Data Auditor").from(1, table, 1).from(3, reported, 1).set("idColumn", "patient").set("labelColumn", "EGFR")
            .set("cohortColumn", "site").set("cohortColumn_is_present", true);
        LearningCohort.check(w, audit, 1, 6, null,
            "Row0 | Severity | Serious",
            "Row0 | Kind | Duplicate",
            "Row0 | Evidence | 0 rows without an id, 1 id in several rows",
            "Row1 | Kind | Duplicate",
            "Row1 | Evidence | row 41 repeats row 5",
            "Row2 | Kind | Implausible",
            "Row2 | Columns | age",
            "Row2 | Evidence | 0 infinite, 1 below 0, 0 above 120 years",
            "Row2 | Advice | !?",
            // chi-square by scipy 1.10: 0.000607, 0.00108 and 0.00123 of the first, 0.0386 of the second; 10 and 30 right make 0.870
            "Row3 | Kind | Reported figure",
            "Row3 | Columns | sex by label",
            "Row3 | Evidence | published 0.200; chi-square 6.07e-04, with Yates's correction 0.001, Fisher 0.001",
            "Row4 | Severity | Warning",
            "Row4 | Columns | a model",
            "Row4 | Advice | !?",
            "Row5 | Severity | Note",
            "Row5 | Columns | not typed in yet",
            "Row5 | Evidence | not typed in yet lacks Sensitivity, Specificity, Accuracy or F1");
    }
}
