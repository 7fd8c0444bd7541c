package org.petctflow.learning.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.ensemble.GridSearch;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.ensemble.ThresholdPolicy;
import org.petctflow.learning.harmonise.ComBat;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.ExtraTrees;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.select.AllColumns;
import org.petctflow.learning.select.Lasso;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.learning.select.Selector;
import org.petctflow.learning.select.SelectorChain;

class ProtocolEvaluatorTest {

    private static final List<Metric> METRICS = List.of(Metric.ROC_AUC, Metric.SENSITIVITY, Metric.SPECIFICITY);

    /** The study's selection: mRMR to 20 columns, then LASSO. */
    private static final Selector STUDY = new SelectorChain(List.of(new Mrmr(20, Mrmr.Scheme.MIQ, Mrmr.Discretisation.THREE_STATES),
        new Lasso(Lasso.Family.GAUSSIAN, Lasso.Rule.MIN, 50, 1e-2, 5)));

    private static Protocol protocol(final Selector selector, final ThresholdPolicy threshold) {
        return new Protocol(FeaturePreprocessor.withDefaults(), null, selector, Map.of("LR", LogisticRegression.withDefaults()),
            threshold, 5);
    }

    @Test
    void onPureNoiseTheProtocolGivesOneHalfAndSelectionBeforeTheSplitDoesNot() {
        double inside = 0;
        double before = 0;
        final int seeds = 50;
        for (int seed = 0; seed < seeds; seed++) {
            final Dataset noise = Synthetic.task(228, 66, 130, 0, 0, 1000 + seed);
            final ProtocolEvaluator honest =
                new ProtocolEvaluator(protocol(STUDY, ThresholdPolicy.half()), Scheme.splits(3, 0.2), List.of(Metric.ROC_AUC));
            inside += honest.evaluate(noise, new Run(seed, 2, Progress.NONE)).distribution("LR", Metric.ROC_AUC).mean() / seeds;
            final Dataset leaked = noise.with(noise.features().selectColumns(STUDY.select(noise, Run.of(seed)).columns()));
            before += new ProtocolEvaluator(protocol(new AllColumns(), ThresholdPolicy.half()), Scheme.splits(3, 0.2),
                List.of(Metric.ROC_AUC)).evaluate(leaked, Run.of(seed)).distribution("LR", Metric.ROC_AUC).mean() / seeds;
        }
        assertEquals(0.5, inside, 0.02);
        assertTrue(before > 0.6, "selection before the split gave only " + before);
    }

    private static Protocol full() {
        final Learner lr = new GridSearch(LogisticRegression.withDefaults(), Map.of("c", List.of("0.01", "1")), 3, Metric.ROC_AUC);
        final Learner ert = new ExtraTrees(10, 0, 3, 2, MaxFeatures.SQRT, ClassWeight.BALANCED);
        final Map<String, Learner> models = new LinkedHashMap<>();
        models.put("LR", lr);
        models.put("ERT", ert);
        models.put("Stacking", new Stacking(List.of(lr, ert), LogisticRegression.withDefaults(), 3));
        return new Protocol(new FeaturePreprocessor(true, true, 0, 0.99), null,
            new Mrmr(5, Mrmr.Scheme.FCQ, Mrmr.Discretisation.TEN_BINS), models, ThresholdPolicy.youden(), 3);
    }

    private static Dataset withMissing(final int rows) {
        final Dataset data = Synthetic.task(rows, rows / 3, 12, 3, 1, 5);
        final double[][] columns = new double[12][];
        Arrays.setAll(columns, c -> data.features().column(c).clone());
        for (int r = 0; r < rows; r += 7) {
            columns[r % 12][r] = Double.NaN;
        }
        return data.with(FeatureMatrix.ofColumns(data.features().names(), columns));
    }

    private static String text(final ProtocolResult result) {
        final StringBuilder text = new StringBuilder();
        for (final ProtocolResult.SplitResult s : result.splits()) {
            text.append(s.selected()).append(Arrays.toString(s.part().rows().test()));
            s.models().forEach((name, m) -> text.append(name).append(Arrays.toString(m.probability())).append(m.threshold())
                .append(Arrays.toString(m.scores())));
        }
        return text.toString();
    }

