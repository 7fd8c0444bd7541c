package org.petctflow.learning.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.petctflow.learning.data.Randoms;

/** Published examples, brute force and invariants; needs nothing but the clone. */
class StatsTest {

    /** Shapiro and Wilk 1965 give this sample of men's weights as their example: W = 0.79, p near 0.01. */
    @Test
    void shapiroWilkOfItsAuthorsExample() {
        final double[] weights = {148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236};
        final TestResult r = ShapiroWilk.test(weights);
        assertEquals(0.79, r.statistic(), 0.005);
        assertEquals(0.0067, r.p(), 0.0005);
        final double[] moved = Arrays.stream(weights).map(w -> 1000 - 3 * w).toArray();
        assertEquals(r.statistic(), ShapiroWilk.test(moved).statistic(), 1e-12);
    }

    @Test
    void shapiroWilkHoldsItsLevelOnNormalSamples() {
        final UniformRandomProvider random = Randoms.of(5);
        int rejected = 0;
        for (int k = 0; k < 400; k++) {
            final double[] x = new double[8 + k % 60];
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
            }
            rejected += ShapiroWilk.test(x).p() < 0.05 ? 1 : 0;
        }
        assertEquals(20, rejected, 14);
    }

    @Test
    void shapiroWilkRefusesWhatHasNoAnswer() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ShapiroWilk.test(new double[]{2, 2, 2})).getMessage()
            .contains("all 3 values are equal"));
        assertThrows(IllegalArgumentException.class, () -> ShapiroWilk.test(new double[]{1, 2}));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ShapiroWilk.test(new double[]{1, 2, Double.NaN, 4}))
            .getMessage().contains("value 2 is missing"));
    }

    /** Student 1908: Cushny and Peebles's sleep data, t = 4.0621, p = 0.00283 for the pairs, Welch t = -1.8608, p = 0.07939. */
    @Test
    void tTestsOfStudentsSleepData() {
        final double[] a = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
        final double[] b = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
        assertEquals(-4.0621, MeanTests.paired(a, b).statistic(), 5e-5);
        assertEquals(0.002833, MeanTests.paired(a, b).p(), 5e-7);
        assertEquals(-1.8608, MeanTests.welch(a, b).statistic(), 5e-5);
        assertEquals(17.776, MeanTests.welch(a, b).df(), 5e-4);
        assertEquals(0.07939, MeanTests.welch(a, b).p(), 5e-6);
        assertEquals(Math.pow(MeanTests.student(a, b).statistic(), 2), MeanTests.anova(a, b).statistic(), 1e-12);
        assertEquals(MeanTests.student(a, b).p(), MeanTests.anova(a, b).p(), 1e-12);
        assertEquals(MeanTests.student(a, b).p(), MeanTests.student(b, a).p());
    }

    @Test
    void constantGroupsGiveInfinityOrNothing() {
        assertEquals(0, MeanTests.student(new double[]{1, 1}, new double[]{2, 2}).p());
        assertTrue(Double.isNaN(MeanTests.welch(new double[]{1, 1}, new double[]{1, 1}).p()));
        assertEquals(1, RankTests.mannWhitney(new double[]{3, 3}, new double[]{3, 3}, RankTests.Method.AUTO).p());
    }

    @Test
    void exactMannWhitneyIsTheShareOfAllArrangements() {
        final double[] x = {1.1, 2.7, 5.2, 9.1};
        final double[] y = {3.3, 7.5, 8.8, 10.4, 12.6};
        final TestResult r = RankTests.mannWhitney(x, y, RankTests.Method.EXACT);
        final double seen = Math.max(r.statistic(), 20 - r.statistic());
        int all = 0;
        int extreme = 0;
        for (int set = 0; set < 1 << 9; set++) {
            if (Integer.bitCount(set) == 4) {
                double u = -10;
                for (int i = 0; i < 9; i++) {
                    u += (set >> i & 1) * (i + 1);
                }
                all++;
                extreme += Math.max(u, 20 - u) >= seen ? 1 : 0;
            }
        }
        assertEquals(extreme / (double)all, r.p(), 1e-12);
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> RankTests.mannWhitney(new double[]{1, 2}, new double[]{2, 3}, RankTests.Method.EXACT)).getMessage().contains("tie"));
    }

    @Test
    void kruskalWallisOfTwoGroupsIsMannWhitney() {
        final double[] x = {1, 2, 2, 5, 7};
        final double[] y = {2, 6, 8, 8, 9, 11};
        assertEquals(RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC).p(), RankTests.kruskalWallis(x, y).p(), 1e-12);
    }

    /** Fisher 1935, the lady tasting tea: 3 of 4 right, p = 0.4857; Agresti 2002, table 3.9 by R 4: job satisfaction p = 0.7827. */
    @Test
    void fisherOfTeaAndJobSatisfaction() {
        assertEquals(0.4857, Contingency.fisher(new long[][]{{3, 1}, {1, 3}}).p(), 5e-5);
        final long[][] job = {{1, 2, 1, 0}, {3, 3, 6, 1}, {10, 10, 14, 9}, {6, 7, 12, 11}};
        final double p = Contingency.fisherSimulated(job, 20_000, 3).p();
        assertEquals(0.7827, p, 0.015);
        assertEquals(p, Contingency.fisherSimulated(job, 20_000, 3).p());
        final long[][] small = {{3, 0, 2}, {1, 4, 1}, {0, 1, 3}};
        assertEquals(Contingency.fisher(small).p(), Contingency.fisherSimulated(small, 20_000, 3).p(), 0.015);
        final long[][] turned = {{3, 1, 0}, {0, 4, 1}, {2, 1, 3}};
        assertEquals(Contingency.fisher(small).p(), Contingency.fisher(turned).p(), 1e-12);
    }

    @Test
    void emptyRowsOfATableAreLeftOut() {
        final TestResult r = Contingency.chiSquare(new long[][]{{5, 0, 3}, {0, 0, 0}, {2, 0, 9}}, false);
        assertEquals(1, r.df());
        assertEquals(Contingency.chiSquare(new long[][]{{5, 3}, {2, 9}}, false), r);
        assertThrows(IllegalArgumentException.class, () -> Contingency.chiSquare(new long[][]{{5, 0}, {2, 0}}, false));
    }

    @Test
    void exactKolmogorovSmirnovIsTheShareOfAllArrangements() {
        final double[] x = {1, 2, 3, 5};
        final double[] y = {4, 6, 7, 8, 9};
        final TestResult r = RankTests.kolmogorovSmirnov(x, y);
        int all = 0;
        int extreme = 0;
        for (int set = 0; set < 1 << 9; set++) {
            if (Integer.bitCount(set) == 4) {
                double d = 0;
                int a = 0;
                for (int i = 0; i < 9; i++) {
                    a += set >> i & 1;
                    d = Math.max(d, Math.abs(a / 4.0 - (i + 1 - a) / 5.0));
                }
                all++;
                extreme += d >= r.statistic() - 1e-12 ? 1 : 0;
            }
        }
        assertEquals(extreme / (double)all, r.p(), 1e-12);
    }

    /** Benjamini and Hochberg 1995, their example of 15 tests: 4 are rejected at 0.05, 3 by Holm. */
    @Test
    void adjustmentsOfBenjaminiAndHochbergsExample() {
        final double[] p = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1};
        final double[] bh = Adjustment.BENJAMINI_HOCHBERG.adjust(p);
        assertEquals(4, Arrays.stream(bh).filter(v -> v <= 0.05).count());
        assertEquals(3, Arrays.stream(Adjustment.HOLM.adjust(p)).filter(v -> v <= 0.05).count());
        final double[] withMissing = {0.01, Double.NaN, 0.04};
        assertArrayEquals(new double[]{0.02, Double.NaN, 0.04}, Adjustment.HOLM.adjust(withMissing), 1e-15);
        assertArrayEquals(new double[]{0.02, Double.NaN, 0.08}, Adjustment.BONFERRONI.adjust(withMissing), 1e-15);
    }

    @Test
    void effectSizesAtTheirEnds() {
        assertEquals(1, EffectSize.rankBiserial(new double[]{5, 6}, new double[]{1, 2}));
        assertEquals(-2 / Math.sqrt(2.5), EffectSize.cohenD(new double[]{1, 2, 3, 4, 5}, new double[]{3, 4, 5, 6, 7}), 1e-12);
        assertEquals(1, Contingency.cramersV(new long[][]{{7, 0}, {0, 3}}), 1e-12);
    }
}
