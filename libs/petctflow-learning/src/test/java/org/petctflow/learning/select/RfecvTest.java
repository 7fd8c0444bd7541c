package org.petctflow.learning.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.GaussianNaiveBayes;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LinearSvm;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;

import com.google.gson.JsonObject;

class RfecvTest {

    @ParameterizedTest
    @CsvSource({"roc_auc,ROC_AUC", "accuracy,ACCURACY"})
    void theCurveAndTheSelectionAreThoseOfScikitLearn(final String key, final Metric metric) {
        final JsonObject json = Golden.json("rfecv.json");
        final JsonObject golden = json.getAsJsonObject(key);
        final Golden.Table table = Golden.csv("design_all.csv");
        final Dataset data = Dataset.of(table.matrix(Golden.strings(json.getAsJsonArray("columns"))), table.label());
        final Rfecv.Result result = new Rfecv(LogisticRegression.ridge(1), 1, 1, metric, 5).select(data, table.folds(), Run.of(1));
        assertArrayEquals(Golden.doubles(golden.getAsJsonArray("mean_score_by_n")), result.meanScores(), 1e-9);
        assertArrayEquals(Golden.doubles(golden.getAsJsonArray("std_score_by_n")), result.sdScores(), 1e-9);
        for (int f = 0; f < 5; f++) {
            assertArrayEquals(Golden.doubles(golden.getAsJsonArray("fold_scores").get(f).getAsJsonArray()), result.foldScores()[f],
                1e-9);
        }
        assertEquals(golden.get("n_features").getAsInt(), result.columns().length);
        assertEquals(Golden.strings(golden.getAsJsonArray("selected")), result.names(data.features()));
        assertArrayEquals(Golden.ints(golden.getAsJsonArray("ranking")), result.ranking());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void aForestFindsTheSignalAndThreadsDoNotShow(final int threads) {
        final Dataset data = Synthetic.task(150, 60, 8, 2, 1.2, 3);
        final Rfecv rfecv =
            new Rfecv(new RandomForest(20, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.NONE), 2, 1, Metric.ROC_AUC, 4);
        final Rfecv.Result one = rfecv.select(data, Run.of(5));
        final Rfecv.Result many = rfecv.select(data, new Run(5, threads, Progress.NONE));
        assertArrayEquals(one.foldScores(), many.foldScores());
        assertArrayEquals(one.ranking(), many.ranking());
        assertArrayEquals(new int[]{1, 2, 4, 6, 8}, one.sizes());
        assertEquals(1, one.ranking()[0]);
        assertTrue(one.ranking()[1] <= 2);
    }

    @Test
    void ofEqualColumnsTheLeftmostGoesFirst() {
        final Dataset data = Synthetic.task(60, 30, 1, 1, 2, 1);
        final double[] x = data.features().column(0);
        final FeatureMatrix zeros = FeatureMatrix.ofColumns(List.of("z0", "x", "z1", "z2"),
            new double[][]{new double[60], x, new double[60], new double[60]});
        final Rfecv.Result result =
            new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 3).select(data.with(zeros), Run.of(1));
        assertArrayEquals(new int[]{4, 1, 3, 2}, result.ranking());
        assertArrayEquals(new int[]{1}, result.columns(), "all sizes score the same: the smallest wins");
    }

    @Test
    void aShareOfTheColumnsCanBeRemovedAtATime() {
        final Dataset data = Synthetic.task(40, 20, 100, 3, 1.5, 2);
        final Rfecv.Result result =
            new Rfecv(new LinearSvm(0.1, false, ClassWeight.NONE), 0.3, 5, Metric.BALANCED_ACCURACY, 3).select(data, Run.of(1));
        assertArrayEquals(new int[]{5, 10, 40, 70, 100}, result.sizes());
        assertEquals(result.columns().length, IntStream.of(result.ranking()).filter(r -> r == 1).count());
    }

    @Test
    void whatCannotWorkIsSaid() {
        final Dataset data = Synthetic.task(40, 20, 4, 1, 1, 2);
        final Learner bayes = GaussianNaiveBayes.withDefaults();
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> new Rfecv(bayes, 1, 1, Metric.ROC_AUC, 3).select(data, Run.of(1))).getMessage().contains("does not tell"));
        final Dataset three = data.select(new int[]{0, 1, 2});
        assertTrue(Arrays.stream(three.labels().counts()).allMatch(c -> c > 0));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 5).select(three, Run.of(1))).getMessage()
                .contains("too few for 5 folds"));
        assertThrows(IllegalArgumentException.class, () -> new Rfecv(bayes, 1.5, 1, Metric.ROC_AUC, 3));
        assertThrows(IllegalArgumentException.class, () -> new Rfecv(bayes, 1, 0, Metric.ROC_AUC, 3));
    }
}
