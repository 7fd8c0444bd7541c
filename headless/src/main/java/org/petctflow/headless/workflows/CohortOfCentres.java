package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A cohort of two centres from three tables: who leaves, and why, counted by hand. */
public final class CohortOfCentres implements Definition {

    @Override
    public String folder() {
        return "test-workflows/cohort-builder";
    }

    private static void rule(final WorkflowBuilder.Node node, final String role, final String column, final String operator, final String value,
        final String label, final String missing) throws WorkflowException {
        node.element("rules", "role", role, "column", column, "operator", operator, "value", value, "label", label, "missing", missing);
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        final String data = "../expected/cohort-builder/centres/data/";
        w.describe("Joins clinical data, PET and CT of 12 patients of two centres, and excludes by four rules.").variable("in", data + "clinical.csv")
            .variable("pet", data + "pet.csv").variable("ct", data + "ct.csv");
        final var clinical = w.node("Study Table Reader").control("file", "in").set("idColumn", "patient").set("idColumn_is_present", true);
        final var pet = w.node("Study Table Reader").control("file", "pet").set("idColumn", "case").set("idColumn_is_present", true);
        final var ct = w.node("Study Table Reader").control("file", "ct").set("idColumn", "case").set("idColumn_is_present", true);
        final var cohort = w.node("Cohort Builder").ports("Further tables", 2).from(1, clinical, 1).from(2, pet, 1).from(3, ct, 1)
            .set("otherKey", "case").set("otherKey_is_present", true).set("tableNames", "Clinical data, PET, CT").set("centreColumn", "centre")
            .set("centreColumn_is_present", true);
        rule(cohort, "INCLUDE", "age", "AT_LEAST", "18", "Younger than 18 years or age unknown", "NOT_MET");
        rule(cohort, "INCLUDE", "stage", "IS_ONE_OF", "I, II, III", "", "NOT_MET");
        rule(cohort, "EXCLUDE", "treated", "EQUALS", "yes", "Treated before", "LEAVES");
        rule(cohort, "EXCLUDE", "EGFR", "IS_MISSING", "", "No EGFR result", "NOT_MET");
        LearningCohort.check(w, cohort, 1, 3, "patient",
            "0001 | suv_max | 7.1",
            "0001 | EGFR (#1) | 1",
            "0001 | volume | 12",
            "0005 | centre | South",
            "0010 | volume | 5");
        LearningCohort.check(w, cohort, 2, 9, "patient",
            "0008 | Excluded by | Not in PET",
            "0012 | Excluded by | Not in CT",
            "0002 | Excluded by | Younger than 18 years or age unknown",
            "0006 | Excluded by | Younger than 18 years or age unknown",
            "0003 | Excluded by | Not: stage is one of I, II, III",
            "0004 | Excluded by | Treated before",
            "0009 | Excluded by | Treated before",
            "0011 | Excluded by | Treated before",
            "0007 | Excluded by | No EGFR result");
        LearningCohort.check(w, cohort, 3, 18, "Step,Centre",
            "1/All | Before | 12",
            "1/All | Excluded | 1",
            "1/South | Excluded | 1",
            "2/North | Excluded | 1",
            "3/All | Before | 10",
            "3/All | After | 8",
            "4/North | Excluded | 1",
            "5/All | Excluded | 3",
            "5/South | Excluded | 2",
            "6/All | After | 3",
            "6/North | After | 2",
            "6/South | After | 1");
        LearningCohort.check(w, cohort, 4, 1, null, "Row0 | Figure | Flow of patients", "Row0 | Chart | !?");
        final var any = w.node("Cohort Builder").ports("Further tables", 1).from(1, pet, 1).from(2, ct, 1).set("keyColumn", "case")
            .set("join", "ANY").set("complete", false).label("patients of any table");
        LearningCohort.check(w, any, 1, 13, "case",
            "0008 | suv_max | ?",
            "0008 | volume | 4",
            "0013 | volume | ?",
            "0013 | suv_max | 5.6");
    }
}
