package org.petctflow.learning.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

/** Brute force, published examples and the edges; needs nothing but the clone. */
class EvaluateTest {

    private static Scored random(final int rows, final long seed, final double coarse) {
        final UniformRandomProvider random = Randoms.of(seed);
        final int[] y = new int[rows];
        final double[] p = new double[rows];
        for (int r = 0; r < rows; r++) {
            y[r] = r % 3 == 0 ? 1 : 0;
            p[r] = Math.rint((0.2 * y[r] + 0.8 * random.nextDouble()) / coarse) * coarse;
        }
        return new Scored(y, p);
    }

    @Test
    void deLongIsTheVarianceOfItsComponentsPairByPair() {
        final Scored s = random(60, 4, 0.05);
        final int m = s.positives();
        final int n = s.negatives();
        final double[] x = s.scoresOf(1);
        final double[] z = s.scoresOf(0);
        final double[] v10 = new double[m];
        final double[] v01 = new double[n];
        double auc = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                final double win = x[i] > z[j] ? 1 : x[i] == z[j] ? 0.5 : 0;
                auc += win / (m * n);
                v10[i] += win / n;
                v01[j] += win / m;
            }
        }
        double s10 = 0;
        for (final double v : v10) {
            s10 += (v - auc) * (v - auc) / (m - 1) / m;
        }
        for (final double v : v01) {
            s10 += (v - auc) * (v - auc) / (n - 1) / n;
        }
        final DeLong d = DeLong.of(s, 0.95);
        assertEquals(auc, d.auc(), 1e-12);
        assertEquals(Math.sqrt(s10), d.se(), 1e-12);
        assertEquals(1, DeLong.compare(s, s, 0.95).p());
    }

    @Test
    void oneClassOrNoNumberIsSaid() {
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> Roc.of(new Scored(new int[]{1, 1}, new double[]{0.1, 0.9}))).getMessage().contains("All 2 rows are of class 1"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Scored(new int[]{1, 0}, new double[]{0.1, Double.NaN}))
            .getMessage().contains("Row 1: the score is missing"));
        assertThrows(IllegalArgumentException.class, () -> new Scored(new int[0], new double[0]));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> Calibrations.brier(new Scored(new int[]{1, 0}, new double[]{2, 0.5}))).getMessage().contains("Row 0"));
        final DeLong single = DeLong.of(new Scored(new int[]{1, 0, 0}, new double[]{0.5, 0.6, 0.1}), 0.95);
        assertEquals(0.5, single.auc());
        assertTrue(Double.isNaN(single.se()) && single.note().contains("single row"));
        final Scored perfect = new Scored(new int[]{0, 0, 1, 1}, new double[]{0.1, 0.2, 0.8, 0.9});
        assertEquals(1, DeLong.of(perfect, 0.95).auc());
        assertFalse(DeLong.of(perfect, 0.95).note().isEmpty());
        assertTrue(CalibrationFit.of(perfect, 0.95).note().contains("separate"));
        final Scored constant = new Scored(new int[]{0, 0, 1, 1}, new double[]{0.3, 0.3, 0.3, 0.3});
        assertEquals(0.5, Roc.auc(constant));
        assertEquals(Math.log(0.7 / 0.3), CalibrationFit.of(constant, 0.95).inTheLarge(), 1e-9);
        assertTrue(CalibrationFit.of(constant, 0.95).note().contains("equal"));
    }

    @Test
    void rocThresholdsReachWhatIsAskedFor() {
        final Scored s = random(90, 8, 0.01);
        final Roc roc = Roc.of(s);
        for (final double wanted : new double[]{0.5, 0.8, 0.95, 1}) {
            final Roc.Point p = roc.atSensitivity(wanted);
            assertTrue(Confusion.of(s, p.threshold()).sensitivity() >= wanted);
            assertTrue(Confusion.of(s, p.threshold() + 0.01).sensitivity() < wanted);
            assertTrue(Confusion.of(s, roc.atSpecificity(wanted).threshold()).specificity() >= wanted);
        }
        double area = 0;
        for (int i = 1; i < roc.fpr().length; i++) {
            area += (roc.fpr()[i] - roc.fpr()[i - 1]) * (roc.tpr()[i] + roc.tpr()[i - 1]) / 2;
        }
        assertEquals(Roc.auc(s), area, 1e-12);
        final PrecisionRecall pr = PrecisionRecall.of(s);
        double average = 0;
        for (int i = 0; i < pr.recall().length; i++) {
            average += pr.precision()[i] * (pr.recall()[i] - (i == 0 ? 0 : pr.recall()[i - 1]));
        }
        assertEquals(PrecisionRecall.average(s), average, 1e-12);
    }

    /** Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I: 81 of 263 and 15 of 148. */
    @Test
    void intervalsOfNewcombesShares() {
        assertEquals(0.2553, Interval.wilson(81, 263, 0.95).low(), 5e-5);
        assertEquals(0.3662, Interval.wilson(81, 263, 0.95).high(), 5e-5);
        assertEquals(0.0624, Interval.wilson(15, 148, 0.95).low(), 5e-5);
        assertEquals(0.1605, Interval.wilson(15, 148, 0.95).high(), 5e-5);
        assertEquals(0.2527, Interval.clopperPearson(81, 263, 0.95).low(), 5e-5);
        assertEquals(0.3676, Interval.clopperPearson(81, 263, 0.95).high(), 5e-5);
        assertEquals(0, Interval.clopperPearson(0, 20, 0.95).low());
        assertEquals(0.1684, Interval.clopperPearson(0, 20, 0.95).high(), 5e-5);
        assertTrue(Double.isNaN(Interval.wilson(0, 0, 0.95).low()));
    }

    @Test
    void bootstrapIsTheSameForAnyNumberOfThreads() {
        final Scored s = random(50, 6, 1e-6);
        final int[][] drawn = Bootstrap.draw(50, 300, 11);
        final Bootstrap one = Bootstrap.of(s, Bootstrap.AUC, drawn, 0.95, Run.of(0));
        final Bootstrap four = Bootstrap.of(s, Bootstrap.AUC, drawn, 0.95, new Run(0, 4, Progress.NONE));
        assertArrayEquals(one.resamples(), four.resamples());
        assertEquals(one.bca(), four.bca());
        assertTrue(one.bca().low() < one.estimate() && one.estimate() < one.bca().high());
        final Scored lopsided = new Scored(new int[]{1, 0, 0, 0}, new double[]{0.9, 0.2, 0.3, 0.95});
        final Bootstrap few = Bootstrap.of(lopsided, Bootstrap.AUC, Bootstrap.draw(4, 200, 1), 0.95, Run.of(0));
        assertTrue(few.dropped() > 0 && few.resamples().length + few.dropped() == 200);
        assertFalse(few.note().isEmpty());
    }

    @Test
    void aPerfectlyCalibratedModelHasSlopeOne() {
        final UniformRandomProvider random = Randoms.of(2);
        final int n = 20_000;
        final int[] y = new int[n];
        final double[] p = new double[n];
        final double[] extreme = new double[n];
        for (int r = 0; r < n; r++) {
            final double f = 4 * random.nextDouble() - 2;
            p[r] = 1 / (1 + Math.exp(-f));
            extreme[r] = 1 / (1 + Math.exp(-2 * f));
            y[r] = random.nextDouble() < p[r] ? 1 : 0;
        }
        final CalibrationFit fit = CalibrationFit.of(new Scored(y, p), 0.99);
        assertTrue(fit.slope().low() < 1 && fit.slope().high() > 1);
        assertEquals(0, fit.inTheLarge(), 0.05);
        assertTrue(Calibrations.hosmerLemeshow(new Scored(y, p), 10).p() > 0.001);
        assertEquals(fit.slope().estimate() / 2, CalibrationFit.of(new Scored(y, extreme), 0.99).slope().estimate(), 1e-9);
        assertTrue(Calibrations.hosmerLemeshow(new Scored(y, extreme), 10).p() < 1e-6);
    }

    @Test
    void treatingByAPerfectModelIsWorthThePrevalence() {
        final Scored perfect = new Scored(new int[]{0, 0, 0, 1}, new double[]{0, 0, 0, 1});
        for (final DecisionCurve.Point p : DecisionCurve.of(perfect, 0.1, 0.5, 0.9)) {
            assertEquals(0.25, p.model(), 1e-12);
            assertTrue(p.all() <= p.model());
        }
        assertThrows(IllegalArgumentException.class, () -> DecisionCurve.of(perfect, 1));
    }

    @Test
    void movesBetweenRiskCategoriesByHand() {
        final int[] y = {1, 1, 1, 1, 0, 0, 0, 0, 0};
        final Scored from = new Scored(y, new double[]{.1, .1, .4, .6, .1, .1, .4, .6, .6});
        final Scored to = new Scored(y, new double[]{.4, .2, .4, .2, .4, .1, .1, .1, .6});
        final Comparisons.Improvement nri = Comparisons.categoricalNri(from, to, 0.3, 0.5);
        assertEquals(0, nri.events(), 1e-12); // one up, one down of 4
        assertEquals(0.2, nri.nonEvents(), 1e-12); // two down, one up of 5
        final Comparisons.Improvement any = Comparisons.continuousNri(from, to);
        assertEquals(0.25 + 0.2, any.value(), 1e-12);
        assertEquals(0, Comparisons.idi(from, from).value());
    }

    @Test
    void subgroupsThatHaveOneClassSaySo() {
        final Scored s = new Scored(new int[]{0, 1, 1, 1}, new double[]{0.2, 0.7, 0.6, 0.4});
        final List<Subgroups.Row> rows = Subgroups.of(s, Groups.of(List.of("A", "A", "B", "B")), 0.5, 0.95);
        assertEquals(List.of("A", "B"), rows.stream().map(Subgroups.Row::name).toList());
        assertEquals(1, rows.get(0).auc().estimate());
        assertTrue(Double.isNaN(rows.get(1).auc().estimate()) && rows.get(1).note().contains("class 1"));
        assertEquals(0.5, rows.get(1).sensitivity().estimate());
        final Predictions lesions = Predictions.of(s, 0.5, Groups.of(List.of("P1", "P1", "P2", "P3")));
        final List<Subgroups.Row> clustered = Subgroups.of(lesions, Groups.of(List.of("A", "A", "B", "B")), 0.95);
        assertTrue(clustered.get(0).note().contains("several rows a patient") && !clustered.get(1).note().contains("several rows"));
    }
}
