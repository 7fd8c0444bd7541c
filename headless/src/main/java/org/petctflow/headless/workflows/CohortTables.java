package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Table 1 of 48 patients by mutation and by centre. All figures were computed independently with numpy 2.4 and scipy 1.17. */
public final class CohortTables implements Definition {

    @Override
    public String folder() {
        return "test-workflows/cohort-statistics";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Describes and compares 48 patients by mutation and by centre.")
            .variable("in", "../expected/cohort-statistics/clinical/data/patients.csv");
        final var table = w.node("Study Table Reader").control("file", "in").set("idColumn", "patient").set("idColumn_is_present", true);
        final var two = w.node("Cohort Statistics").from(table).set("groupColumn", "EGFR").set("groupColumn_is_present", true)
            .label("by mutation");
        LearningCohort.check(w, two, 1, 14, null,
            "Row0 | Variable | n",
            "Row0 | Overall | 47",
            "Row0 | mutant | 16",
            "Row0 | wild | 31",
            "Row1 | Variable | age",
            "Row1 | Overall | 61.22 ± 8.95",
            "Row1 | mutant | 60.21 ± 10.32",
            "Row1 | wild | 61.76 ± 8.27",
            "Row1 | Missing | 1",
            "Row1 | p | 0.581",
            "Row1 | Adjusted p | 0.769",
            "Row1 | Test | Student t",
            "Row1 | Effect | -0.1722690000859301",
            "Row1 | Effect size | Cohen's d",
            "Row2 | mutant | 3.68 [3.20, 4.96]",
            "Row2 | wild | 4.97 [3.64, 8.56]",
            "Row2 | Missing | 2",
            "Row2 | p | 0.065",
            "Row2 | Adjusted p | 0.114",
            "Row2 | Test | Mann-Whitney U (exact)",
            "Row2 | Effect | -0.3422222222222222",
            "Row3 | Test | Mann-Whitney U",
            "Row3 | p | 0.686",
            "Row4 | Category | f",
            "Row4 | mutant | 10 (62.5%)",
            "Row4 | wild | 18 (58.1%)",
            "Row4 | Test | Chi-square",
            "Row5 | mutant | 6 (37.5%)",
            "Row5 | p | ?",
            "Row6 | Variable | smoke",
            "Row6 | Category | 0",
            "Row6 | p | 0.047",
            "Row8 | Variable | stage",
            "Row8 | Test | Fisher exact",
            "Row8 | p | 0.045",
            "Row8 | Effect | 0.37350572742304605",
            "Row11 | Test | Chi-square",
            "Row11 | p | 0.062");
        LearningCohort.check(w, two, 2, 178, "Variable,Group,Figure",
            "age/mutant/Mean | Value | 60.20625",
            "age/mutant/SD | Value | 10.32159346548132",
            "age/wild/Lower quartile | Value | 56.925",
            "age/wild/n | Value | 30",
            "age/mutant/Shapiro-Wilk | Value | 0.9426245143530473 | 1e-8",
            "age/mutant/Shapiro-Wilk | p | 0.38241431936720255 | 1e-7");
        final var three = w.node("Cohort Statistics").from(table).set("groupColumn", "centre").set("groupColumn_is_present", true)
            .set("adjust", "HOLM").label("by centre");
        LearningCohort.check(w, three, 1, 13, null,
            "Row0 | A | 15",
            "Row0 | B | 16",
            "Row0 | C | 17",
            "Row1 | Test | One-way ANOVA",
            "Row1 | p | 0.843",
            "Row1 | Effect | 0.007751926138547287",
            "Row2 | Test | Kruskal-Wallis",
            "Row2 | p | 0.833",
            "Row2 | A | 4.60 [3.52, 5.80]",
            "Row2 | Effect | 0.008126293995858683",
            "Row4 | Test | Chi-square",
            "Row4 | p | 0.538",
            "Row8 | Test | Fisher exact (simulated)",
            "Row8 | Effect size | Cramér's V");
        final var all = w.node("Cohort Statistics").from(table).set("centre", "MEDIAN").label("all patients");
        LearningCohort.check(w, all, 1, 16, null,
            "Row0 | All | 48",
            "Row1 | Overall | 61.80 [55.00, 66.45]",
            "Row1 | p | ?",
            "Row1 | Note | There is one group");
    }
}
