package org.petctflow.learning.harmonise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

class ComBatTest {

    private static final int ROWS = 150;

    private static final int FEATURES = 20;

    private static final Groups CENTRES = Groups.of(IntStream.range(0, ROWS).mapToObj(r -> "c" + r % 3).toList());

    private static final List<String> NAMES =
        IntStream.rangeClosed(0, FEATURES).mapToObj(c -> c == FEATURES ? "age" : "f" + c).toList();

    /** Centre k is shifted by 2 k and scaled by 1 + k; every feature grows with age. */
    private static FeatureMatrix planted() {
        final UniformRandomProvider random = Randoms.of(9);
        final double[][] columns = new double[FEATURES + 1][ROWS];
        for (int r = 0; r < ROWS; r++) {
            columns[FEATURES][r] = 40 + 40 * random.nextDouble();
            for (int c = 0; c < FEATURES; c++) {
                final double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
                columns[c][r] = 5 + 0.1 * columns[FEATURES][r] + 2 * (r % 3) + (1 + r % 3) * noise;
            }
        }
        return FeatureMatrix.ofColumns(NAMES, columns);
    }

    private static double mean(final double[] column, final int centre) {
        return IntStream.range(0, ROWS).filter(r -> r % 3 == centre).mapToDouble(r -> column[r]).average().orElseThrow();
    }

    private static ComBat withAge(final boolean parametric, final String reference) {
        return new ComBat(parametric, List.of("age"), reference, ComBat.Unseen.REFUSE);
    }

    private static double slope(final FeatureMatrix x, final int feature) {
        final double[] a = x.column("age");
        final double[] y = x.column(feature);
        final double ma = Arrays.stream(a).average().orElseThrow();
        return IntStream.range(0, ROWS).mapToDouble(r -> (a[r] - ma) * y[r]).sum()
            / Arrays.stream(a).map(v -> (v - ma) * (v - ma)).sum();
    }

    @Test
    void centresAgreeAfterwardsAndAgeKeepsItsEffect() {
        final FeatureMatrix x = planted();
        for (final boolean parametric : new boolean[]{true, false}) {
            final FeatureMatrix h = withAge(parametric, null).fit(x, CENTRES, Run.of(0)).apply(x, CENTRES);
            for (int c = 0; c < FEATURES; c++) {
                assertTrue(Math.abs(mean(x.column(c), 2) - mean(x.column(c), 0)) > 3);
                assertEquals(mean(h.column(c), 0), mean(h.column(c), 2), 0.9);
                assertEquals(0.1, slope(h, c), 0.04);
            }
            assertArrayEquals(x.column("age"), h.column("age"));
        }
    }

    @Test
    void theReferenceStaysAsItIs() {
        final FeatureMatrix x = planted();
        final FeatureMatrix h = withAge(true, "c1").fit(x, CENTRES, Run.of(0)).apply(x, CENTRES);
        for (int r = 1; r < ROWS; r += 3) {
            assertEquals(x.get(r, 4), h.get(r, 4), 1e-12);
        }
        assertEquals(mean(h.column(4), 1), mean(h.column(4), 2), 0.9);
    }