    @Test
    void theNumberOfThreadsDoesNotShow() {
        final Dataset data = withMissing(90);
        for (final Scheme scheme : List.of(Scheme.splits(4, 0.2), Scheme.crossValidation(4, 2))) {
            final ProtocolEvaluator evaluator = new ProtocolEvaluator(full(), scheme, METRICS);
            final String one = text(evaluator.evaluate(data, Run.of(7)));
            assertEquals(one, text(evaluator.evaluate(data, new Run(7, 3, Progress.NONE))));
            assertTrue(!one.equals(text(evaluator.evaluate(data, Run.of(8)))));
        }
    }

    /** The rule that everything else hangs on: a test row's values change no other row's prediction, nor any choice. */
    @Test
    void nothingOfATestRowIsSeenBeforeItsPrediction() {
        final Dataset data = withMissing(80);
        final ProtocolEvaluator evaluator = new ProtocolEvaluator(full(), Scheme.splits(1, 0.2), METRICS);
        final ProtocolResult.SplitResult before = evaluator.evaluate(data, Run.of(3)).splits().get(0);
        final int changed = before.part().rows().test()[4];
        final double[][] columns = new double[12][];
        Arrays.setAll(columns, c -> data.features().column(c).clone());
        for (final double[] column : columns) {
            column[changed] = 1e6;
        }
        final ProtocolResult.SplitResult after = evaluator
            .evaluate(data.with(FeatureMatrix.ofColumns(data.features().names(), columns)), Run.of(3)).splits().get(0);
        assertEquals(before.selected(), after.selected());
        for (final String model : before.models().keySet()) {
            final double[] a = before.models().get(model).probability().clone();
            final double[] b = after.models().get(model).probability().clone();
            assertTrue(a[4] != b[4]);
            a[4] = b[4];
            assertArrayEquals(a, b);
            assertEquals(before.models().get(model).threshold(), after.models().get(model).threshold());
        }
    }

    @Test
    void crossValidationPredictsEveryRowOncePerRepeatAndKeepsPatientsTogether() {
        final Dataset data = withMissing(90);
        final List<String> keys = new ArrayList<>();
        for (int r = 0; r < 90; r++) {
            keys.add("p" + r / 2);
        }
        final Dataset grouped = new Dataset(data.features(), data.labels(), Groups.of(keys), null);
        final ProtocolResult result =
            new ProtocolEvaluator(full(), Scheme.crossValidation(3, 2), METRICS).evaluate(grouped, Run.of(1));
        final int[] seen = new int[90];
        for (final ProtocolResult.Prediction p : result.predictions("Stacking")) {
            seen[p.row()]++;
        }
        assertTrue(Arrays.stream(seen).allMatch(n -> n == 2));
        for (final ProtocolResult.SplitResult s : result.splits()) {
            final List<Integer> test = Arrays.stream(s.part().rows().test()).boxed().toList();
            test.forEach(r -> assertTrue(test.contains(r ^ 1), "the other row of the patient"));
        }
        final Distribution auc = result.distribution("Stacking", Metric.ROC_AUC);
        assertEquals(6, auc.defined());
        assertTrue(auc.mean() > 0.7);
        assertTrue(result.selection().frequency()[0] > 0.9);
    }

    @Test
    void aCentreThatHoldsAllPositiveRowsIsReportedAndTheOthersGoOn() {
        final int[] y = new int[60];
        final List<String> centres = new ArrayList<>();
        for (int r = 0; r < 60; r++) {
            y[r] = r < 15 || (r >= 20 && r < 22) ? 1 : 0;
            centres.add(r < 20 ? "A" : r < 40 ? "B" : "C");
        }
        y[20] = 0;
        y[21] = 0;
        final Dataset base = Synthetic.task(60, 20, 5, 0, 0, 1);
        final Dataset data = new Dataset(base.features(), Labels.binary(y), null, Groups.of(centres));
        final ProtocolResult result = new ProtocolEvaluator(protocol(new AllColumns(), ThresholdPolicy.half()),
            Scheme.leaveOneCentreOut(), METRICS).evaluate(data, Run.of(1));
        assertEquals(3, result.splits().size());
        assertTrue(result.splits().get(0).failure().contains("nothing can be learned from one class"));
        assertTrue(result.warnings().stream().anyMatch(w -> w.startsWith("Repeat 1, fold 1 failed")));
        assertEquals(0, result.distribution("LR", Metric.ROC_AUC).defined(), "B and C hold one class: their AUC is undefined");
        assertEquals(2, result.distribution("LR", Metric.SPECIFICITY).defined());
    }

