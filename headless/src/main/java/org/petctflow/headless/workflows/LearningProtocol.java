package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** The study's protocol on any table, as the distribution of every figure over splits. */
public final class LearningProtocol implements Definition {

    @Override
    public String folder() {
        return "test-workflows/learning-protocol";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Evaluates the study's protocol on the csv or xlsx file \"in\": impute, scale, tune and stack LR, RF and ERT inside each of 50 stratified "
            + "8:2 splits. Variables: \"label\" and \"id\" name these columns; \"sets\" gives feature sets, e.g. CT = .*_reg\\d; PET = suv_.*, MTV "
            + "(names or regular expressions; empty: all columns of numbers, so leave folds and the like out by a set).")
            .variable("in", "data/patients.csv").variable("label", "label").variable("id", "case").variable("sets", "");
        final var table = w.node("Study Table Reader").control("file", "in").set("idColumn", "case").set("idColumn_is_present", true)
            .control("idColumn", "id").label("any csv or xlsx");
        w.node("Protocol Evaluator").from(table).control("columns/labelColumn", "label").control("featureSets", "sets").label("distributions");
    }
}
