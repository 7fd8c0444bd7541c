package org.petctflow.learning.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

class ForestTest {

    /** Values with many ties, a constant column, and a signal. */
    private static Dataset coarse(final int rows, final int columns, final long seed) {
        final Random random = new Random(seed);
        final double[][] x = new double[columns][rows];
        final int[] y = new int[rows];
        for (int r = 0; r < rows; r++) {
            y[r] = random.nextInt(3) == 0 ? 1 : 0;
            for (int c = 0; c < columns; c++) {
                x[c][r] = c == 1 ? 7 : c % 2 == 0 ? random.nextInt(5) + y[r] : random.nextGaussian() + 0.5 * y[r];
            }
        }
        return Dataset.of(FeatureMatrix.ofColumns(Synthetic.names(columns), x), Labels.binary(y));
    }

    /** With all columns looked at, the tree must take in each node the split that brute force finds best. */
    @ParameterizedTest
    @CsvSource({"1,NONE", "3,NONE", "3,BALANCED"})
    void everySplitIsTheBestOfAll(final int minLeaf, final ClassWeight classWeight) {
        final Dataset data = coarse(150, 6, 3);
        final double[][] x = Forest.columns(data.features());
        final double[] weights = classWeight.of(data.y());
        final DecisionTree tree = new TreeGrower(x, Ranks.of(x, Progress.NONE), data.y(), weights, 0, minLeaf, 2, 6, false, Randoms.of(1)).grow();
        check(tree, 0, x, data.y(), weights, IntStream.range(0, 150).toArray(), minLeaf);
        assertTrue(tree.nodes() > 20);
    }

    private static void check(final DecisionTree tree, final int node, final double[][] x, final int[] y, final double[] weights,
        final int[] rows, final int minLeaf) {
        final double w1 = Arrays.stream(rows).mapToDouble(r -> y[r] * weights[1]).sum();
        final double w0 = Arrays.stream(rows).mapToDouble(r -> (1 - y[r]) * weights[0]).sum();
        assertEquals(w1 / (w0 + w1), tree.value(node), 1e-12);
        assertEquals(w0 + w1, tree.cover(node), 1e-9);
        double best = Double.POSITIVE_INFINITY;
        for (final double[] column : x) {
            for (final double t : Arrays.stream(rows).mapToDouble(r -> column[r]).distinct().toArray()) {
                best = Math.min(best, cost(column, t, y, weights, rows, minLeaf));
            }
        }
        if (tree.feature(node) < 0) {
            assertTrue(w0 == 0 || w1 == 0 || best == Double.POSITIVE_INFINITY, "a leaf although a split is possible");
            return;
        }
        final double[] column = x[tree.feature(node)];
        assertEquals(best, cost(column, tree.threshold(node), y, weights, rows, minLeaf), 1e-9);
        check(tree, tree.left(node), x, y, weights, Arrays.stream(rows).filter(r -> column[r] <= tree.threshold(node)).toArray(), minLeaf);
        check(tree, tree.right(node), x, y, weights, Arrays.stream(rows).filter(r -> column[r] > tree.threshold(node)).toArray(), minLeaf);
    }

