package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Tables as hospitals write them, through every node that learns: what is read right, and what is refused with which words. */
public final class OddTables implements Definition {

    @Override
    public String folder() {
        return "test-workflows/odd-tables";
    }

    private static WorkflowBuilder.Node table(final WorkflowBuilder w, final String variable) throws WorkflowException {
        return w.node("Study Table Reader").control("file", variable).set("idColumn", "patient").set("idColumn_is_present", true);
    }

    private static WorkflowBuilder.Node learn(final WorkflowBuilder.Node node) throws WorkflowException {
        return node.set("columns/labelColumn", "label").set("columns/patientColumn", "patient").set("columns/patientColumn_is_present", true);
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Preparation, selection, learning, prediction, evaluation, explanation and harmonisation of a table with a label, a centre and "
            + "features, and of another one of new patients.")
            .variable("in", "../expected/odd-tables/plain/data/table.csv").variable("other", "../expected/odd-tables/plain/data/other.csv");
        final var table = table(w, "in");
        final var other = table(w, "other");
        final var prepared = w.node("Feature Preprocessor").from(table).set("features/manualFilter/manuallyDeselected", "label");
        final var applied = w.node("Feature Preprocessor Apply").from(1, prepared, 2).from(2, other, 1);
        final var harmonised = w.node("ComBat Harmonizer").from(prepared).set("features/manualFilter/manuallyDeselected", "label");
        w.node("ComBat Harmonizer Apply").from(1, harmonised, 2).from(2, applied, 1);
        w.node("UMAP Embedder").from(table).set("features/manualFilter/manuallyDeselected", "label").set("batchColumn", "centre")
            .set("batchColumn_is_present", true).set("neighbours", 5).set("permutations", 20).set("mixingNeighbours", 5);
        learn(w.node("mRMR Selector").from(prepared)).set("count", 2).set("stability/resamples", 2);
        learn(w.node("LASSO Selector").from(prepared)).set("stability/resamples", 0).set("penalties", 20);
        learn(w.node("RFECV Selector").from(prepared)).set("stability/resamples", 0);
        final var learner = learn(w.node("Stacking Learner").from(prepared)).set("learner/extraTrees", false).set("learner/trees", 10)
            .set("learner/depths", "0").set("learner/c", "1").set("learner/stackingFolds", 3);
        final var predicted = w.node("Classifier Predictor").from(1, learner, 1).from(2, applied, 1);
        w.node("Model Evaluator").from(predicted).set("probabilityColumns", "P (label=1)").set("resamples", 100);
        w.node("Model Explainer").from(1, learner, 1).from(2, applied, 1).from(3, prepared, 1).set("repeats", 3).set("orders", 10);
        learn(w.node("Protocol Evaluator").from(table)).set("repeats", 2).set("learner/forest", false).set("learner/extraTrees", false)
            .set("learner/c", "1").set("harmonize", "PARAMETRIC");
        w.node("Data Auditor").from(1, table, 1).from(2, other, 1).set("idColumn", "patient").set("labelColumn", "label");
        w.node("Cohort Builder").from(1, table, 1);
        w.node("Stratified Partitioner").from(table).set("labelColumns", "label").set("patientColumn", "patient")
            .set("patientColumn_is_present", true);
    }
}
