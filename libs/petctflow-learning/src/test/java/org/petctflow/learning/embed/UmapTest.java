package org.petctflow.learning.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

class UmapTest {

    /** Groups of rows around centres that lie far apart, in ten columns. */
    private static FeatureMatrix clusters(final int groups, final int each, final double apart, final long seed) {
        final UniformRandomProvider random = Randoms.of(seed);
        final double[][] rows = new double[groups * each][10];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < 10; c++) {
                rows[r][c] = random.nextDouble() + random.nextDouble() - 1 + (c == r % groups ? apart : 0);
            }
        }
        return FeatureMatrix.ofRows(IntStream.range(0, 10).mapToObj(c -> "x" + c).toList(), rows);
    }

    /** scipy 1.17.1, curve_fit with 1 / (1 + a d^2b), as umap-learn does. */
    @ParameterizedTest
    @CsvSource({"0, 1.9328084, 0.79049497", "0.1, 1.57694346, 0.89506088", "0.5, 0.58303002, 1.33416699"})
    void theCurveIsTheAuthors(final double least, final double a, final double b) {
        assertArrayEquals(new double[]{a, b}, Umap.curve(1, least), 1e-6);
    }

    @Test
    void neighboursAreThoseOfAllPairs() {
        final FeatureMatrix x = clusters(2, 20, 1, 5);
        final Neighbours near = Neighbours.of(x, 7, new Run(1, 2, Progress.NONE));
        final double[][] rows = x.toRows();
        for (int i = 0; i < 40; i++) {
            final int row = i;
            final int[] all = IntStream.range(0, 40).filter(r -> r != row).boxed()
                .sorted((p, q) -> Double.compare(Neighbours.square(rows[row], rows[p]), Neighbours.square(rows[row], rows[q])))
                .limit(7).mapToInt(Integer::intValue).toArray();
            assertArrayEquals(all, near.rows()[i]);
            assertEquals(Math.sqrt(Neighbours.square(rows[i], rows[all[3]])), near.distances()[i][3], 1e-15);
        }
    }

    @Test
    void membershipsSumToTheLogOfTheNeighbours() {
        final double[] distances = {1, 1.5, 1.8, 2.4, 4};
        final double[] w = FuzzyGraph.memberships(distances, 6, 2);
        assertEquals(1, w[0], "the nearest is always connected");
        assertEquals(Math.log(6) / Math.log(2), Arrays.stream(w).sum(), 1e-4);
        assertArrayEquals(new double[]{1, 1, 1}, FuzzyGraph.memberships(new double[3], 4, 0), "all rows at one place");
    }

    @ParameterizedTest
    @EnumSource(Umap.Start.class)
    void groupsThatLieApartStayApart(final Umap.Start start) {
        final FeatureMatrix x = clusters(3, 30, 6, 2);
        final double[][] picture = new Umap(10, 0.1, 200, start).embed(x, Run.of(1));
        final FeatureMatrix flat = FeatureMatrix.ofRows(List.of("a", "b"), picture);
        final Neighbours near = Neighbours.of(flat, 5, Run.of(1));
        for (int r = 0; r < 90; r++) {
            for (final int other : near.rows()[r]) {
                assertEquals(r % 3, other % 3);
            }
        }
        assertTrue(Umap.trustworthiness(x, picture, 10) > 0.85);
    }

    /** A curve of one dimension in ten: neighbours along it must stay neighbours; a picture at random has about 0.5. */
    @Test
    void aCurveStaysACurve() {
        final double[][] rows = new double[200][10];
        for (int r = 0; r < 200; r++) {
            for (int c = 0; c < 10; c++) {
                rows[r][c] = Math.sin(r * 0.05 * (c + 1) / 3 + c);
            }
        }
        final FeatureMatrix x = FeatureMatrix.ofRows(IntStream.range(0, 10).mapToObj(c -> "x" + c).toList(), rows);
        final double[][] picture = Umap.withDefaults().embed(x, Run.of(4));
        assertTrue(Umap.trustworthiness(x, picture, 10) > 0.98, "" + Umap.trustworthiness(x, picture, 10));
    }

    @Test
    void theSeedShowsAndThreadsDoNot() {
        final FeatureMatrix x = clusters(2, 30, 2, 3);
        final Umap umap = new Umap(8, 0.2, 50, Umap.Start.SPECTRAL);
        final double[][] one = umap.embed(x, Run.of(1));
        assertTrue(Arrays.deepEquals(one, umap.embed(x, new Run(1, 4, Progress.NONE))));
        assertFalse(Arrays.deepEquals(one, umap.embed(x, Run.of(2))));
    }

    /** The spectral start of a path of nodes is the cosine, the path's slowest vibration. */
    @Test
    void theSpectralStartOrdersAPath() {
        final double[][] rows = new double[60][1];
        for (int r = 0; r < 60; r++) {
            rows[r][0] = r;
        }
        final FuzzyGraph graph = FuzzyGraph.of(Neighbours.of(FeatureMatrix.ofRows(List.of("x"), rows), 4, Run.of(1)), 5);
        final double[][] start = Layouts.spectral(graph, 2, Randoms.of(1), Progress.NONE);
        final double sign = Math.signum(start[59][0] - start[0][0]);
        for (int r = 5; r < 54; r++) {
            assertTrue(sign * (start[r + 1][0] - start[r][0]) > -2e-4, "row " + r);
        }
    }

    /** scikit-learn 1.9.1, manifold.trustworthiness and metrics.silhouette_score. */
    @Test
    void trustworthinessAndSilhouetteAreScikitLearns() {
        final double[][] rows = new double[12][];
        final double[][] picture = new double[12][];
        for (int i = 0; i < 12; i++) {
            rows[i] = new double[]{Math.sin(i * 1.7), Math.cos(i * 0.9) * 2, i * 7 % 5 / 2.0};
            picture[i] = new double[]{Math.sin(i * 1.7) + 0.3 * Math.cos(i * 3.1), Math.cos(i * 0.9)};
        }
        final FeatureMatrix x = FeatureMatrix.ofRows(List.of("a", "b", "c"), rows);
        assertEquals(0.8968253968253969, Umap.trustworthiness(x, picture, 3), 1e-12);
        assertEquals(-0.16306176038435144,
            BatchMixing.silhouette(x, Groups.of(IntStream.range(0, 12).mapToObj(i -> "b" + i % 3).toList())), 1e-12);
    }

    private static Groups batches(final int rows, final int of) {
        return Groups.of(IntStream.range(0, rows).mapToObj(r -> "b" + r % of).toList());
    }

    @Test
    void batchesThatLieApartDoNotMixAndBatchesAtRandomDo() {
        final BatchMixing apart =
            BatchMixing.of(clusters(3, 30, 8, 7), batches(90, 3), Groups.single(90), 10, 99, new Run(1, 2, Progress.NONE));
        assertEquals(1, apart.lisi(), 1e-12, "one batch around every row");
        assertEquals(1, apart.rejected());
        assertTrue(apart.silhouette() > 0.5);
        assertEquals(0.01, apart.p(), 1e-12);
        final FeatureMatrix same = clusters(1, 120, 0, 8);
        double p = 0;
        double rejected = 0;
        for (int seed = 0; seed < 20; seed++) {
            final int[] order = IntStream.range(0, 120).toArray();
            Randoms.shuffle(order, Randoms.of(seed));
            final List<String> keys = new ArrayList<>(Arrays.stream(order).mapToObj(r -> "b" + r % 2).toList());
            final BatchMixing mixed = BatchMixing.of(same, Groups.of(keys), Groups.single(120), 10, 39, Run.of(seed));
            p += mixed.p() / 20;
            rejected += mixed.rejected() / 20;
            assertEquals(mixed.expectedLisi(), mixed.lisi(), 0.15);
        }
        assertEquals(0.5, p, 0.2, "three standard errors of a mean of 20 even p values");
        assertTrue(rejected < 0.1, "" + rejected);
    }

    /** Two rows a patient: what looks like clear separation row by row may rest on few patients. */
    @Test
    void rowsOfAPatientArePermutedTogether() {
        final FeatureMatrix x = clusters(2, 4, 8, 1);
        final Groups patients = Groups.of(List.of("p", "q", "p", "q", "p", "q", "p", "q"));
        final BatchMixing two = BatchMixing.of(x, batches(8, 2), patients, 3, 199, Run.of(1));
        assertEquals(1, two.p(), 1e-12, "with a patient a batch nothing can be said");
        assertTrue(BatchMixing.of(x, batches(8, 2), Groups.single(8), 3, 199, Run.of(1)).p() < 0.1);
    }

    @Test
    void badInputIsNamed() {
        final FeatureMatrix x = clusters(1, 10, 0, 1);
        assertEquals("UMAP needs at least 4 rows, but there are 3", assertThrows(IllegalArgumentException.class,
            () -> Umap.withDefaults().embed(x.selectRows(new int[]{0, 1, 2}), Run.of(1))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Umap(1, 0.1, 0, Umap.Start.PCA));
        assertThrows(IllegalArgumentException.class, () -> new Umap(5, Double.NaN, 0, Umap.Start.PCA));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> BatchMixing.of(x, batches(10, 1), Groups.single(10), 3, 9, Run.of(1))).getMessage().contains("all rows are of \"b0\""));
        final double[][] missing = x.toRows();
        missing[3][2] = Double.NaN;
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> Umap.withDefaults().embed(FeatureMatrix.ofRows(x.names(), missing), Run.of(1))).getMessage().contains("\"x2\", row 3"));
        final double[][] equal = Umap.withDefaults().embed(FeatureMatrix.ofRows(List.of("a"), new double[20][1]), Run.of(1));
        assertTrue(Arrays.stream(equal).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite), "all rows at one place");
        final Progress cancelled = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // not looked at
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> Umap.withDefaults().embed(x, new Run(1, 1, cancelled)));
    }
}
