package org.petctflow.radiomics.regions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.Regions;

/** The Gaussian mixture against its textbook formula, supervoxels against their definition. */
class ClusteringTest {

    /** Two long, thin groups side by side, which means alone cannot part. */
    private static Samples bars(final int n, final int[] truth) {
        final Random random = new Random(11);
        final double[][] x = new double[2][n];
        for (int i = 0; i < n; i++) {
            truth[i] = random.nextInt(10) < 3 ? 1 : 0;
            final double along = 8 * random.nextGaussian();
            x[0][i] = along + (truth[i] == 1 ? 3 : -3);
            x[1][i] = along + 0.7 * random.nextGaussian() + (truth[i] == 1 ? -3 : 3);
        }
        final double[] weights = new double[n];
        Arrays.fill(weights, 1);
        return new Samples(x, weights);
    }

    @Test
    void aMixtureFindsLongGroupsThatMeansCannotTellApart() {
        final int[] truth = new int[4000];
        final Samples samples = bars(truth.length, truth);
        final double[] right = new double[2];
        final double[][][] centres = new double[2][][];
        for (final Clustering c : Clustering.values()) {
            final Habitats habitats = Habitats.fit(List.of(samples), 2, c, Progress.NONE);
            final int[] found = habitats.assign(samples);
            for (int i = 0; i < truth.length; i++) {
                right[c.ordinal()] += found[i] == truth[i] ? 1.0 / truth.length : 0;
            }
            centres[c.ordinal()] = habitats.centres();
        }
        assertTrue(right[0] < 0.8, "k-means " + right[0]);
        assertTrue(right[1] > 0.999, "mixture " + right[1]);
        // the standard error of a mean is 8 / sqrt(1200)
        assertArrayEquals(new double[]{-3, 3}, centres[1][0], 0.7);
        assertArrayEquals(new double[]{3, -3}, centres[1][1], 0.7);
    }

