package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Tables that nothing can be learned from: every node says what is wrong and names the column. */
public final class BadTables implements Definition {

    @Override
    public String folder() {
        return "test-workflows/bad-tables";
    }

    private static WorkflowBuilder.Node learn(final WorkflowBuilder.Node node) throws WorkflowException {
        return node.set("columns/labelColumn", "label").set("columns/patientColumn", "patient").set("columns/patientColumn_is_present", true);
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Selectors, learner, partitioner, evaluator and cohort builder on a table with faults.")
            .variable("in", "../expected/bad-tables/good/data/table.csv").variable("other", "../expected/bad-tables/good/data/other.csv");
        final var table = w.node("Study Table Reader").control("file", "in").set("idColumn", "patient").set("idColumn_is_present", true);
        final var other = w.node("Study Table Reader").control("file", "other").set("idColumn", "patient").set("idColumn_is_present", true);
        w.node("Stratified Partitioner").from(table).set("labelColumns", "label").set("parts", "FOLD").set("folds", 4).set("testFold", 1);
        learn(w.node("mRMR Selector").from(table)).set("count", 2).set("stability/resamples", 2);
        learn(w.node("LASSO Selector").from(table)).set("stability/resamples", 2).set("penalties", 20);
        learn(w.node("RFECV Selector").from(table)).set("stability/resamples", 2);
        final var learner = learn(w.node("Stacking Learner").from(table)).set("learner/forest", false).set("learner/extraTrees", false)
            .set("learner/c", "1").set("learner/threshold", "YOUDEN").set("learner/smote", true).set("learner/calibration", "PLATT");
        w.node("Classifier Predictor").from(1, learner, 1).from(2, other, 1);
        final var prepared = w.node("Feature Preprocessor").from(table).set("features/manualFilter/manuallyDeselected", "label", "p");
        w.node("Feature Preprocessor Apply").from(1, prepared, 2).from(2, other, 1);
        w.node("Model Evaluator").from(1, table, 1).from(2, other, 1).set("probabilityColumns", "p").set("resamples", 100);
        w.node("Cohort Builder").from(1, table, 1);
        w.node("Cohort Statistics").from(table).set("groupColumn", "label").set("groupColumn_is_present", true);
    }
}