    /** The conditional posterior means of Johnson et al. 2007 hold at the solution. */
    @Test
    void parametricEstimatesSolveTheirEquations() {
        final FeatureMatrix x = planted().selectColumns(NAMES.subList(0, FEATURES));
        final FittedComBat fitted = ComBat.withDefaults().fit(x, CENTRES, Run.of(0));
        final int n = ROWS / 3;
        final double[][] z = new double[FEATURES][n]; // centre 2
        final double[] g = new double[FEATURES];
        final double[] d = new double[FEATURES];
        for (int c = 0; c < FEATURES; c++) {
            final double[] y = x.column(c);
            final double grand = Arrays.stream(y).average().orElseThrow();
            double pooled = 0;
            for (int r = 0; r < ROWS; r++) {
                pooled += Math.pow(y[r] - mean(y, r % 3), 2) / ROWS;
            }
            for (int i = 0; i < n; i++) {
                z[c][i] = (y[3 * i + 2] - grand) / Math.sqrt(pooled);
                g[c] += z[c][i] / n;
            }
            for (int i = 0; i < n; i++) {
                d[c] += Math.pow(z[c][i] - g[c], 2) / (n - 1);
            }
        }
        final double bar = Arrays.stream(g).average().orElseThrow();
        final double tau2 = Arrays.stream(g).map(v -> (v - bar) * (v - bar)).sum() / (FEATURES - 1);
        final double m = Arrays.stream(d).average().orElseThrow();
        final double s2 = Arrays.stream(d).map(v -> (v - m) * (v - m)).sum() / (FEATURES - 1);
        final double a = 2 + m * m / s2;
        final double b = m + m * m * m / s2;
        for (int c = 0; c < FEATURES; c++) {
            final double gamma = fitted.shift(2, c);
            final double delta = fitted.scale(2, c);
            assertEquals((n * tau2 * g[c] + delta * bar) / (n * tau2 + delta), gamma, 1e-3);
            final double squares = Arrays.stream(z[c]).map(v -> (v - gamma) * (v - gamma)).sum();
            assertEquals((b + squares / 2) / (n / 2.0 + a - 1), delta, 1e-3);
        }
    }

    @Test
    void whatIsLearnedOnSomeRowsIsAppliedToOthersRowByRow() {
        final FeatureMatrix x = planted();
        final FittedComBat fitted = withAge(true, null).fit(x, CENTRES, Run.of(0));
        final int[] some = {3, 17, 100};
        final FeatureMatrix all = fitted.apply(x, CENTRES);
        final FeatureMatrix part = FittedComBat.fromJson(fitted.toJson().toString()).apply(x.selectRows(some), CENTRES.select(some));
        for (int i = 0; i < some.length; i++) {
            for (int c = 0; c < FEATURES; c++) {
                assertEquals(all.get(some[i], c), part.get(i, c));
            }
        }
        final FeatureMatrix four = withAge(true, null).fit(x, CENTRES, new Run(0, 4, Progress.NONE)).apply(x, CENTRES);
        assertArrayEquals(all.column(7), four.column(7));
    }

    @Test
    void unseenCentresAreRefusedOrLeft() {
        final FeatureMatrix x = planted();
        final int[] two = IntStream.range(0, ROWS).filter(r -> r % 3 < 2).toArray();
        final int[] third = IntStream.range(0, ROWS).filter(r -> r % 3 == 2).toArray();
        final FeatureMatrix train = x.selectRows(two);
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> withAge(true, null).fit(train, CENTRES.select(two), Run.of(0)).apply(x, CENTRES)).getMessage().contains("batches c2"));
        final ComBat lenient = new ComBat(true, List.of(), null, ComBat.Unseen.LEAVE);
        final Dataset data = new Dataset(x, Labels.binary(new int[ROWS]), null, CENTRES);
        final FeatureMatrix h = lenient.fit(data.select(two), Run.of(0)).apply(data.select(third));
        assertArrayEquals(x.selectRows(third).column(0), h.column(0));
    }

    @Test
    void constantsMissingValuesAndBadInput() {
        final double[][] columns = {{1, 2, 3, 5, 6, 8}, {4, 4, 4, 4, 4, 4}, {1, Double.NaN, 2, 9, 7, 8}, {0, 0, 0, 1, 1, 1}};
        final FeatureMatrix x = FeatureMatrix.ofColumns(List.of("a", "constant", "gap", "same"), columns);
        final Groups two = Groups.of(List.of("A", "A", "A", "B", "B", "B"));
        final FeatureMatrix h = ComBat.withDefaults().fit(x, two, Run.of(0)).apply(x, two);
        assertArrayEquals(columns[1], h.column("constant"));
        assertTrue(Double.isNaN(h.get(1, 2)) && Double.isFinite(h.get(0, 2)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ComBat.withDefaults().fit(x,
            Groups.of(List.of("A", "A", "A", "A", "A", "B")), Run.of(0))).getMessage().contains("\"B\" has 1 row"));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> new ComBat(true, List.of("same"), null, ComBat.Unseen.REFUSE).fit(x, two, Run.of(0))).getMessage()
            .contains("follow from the batches"));
    }
}
