package org.petctflow.learning.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.DecisionTree;
import org.petctflow.learning.model.ForestModel;
import org.petctflow.learning.model.LogisticModel;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.preprocess.FittedPreprocessor;

import com.google.gson.JsonObject;

class ExplainTest {

    /** scikit-learn 1.2's logistic regression and numpy. */
    @Test
    void linearValuesOfTheGoldenModel() {
        final JsonObject g = Golden.json("evaluation.json").getAsJsonObject("linear_shap_lr_c1");
        final List<String> columns = Golden.strings(g.getAsJsonArray("columns"));
        final Golden.Table table = Golden.csv("data.csv");
        final Dataset data = Dataset.of(table.matrix(columns), table.label());
        final Dataset train = data.select(table.rowsWhere("split", "train"));
        final FittedPreprocessor scaled = FeaturePreprocessor.withDefaults().fit(train.features(), Progress.NONE);
        final FeatureMatrix background = scaled.apply(train.features());
        final LogisticModel model = LogisticRegression.ridge(1).fit(train.with(background), Run.of(0));
        final ShapleyValues s = ShapleyValues.linear(model, background,
            scaled.apply(data.select(table.rowsWhere("split", "test")).features()));
        assertEquals(g.get("base").getAsDouble(), s.base(), 1e-5);
        for (int r = 0; r < 3; r++) {
            assertArrayEquals(Golden.doubles(g.getAsJsonArray("first3").get(r).getAsJsonArray()), s.parts()[r], 1e-5);
        }
        assertArrayEquals(Golden.doubles(g.getAsJsonArray("mean_abs")), s.meanAbsolute(), 1e-5);
    }

    private static double conditional(final DecisionTree t, final int node, final double[] x, final int known) {
        if (t.feature(node) < 0) {
            return t.value(node);
        }
        if ((known >> t.feature(node) & 1) == 1) {
            return conditional(t, x[t.feature(node)] <= t.threshold(node) ? t.left(node) : t.right(node), x, known);
        }
        final double l = t.cover(t.left(node));
        final double r = t.cover(t.right(node));
        return (l * conditional(t, t.left(node), x, known) + r * conditional(t, t.right(node), x, known)) / (l + r);
    }

    @Test
    void forestValuesAreShapleysFormulaOverAllSubsets() {
        final int columns = 5;
        final Dataset data = Synthetic.task(60, 25, columns, 2, 1, 7);
        final ForestModel forest = (ForestModel)RandomForest.withDefaults().fit(data, Run.of(3));
        final FeatureMatrix some = data.features().selectRows(new int[]{0, 11, 42});
        final ShapleyValues s = ShapleyValues.forest(forest, some, Run.of(0));
        final double[] p = forest.predictProbability(some);
        final double[] factorial = {1, 1, 2, 6, 24, 120};
        for (int r = 0; r < 3; r++) {
            assertEquals(p[r], s.base() + Arrays.stream(s.parts()[r]).sum(), 1e-10);
            final double[] x = some.toRows()[r];
            final double[] expected = new double[columns];
            for (final DecisionTree tree : forest.trees()) {
                for (int set = 0; set < 1 << columns; set++) {
                    final double without = conditional(tree, 0, x, set);
                    for (int c = 0; c < columns; c++) {
                        if ((set >> c & 1) == 0) {
                            final int n = Integer.bitCount(set);
                            expected[c] += factorial[n] * factorial[columns - n - 1] / factorial[columns]
                                * (conditional(tree, 0, x, set | 1 << c) - without) / forest.trees().size();
                        }
                    }
                }
            }
            assertArrayEquals(expected, s.parts()[r], 1e-10);
        }
        final ShapleyValues threads = ShapleyValues.forest(forest, some, new Run(0, 3, Progress.NONE));
        assertArrayEquals(s.parts()[2], threads.parts()[2]);
    }

    @Test
    void shufflingASignalHurtsAndShufflingNoiseDoesNot() {
        final Dataset data = Synthetic.task(200, 90, 4, 1, 2, 5);
        final LogisticModel model = LogisticRegression.withDefaults().fit(data, Run.of(0));
        final PermutationImportance one = PermutationImportance.of(model, data, Metric.ROC_AUC, 0.5, 5, Run.of(8));
        assertTrue(one.mean(0) > 0.2);
        for (int c = 1; c < 4; c++) {
            assertEquals(0, one.mean(c), 0.05);
        }
        final PermutationImportance four = PermutationImportance.of(model, data, Metric.ROC_AUC, 0.5, 5, new Run(8, 4, Progress.NONE));
        assertArrayEquals(one.drops()[0], four.drops()[0]);
    }
}
