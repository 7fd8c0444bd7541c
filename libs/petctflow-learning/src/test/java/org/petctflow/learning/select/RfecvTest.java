package org.petctflow.learning.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.Classifier;
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

    /** Counts what is fitted. */
    private record Counting(Learner learner, AtomicLong fits, AtomicLong columns) implements Learner {
        @Override
        public Classifier fit(final Dataset data, final Run run) {
            fits.incrementAndGet();
            columns.addAndGet(data.features().columns());
            return learner.fit(data, run);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,5", "3,2,4", "0.1,1,3", "0.3,7,2"})
    void theCostIsKnownBefore(final double step, final int least, final int folds) {
        final Dataset data = Synthetic.task(60, 25, 24, 0, 0, 7); // noise: the elimination on all rows may go to the end
        final Counting learner = new Counting(LogisticRegression.withDefaults(), new AtomicLong(), new AtomicLong());
        final Rfecv rfecv = new Rfecv(learner, step, least, Metric.ROC_AUC, folds);
        final Cost cost = rfecv.cost(data.features().names());
        final Rfecv.Result result = rfecv.select(data, Run.of(1));
        // on all rows it ends at the best number of columns: what is left undone are the models of fewer
        final int[] undone = Arrays.stream(result.sizes()).filter(s -> s <= result.columns().length).toArray();
        assertEquals(cost.fits() + 1, learner.fits.get() + undone.length);
        assertEquals(cost.columns() + result.sizes()[0], learner.columns.get() + IntStream.of(undone).sum());
    }

    @Test
    void manyModelsAreWarnedOfWithTheSettingThatHelps() {
        final List<String> columns = Synthetic.names(1000);
        final Rfecv rfecv = new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 5);
        assertEquals(new Cost(5999, 3_002_999), rfecv.cost(columns)); // 6 * 1000 - 1; 6 * (1 + ... + 1000) - 1
        assertEquals(new Cost(65, 33_005), rfecv.coarser().cost(columns)); // 1, 100, 200, ... 1000: 6 * 11 - 1; 6 * 5501 - 1
        assertEquals("Recursive elimination fits up to 125,979 models, which can take hours: with 0.1 for \"Step\", a tenth of the columns at a "
            + "time, they are 1,365",
            rfecv.cost(columns).times(21).warning(rfecv.coarser().cost(columns).times(21), "Step").orElseThrow());
        assertTrue(rfecv.cost(Synthetic.names(20)).warning(Cost.NONE, "Step").isEmpty(), "the study's PET features");
        final Rfecv coarse = (Rfecv)rfecv.coarser();
        assertEquals("Recursive elimination fits up to 65,000 models, which can take hours",
            coarse.cost(columns).times(1000).warning(coarse.coarser().cost(columns).times(1000), "Step").orElseThrow());
        final GroupedSelector grouped = new GroupedSelector(List.of(new GroupedSelector.Group(List.of("x\\d"), rfecv),
            new GroupedSelector.Group(List.of("x1\\d"), Lasso.withDefaults())));
        assertEquals(rfecv.cost(Synthetic.names(10)), grouped.cost(columns), "ten columns are of the first group");
    }

    @Test
    void progressFollowsTheWork() {
        final Dataset data = Synthetic.task(80, 30, 30, 2, 1, 3);
        for (final int threads : new int[]{1, 3}) {
            final List<Double> fractions = new ArrayList<>();
            final List<String> messages = new ArrayList<>();
            final Progress watch = new Progress() {
                @Override
                public synchronized void report(final double fraction, final String message) {
                    fractions.add(fraction);
                    messages.add(message);
                }

                @Override
                public boolean isCancelled() {
                    return false;
                }
            };
            new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 4).select(data, new Run(1, threads, watch));
            assertEquals(fractions.stream().sorted().toList(), fractions, "never back");
            assertEquals(30 / (5 * 465.0 - 1), fractions.get(0), 1e-12, "30 columns of 5 * (1 + ... + 30) - 1");
            assertEquals("model 1 of up to 149", messages.get(0));
            assertEquals(1, fractions.get(fractions.size() - 1));
            fractions.clear();
            SelectionStability.of(new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 4), data, 3, 0.8,
                new Run(1, threads, watch));
            assertEquals(fractions.stream().sorted().toList(), fractions, "never back");
            assertTrue(fractions.size() > 3 * 4 * 30, "a resample is seen from inside");
            assertEquals(1, fractions.get(fractions.size() - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "forest", "svm"})
    void tensOfThousandsOfColumnsAreCancelledWithinASecond(final String model) throws Exception {
        final int rows = 120;
        final double[][] x = new double[40_000][rows];
        final Random random = new Random(1);
        for (final double[] column : x) {
            Arrays.setAll(column, r -> random.nextInt(1000) / 100.0);
        }
        final Dataset data = Dataset.of(FeatureMatrix.ofColumns(Synthetic.names(x.length), x, rows),
            Labels.binary(IntStream.range(0, rows).map(r -> r % 3 == 0 ? 1 : 0).toArray()));
        final Learner learner = switch (model) {
            case "logistic" -> LogisticRegression.withDefaults();
            case "svm" -> new LinearSvm(1, true, ClassWeight.NONE);
            default -> new RandomForest(100, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
        };
        final AtomicBoolean cancelled = new AtomicBoolean();
        final CountDownLatch running = new CountDownLatch(1);
        final Progress progress = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                running.countDown();
            }

            @Override
            public boolean isCancelled() {
                return cancelled.get();
            }
        };
        final FutureTask<Rfecv.Result> work = new FutureTask<>(
            () -> new Rfecv(learner, 1, 1, Metric.ROC_AUC, 5).select(data, new Run(1, 2, progress)));
        final Thread thread = new Thread(work);
        thread.start();
        assertTrue(running.await(60, TimeUnit.SECONDS), "the first model is done");
        cancelled.set(true);
        final long asked = System.nanoTime();
        assertTrue(assertThrows(ExecutionException.class, work::get).getCause() instanceof CancellationException);
        assertTrue(System.nanoTime() - asked < 5_000_000_000L, "a second where nothing else runs");
    }
}
