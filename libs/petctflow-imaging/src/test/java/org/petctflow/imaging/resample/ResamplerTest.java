package org.petctflow.imaging.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.RandomGrids;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

class ResamplerTest {

    private static final Interpolation[] SMOOTH = {Interpolation.LINEAR, Interpolation.CUBIC_BSPLINE};

    private static Volume volume(final Geometry grid, final double... values) {
        return Volume.of(grid, Modality.PET, Units.SUV_BW, Voxels.of(values));
    }

    private static double[] resample(final Volume source, final Geometry target, final ResampleOptions options) {
        return Resampler.resample(source, target, options, Progress.NONE).voxels().toDoubles();
    }

    /** A grid somewhere in another one, of any direction. */
    private static Geometry near(final Random random, final Geometry grid, final double[] direction, final int size) {
        final double[] centre = grid.toPatient((grid.slices() - 1) / 2.0, (grid.rows() - 1) / 2.0, (grid.columns() - 1) / 2.0);
        final double[] spacing = {0.7 + random.nextDouble(), 0.7 + random.nextDouble(), 0.7 + random.nextDouble()};
        final Geometry at = Geometry.of(1, 1, 1, spacing, centre, direction);
        final int[] n = {1 + random.nextInt(size), 1 + random.nextInt(size), 1 + random.nextInt(size)};
        return Geometry.of(n[0], n[1], n[2], spacing,
            at.toPatient(-n[0] / 2.0 + random.nextDouble(), -n[1] / 2.0 + random.nextDouble(),
                -n[2] / 2.0 - random.nextDouble()), direction);
    }

    /** Golden values: scipy 1.17.1, ndimage.map_coordinates(v, points, order, mode='mirror'). */
    @Test
    void valuesAreThoseOfScipy() {
        final double[] v = new double[5 * 6 * 7];
        for (int i = 0; i < v.length; i++) {
            v[i] = (i / 42 * 37 + i / 7 % 6 * 61 + i % 7 * 17) % 101 - 50;
        }
        final double[][] points = {{0.3, 1.7, 2.2}, {2.5, 2.5, 3.5}, {4, 5, 6}, {-0.4, 0.2, 6.4}, {3.9, -0.25, 0.1},
            {1.25, 4.75, 5.5}, {4.45, 5.45, -0.45}};
        final double[] cubic = {23.90874585114412, 7.942495785464541, -1.2466387810334605e-14, -19.98043068484594,
            -10.28646971661283, 0.5761812085828139, -3.080758191629271};
        final double[] linear = {13.925999999999997, 2.0, 0.0, -9.407999999999989,
            -12.475, -2.40625, -3.2488749999999995};
        final Random random = new Random(1);
        final Geometry grid = RandomGrids.oblique(random, 1).box(0, 0, 0, 5, 6, 7);
        for (int i = 0; i < points.length; i++) {
            final double[] p = grid.toPatient(points[i][0], points[i][1], points[i][2]);
            // a single voxel has parallel axes whatever its direction; three along a slanted one have not
            for (final int n : new int[]{1, 3}) {
                final double[] d = RandomGrids.direction(random);
                final Geometry line = Geometry.of(1, 1, n, new double[]{1, 1, 1}, p, d);
                assertEquals(cubic[i], resample(volume(grid, v), line, ResampleOptions.of(Interpolation.CUBIC_BSPLINE))[0],
                    1e-9);
                if (i < 3 || i == 5) {
                    assertEquals(linear[i], resample(volume(grid, v), line, ResampleOptions.of(Interpolation.LINEAR))[0],
                        1e-9);
                }
            }
        }
    }

    @Test
    void aConstantStaysConstantOnAnyGrid() {
        final Random random = new Random(2);
        for (int round = 0; round < 40; round++) {
            final Geometry grid = RandomGrids.oblique(random, 12);
            final double[] v = new double[grid.voxels()];
            Arrays.fill(v, -987.654);
            final Geometry target =
                near(random, grid, round % 2 == 0 ? grid.direction() : RandomGrids.direction(random), 20);
            for (final Interpolation interpolation : Interpolation.values()) {
                for (final boolean antiAlias : new boolean[]{false, true}) {
                    final double[] r = resample(volume(grid, v), target,
                        ResampleOptions.of(interpolation).withAntiAlias(antiAlias).withOutside(-987.654));
                    for (final double x : r) {
                        assertEquals(-987.654, x, 1e-6);
                    }
                }
            }
        }
    }