    @Test
    void aRoundIsExpectationAndMaximisationByTheBook() {
        final Random random = new Random(3);
        final int n = 60;
        final double[][] x = new double[2][n];
        final double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            x[0][i] = random.nextGaussian();
            x[1][i] = 0.5 * x[0][i] + random.nextGaussian();
            w[i] = 1 + random.nextInt(3);
        }
        final double[][] mu = {{-0.5, 0}, {0.7, 0.2}};
        final double[][][] s = {{{1, 0.3}, {0.3, 2}}, {{0.5, -0.1}, {-0.1, 0.8}}};
        final double[] pi = {0.4, 0.6};
        final GaussianMixture.Step step = new GaussianMixture.Step(x, w, new GaussianMixture(mu, pi, s));
        final double[][] r = new double[n][2];
        double log = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 2; c++) {
                final double det = s[c][0][0] * s[c][1][1] - s[c][0][1] * s[c][0][1];
                final double a = x[0][i] - mu[c][0];
                final double b = x[1][i] - mu[c][1];
                final double q = (s[c][1][1] * a * a - 2 * s[c][0][1] * a * b + s[c][0][0] * b * b) / det;
                r[i][c] = pi[c] * Math.exp(-q / 2) / (2 * Math.PI * Math.sqrt(det));
            }
            log += w[i] * Math.log(r[i][0] + r[i][1]);
            total += w[i];
            final double sum = r[i][0] + r[i][1];
            r[i][0] /= sum;
            r[i][1] /= sum;
        }
        assertEquals(log / total, step.logLikelihood, 1e-12);
        final double[] expectedShares = new double[2];
        final double[][][] covariances = new double[2][2][2];
        final double[][] means = new double[2][2];
        for (int c = 0; c < 2; c++) {
            double count = 0;
            for (int i = 0; i < n; i++) {
                count += w[i] * r[i][c];
                means[c][0] += w[i] * r[i][c] * x[0][i];
                means[c][1] += w[i] * r[i][c] * x[1][i];
            }
            means[c][0] /= count;
            means[c][1] /= count;
            expectedShares[c] = count / total;
            for (int i = 0; i < n; i++) {
                for (int f = 0; f < 2; f++) {
                    for (int g = 0; g < 2; g++) {
                        covariances[c][f][g] += w[i] * r[i][c] * (x[f][i] - means[c][f]) * (x[g][i] - means[c][g]) / count;
                    }
                }
            }
            covariances[c][0][0] += 1e-6;
            covariances[c][1][1] += 1e-6;
            assertArrayEquals(means[c], step.mixture.centres()[c], 1e-12);
        }
        // the same shares of a point tell that weights and covariances are the same
        final GaussianMixture book = new GaussianMixture(means, expectedShares, covariances);
        final double[] a = new double[2];
        final double[] b = new double[2];
        assertEquals(book.shares(new double[]{0.3, -1}, a), step.mixture.shares(new double[]{0.3, -1}, b), 1e-10);
        assertArrayEquals(a, b, 1e-10);
    }

    @Test
    void noRoundMakesAMixtureWorse() {
        final Regions r = Regions.lumpy(8, 10, 12, new double[]{2, 2, 2}, 5);
        final double[] x = r.region().values().clone();
        final double[] w = new double[x.length];
        Arrays.fill(w, 1);
        Habitats.standardise(x, w, new double[1], new double[1], 0);
        GaussianMixture.Step step = new GaussianMixture.Step(new double[][]{x}, w, KMeans.of(new double[][]{x}, w, 4, Progress.NONE));
        double last = Double.NEGATIVE_INFINITY;
        for (int round = 0; round < 50; round++) {
            step = new GaussianMixture.Step(new double[][]{x}, w, step.mixture);
            assertTrue(step.logLikelihood > last - 1e-9, "round " + round);
            last = step.logLikelihood;
        }
    }

    @ParameterizedTest
    @EnumSource(Clustering.class)
    void aSampleOfWeightTwoIsTwoSamples(final Clustering clustering) {
        final double[] once = {0, 1, 2, 2, 10, 11, 12, 30, 31, 31};
        final double[] distinct = {0, 1, 2, 10, 11, 12, 30, 31};
        final double[] weights = {1, 1, 2, 1, 1, 1, 1, 2};
        final double[] ones = new double[10];
        Arrays.fill(ones, 1);
        final double[][] a = Habitats.fit(List.of(new Samples(new double[][]{once}, ones)), 3, clustering, Progress.NONE).centres();
        final double[][] b = Habitats.fit(List.of(new Samples(new double[][]{distinct}, weights)), 3, clustering, Progress.NONE).centres();
        for (int c = 0; c < 3; c++) {
            assertEquals(a[c][0], b[c][0], 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource(Clustering.class)
    void valuesOfOnePointGroupNothingAndDoNotFail(final Clustering clustering) {
        final double[] same = new double[20];
        Arrays.fill(same, 5);
        final double[] ones = new double[20];
        Arrays.fill(ones, 1);
        final Samples samples = new Samples(new double[][]{same, same}, ones);
        final Habitats habitats = Habitats.fit(List.of(samples), 2, clustering, Progress.NONE);
        assertEquals(1, Arrays.stream(habitats.assign(samples)).distinct().count());
        assertTrue(Double.isFinite(habitats.centres()[1][1]));
    }

    @Test
    void thinnedSamplesStandForAll() {
        final double[] x = new double[1003];
        final double[] ones = new double[1003];
        Arrays.setAll(x, i -> i);
        Arrays.fill(ones, 1);
        final Samples all = new Samples(new double[][]{x}, ones);
        final Samples few = all.thinned(100);
        assertEquals(100, few.count());
        assertEquals(1003, Arrays.stream(few.weights()).sum());
        double mean = 0;
        for (int i = 0; i < 100; i++) {
            mean += few.weights()[i] * few.values()[0][i] / 1003;
        }
        assertEquals(501, mean, 1);
        assertEquals(all, all.thinned(2000));
    }

    private static void assertConnected(final Mask mask, final int[] labels, final int count) {
        final Geometry g = mask.geometry();
        final int[] at = new int[g.voxels()];
        for (int v = 0, i = 0; v < at.length; v++) {
            at[v] = mask.inside()[v] != 0 ? labels[i++] : -1;
        }
        final boolean[] seen = new boolean[count];
        for (int v = 0; v < at.length; v++) {
            if (at[v] >= 0) {
                final int label = at[v];
                assertTrue(!seen[label], "supervoxel " + label + " is in pieces");
                seen[label] = true;
                final Deque<Integer> queue = new ArrayDeque<>(List.of(v));
                at[v] = -1;
                while (!queue.isEmpty()) {
                    final int q = queue.remove();
                    final int[] p = {q / g.columns() / g.rows(), q / g.columns() % g.rows(), q % g.columns()};
                    for (int axis = 0; axis < 3; axis++) {
                        for (int step = -1; step <= 1; step += 2) {
                            final int[] o = p.clone();
                            o[axis] += step;
                            if (o[axis] >= 0 && o[axis] < g.size(axis) && at[g.voxel(o[0], o[1], o[2])] == label) {
                                at[g.voxel(o[0], o[1], o[2])] = -1;
                                queue.add(g.voxel(o[0], o[1], o[2]));
                            }
                        }
                    }
                }
            }
        }
        for (final boolean s : seen) {
            assertTrue(s, "a supervoxel is empty");
        }
    }

    @Test
    void supervoxelsAreConnectedAndDoNotCrossAnEdge() {
        final Geometry g = Geometry.axial(8, 20, 20, 3, 2, 2);
        final Random random = new Random(4);
        final double[] x = new double[g.voxels()];
        final byte[] inside = new byte[g.voxels()];
        for (int v = 0; v < x.length; v++) {
            // a slanting edge
            x[v] = (v % 20 + v / 20 % 20 < 17 ? 0 : 100) + random.nextGaussian();
            inside[v] = (byte)(random.nextInt(12) > 0 ? 1 : 0);
        }
        final Mask mask = Mask.of(g, inside);
        final Samples samples = Samples.of(List.of(Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(x))), mask);
        final Supervoxels s = Supervoxels.of(samples, mask, 8, 0.2, Progress.NONE);
        assertConnected(mask, s.labels(), s.count());
        final double[] low = new double[s.count()];
        final double[] high = new double[s.count()];
        Arrays.fill(low, 1e9);
        for (int i = 0; i < samples.count(); i++) {
            low[s.labels()[i]] = Math.min(low[s.labels()[i]], samples.values()[0][i]);
            high[s.labels()[i]] = Math.max(high[s.labels()[i]], samples.values()[0][i]);
        }
        int crossing = 0;
        for (int c = 0; c < s.count(); c++) {
            crossing += high[c] - low[c] > 50 ? 1 : 0;
        }
        assertTrue(crossing <= 0.03 * s.count(), crossing + " of " + s.count() + " cross the edge");
        // the cubes of 8 mm are 3 x 5 x 5
        assertTrue(s.count() > 50 && s.count() < 120, s.count() + " supervoxels");
        final Samples means = s.means(samples);
        assertEquals(mask.count(), Arrays.stream(means.weights()).sum());
        assertArrayEquals(s.labels(), Supervoxels.of(samples, mask, 8, 0.2, Progress.NONE).labels());
        // habitats keep supervoxels whole, and the edge is what they find
        final Habitats habitats = Habitats.fit(List.of(means), 2, Clustering.K_MEANS, Progress.NONE);
        assertEquals(0, habitats.centres()[0][0], 2);
        assertEquals(100, habitats.centres()[1][0], 2);
        final List<SubRegion> parts =
            habitats.apply(List.of(Volume.of(g, Modality.PET, Units.SUV_BW, Voxels.of(x))), mask, s);
        assertEquals(mask.count(), parts.get(0).mask().count() + parts.get(1).mask().count());
    }

    @Test
    void withoutContrastSupervoxelsAreTheVoxelsNearestToACentre() {
        final Geometry g = Geometry.axial(6, 12, 12, 2, 1, 1);
        final byte[] inside = new byte[g.voxels()];
        Arrays.fill(inside, (byte)1);
        final Mask mask = Mask.of(g, inside);
        final Samples samples = Samples.of(List.of(Volume.of(g, Modality.CT, Units.HU, Voxels.of(new double[g.voxels()]))), mask);
        final Supervoxels s = Supervoxels.of(samples, mask, 4, 1, Progress.NONE);
        assertEquals(3 * 3 * 3, s.count());
        for (int v = 0; v < inside.length; v++) {
            final int cube = (v / 144 / 2 * 3 + v / 12 % 12 / 4) * 3 + v % 12 / 4;
            assertEquals(cube, s.labels()[v]);
        }
        assertThrows(IllegalArgumentException.class, () -> Supervoxels.of(samples, mask, 0, 1, Progress.NONE));
        final Mask empty = Mask.of(mask.geometry(), new byte[mask.geometry().voxels()]);
        assertThrows(IllegalArgumentException.class,
            () -> Supervoxels.of(new Samples(new double[1][0], new double[0]), empty, 4, 1, Progress.NONE));
    }

    @Test
    void islandsAreSupervoxelsOfTheirOwn() {
        final Geometry g = Geometry.axial(1, 1, 9, 1, 1, 1);
        final Mask mask = Mask.of(g, new byte[]{1, 1, 0, 1, 1, 0, 1, 1, 1});
        final Samples samples = Samples.of(List.of(Volume.of(g, Modality.CT, Units.HU, Voxels.of(new double[9]))), mask);
        final Supervoxels s = Supervoxels.of(samples, mask, 100, 1, Progress.NONE);
        assertArrayEquals(new int[]{0, 0, 1, 1, 2, 2, 2}, s.labels());
    }
}