    @Test
    void aSignalIsSignificantUnderPermutationAndNoiseIsNot() {
        final ProtocolEvaluator evaluator =
            new ProtocolEvaluator(protocol(new AllColumns(), ThresholdPolicy.half()), Scheme.crossValidation(3, 1), METRICS);
        final Dataset signal = Synthetic.task(60, 25, 3, 2, 1.5, 2);
        assertEquals(1 / 40.0, evaluator.permutationTest(signal, "LR", Metric.ROC_AUC, 39, false, new Run(1, 2, Progress.NONE)).p(), 1e-12);
        double meanP = 0;
        for (int seed = 0; seed < 12; seed++) {
            final ProtocolEvaluator.PermutationTest noise =
                evaluator.permutationTest(Synthetic.task(60, 25, 3, 0, 0, seed), "LR", Metric.ROC_AUC, 19, false, Run.of(1));
            meanP += noise.p() / 12;
        }
        assertEquals(0.5, meanP, 0.25, "three standard errors of a mean of 12 even p values");
        // the label is the centre: significant, but not within centres
        final List<String> centres = new ArrayList<>();
        for (int r = 0; r < 60; r++) {
            centres.add("c" + signal.y()[r]);
        }
        final Dataset confounded = new Dataset(signal.features(), signal.labels(), null, Groups.of(centres));
        assertEquals(1, evaluator.permutationTest(confounded, "LR", Metric.ROC_AUC, 9, true, Run.of(1)).p());
    }

    @Test
    void moreTrainingRowsHelp() {
        final List<ProtocolEvaluator.LearningPoint> curve = new ProtocolEvaluator(protocol(new AllColumns(), ThresholdPolicy.half()),
            Scheme.splits(10, 0.3), METRICS).learningCurve(Synthetic.task(300, 120, 30, 5, 0.6, 9), new double[]{0.15, 1}, Run.of(1));
        assertEquals(32, curve.get(0).trainingRows(), 2);
        assertEquals(210, curve.get(1).trainingRows());
        assertTrue(curve.get(0).result().distribution("LR", Metric.ROC_AUC).mean() + 0.03 < curve.get(1).result()
            .distribution("LR", Metric.ROC_AUC).mean());
    }

    @Test
    void theHarmonizerIsFittedOnTrainingRowsAlone() {
        final AtomicInteger rows = new AtomicInteger();
        final Transformer doubling = (train, run) -> {
            rows.set(train.rows());
            return x -> {
                final double[][] columns = new double[x.features().columns()][];
                for (int c = 0; c < columns.length; c++) {
                    columns[c] = Arrays.stream(x.features().column(c)).map(v -> 2 * v).toArray();
                }
                return FeatureMatrix.ofColumns(x.features().names(), columns);
            };
        };
        final Protocol protocol = new Protocol(FeaturePreprocessor.withDefaults(), doubling, new AllColumns(),
            Map.of("LR", LogisticRegression.withDefaults()), ThresholdPolicy.half(), 5);
        final Dataset data = Synthetic.task(50, 20, 3, 1, 1, 1);
        new ProtocolEvaluator(protocol, Scheme.splits(1, 0.2), METRICS).evaluate(data, Run.of(1));
        assertEquals(40, rows.get());
        final FeatureMatrix x = protocol.fit(data, Run.of(1)).apply(data);
        assertEquals(2 * FeaturePreprocessor.withDefaults().fit(data.features(), Progress.NONE).apply(data.features()).get(0, 0), x.get(0, 0));
    }

