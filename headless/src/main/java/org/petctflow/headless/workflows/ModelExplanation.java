package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/**
 * What a stack's predictions rest on. The logistic regression's Shapley values were computed independently: its optimum by Newton's method in
 * numpy 2.4, then coefficient times difference from the training mean.
 */
public final class ModelExplanation implements Definition {

    @Override
    public String folder() {
        return "test-workflows/model-explanation";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        final String data = "../expected/model-explanation/lesions/data/";
        w.describe("A stack learned on 90 lesions is explained on 50 patients from elsewhere.").variable("in", data + "models.csv")
            .variable("external", data + "external.csv");
        final var training = w.node("Study Table Reader").control("file", "in");
        final var external = w.node("Study Table Reader").control("file", "external");
        final var prepared = w.node("Feature Preprocessor").from(training);
        final var applied = w.node("Feature Preprocessor Apply").from(1, prepared, 2).from(2, external, 1);
        final var learner = w.node("Stacking Learner").from(prepared).set("columns/labelColumn", "EGFR").set("columns/patientColumn", "patient")
            .set("columns/patientColumn_is_present", true).set("learner/extraTrees", false).set("learner/trees", 10).set("learner/c", "1")
            .set("learner/depths", "3").set("learner/leaves", "5");
        final var predicted = w.node("Classifier Predictor").from(1, learner, 1).from(2, applied, 1);
        final var explained = w.node("Model Explainer").from(1, learner, 1).from(2, applied, 1).from(3, prepared, 1);
        LearningCohort.check(w, explained, 1, 11, null,
            "Row0 | Part | Whole model",
            "Row0 | Column | combined",
            "Row0 | Rank | 1",
            "Row0 | Method | sampled",
            "Row0 | Permutation importance | !?",
            "Row3 | Part | Logistic regression",
            "Row3 | Column | combined",
            "Row3 | Mean absolute Shapley value | 0.5782301061624915",
            "Row4 | Mean absolute Shapley value | 0.12312696202482937",
            "Row5 | Mean absolute Shapley value | 0.056451646946804976",
            "Row3 | Scale | log odds",
            "Row3 | Method | exact, linear",
            "Row3 | Permutation importance | ?",
            "Row6 | Part | Random forest",
            "Row6 | Method | exact, TreeSHAP",
            "Row9 | Part | Meta-learner");
        LearningCohort.check(w, explained, 2, 150, null,
            "Row50 | Part | Logistic regression",
            "Row50 | Row | Row0",
            "Row50 | Base | -0.20279774067498685",
            "Row50 | Prediction | 0.8183584185275861",
            "Row50 | Shapley (clinical) | 0.14163747133189475",
            "Row50 | Shapley (combined) | 0.8328414815919694",
            "Row50 | Shapley (dose) | 0.0466772062787087",
            "Row99 | Prediction | -0.37887924504059645",
            "Row99 | Shapley (combined) | -0.11323170644226116",
            "Row0 | Prediction | 0.5340186225830102"); // the Predictor's probability, below
        LearningCohort.check(w, explained, 3, 60, null, "* | Mean probability | !?");
        LearningCohort.check(w, explained, 4, 10, null,
            "Row0 | Figure | Mean absolute Shapley value: Whole model",
            "Row1 | Figure | Shapley values: Whole model",
            "Row2 | Figure | Permutation importance",
            "Row3 | Figure | Partial dependence: combined");
        LearningCohort.check(w, predicted, 1, 50, null, "* | Threshold (EGFR) | 0.5",
            "Row0 | P (EGFR=mutant) | 0.5340186225830102");
    }
}
