package org.petctflow.radiomics.texture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.radiomics.Regions;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.image.Region;

/** Every matrix against the plainest way to count it, and the matrices of examples that can be checked by eye. */
class MatricesTest {

    private static Region region(final long seed) {
        return Regions.lumpy(7, 11, 12, new double[]{1, 1, 1}, seed).region();
    }

    private static int[] levels(final Region region) {
        return Discretisation.binNumber(6).levels(region.values(), Double.NaN);
    }

    /** Levels by coordinates, 0 outside. */
    private static int[][][] cube(final Region region, final int[] levels) {
        final int[][][] cube = new int[region.size(0)][region.size(1)][region.size(2)];
        for (int k = 0; k < levels.length; k++) {
            final int p = region.positions()[k];
            cube[p / region.size(2) / region.size(1)][p / region.size(2) % region.size(1)][p % region.size(2)] = levels[k];
        }
        return cube;
    }

    private static int at(final int[][][] cube, final int s, final int r, final int c) {
        return s < 0 || r < 0 || c < 0 || s >= cube.length || r >= cube[0].length || c >= cube[0][0].length ? 0 : cube[s][r][c];
    }

    private interface Visit {
        void voxel(int s, int r, int c, int level);
    }

    private static void each(final int[][][] cube, final Visit visit) {
        for (int s = 0; s < cube.length; s++) {
            for (int r = 0; r < cube[0].length; r++) {
                for (int c = 0; c < cube[0][0].length; c++) {
                    if (cube[s][r][c] > 0) {
                        visit.voxel(s, r, c, cube[s][r][c]);
                    }
                }
            }
        }
    }