    /** The label is drawn within each centre, whose scanner shifts all values: ComBat takes the shift out and adds nothing of a test row. */
    @Test
    void comBatInsideTheSplitTakesOutTheScannerAndSeesNoTestRow() {
        final Dataset base = Synthetic.task(120, 60, 6, 2, 1.2, 3);
        final List<String> centres = new ArrayList<>();
        final double[][] columns = new double[6][120];
        for (int r = 0; r < 120; r++) {
            centres.add("c" + r % 3);
            for (int c = 0; c < 6; c++) {
                columns[c][r] = (1 + r % 3) * base.features().get(r, c) + 8 * (r % 3);
            }
        }
        final Dataset data = new Dataset(FeatureMatrix.ofColumns(base.features().names(), columns), base.labels(), null, Groups.of(centres));
        final Scheme scheme = Scheme.splits(8, 0.25);
        final double plain = new ProtocolEvaluator(protocol(new AllColumns(), ThresholdPolicy.half()), scheme, METRICS)
            .evaluate(data, Run.of(1)).distribution("LR", Metric.ROC_AUC).mean();
        final ProtocolEvaluator harmonised = new ProtocolEvaluator(new Protocol(FeaturePreprocessor.withDefaults(), ComBat.withDefaults(),
            new AllColumns(), Map.of("LR", LogisticRegression.withDefaults()), ThresholdPolicy.half(), 5), scheme, METRICS);
        final ProtocolResult before = harmonised.evaluate(data, Run.of(1));
        assertTrue(before.distribution("LR", Metric.ROC_AUC).mean() > plain + 0.05, plain + " without");
        final int changed = before.splits().get(0).part().rows().test()[2];
        for (final double[] column : columns) {
            column[changed] = 1e4;
        }
        final double[] a = before.splits().get(0).models().get("LR").probability().clone();
        final double[] b = harmonised.evaluate(data, Run.of(1)).splits().get(0).models().get("LR").probability().clone();
        assertTrue(a[2] != b[2]);
        a[2] = b[2];
        assertArrayEquals(a, b);
    }

    @Test
    void aLeftOutCentreStaysAsItIsAndAnotherUnseenOneIsRefused() {
        final Dataset base = Synthetic.task(60, 30, 4, 1, 1, 3);
        final List<String> centres = new ArrayList<>();
        for (int r = 0; r < 60; r++) {
            centres.add(r == 7 ? "single" : "c" + r % 3);
        }
        final Dataset data = new Dataset(base.features(), base.labels(), null, Groups.of(centres));
        final Map<String, Learner> models = Map.of("LR", LogisticRegression.withDefaults());
        final ProtocolResult left = new ProtocolEvaluator(new Protocol(FeaturePreprocessor.withDefaults(),
            new ComBat(true, List.of(), null, ComBat.Unseen.LEAVE), new AllColumns(), models, ThresholdPolicy.half(), 5),
            Scheme.leaveOneCentreOut(), METRICS).evaluate(data, Run.of(1));
        // while "single" is among the training rows nothing can be learned of it from one row; once it is left out all goes well
        assertEquals(3, left.failures().size());
        assertTrue(left.failures().get(0).contains("The batch \"single\" has 1 row; ComBat needs at least 2"));
        assertEquals(1, left.splits().stream().filter(s -> s.failure() == null).count());
        final List<String> pooled = new ArrayList<>(centres);
        pooled.set(10, "single");
        final Protocol strict = new Protocol(FeaturePreprocessor.withDefaults(), ComBat.withDefaults(), new AllColumns(), models,
            ThresholdPolicy.half(), 5);
        final Dataset all = new Dataset(base.features(), base.labels(), null, Groups.of(pooled));
        final Protocol.Fitted fitted = strict.fit(all.select(java.util.stream.IntStream.range(11, 60).toArray()), Run.of(1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> fitted.apply(all)).getMessage()
            .contains("ComBat was not trained on the batches single"));
    }

    @Test
    void theLearningCurveEndsAtTheEvaluation() {
        final Dataset data = withMissing(80);
        final ProtocolEvaluator evaluator = new ProtocolEvaluator(full(), Scheme.splits(3, 0.2), METRICS);
        assertEquals(text(evaluator.evaluate(data, Run.of(5))), text(evaluator.learningCurve(data, new double[]{1}, Run.of(5)).get(0).result()));
    }

