package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Partition, preparation and the three selectors, on what was planted in synthetic patients. */
public final class LearningSelect implements Definition {

    @Override
    public String folder() {
        return "test-workflows/learning-select";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Partitions, prepares and selects the columns that were planted in 60 synthetic patients.");
        final var cohort = LearningCohort.add(w);
        final var parts = w.node("Stratified Partitioner").from(cohort, 2).set("labelColumns", "EGFR").label("48 and 12 patients");
        final var prepared = w.node("Feature Preprocessor").from(parts).label("learned from 48");
        final var applied = w.node("Feature Preprocessor Apply").from(1, prepared, 2).from(2, parts, 2).label("applied to 12");
        LearningCohort.check(w, applied, 1, 12, null,
            "SYN-0005 | EGFR | 1",
            "SYN-0005 | heterogeneity | 0.6076760289097454",
            "SYN-0005 | ct_voxels | -0.778459225699457",
            "SYN-0005 | suv_max | -0.6686967122233312",
            "SYN-0056 | EGFR | 1",
            "SYN-0056 | heterogeneity | 1.0490134642231295",
            "SYN-0056 | ct_voxels | 0.2135596105901164",
            "SYN-0056 | suv_max | -1.5141063407174973");
        final var mrmr = w.node("mRMR Selector").from(prepared).set("columns/labelColumn", "EGFR").set("count", 3)
            .set("stability/resamples", 5);
        LearningCohort.check(w, mrmr, 2, 14, "Column",
            "heterogeneity | Order | 1",
            "heterogeneity | Relevance | 0.31769245775664184",
            "heterogeneity | Score | 0.31769245775664184",
            "heterogeneity | Selection frequency | 1.0",
            "uptake | Order | 2",
            "uptake | Relevance | 0.017091768342342162",
            "uptake | Score | 3.1505207007027036",
            "uptake | Selection frequency | 0.2",
            "pet_voxels | Order | 3",
            "pet_voxels | Relevance | 0.025524325259524083",
            "pet_voxels | Score | 0.7919779806646712",
            "pet_voxels | Selection frequency | 0.4",
            "suv_max | Order | ?",
            "suv_max | Relevance | 0.031365448132586016",
            "suv_max | Score | ?",
            "suv_max | Selection frequency | 0.6000000000000001");
        final var lasso = w.node("LASSO Selector").from(prepared).set("columns/labelColumn", "EGFR").set("stability/resamples", 5);
        LearningCohort.check(w, lasso, 2, 14, "Column",
            "heterogeneity | Order | 1",
            "heterogeneity | Coefficient | 10.26054921400426",
            "heterogeneity | Selection frequency | 1.0",
            "halo | Order | ?",
            "halo | Coefficient | 0.0",
            "halo | Selection frequency | 0.0",
            "center_y_mm | Order | 2",
            "center_y_mm | Coefficient | 0.5049699833762221",
            "center_y_mm | Selection frequency | 0.8");
        final var rfecv = w.node("RFECV Selector").from(prepared).set("columns/labelColumn", "EGFR").set("stability/resamples", 5);
        LearningCohort.check(w, rfecv, 2, 14, "Column",
            "heterogeneity | Order | 1",
            "heterogeneity | Rank | 1.0",
            "heterogeneity | Selection frequency | 1.0",
            "uptake | Order | ?",
            "uptake | Rank | 2.0",
            "uptake | Selection frequency | 0.0",
            "ct_voxels | Order | ?",
            "ct_voxels | Rank | 14.0",
            "ct_voxels | Selection frequency | 0.0");
    }
}