    @Test
    void aRampStaysARampOnAnyGrid() {
        final Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            // the mirrored border bends a spline's ramp: its trace is below 1e-8 after 14 voxels
            final Geometry grid = RandomGrids.oblique(random, 1).box(0, 0, 0, 36, 40, 38);
            final double[] slope = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            final double[] v = new double[grid.voxels()];
            for (int i = 0; i < v.length; i++) {
                final double[] p = grid.toPatient(i / (40 * 38), i / 38 % 40, i % 38);
                v[i] = slope[0] * p[0] + slope[1] * p[1] + slope[2] * p[2];
            }
            final Geometry target =
                near(random, grid, round % 2 == 0 ? grid.direction() : RandomGrids.direction(random), 30);
            for (final Interpolation interpolation : SMOOTH) {
                final double[] r =
                    resample(volume(grid, v), target, ResampleOptions.of(interpolation).withOutside(Double.NaN));
                int compared = 0;
                for (int i = 0; i < r.length; i++) {
                    final double[] p = target.toPatient(i / (target.rows() * target.columns()),
                        i / target.columns() % target.rows(), i % target.columns());
                    final double[] index = grid.toIndex(p[0], p[1], p[2]);
                    final int margin = interpolation == Interpolation.LINEAR ? 0 : 14;
                    if (inside(index, grid, margin)) {
                        assertEquals(slope[0] * p[0] + slope[1] * p[1] + slope[2] * p[2], r[i], 1e-6);
                        compared++;
                    }
                    assertEquals(!inside(index, grid, -0.5), Double.isNaN(r[i]));
                }
                assertTrue(compared > 0);
            }
        }
    }

    private static boolean inside(final double[] index, final Geometry grid, final double margin) {
        for (int a = 0; a < 3; a++) {
            if (index[a] < margin || index[a] > grid.size(a) - 1 - margin) {
                return false;
            }
        }
        return true;
    }

    @Test
    void axisByAxisIsTheSameAsVoxelByVoxel() {
        final Random random = new Random(4);
        final int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int round = 0; round < 48; round++) {
            final Geometry grid = RandomGrids.oblique(random, 14);
            final Volume source = RandomGrids.noise(random, grid, Voxels.Kind.FLOAT64);
            final double[] d = grid.direction();
            final double[] direction = new double[9];
            final double[] tilted = new double[9];
            for (int a = 0; a < 3; a++) {
                final double sign = random.nextBoolean() ? 1 : -1;
                for (int i = 0; i < 3; i++) {
                    direction[3 * a + i] = sign * d[3 * permutations[round % 6][a] + i];
                }
            }
            // turned by 1e-7: too much for axis by axis, too little for the values
            for (int i = 0; i < 3; i++) {
                tilted[i] = direction[i] + 3e-7 * direction[3 + i];
                tilted[3 + i] = direction[3 + i] - 3e-7 * direction[i];
                tilted[6 + i] = direction[6 + i];
            }
            final Geometry parallel = near(random, grid, direction, 12);
            final Geometry slanted = Geometry.of(parallel.slices(), parallel.rows(), parallel.columns(), parallel.spacing(),
                parallel.origin(), tilted);
            for (final Interpolation interpolation : Interpolation.values()) {
                final ResampleOptions options =
                    ResampleOptions.of(interpolation).withAntiAlias(round % 2 == 0).withOutside(-5);
                final double[] a = resample(source, parallel, options);
                final double[] b = resample(source, slanted, options);
                int different = 0;
                for (int i = 0; i < a.length; i++) {
                    different += Math.abs(a[i] - b[i]) > 0.1 ? 1 : 0;
                }
                assertEquals(0, different);
            }
        }
    }

    @Test
    void aSmallTargetInALargeImageIsTheSameAsACutOutOfALargeTarget() {
        final Random random = new Random(8);
        for (int round = 0; round < 6; round++) {
            final Geometry grid = RandomGrids.oblique(random, 1).box(0, 0, 0, 60, 90, 100);
            final Volume source = RandomGrids.noise(random, grid, Voxels.Kind.FLOAT64);
            final Geometry large = Geometry.of(40, 60, 70, new double[]{0.8, 1.1, 1.3}, grid.toPatient(-1, 2, -1),
                round % 2 == 0 ? grid.direction() : RandomGrids.direction(random));
            final Geometry small = large.box(3 * round, 5, 6, 4, 5, 6);
            for (final Interpolation interpolation : SMOOTH) {
                final ResampleOptions options =
                    ResampleOptions.of(interpolation).withAntiAlias(round > 3).withOutside(-7);
                final double[] whole = resample(source, large, options);
                final double[] part = resample(source, small, options);
                for (int i = 0; i < part.length; i++) {
                    assertEquals(whole[large.voxel(3 * round + i / 30, 5 + i / 6 % 5, 6 + i % 6)], part[i], 1e-9);
                }
            }
        }
    }

    @Test
    void onItsOwnVoxelsAnImageStaysWhatItIs() {
        final Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            final Geometry grid = RandomGrids.oblique(random, 12);
            for (final Voxels.Kind kind : Voxels.Kind.values()) {
                final Volume source = RandomGrids.noise(random, grid, kind);
                for (final Interpolation interpolation : Interpolation.values()) {
                    final Volume result = Resampler.resample(source, grid, ResampleOptions.of(interpolation), Progress.NONE);
                    final double tolerance = interpolation == Interpolation.NEAREST || kind == Voxels.Kind.FLOAT64 ? 1e-9
                        : 40000 * 1e-6;
                    assertArrayEquals(source.voxels().toDoubles(), result.voxels().toDoubles(), tolerance);
                }
                final Volume rounded = Resampler.resample(source, grid,
                    ResampleOptions.of(Interpolation.CUBIC_BSPLINE).withRound(true), Progress.NONE);
                assertEquals(kind, rounded.voxels().kind());
                if (kind == Voxels.Kind.UINT8 || kind == Voxels.Kind.INT16) {
                    assertArrayEquals(source.voxels().toDoubles(), rounded.voxels().toDoubles());
                }
            }
        }
    }

    @Test
    void ibsiCentresTheNewGridOnTheOld() {
        // IBSI reference manual, "Alignment of grid centres": 4 voxels of 3 mm to 2 mm are 6, first at -0.5 mm
        final Geometry old = Geometry.axial(4, 4, 5, 3, 3, 2);
        final Geometry grid = TargetGrids.isotropic(old, 2);
        assertEquals(6, grid.slices());
        assertEquals(5, grid.columns());
        assertArrayEquals(new double[]{0, -0.5, -0.5}, grid.origin(), 1e-12);
        // 4 * 3 / 2.5 = 4.8: 5 voxels, of which the outer two reach over the old border
        final Geometry over = TargetGrids.withSpacing(old, 2.5, 0, 2);
        assertEquals(5, over.slices());
        assertEquals(4, over.rows());
        assertArrayEquals(new double[]{0, 0, -0.5}, over.origin(), 1e-12);
        assertEquals(60, TargetGrids.withSpacing(Geometry.axial(20, 1, 1, 0.3, 1, 1), 0.1, 0, 0).slices());
        assertThrows(IllegalArgumentException.class, () -> TargetGrids.isotropic(old, 0));
        assertThrows(IllegalArgumentException.class, () -> TargetGrids.isotropic(old, 1e-6));
        assertThrows(IllegalArgumentException.class, () -> TargetGrids.withSpacing(old, -1, 1, 1));
    }

    @Test
    void antiAliasingTakesAwayWhatTheNewGridCannotShow() {
        final Geometry grid = Geometry.axial(1, 1, 64, 1, 1, 1);
        final double[] stripes = new double[64];
        for (int i = 0; i < 64; i++) {
            stripes[i] = i % 2 == 0 ? 100 : -100;
        }
        final Geometry coarse = Geometry.axial(1, 1, 16, 1, 1, 4);
        final ResampleOptions options = ResampleOptions.of(Interpolation.CUBIC_BSPLINE);
        assertEquals(100, resample(volume(grid, stripes), coarse, options)[8], 1e-9);
        assertEquals(0, resample(volume(grid, stripes), coarse, options.withAntiAlias(true))[8], 1);
        // nothing is smoothed where the grid does not get coarser
        final Geometry fine = Geometry.axial(1, 1, 100, 1, 1, 0.5);
        assertArrayEquals(resample(volume(grid, stripes), fine, options),
            resample(volume(grid, stripes), fine, options.withAntiAlias(true)));
    }

    @Test
    void masksAreCutAtOneHalf() {
        final Geometry grid = Geometry.axial(1, 1, 4, 1, 1, 1);
        final Mask mask = Mask.of(grid, new byte[]{0, 1, 1, 0});
        final Geometry fine = Geometry.of(1, 1, 7, new double[]{1, 1, 0.5}, new double[3], grid.direction());
        assertArrayEquals(new byte[]{0, 1, 1, 1, 1, 1, 0},
            Resampler.resample(mask, fine, Interpolation.LINEAR, Progress.NONE).inside());
        assertArrayEquals(new byte[]{0, 1, 1, 1, 1, 0, 0},
            Resampler.resample(mask, fine, Interpolation.NEAREST, Progress.NONE).inside());
        final Geometry beyond = Geometry.of(1, 1, 3, new double[]{1, 1, 1}, new double[]{2, 0, 0}, grid.direction());
        assertArrayEquals(new byte[]{1, 0, 0},
            Resampler.resample(mask, beyond, Interpolation.LINEAR, Progress.NONE).inside());
    }

    @Test
    void turnedGridsMatchAndOthersDoNot() {
        final Random random = new Random(6);
        final int[][] permutations = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int round = 0; round < 60; round++) {
            final Geometry grid = RandomGrids.oblique(random, 9);
            final int[] p = permutations[round % 6];
            final double[] d = grid.direction();
            final double[] direction = new double[9];
            final double[] spacing = new double[3];
            final int[] size = new int[3];
            final double[] corner = new double[3];
            final boolean[] flip = new boolean[3];
            for (int a = 0; a < 3; a++) {
                flip[a] = random.nextBoolean();
                spacing[a] = grid.spacing(p[a]);
                size[a] = grid.size(p[a]);
                corner[p[a]] = flip[a] ? size[a] - 1 : 0;
                for (int i = 0; i < 3; i++) {
                    direction[3 * a + i] = (flip[a] ? -1 : 1) * d[3 * p[a] + i];
                }
            }
            final Geometry turned = Geometry.of(size[0], size[1], size[2], spacing,
                grid.toPatient(corner[0], corner[1], corner[2]), direction);
            final byte[] labels = new byte[grid.voxels()];
            random.nextBytes(labels);
            final GridMatch match = GridMatch.of(grid, turned).orElseThrow();
            assertTrue(match.within());
            final byte[] moved = match.move(labels);
            for (int i = 0; i < labels.length; i++) {
                final int[] to = new int[3];
                final int[] from = {i / (grid.rows() * grid.columns()), i / grid.columns() % grid.rows(), i % grid.columns()};
                for (int a = 0; a < 3; a++) {
                    to[a] = flip[a] ? size[a] - 1 - from[p[a]] : from[p[a]];
                }
                assertEquals(labels[i], moved[turned.voxel(to[0], to[1], to[2])]);
            }
            assertArrayEquals(labels, GridMatch.of(turned, grid).orElseThrow().move(moved));
            assertTrue(GridMatch.of(grid, TargetGrids.isotropic(grid, 7)).isEmpty());
            final Geometry shifted = grid.box(0, 0, 1, grid.slices(), grid.rows(), grid.columns());
            assertFalse(GridMatch.of(grid, shifted).orElseThrow().within());
        }
    }

    @Test
    void itStopsWhenItIsCancelled() {
        final Progress cancelled = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // nobody listens
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        final Geometry grid = Geometry.axial(5, 5, 5, 1, 1, 1);
        final Volume source = RandomGrids.noise(new Random(7), grid, Voxels.Kind.INT16);
        for (final Interpolation interpolation : Interpolation.values()) {
            assertThrows(CancellationException.class,
                () -> Resampler.resample(source, grid, ResampleOptions.of(interpolation), cancelled));
        }
    }
}