    @Test
    void cancellingStops() {
        final Progress cancelled = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // not looked at here
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> new ProtocolEvaluator(full(), Scheme.splits(4, 0.2), METRICS)
            .evaluate(withMissing(60), new Run(1, 2, cancelled)));
    }

    @Test
    void comparisonsCountTheSplitsThatReachANumber() {
        final Distribution d = Distribution.of(new double[]{0.6, 0.9, Double.NaN, 0.7, 0.8});
        assertEquals("2 of 4 splits reach 0.8", d.compare(0.8).toString());
        assertEquals(0.75, d.mean(), 1e-12);
        assertEquals(0.75, d.median(), 1e-12);
        assertEquals(0.6 + 0.075 * 0.1, d.low(), 1e-12);
        assertEquals(Math.sqrt(0.05 / 3), d.sd(), 1e-12);
    }

    @Test
    void badTablesGetAClearMessage() {
        final ProtocolEvaluator evaluator = new ProtocolEvaluator(full(), Scheme.splits(2, 0.2), METRICS);
        final Dataset data = withMissing(60);
        final Dataset oneClass = new Dataset(data.features(), Labels.binary(new int[60]), null, null);
        assertTrue(message(evaluator, oneClass).contains("nothing can be learned from one class"));
        assertTrue(message(evaluator, data.select(new int[]{0, 1, 2})).contains("1 row, too few for"));
        final FeatureMatrix empty = FeatureMatrix.ofColumns(List.of("suv"), new double[][]{new double[60]});
        Arrays.fill(empty.column(0), Double.NaN);
        assertTrue(message(evaluator, data.with(empty)).contains("no column"));
        final FeatureMatrix infinite = FeatureMatrix.ofColumns(List.of("suv"), new double[][]{new double[60]});
        infinite.column(0)[3] = Double.NEGATIVE_INFINITY;
        assertTrue(message(evaluator, data.with(infinite)).startsWith("Column \"suv\", row 3: the value is infinite"));
        assertThrows(IllegalArgumentException.class, () -> new ProtocolEvaluator(full(), Scheme.leaveOneCentreOut(), METRICS)
            .evaluate(data, Run.of(1)));
    }

    private static String message(final ProtocolEvaluator evaluator, final Dataset data) {
        return assertThrows(IllegalArgumentException.class, () -> evaluator.evaluate(data, Run.of(1))).getMessage();
    }

    @Test
    void columnsThatWereScaledOrSelectedBeforehandAreReported() {
        assertEquals(List.of(), LeakSigns.of(Synthetic.task(100, 40, 30, 3, 1, 6)));
        final Dataset data = Synthetic.task(100, 40, 8, 8, 1, 6);
        final List<String> names = new ArrayList<>(List.of("original_glcm_Contrast_reg1", "wavelet-LLH_firstorder_Mean_reg1",
            "original_glcm_Idm_reg2", "original_shape_Sphericity_reg6", "original_ngtdm_Busyness_reg1", "age", "sex", "suv"));
        final FeatureMatrix scaled = FeaturePreprocessor.withDefaults().fit(data.features(), Progress.NONE).apply(data.features());
        final double[][] columns = new double[8][];
        Arrays.setAll(columns, scaled::column);
        final List<String> signs = LeakSigns.of(data.with(FeatureMatrix.ofColumns(names, columns)));
        assertEquals(3, signs.size());
        assertTrue(signs.get(0).startsWith("8 columns have mean 0 and standard deviation 1 over all 100 rows"));
        assertTrue(signs.get(1).startsWith("8 of 8 columns differ between the classes"));
        assertTrue(signs.get(2).startsWith("The table holds 5 PyRadiomics columns"));
    }

    @Test
    void thePublishedEgfrColumnsAreReported() {
        final Golden.Table table = Golden.csv("data.csv");
        final List<String> columns = table.names().stream().filter(n -> n.contains("_reg")).toList();
        final List<String> signs = LeakSigns.of(Dataset.of(table.matrix(columns), table.label()));
        assertTrue(signs.stream().anyMatch(s -> s.startsWith("21 columns have mean 0")), signs.toString());
        assertTrue(signs.stream().anyMatch(s -> s.startsWith("The table holds 21 PyRadiomics columns")), signs.toString());
    }
}
