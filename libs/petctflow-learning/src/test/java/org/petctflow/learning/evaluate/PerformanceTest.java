package org.petctflow.learning.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.stats.Adjustment;

class PerformanceTest {

    private static final Performance FEW = new Performance(0.95, Confusion.Method.WILSON, 200, true);

    private static Scored random(final int rows, final long seed) {
        final UniformRandomProvider random = Randoms.of(seed);
        final int[] y = new int[rows];
        final double[] p = new double[rows];
        for (int r = 0; r < rows; r++) {
            y[r] = random.nextDouble() < 0.4 ? 1 : 0;
            p[r] = Math.rint(50 * (0.3 * y[r] + 0.7 * random.nextDouble())) / 50;
        }
        return new Scored(y, p);
    }

    private static Performance.Figure figure(final List<Performance.Figure> figures, final String name, final String method) {
        return figures.stream().filter(f -> f.name().equals(name) && f.method().equals(method)).findFirst().orElseThrow();
    }

    @Test
    void figuresAreTheSameForAnyNumberOfThreads() {
        final Predictions p = Predictions.of(random(60, 3), 0.5, Groups.single(60));
        assertEquals(FEW.of(p, Run.of(5)), FEW.of(p, new Run(5, 4, Progress.NONE)));
    }

    @Test
    void rowsOfOneEachAreNotClustered() {
        final Scored s = random(40, 9);
        final Groups named = Groups.of(IntStream.range(0, 40).mapToObj(i -> "P" + i).toList());
        assertEquals(DeLong.of(s, 0.95), DeLong.of(s, named, 0.95));
        assertEquals(FEW.of(Predictions.of(s, 0.5, Groups.single(40)), Run.of(1)), FEW.of(Predictions.of(s, 0.5, named), Run.of(1)));
    }

    /** Every row three times says no more than once: by patient the error stays about the same, taken as independent it shrinks by sqrt(3). */
    @Test
    void repeatedRowsOfAPatientDoNotNarrowIntervals() {
        final Scored once = random(50, 21);
        final int[] thrice = IntStream.range(0, 150).map(i -> i / 3).toArray();
        final Scored s = once.select(thrice);
        final Groups patients = Groups.of(IntStream.of(thrice).mapToObj(i -> "P" + i).toList());
        final double se = DeLong.of(once, 0.95).se();
        assertEquals(se, DeLong.of(s, patients, 0.95).se(), 1e-12);
        assertEquals(se / Math.sqrt(3), DeLong.of(s, 0.95).se(), 0.02 * se);
        final List<Performance.Figure> figures = FEW.of(Predictions.of(s, 0.5, patients), Run.of(2));
        final List<Performance.Figure> of = FEW.of(Predictions.of(once, 0.5, Groups.single(50)), Run.of(2));
        final Interval all = figure(figures, "Brier score", "Bootstrap by patient, BCa").value();
        final Interval single = figure(of, "Brier score", "Bootstrap, BCa").value();
        assertEquals(single.low(), all.low(), 1e-9); // the same patients are drawn
        assertEquals(single.high(), all.high(), 1e-9);
    }

    @Test
    void aShareOfNothingIsMissingWithAReason() {
        final List<Performance.Figure> figures = FEW.of(Predictions.of(random(30, 1), 1.1, Groups.single(30)), Run.of(1));
        final Performance.Figure ppv = figures.stream().filter(f -> f.name().equals("Positive predictive value")).findFirst().orElseThrow();
        assertTrue(Double.isNaN(ppv.value().estimate()));
        assertEquals("No row is classed so", ppv.note());
    }

