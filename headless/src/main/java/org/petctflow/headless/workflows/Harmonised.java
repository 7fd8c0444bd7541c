package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/** Three scanners' shifts are taken out of features, and a picture and figures of mixing show it before and after. */
public final class Harmonised implements Definition {

    private static final String FEATURES = "f\\d";

    @Override
    public String folder() {
        return "test-workflows/harmonise";
    }

    private static WorkflowBuilder.Node read(final WorkflowBuilder w, final String file) throws WorkflowException {
        return w.node("Study Table Reader").set("file", "data").set("fileInFolder", file).set("fileInFolder_is_present", true)
            .set("idColumn", "patient").set("idColumn_is_present", true).label(file);
    }

    /** The picture is the program's own; figures of the features are numpy's, scipy's and scikit-learn's. */
    private static void umap(final WorkflowBuilder w, final WorkflowBuilder.Node rows, final String label, final String... expected)
        throws WorkflowException {
        final var umap = w.node("UMAP Embedder").from(rows).set("features/mode", "REGEX").set("features/patternFilter/pattern", FEATURES)
            .set("batchColumn", "centre").set("batchColumn_is_present", true).set("mixingNeighbours", 15).set("permutations", 199).label(label);
        LearningCohort.check(w, umap, 2, 2, "Space", expected);
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("ComBat learns the shifts of three scanners on 66 patients and takes them out of 24 others; UMAP and figures of mixing before and after. "
            + "Expected values are numpy's, scipy's and scikit-learn's (verify/harmonise).");
        final var train = read(w, "train.csv");
        final var test = read(w, "test.csv");
        final var combat = w.node("ComBat Harmonizer").from(train).set("batchColumn", "centre").set("features/mode", "REGEX")
            .set("features/patternFilter/pattern", FEATURES).set("covariates", "age").label("learned from 66, age kept");
        LearningCohort.check(w, combat, 1, 66, "patient",
            "P00 | f0 | 4.616524145882627",
            "P01 | f3 | 9.293362941106075",
            "P02 | f7 | 15.925043830367349",
            "P02 | age | 79");
        LearningCohort.check(w, combat, 3, 24, null,
            "Row21 | Batch | C",
            "Row21 | Rows | 22",
            "Row21 | Feature | f5",
            "Row21 | Shift (SD) | 3.5205139037045465",
            "Row21 | Variance ratio | 1.7053803498290883");
        final var applied = w.node("ComBat Harmonizer Apply").from(1, combat, 2).from(2, test, 1).label("applied to 24");
        LearningCohort.check(w, applied, 1, 24, null,
            "Row0 | f0 | 7.0939009805697015",
            "Row1 | f3 | 8.324166186524423",
            "Row2 | f7 | 13.179843336559534");
        umap(w, train, "before",
            "features | Neighbours | 15",
            "features | LISI | 1.0324314546995141",
            "features | Permutation p | 0.005",
            "features | kBET rejection rate | 1.0",
            "features | Silhouette by batch | 0.5594584212146598",
            "picture | Permutation p | 0.005");
        umap(w, combat, "after",
            "features | LISI | 2.7420194580405273",
            "features | kBET rejection rate | 0.015151515151515152",
            "features | Silhouette by batch | -0.029173992804623017");
    }
}