    /** Weighted Gini impurity of both sides. */
    private static double cost(final double[] column, final double threshold, final int[] y, final double[] weights,
        final int[] rows, final int minLeaf) {
        final double[][] w = new double[2][2];
        final int[] n = new int[2];
        for (final int r : rows) {
            final int side = column[r] <= threshold ? 0 : 1;
            w[side][y[r]] += weights[y[r]];
            n[side]++;
        }
        double cost = 0;
        for (int side = 0; side < 2; side++) {
            if (n[side] < minLeaf) {
                return Double.POSITIVE_INFINITY;
            }
            final double sum = w[side][0] + w[side][1];
            cost += sum * (1 - Math.pow(w[side][0] / sum, 2) - Math.pow(w[side][1] / sum, 2));
        }
        return cost;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void theNumberOfThreadsDoesNotShow(final int threads) {
        final Dataset data = coarse(100, 8, 4);
        for (final Learner learner : List.of(RandomForest.withDefaults(), ExtraTrees.withDefaults())) {
            final String one = learner.fit(data, Run.of(9)).toJson().toString();
            assertEquals(one, learner.fit(data, new Run(9, threads, Progress.NONE)).toJson().toString());
            assertNotEquals(one, learner.fit(data, Run.of(10)).toJson().toString());
        }
    }

    @Test
    void limitsOfDepthAndLeafHold() {
        final Dataset data = coarse(200, 6, 6);
        final ForestModel shallow = new RandomForest(20, 2, 1, 2, MaxFeatures.ALL, ClassWeight.NONE).fit(data, Run.of(1));
        shallow.trees().forEach(t -> assertTrue(t.nodes() <= 7));
        final ForestModel leafy = new ExtraTrees(20, 0, 15, 2, MaxFeatures.SQRT, ClassWeight.NONE).fit(data, Run.of(1));
        for (final DecisionTree t : leafy.trees()) {
            for (int n = 0; n < t.nodes(); n++) {
                assertTrue(t.cover(n) >= 15, "all rows count 1, so the cover is their number");
            }
        }
    }

    @Test
    void importancesSumToOneAndFindTheSignal() {
        final Dataset data = Synthetic.task(200, 60, 10, 1, 1.5, 8);
        for (final Learner learner : List.of(RandomForest.withDefaults(), ExtraTrees.withDefaults(), GradientBoosting.withDefaults())) {
            final double[] importances = learner.fit(data, Run.of(1)).importances().orElseThrow();
            assertEquals(1, Arrays.stream(importances).sum(), 1e-9);
            for (int c = 1; c < 10; c++) {
                assertTrue(importances[0] > 2 * importances[c]);
            }
        }
    }

    @Test
    void outOfFoldAucIsWithinNoiseOfScikitLearns() {
        final List<String> columns = Golden.strings(Golden.json("preprocess.json").getAsJsonArray("columns"));
        final Golden.Table table = Golden.csv("design_all.csv");
        final Dataset data = Dataset.of(table.matrix(columns), table.label());
        final double expected =
            Golden.json("evaluation.json").getAsJsonObject("models").getAsJsonObject("rf200").get("auc").getAsDouble();
        double mean = 0;
        for (int seed = 0; seed < 5; seed++) {
            final RandomForest forest = new RandomForest(200, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
            mean += Metric.ROC_AUC.of(data.y(),
                CrossValidation.outOfFold(forest, data, table.folds(), Run.of(seed)).probability(), 0.5) / 5;
        }
        assertEquals(expected, mean, 0.03);
    }

    @Test
    void manyRowsAreSortedAndCountedAlike() {
        // 3000 distinct values: small nodes sort, large ones count; both must agree with brute force at every node
        final Dataset data = Synthetic.task(3000, 1000, 2, 1, 0.7, 1);
        final double[][] x = Forest.columns(data.features());
        final double[] weights = {1, 1};
        final DecisionTree tree = new TreeGrower(x, Ranks.of(x, Progress.NONE), data.y(), weights, 6, 5, 2, 2, false, Randoms.of(1)).grow();
        checkRoot(tree, x, data.y(), weights);
    }

    private static void checkRoot(final DecisionTree tree, final double[][] x, final int[] y, final double[] weights) {
        int[] rows = IntStream.range(0, y.length).toArray();
        int node = 0;
        while (tree.feature(node) >= 0) {
            final int[] here = rows;
            double best = Double.POSITIVE_INFINITY;
            for (final double[] column : x) {
                for (final int r : here) {
                    best = Math.min(best, cost(column, column[r], y, weights, here, 5));
                }
            }
            final double[] column = x[tree.feature(node)];
            final double t = tree.threshold(node);
            assertEquals(best, cost(column, t, y, weights, here, 5), 1e-9);
            rows = Arrays.stream(here).filter(r -> column[r] <= t).toArray();
            node = tree.left(node);
        }
    }

    @Test
    void boostingLowersTheLossAndStaysTheSame() {
        final Dataset data = coarse(150, 6, 9);
        double last = Double.NEGATIVE_INFINITY;
        for (final int trees : new int[]{1, 10, 50}) {
            final Classifier model = new GradientBoosting(trees, 0.1, 3, 1, 1, ClassWeight.NONE).fit(data, Run.of(1));
            final double score = Metric.NEGATIVE_LOG_LOSS.of(data.y(), model.predictProbability(data.features()), 0.5);
            assertTrue(score > last);
            last = score;
        }
        final GradientBoosting sampled = new GradientBoosting(30, 0.1, 3, 5, 0.5, ClassWeight.BALANCED);
        assertArrayEquals(sampled.fit(data, Run.of(3)).predictProbability(data.features()),
            sampled.fit(data, Run.of(3)).predictProbability(data.features()));
    }

    /** One tree of depth 1, by hand: x = 0 0 1 1, y = 0 0 0 1, start log(1/3), p = 1/4. */
    @Test
    void aBoostedStumpTakesOneNewtonStep() {
        final Dataset data =
            Dataset.of(FeatureMatrix.ofRows(List.of("x"), new double[][]{{0}, {0}, {1}, {1}}), Labels.binary(0, 0, 0, 1));
        final GradientBoosting.Model model =
            (GradientBoosting.Model)new GradientBoosting(1, 1, 1, 1, 1, ClassWeight.NONE).fit(data, Run.of(1));
        final double p = 0.25;
        assertEquals(Math.log(p / (1 - p)), model.start(), 1e-15);
        final DecisionTree tree = model.trees().get(0);
        assertEquals(0.5, tree.threshold(0));
        assertEquals(-2 * p / (2 * p * (1 - p)), tree.value(tree.left(0)), 1e-12);
        assertEquals((1 - 2 * p) / (2 * p * (1 - p)), tree.value(tree.right(0)), 1e-12);
    }

    @Test
    void badOptionsAndRowsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RandomForest(0, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE));
        assertThrows(IllegalArgumentException.class, () -> new ExtraTrees(1, -1, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE));
        assertThrows(IllegalArgumentException.class, () -> new GradientBoosting(1, 0, 3, 1, 1, ClassWeight.NONE));
        final Dataset missing =
            Dataset.of(FeatureMatrix.ofRows(List.of("suv"), new double[][]{{1}, {Double.NaN}}), Labels.binary(0, 1));
        assertEquals("Column \"suv\", row 1: the value is missing; impute or remove it first",
            assertThrows(IllegalArgumentException.class, () -> RandomForest.withDefaults().fit(missing, Run.of(1))).getMessage());
    }
}