    @Test
    void whatCannotBeMeasuredIsMissingWithAReason() {
        final Map<String, Scored> odd = Map.of("perfect", new Scored(new int[]{0, 0, 0, 1, 1, 1}, new double[]{0, .1, .2, .7, .8, 1}),
            "constant", new Scored(new int[]{0, 0, 1, 1, 1}, new double[]{.4, .4, .4, .4, .4}),
            "three rows", new Scored(new int[]{1, 0, 1}, new double[]{.3, .2, .9}));
        odd.forEach((name, s) -> {
            final List<Performance.Figure> figures = FEW.of(Predictions.of(s, 0.5, Groups.single(s.rows())), Run.of(3));
            for (final Performance.Figure f : figures) {
                final boolean plain = List.of("Rows", "Positive rows", "Threshold", "Youden threshold").contains(f.name());
                assertTrue(plain || !Double.isNaN(f.value().low()) || !f.note().isEmpty(), name + ": " + f);
                assertTrue(Double.isNaN(f.value().low()) || f.value().low() <= f.value().high(), name + ": " + f);
            }
            RocBand.of(Predictions.of(s, 0.5, Groups.single(s.rows())), 100, 0.95, Run.of(3));
        });
        final String said = assertThrows(IllegalArgumentException.class,
            () -> FEW.of(Predictions.of(new Scored(new int[]{1, 1}, new double[]{.2, .9}), 0.5, Groups.single(2)), Run.of(1))).getMessage();
        assertEquals("All 2 rows are of class 1: discrimination cannot be measured with one class", said);
    }

    @Test
    void thresholdsOfRowsDecideTheClasses() {
        final Scored s = new Scored(new int[]{0, 1, 1}, new double[]{0.4, 0.4, 0.9});
        final Predictions p = Predictions.of(s, new double[]{0.5, 0.3, 0.95}, Groups.single(3));
        assertTrue(Double.isNaN(p.threshold()));
        assertEquals(new Confusion(Double.NaN, 1, 0, 1, 1), p.confusion());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Predictions(s, new boolean[2], 0.5, Groups.single(3))).getMessage()
            .contains("2 decisions"));
    }

    @Test
    void pairsAreComparedOnceAndAdjustedTestByTest() {
        final Scored a = random(80, 4);
        final UniformRandomProvider random = Randoms.of(8);
        final Map<String, Predictions> models = new LinkedHashMap<>();
        models.put("a", Predictions.of(a, 0.5, Groups.single(80)));
        for (final String name : List.of("b", "c")) {
            models.put(name, Predictions.of(new Scored(a.y(), IntStream.range(0, 80).mapToDouble(i -> random.nextDouble()).toArray()), 0.5,
                Groups.single(80)));
        }
        final List<ModelComparisons.Row> rows = ModelComparisons.of(models, Adjustment.BONFERRONI, 0.95);
        assertEquals(15, rows.size());
        final ModelComparisons.Row first = rows.get(0);
        assertEquals(Roc.auc(models.get("b").scored()) - Roc.auc(a), first.difference().estimate(), 1e-12);
        rows.forEach(r -> assertEquals(Math.min(1, 3 * r.p()), r.adjusted(), 1e-12, r.test()));
        assertEquals(0, ModelComparisons.of(Map.of("a", models.get("a")), Adjustment.HOLM, 0.95).size());
        models.put("b", models.get("a"));
        assertTrue(ModelComparisons.of(models, Adjustment.HOLM, 0.95).get(1).note().contains("class every row alike"));
    }

    @Test
    void theBandHoldsTheCurveAndIsNarrowWhereRowsAreMany() {
        final Scored few = random(60, 2);
        final RocBand band = RocBand.of(Predictions.of(few, 0.5, Groups.single(60)), 300, 0.95, Run.of(3));
        final Roc roc = Roc.of(few);
        for (int i = 1; i < band.fpr().length - 1; i++) {
            final double s = RocBand.sensitivity(roc, band.fpr()[i]);
            assertTrue(band.low()[i] <= s + 0.02 && s - 0.02 <= band.high()[i], "at " + band.fpr()[i]);
        }
        assertEquals(1, band.low()[band.fpr().length - 1]);
        final RocBand narrow = RocBand.of(Predictions.of(random(2000, 2), 0.5, Groups.single(2000)), 100, 0.95, Run.of(3));
        assertTrue(narrow.high()[20] - narrow.low()[20] < (band.high()[20] - band.low()[20]) / 3);
    }
}
