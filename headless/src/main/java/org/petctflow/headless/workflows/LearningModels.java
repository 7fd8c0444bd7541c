package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** A stack that is learned, applied and evaluated by a whole protocol, on what was planted in synthetic patients. */
public final class LearningModels implements Definition {

    @Override
    public String folder() {
        return "test-workflows/learning-models";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Folds, a stack and a whole protocol on the truth of 60 synthetic patients.");
        final var cohort = LearningCohort.add(w);
        final var folds = w.node("Stratified Partitioner").from(cohort, 2).set("labelColumns", "EGFR", "subtype")
            .set("parts", "FOLD").set("folds", 4).set("testFold", 2).label("fold 2 of 4, by both labels");
        LearningCohort.check(w, folds, 2, 15, null, "* | Fold | 2",
            "SYN-0005 | EGFR | 1",
            "SYN-0005 | subtype | squamous",
            "SYN-0010 | EGFR | 0",
            "SYN-0010 | subtype | adenocarcinoma");
        final var prepared = w.node("Feature Preprocessor").from(folds).set("features/manualFilter/manuallyDeselected", "Fold");
        final var applied = w.node("Feature Preprocessor Apply").from(1, prepared, 2).from(2, folds, 2);
        final var learner = w.node("Stacking Learner").from(prepared).set("columns/labelColumn", "EGFR")
            .set("columns/features/manualFilter/manuallyDeselected", "Fold").set("learner/trees", 20).label("the study's stack");
        final var predicted = w.node("Classifier Predictor").from(1, learner, 1).from(2, applied, 1).label("fold 2");
        LearningCohort.check(w, predicted, 1, 15, null, "* | Prediction problem | ?",
            "SYN-0005 | P (EGFR=1) | 0.8409395646307581",
            "SYN-0005 | Prediction (EGFR) | 1",
            "SYN-0007 | P (EGFR=1) | 0.12216616687718942",
            "SYN-0007 | Prediction (EGFR) | 0",
            "SYN-0010 | P (EGFR=1) | 0.14979083474436725",
            "SYN-0010 | Prediction (EGFR) | 0");
        final var protocol = w.node("Protocol Evaluator").from(cohort, 2).set("columns/labelColumn", "EGFR").set("selection", "MRMR_LASSO")
            .set("mrmrCount", 5).set("columns/features/manualFilter/manuallyDeselected", "heterogeneity")
            .set("learner/extraTrees", false).set("learner/trees", 10).set("learner/depths", "0")
            .set("learner/leaves", "5").set("repeats", 4).set("published", 0.9).set("published_is_present", true)
            .set("permutations", 3).label("4 splits");
        LearningCohort.check(w, protocol, 1, 12, null, "* | Training rows | 48", "* | Test rows | 12", "* | Threshold | 0.5",
            "Row2 | Model | Stacking",
            "Row2 | Selected columns | 2",
            "Row2 | AUC | 0.5277777777777778",
            "Row2 | Sensitivity | 0.5",
            "Row2 | Specificity | 0.3333333333333333",
            "Row2 | Brier score | 0.24687010264770085",
            "Row4 | Model | Random forest",
            "Row4 | Selected columns | 4",
            "Row4 | AUC | 0.4166666666666667",
            "Row4 | Sensitivity | 0.16666666666666666",
            "Row4 | Specificity | 0.5",
            "Row4 | Brier score | 0.2770412800168441");
        LearningCohort.check(w, protocol, 4, 30, null,
            "Row20 | Figure | AUC",
            "Row20 | Splits | 4",
            "Row20 | Mean | 0.7152777777777778",
            "Row20 | SD | 0.17179606773406916",
            "Row20 | 2.5 % | 0.5402777777777777",
            "Row20 | Median | 0.6944444444444444",
            "Row20 | 97.5 % | 0.9256944444444444",
            "Row20 | Published | 0.9",
            "Row20 | Splits that reach it | 1",
            "Row20 | Permutation p | 0.5");
    }
}
