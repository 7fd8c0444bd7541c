package org.petctflow.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.StratifiedSplitter;
import org.petctflow.learning.ensemble.Calibrated;
import org.petctflow.learning.ensemble.Calibration;
import org.petctflow.learning.ensemble.Oversampled;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LinearSvm;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.model.RbfSvm;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.select.Lasso;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.learning.select.Rfecv;
import org.petctflow.learning.select.Selector;

/** What no protocol can do anything with: every selector and learner says what is wrong and where, or gives a right result. */
class BadInputTest {

    private static final RandomForest FOREST = new RandomForest(10, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);

    private static final Map<String, BiFunction<Dataset, Run, Object>> ALL = new LinkedHashMap<>();

    private static void selector(final String name, final Selector s) {
        ALL.put(name, (d, run) -> s.select(d, run).names(d.features()));
    }

    private static void learner(final String name, final Learner l) {
        ALL.put(name, (d, run) -> l.fit(d, run).predictProbability(d.features()));
    }

    static {
        selector("mRMR", Mrmr.withDefaults());
        selector("LASSO", Lasso.withDefaults());
        selector("RFECV", new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 5));
        learner("logistic regression", LogisticRegression.withDefaults());
        learner("forest", FOREST);
        learner("extra trees", new ExtraTrees(10, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE));
        learner("boosting", new GradientBoosting(10, 0.1, 3, 1, 1, ClassWeight.NONE));
        learner("linear SVM", LinearSvm.withDefaults());
        learner("RBF SVM", RbfSvm.withDefaults());
        learner("SMOTE", new Oversampled(LogisticRegression.withDefaults(), 5));
        learner("calibrated", new Calibrated(LogisticRegression.withDefaults(), Calibration.Method.ISOTONIC, 5));
        learner("stacking", new Stacking(List.of(LogisticRegression.withDefaults(), FOREST), LogisticRegression.withDefaults(), 5));
    }

    private static Dataset task() {
        return Synthetic.task(40, 15, 4, 1, 1, 1);
    }

    private static Dataset changed(final Consumer<double[][]> change) {
        final Dataset d = task();
        final double[][] columns = new double[d.features().columns()][];
        Arrays.setAll(columns, c -> d.features().column(c).clone());
        change.accept(columns);
        return d.with(FeatureMatrix.ofColumns(d.features().names(), columns, d.rows()));
    }

    private static void allSay(final Dataset bad, final String message) {
        ALL.forEach((name, work) -> {
            final String said = assertThrows(IllegalArgumentException.class, () -> work.apply(bad, Run.of(1)), name).getMessage();
            assertTrue(said.contains(message), name + ": " + said);
        });
    }

    @Test
    void oneClassOnly() {
        allSay(Dataset.of(task().features(), Labels.binary(new int[40])),
            "All 40 rows have the label \"0\", none has \"1\": nothing can be learned from one class");
    }

    @Test
    void missingAndInfiniteAndHugeValuesAreNamed() {
        allSay(changed(c -> Arrays.fill(c[1], Double.NaN)), "Column \"x1\", row 0: the value is missing");
        allSay(changed(c -> c[2][7] = Double.NEGATIVE_INFINITY), "Column \"x2\", row 7: the value is infinite");
        allSay(changed(c -> c[3][9] = 1e300), "Column \"x3\", row 9: 1.0E300 is too large to compute with; scale the column first");
    }

    @Test
    void noColumn() {
        allSay(task().with(FeatureMatrix.ofColumns(List.of(), new double[0][], 40)), "There is no column to learn from");
    }

    @Test
    void aConstantColumnTellsNothing() {
        final Dataset d = changed(c -> Arrays.fill(c[0], 5));
        ALL.forEach((name, work) -> assertFalse(Arrays.deepToString(new Object[]{work.apply(d, Run.of(1))}).contains("NaN"), name));
        assertFalse(Lasso.withDefaults().select(d, Run.of(1)).names(d.features()).contains("x0"));
        assertEquals("x0", Mrmr.withDefaults().select(d, Run.of(1)).names(d.features()).get(3), "comes last");
        final Dataset flat = changed(c -> Arrays.stream(c).forEach(v -> Arrays.fill(v, 5)));
        for (final double p : LogisticRegression.withDefaults().fit(flat, Run.of(1)).predictProbability(flat.features())) {
            assertEquals(15 / 40.0, p, 1e-9, "nothing but the prevalence is known");
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Lasso.withDefaults().select(flat, Run.of(1))).getMessage()
            .contains("no column varies"));
    }

    @Test
    void threeRowsAreTooFewForFoldsOnly() {
        final Dataset three = Synthetic.task(3, 1, 4, 1, 1, 1);
        for (final String folded : List.of("LASSO", "RFECV", "calibrated", "stacking")) {
            final String said = assertThrows(IllegalArgumentException.class, () -> ALL.get(folded).apply(three, Run.of(1))).getMessage();
            assertTrue(said.contains("The class \"1\" has 1 row, too few for 5 folds: leave the class out"), folded + ": " + said);
        }
        for (final String plain : List.of("mRMR", "logistic regression", "forest", "linear SVM", "SMOTE")) {
            ALL.get(plain).apply(three, Run.of(1));
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> StratifiedSplitter.folds(three.labels(), three.patients(), 5, 1))
            .getMessage().contains("too few for 5 folds"));
    }

    @Test
    void aHundredThousandColumns() {
        final Dataset wide = Synthetic.task(30, 12, 100_000, 3, 4, 1);
        assertEquals(100_000, FeaturePreprocessor.withDefaults().fit(wide.features(), Progress.NONE).apply(wide.features()).columns());
        assertEquals(20, Mrmr.withDefaults().select(wide, Run.of(1)).columns().length);
        final double[] p = LogisticRegression.withDefaults().fit(wide, Run.of(1)).predictProbability(wide.features());
        assertEquals(1, Metric.ROC_AUC.of(wide.y(), p, 0.5));
        final double[] stacked = new Stacking(List.of(LogisticRegression.withDefaults(),
            new ExtraTrees(10, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE)), LogisticRegression.withDefaults(), 3).fit(wide, Run.of(1))
            .predictProbability(wide.features());
        assertTrue(Arrays.stream(stacked).allMatch(v -> v > 0 && v < 1));
    }

    @Test
    void columnsOfTheSameNameAreRefused() {
        assertEquals("The column \"a\" is there twice; rename one of them", assertThrows(IllegalArgumentException.class,
            () -> FeatureMatrix.ofColumns(List.of("a", "a"), new double[][]{{1, 2}, {3, 4}}, 2)).getMessage());
    }
}
