package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/**
 * A folder of reference values of other programs, computed again by the library and, where a task's files say all, by the nodes
 * themselves.
 */
public final class LearningGolden implements Definition {

    // KNIME puts ^ and $ around a pattern without brackets: alternatives need some of their own
    private static final String CT = ".*_reg\\w+";

    @Override
    public String folder() {
        return "test-workflows/learning-golden";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("Computes the reference values of the folder \"in\" (data.csv and what numpy, scipy, statsmodels and scikit-learn made of it) again, "
            + "writes ours to the folder \"out\" in files of the same names and keys, and fails where one is not within its tolerance. Below, nodes do "
            + "the same: medians and scales, mRMR, LASSO and RFECV with the file's folds. Without --in it runs on a small made-up task.")
            .variable("in", "data").variable("out", "out");
        final var checker = w.node("Learning Checker").control("folder", "in").set("results", "out").set("results_is_present", true)
            .control("results", "out")
            .label("by the library");
        w.node("Table Checker").from(checker).set("expectedValues", "* | OK | true").label("all within tolerance");
        final var data = w.node("Study Table Reader").control("file", "in").set("fileInFolder", "data.csv").set("fileInFolder_is_present", true)
            .set("idColumn", "case").set("idColumn_is_present", true).label("the task");
        final var prepared = w.node("Feature Preprocessor").from(data).set("features/mode", "REGEX")
            .set("features/patternFilter/pattern", "(label|fold)").set("features/patternFilter/isInverted", true)
            .set("minVariance_is_present", false).label("preprocess, design_all");
        w.node("mRMR Selector").from(prepared).set("columns/features/mode", "REGEX")
            .set("columns/features/patternFilter/pattern", "(fold|age|gender|sex|smoke)").set("columns/features/patternFilter/isInverted", true)
            .set("stability/resamples", 0).label("mrmr: MIQ_peng3");
        w.node("LASSO Selector").from(prepared).set("columns/features/mode", "REGEX").set("columns/features/patternFilter/pattern", CT)
            .set("family", "GAUSSIAN").set("foldColumn", "fold").set("foldColumn_is_present", true).set("stability/resamples", 0).label("lasso: cv");
        w.node("RFECV Selector").from(prepared).set("columns/features/mode", "REGEX")
            .set("columns/features/patternFilter/pattern", "(fold|age|gender|sex|smoke|" + CT + ")")
            .set("columns/features/patternFilter/isInverted", true).set("foldColumn", "fold").set("foldColumn_is_present", true)
            .set("stability/resamples", 0).label("rfecv: roc_auc");
    }
}
