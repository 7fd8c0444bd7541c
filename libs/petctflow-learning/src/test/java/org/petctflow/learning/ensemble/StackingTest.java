package org.petctflow.learning.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.GaussianNaiveBayes;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LogisticModel;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.preprocess.FittedPreprocessor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

class StackingTest {

    private static double[][] matrix(final JsonArray rows) {
        final double[][] m = new double[rows.size()][];
        for (int r = 0; r < m.length; r++) {
            m[r] = Golden.doubles(rows.get(r).getAsJsonArray());
        }
        return m;
    }

    @Test
    void aDeterministicStackIsTheGoldenOne() {
        final JsonObject golden = Golden.json("stacking.json");
        final Golden.Table table = Golden.csv("data.csv");
        final FeatureMatrix raw = table.matrix(Golden.strings(Golden.json("preprocess.json").getAsJsonArray("columns")));
        final int[] train = table.rowsWhere("split", "train");
        final int[] test = table.rowsWhere("split", "test");
        final FittedPreprocessor preprocessor = FeaturePreprocessor.withDefaults().fit(raw.selectRows(train), Progress.NONE);
        final Dataset data = new Dataset(preprocessor.apply(raw.selectRows(train)), table.label().select(train), null, null);
        final FeatureMatrix x = preprocessor.apply(raw.selectRows(test));
        final Folds folds = table.folds().select(train);
        final StackingModel model = new Stacking(
            List.of(LogisticRegression.ridge(0.01), LogisticRegression.ridge(1), GaussianNaiveBayes.withDefaults()),
            LogisticRegression.ridge(1), 5).fit(data, folds, new Run(1, 2, Progress.NONE));
        final double[][] oof = model.outOfFold().orElseThrow().toRows();
        final double[][] expected = matrix(golden.getAsJsonArray("oof_train"));
        for (int r = 0; r < oof.length; r++) {
            assertArrayEquals(expected[r], oof[r], 1e-7);
        }
        final LogisticModel meta = (LogisticModel)model.meta();
        assertArrayEquals(Golden.doubles(golden.getAsJsonArray("meta_coef")), meta.coefficients(), 1e-7);
        assertEquals(golden.get("meta_intercept").getAsDouble(), meta.intercept(), 1e-7);
        final double[][] base = model.baseProbabilities(x).toRows();
        final double[][] expectedBase = matrix(golden.getAsJsonArray("test_base_prob"));
        for (int r = 0; r < base.length; r++) {
            assertArrayEquals(expectedBase[r], base[r], 1e-7);
        }
        final double[] p = model.predictProbability(x);
        assertArrayEquals(Golden.doubles(golden.getAsJsonArray("test_prob")), p, 1e-7);
        assertEquals(golden.get("test_auc").getAsDouble(), Metric.ROC_AUC.of(table.label().select(test).codes(), p, 0.5), 1e-12);
    }

    private static final Learner FOREST = new RandomForest(10, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.NONE);

    @Test
    void threadsDoNotShowAndTheSeedDoes() {
        final Dataset data = Synthetic.task(90, 30, 6, 2, 1, 4);
        final Learner stack = new Stacking(List.of(
            new GridSearch(LogisticRegression.withDefaults(), Map.of("c", List.of("0.01", "1")), 3, Metric.ROC_AUC), FOREST,
            new Oversampled(new ExtraTrees(10, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.NONE), 5)), LogisticRegression.withDefaults(), 4);
        final String one = Classifiers.write(stack.fit(data, Run.of(1)));
        assertEquals(one, Classifiers.write(stack.fit(data, new Run(1, 4, Progress.NONE))));
        assertTrue(!one.equals(Classifiers.write(stack.fit(data, Run.of(2)))));
    }

    @Test
    void aGridTriesEveryPointAndTakesTheBest() {
        final Dataset data = Synthetic.task(120, 50, 20, 3, 0.8, 6);
        final GridSearch search = new GridSearch(LogisticRegression.withDefaults(), Map.of("c",
            List.of("0.001", "0.1", "1000")), 5, Metric.NEGATIVE_LOG_LOSS);
        final double[] scores = search.scores(data, Run.of(3));
        assertEquals(3, scores.length);
        int best = 0;
        for (int c = 1; c < 3; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        assertEquals(search.candidates().get(best), search.settle(data, Run.of(3)));
        assertEquals("The learner \"logistic-regression\" has no option \"depth\"; it has c, l1Ratio, classWeight",
            assertThrows(IllegalArgumentException.class, () -> new GridSearch(LogisticRegression.withDefaults(),
                Map.of("depth", List.of("1")), 5, Metric.ROC_AUC)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new GridSearch(LogisticRegression.withDefaults(),
            Map.of("c", List.of("a lot")), 5, Metric.ROC_AUC));
    }

    @Test
    void stackingGoodAndUselessModelsIsAsGoodAsTheGoodOne() {
        final Dataset data = Synthetic.task(300, 120, 10, 4, 0.9, 7);
        final Dataset fresh = Synthetic.task(2000, 800, 10, 4, 0.9, 8);
        final Learner useless = new RandomForest(5, 1, 100, 2, MaxFeatures.SQRT, ClassWeight.NONE);
        final double good = auc(LogisticRegression.withDefaults(), data, fresh);
        assertEquals(good, auc(new Stacking(List.of(LogisticRegression.withDefaults(), useless), LogisticRegression.withDefaults(), 5),
            data, fresh), 0.03);
    }

    private static double auc(final Learner learner, final Dataset data, final Dataset fresh) {
        return Metric.ROC_AUC.of(fresh.y(), learner.fit(data, Run.of(1)).predictProbability(fresh.features()), 0.5);
    }
}