    @Test
    void thereAre13And49StepsInSpaceAnd4InAPlane() {
        assertEquals(13, Directions.half(new int[]{1}, -1).size());
        assertEquals(49, Directions.half(new int[]{2}, -1).size());
        assertEquals(62, Directions.half(new int[]{1, 2}, -1).size());
        assertEquals(4, Directions.half(new int[]{1}, 1).size());
        assertEquals(26, Directions.all(new int[]{1}, -1).size());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2"})
    void cooccurrencesAreAllPairs(final long seed, final int distance) {
        final Region region = region(seed);
        final int[] levels = levels(region);
        final int[][][] cube = cube(region, levels);
        final GreyRegion grey = GreyRegion.of(region, levels, distance);
        for (final int[] step : Directions.half(new int[]{distance}, -1)) {
            final double[] expected = new double[36];
            each(cube, (s, r, c, level) -> {
                final int other = at(cube, s + step[0], r + step[1], c + step[2]);
                if (other > 0) {
                    expected[(level - 1) * 6 + other - 1]++;
                }
            });
            final Glcm glcm = new Glcm(6);
            glcm.count(grey, 0, grey.slices(), step, false, 1, new int[49]);
            assertArrayEquals(expected, glcm.counts());
            final Glcm symmetric = new Glcm(6);
            symmetric.count(grey, 0, grey.slices(), step, true, 2, new int[49]);
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    assertEquals(2 * (expected[i * 6 + j] + expected[j * 6 + i]), symmetric.counts()[i * 6 + j]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void runsAreWalkedOneByOne(final long seed) {
        final Region region = region(seed);
        final int[] levels = levels(region);
        final int[][][] cube = cube(region, levels);
        final GreyRegion grey = GreyRegion.of(region, levels, 1);
        for (final int[] step : Directions.half(new int[]{1}, -1)) {
            final double[] expected = new double[6 * 12];
            each(cube, (s, r, c, level) -> {
                if (at(cube, s - step[0], r - step[1], c - step[2]) != level) {
                    int n = 1;
                    while (at(cube, s + n * step[0], r + n * step[1], c + n * step[2]) == level) {
                        n++;
                    }
                    expected[(level - 1) * 12 + n - 1]++;
                }
            });
            final RunLengths runs = new RunLengths(6, 12);
            runs.count(grey, 0, grey.slices(), step, 1, new int[72]);
            for (int i = 1; i <= 6; i++) {
                for (int j = 1; j <= 12; j++) {
                    assertEquals(expected[(i - 1) * 12 + j - 1], runs.matrix().count(i, j));
                }
            }
            assertEquals(region.count(), runs.voxels());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "2, -1", "1, 0", "2, 1", "3, 2"})
    void zonesAreFilledOneByOne(final long seed, final int flatAxis) {
        final Region region = region(seed);
        final int[] levels = levels(region);
        final int[][][] cube = cube(region, levels);
        final Map<List<Integer>, Integer> expected = new HashMap<>();
        final int[][][] left = cube(region, levels);
        each(cube, (s, r, c, level) -> {
            if (left[s][r][c] == 0) {
                return;
            }
            final Deque<int[]> open = new ArrayDeque<>();
            open.push(new int[]{s, r, c});
            left[s][r][c] = 0;
            int size = 0;
            while (!open.isEmpty()) {
                final int[] p = open.pop();
                size++;
                for (final int[] d : Directions.all(new int[]{1}, flatAxis)) {
                    if (at(left, p[0] + d[0], p[1] + d[1], p[2] + d[2]) == level) {
                        left[p[0] + d[0]][p[1] + d[1]][p[2] + d[2]] = 0;
                        open.push(new int[]{p[0] + d[0], p[1] + d[1], p[2] + d[2]});
                    }
                }
            }
            expected.merge(List.of(level, size), 1, Integer::sum);
        });
        final LevelSizeMatrix zones =
            Zones.of(GreyRegion.of(region, levels, 1), flatAxis, null).sizes(0, region.size(0));
        assertEquals(expected.size(), zones.entries());
        expected.forEach((key, n) -> assertEquals(n.doubleValue(), zones.count(key.get(0), key.get(1)), key.toString()));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void distancesToTheBorderAreTheNearestVoxelOutside(final long seed, final boolean flat) {
        final Region region = region(seed);
        final int[] ones = new int[region.count()];
        java.util.Arrays.fill(ones, 1);
        final int[][][] cube = cube(region, ones);
        final int[] fast = Zones.distances(region, region, flat);
        final List<Integer> expected = new ArrayList<>();
        each(cube, (s, r, c, level) -> {
            int nearest = Integer.MAX_VALUE;
            for (int z = flat ? s : -1; z <= (flat ? s : cube.length); z++) {
                for (int y = -1; y <= cube[0].length; y++) {
                    for (int x = -1; x <= cube[0][0].length; x++) {
                        if (at(cube, z, y, x) == 0) {
                            nearest = Math.min(nearest, Math.abs(z - s) + Math.abs(y - r) + Math.abs(x - c));
                        }
                    }
                }
            }
            expected.add(nearest);
        });
        assertArrayEquals(expected.stream().mapToInt(Integer::intValue).toArray(), fast);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "2, 1, true", "3, 2, false"})
    void neighbourhoodsAreLookedAtOneByOne(final long seed, final int coarseness, final boolean countLonely) {
        final Region region = region(seed);
        final int[] levels = levels(region);
        final int[][][] cube = cube(region, levels);
        final List<int[]> steps = Directions.all(new int[]{1}, -1);
        final double[] voxels = new double[7];
        final double[] differences = new double[7];
        final double[][] dependences = new double[7][27];
        each(cube, (s, r, c, level) -> {
            double sum = 0;
            int present = 0;
            int dependent = 0;
            for (final int[] d : steps) {
                final int other = at(cube, s + d[0], r + d[1], c + d[2]);
                if (other > 0) {
                    sum += other;
                    present++;
                    dependent += Math.abs(other - level) <= coarseness ? 1 : 0;
                }
            }
            dependences[level][dependent]++;
            if (present > 0 || countLonely) {
                voxels[level]++;
                differences[level] += present == 0 ? 0 : Math.abs(level - sum / present);
            }
        });
        final Neighbourhoods n = new Neighbourhoods(6, 26);
        n.count(GreyRegion.of(region, levels, 1), 0, region.size(0), steps, coarseness, countLonely);
        double total = 0;
        double weighted = 0;
        for (int i = 1; i <= 6; i++) {
            total += voxels[i];
            for (int j = 0; j < 27; j++) {
                assertEquals(dependences[i][j], n.dependences().count(i, j + 1));
            }
        }
        for (int i = 1; i <= 6; i++) {
            weighted += voxels[i] / total * differences[i];
        }
        assertEquals(1 / weighted, n.differenceFeatures()[0], 1e-12 / weighted);
    }

    /** The example in PyRadiomics' documentation of its GLCM. */
    @Test
    void cooccurrencesOfTheDocumentedExample() {
        final int[] image = {1, 2, 5, 2, 3, 3, 2, 1, 3, 1, 1, 3, 5, 5, 2, 1, 1, 1, 1, 2, 1, 2, 4, 3, 5};
        final byte[] inside = new byte[25];
        java.util.Arrays.fill(inside, (byte)1);
        final Region region = Region.of(Geometry.axial(1, 5, 5, 1, 1, 1), null, inside);
        final Glcm glcm = new Glcm(5);
        glcm.count(GreyRegion.of(region, image, 1), 0, 1, new int[]{0, 0, 1}, true, 1, new int[36]);
        assertArrayEquals(new double[]{6, 4, 3, 0, 0, 4, 0, 2, 1, 3, 3, 2, 0, 1, 2, 0, 1, 1, 0, 0, 0, 3, 2, 0, 2}, glcm.counts());
    }

    /** Against the eigenvalues of Q by deflated power iteration on its definition. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void maximalCorrelationIsTheSecondEigenvalue(final long seed) {
        final Random random = new Random(seed);
        final int n = 14;
        final Glcm glcm = new Glcm(n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                final double c = i == 5 || j == 5 ? 0 : random.nextInt(20) + (Math.abs(i - j) < 2 ? 40 : 0);
                glcm.counts()[i * n + j] = c;
                glcm.counts()[j * n + i] = c;
            }
        }
        final double total = glcm.total();
        final double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                p[i] += glcm.counts()[i * n + j] / total;
            }
        }
        final double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    q[i][j] += p[i] == 0 || p[k] == 0 ? 0
                        : glcm.counts()[i * n + k] / total * (glcm.counts()[j * n + k] / total) / (p[i] * p[k]);
                }
            }
        }
        // rows of Q sum to 1: the right eigenvector of the largest eigenvalue is constant, the left one p
        double[] x = random.doubles(n).toArray();
        double lambda = 0;
        for (int step = 0; step < 20_000; step++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += p[i] * x[i];
            }
            final double[] y = new double[n];
            double norm = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    y[i] += q[i][j] * (x[j] - mean);
                }
                norm = Math.max(norm, Math.abs(y[i]));
            }
            for (int i = 0; i < n; i++) {
                x[i] = y[i] / norm;
            }
            lambda = norm;
        }
        assertEquals(Math.sqrt(lambda), GlcmFeatures.of(glcm, 0, n)[25], 1e-9);
    }

    /**
     * Levels 3 and 4 meet each other only, with weights as distance weighting leaves them: their block of Q has the eigenvalue
     * w^2 / (w^2 + epsilon) twice; that of levels 1 and 2 has 1 and ((a - b) / (a + b))^2.
     */
    @ParameterizedTest
    @CsvSource({"1e-6", "3e-8", "1e-8", "1e-30"})
    void maximalCorrelationOfTinyWeightsIsThatOfPyRadiomics(final double w) {
        final double epsilon = 0x1p-52;
        final Glcm glcm = new Glcm(4);
        final double[] counts = {0.4, 0.1, 0, 0, 0.1, 0.4, 0, 0, 0, 0, 0, w, 0, 0, w, 0};
        System.arraycopy(counts, 0, glcm.counts(), 0, 16);
        final double p = w / glcm.total();
        final double expected = Math.max(0.36, p * p / (p * p + epsilon));
        assertEquals(Math.sqrt(expected), GlcmFeatures.of(glcm, epsilon, 4)[25], 1e-12);
    }

    /** Of a triangular matrix that was turned by a product of reflections, and of a companion matrix with known roots. */
    @Test
    void generalEigenvaluesAreThoseOfKnownMatrices() {
        final Random random = new Random(5);
        final int n = 25;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                a[i][j] = i == j ? i + 1 : random.nextDouble() - 0.5;
            }
        }
        for (int turn = 0; turn < 10; turn++) {
            final double[] v = random.doubles(n, -1, 1).toArray();
            double square = 0;
            for (final double x : v) {
                square += x * x;
            }
            final double[][] h = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    h[i][j] = (i == j ? 1 : 0) - 2 * v[i] * v[j] / square;
                }
            }
            a = times(times(h, a), h);
        }
        final double[] found = GeneralEigenvalues.realParts(a);
        java.util.Arrays.sort(found);
        for (int i = 0; i < n; i++) {
            assertEquals(i + 1, found[i], 1e-8);
        }
        // (x - 2) (x^2 + 1)^2: a double pair of imaginary roots
        final double[] roots = GeneralEigenvalues.realParts(new double[][]{{2, -2, 4, -1, 2}, {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0},
            {0, 0, 1, 0, 0}, {0, 0, 0, 1, 0}});
        java.util.Arrays.sort(roots);
        assertArrayEquals(new double[]{0, 0, 0, 0, 2}, roots, 1e-6);
        assertArrayEquals(new double[]{7}, GeneralEigenvalues.realParts(new double[][]{{7}}));
        assertArrayEquals(new double[]{0, 0, 0}, GeneralEigenvalues.realParts(new double[3][3]));
    }

    private static double[][] times(final double[][] a, final double[][] b) {
        final double[][] c = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                for (int k = 0; k < a.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }
}
