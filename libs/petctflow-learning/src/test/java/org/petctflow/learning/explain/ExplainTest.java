package org.petctflow.learning.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.DecisionTree;
import org.petctflow.learning.model.ForestModel;
import org.petctflow.learning.model.GradientBoosting;
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

    @Test
    void boostedValuesAddUpToTheLogOdds() {
        final Dataset data = Synthetic.task(80, 35, 4, 2, 1, 3);
        final GradientBoosting.Model model = (GradientBoosting.Model)new GradientBoosting(30, 0.1, 3, 1, 1, ClassWeight.NONE).fit(data, Run.of(2));
        final ShapleyValues s = ShapleyValues.boosted(model, data.features(), Run.of(0));
        final double[] f = model.decision(data.features());
        final double[] factorial = {1, 1, 2, 6, 24};
        for (int r = 0; r < f.length; r += 20) {
            assertEquals(f[r], s.base() + Arrays.stream(s.parts()[r]).sum(), 1e-9);
            final double[] x = data.features().toRows()[r];
            final double[] expected = new double[4];
            for (final DecisionTree tree : model.trees()) {
                for (int set = 0; set < 16; set++) {
                    for (int c = 0; c < 4; c++) {
                        if ((set >> c & 1) == 0) {
                            final int n = Integer.bitCount(set);
                            expected[c] += factorial[n] * factorial[3 - n] / factorial[4]
                                * (conditional(tree, 0, x, set | 1 << c) - conditional(tree, 0, x, set));
                        }
                    }
                }
            }
            assertArrayEquals(expected, s.parts()[r], 1e-9);
        }
    }

    /** What a set of known columns predicts: the mean over background rows that have the explained row's values there. */
    private static double interventional(final Classifier model, final double[][] background, final double[] x, final int known) {
        final double[][] mixed = Arrays.stream(background).map(double[]::clone).toArray(double[][]::new);
        for (final double[] row : mixed) {
            for (int c = 0; c < x.length; c++) {
                row[c] = (known >> c & 1) == 1 ? x[c] : row[c];
            }
        }
        return Arrays.stream(model.predictProbability(FeatureMatrix.ofRows(model.columns(), mixed))).average().orElseThrow();
    }

    @Test
    void sampledValuesComeNearShapleysFormulaAndAddUpExactly() {
        final Dataset data = Synthetic.task(60, 25, 4, 2, 1, 7);
        final Classifier model = new Stacking(List.of(LogisticRegression.withDefaults(), RandomForest.withDefaults()),
            LogisticRegression.withDefaults(), 3).fit(data, Run.of(3));
        final FeatureMatrix background = data.features().selectRows(new int[]{1, 5, 9, 20, 33});
        final FeatureMatrix some = data.features().selectRows(new int[]{0, 42});
        final ShapleyValues s = ShapleyValues.sampled(model, background, some, 2000, Run.of(4));
        final double[] factorial = {1, 1, 2, 6, 24};
        for (int r = 0; r < 2; r++) {
            assertEquals(model.predictProbability(some)[r], s.base() + Arrays.stream(s.parts()[r]).sum(), 1e-12);
            for (int c = 0; c < 4; c++) {
                double expected = 0;
                for (int set = 0; set < 16; set++) {
                    if ((set >> c & 1) == 0) {
                        final int n = Integer.bitCount(set);
                        expected += factorial[n] * factorial[3 - n] / factorial[4]
                            * (interventional(model, background.toRows(), some.toRows()[r], set | 1 << c)
                                - interventional(model, background.toRows(), some.toRows()[r], set));
                    }
                }
                assertEquals(expected, s.parts()[r][c], 0.005);
            }
        }
        final ShapleyValues threads = ShapleyValues.sampled(model, background, some, 2000, new Run(4, 3, Progress.NONE));
        assertArrayEquals(s.parts()[1], threads.parts()[1]);
        assertEquals(s.base(), threads.base());
    }

    @Test
    void aStackIsExplainedAsAWholeAndPartByPart() {
        final Dataset data = Synthetic.task(60, 25, 4, 2, 1, 7);
        final Classifier stack = new Stacking(List.of(LogisticRegression.withDefaults(), RandomForest.withDefaults(),
            new GradientBoosting(10, 0.1, 2, 1, 1, ClassWeight.NONE)), LogisticRegression.withDefaults(), 3).fit(data, Run.of(3));
        final List<Explainer.Part> parts = Explainer.parts(stack, List.of("LR", "RF"));
        assertEquals(List.of("Whole model SAMPLED", "LR LINEAR", "RF FOREST", "Base learner 3 BOOSTED"),
            parts.stream().map(p -> p.name() + " " + p.method()).toList());
        for (final Explainer.Part part : parts) {
            final ShapleyValues s = part.explain(data.features(), data.features(), 5, Run.of(1));
            final double[] to = part.method().scale().equals("log odds") ? part.model().decision(data.features())
                : part.model().predictProbability(data.features());
            assertEquals(to[7], s.base() + Arrays.stream(s.parts()[7]).sum(), 1e-9, part.name());
        }
    }

    @Test
    void dependenceOfALogisticModelIsItsSigmoid() {
        final LogisticModel model = new LogisticModel(List.of("a", "b"), 0.5, new double[]{2, 0});
        final FeatureMatrix x = FeatureMatrix.ofRows(List.of("a", "b"), new double[][]{{0, 3}, {1, 4}, {2, 8}});
        final PartialDependence d = PartialDependence.of(model, x, "a", 3, Run.of(0));
        assertArrayEquals(new double[]{0.1, 1, 1.9}, d.values(), 1e-12);
        for (int i = 0; i < 3; i++) {
            final double p = 1 / (1 + Math.exp(-0.5 - 2 * d.values()[i]));
            assertEquals(p, d.mean()[i], 1e-12);
            assertEquals(p, d.low()[i], 1e-12);
            assertEquals(p, d.high()[i], 1e-12);
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> PartialDependence.of(model, x, "c", 3, Run.of(0))).getMessage()
            .contains("\"c\""));
    }
}
