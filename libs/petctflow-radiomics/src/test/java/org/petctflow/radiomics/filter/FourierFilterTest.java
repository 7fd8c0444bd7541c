package org.petctflow.radiomics.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.Regions;

/** Non-separable wavelets and Riesz transforms of waves, whose responses have a closed form, and their symmetries. */
class FourierFilterTest {

    private static double[] apply(final ImageFilter filter, final Volume image) {
        return filter.apply(image, null, Progress.NONE).get(0).image().voxels().toDoubles();
    }

    private static Volume volume(final int slices, final int rows, final int columns, final double... values) {
        return Volume.of(Geometry.axial(slices, rows, columns, 2, 2, 2), Modality.OTHER, Units.NONE, Voxels.of(values));
    }

    /** {@code 7 + cos(2 pi (a column / columns + b row / rows + c slice / slices) + phase)}. */
    private static double[] wave(final int[] size, final int a, final int b, final int c, final double phase) {
        final double[] x = new double[size[0] * size[1] * size[2]];
        for (int s = 0, v = 0; s < size[0]; s++) {
            for (int r = 0; r < size[1]; r++) {
                for (int k = 0; k < size[2]; k++, v++) {
                    x[v] = Math.cos(2 * Math.PI
                        * ((double)a * k / size[2] + (double)b * r / size[1] + (double)c * s / size[0]) + phase);
                }
            }
        }
        return x;
    }

    private static double worst(final double[] a, final double[] b, final double factor) {
        double worst = 0;
        for (int v = 0; v < a.length; v++) {
            worst = Math.max(worst, Math.abs(a[v] - factor * b[v]));
        }
        return worst;
    }

    private static Volume plus(final int[] size, final double[] wave, final double mean) {
        return volume(size[0], size[1], size[2], Arrays.stream(wave).map(v -> v + mean).toArray());
    }

    @ParameterizedTest
    @CsvSource({"simoncelli, 1, 5, 0, 0", "simoncelli, 1, 2, 3, 1", "simoncelli, 2, 2, 1, 1", "simoncelli, 3, 1, 0, 0",
        "shannon, 1, 6, 1, 2", "shannon, 2, 3, 1, 0", "shannon, 3, 5, 0, 0"})
    void waveletsScaleAWaveByItsFrequency(final String wavelet, final int level, final int a, final int b, final int c) {
        // odd sizes, of which 19 and 17 are primes: frequency k of n stands for 2 k / (n - 1)
        final int[] size = {15, 17, 19};
        final double r = Math.sqrt(Math.pow(a / 9.0, 2) + Math.pow(b / 8.0, 2) + Math.pow(c / 7.0, 2));
        final double octaves = Math.log(2 * r * Math.pow(2, level - 1)) / Math.log(2);
        final double factor = wavelet.equals("shannon") ? octaves >= 0 && octaves <= 1 ? 1 : 0
            : Math.abs(octaves) < 1 ? Math.cos(Math.PI / 2 * octaves) : 0;
        final double[] wave = wave(size, a, b, c, 0.4);
        final double[] response =
            apply(IbsiFilters.nonSeparable(wavelet, level, null, false, Boundary.PERIODIC), plus(size, wave, 50));
        assertEquals(0, worst(response, wave, factor), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 16})
    void noLevelPassesTheMean(final int n) {
        final double[] flat = new double[n * n * n];
        Arrays.fill(flat, 1000);
        for (int level = 1; level <= 8; level++) {
            final double[] response =
                apply(IbsiFilters.nonSeparable("simoncelli", level, null, false, Boundary.PERIODIC), volume(n, n, n, flat));
            assertEquals(0, worst(response, new double[flat.length], 1), 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 1", "1, 1, 0", "2, 0, 0", "0, 2, 0", "1, 1, 1", "3, 0, 1"})
    void rieszTransformTurnsAWaveByQuarters(final int l1, final int l2, final int l3) {
        final int[] size = {12, 10, 14};
        final double[] f = {3.0 / 14, -2.0 / 10, 1.0 / 12};
        final double norm = Math.sqrt(f[0] * f[0] + f[1] * f[1] + f[2] * f[2]);
        final int total = l1 + l2 + l3;
        final double factor = Math.pow(f[0] / norm, l1) * Math.pow(f[1] / norm, l2) * Math.pow(f[2] / norm, l3)
            * Math.sqrt(factorial(total) / factorial(l1) / factorial(l2) / factorial(l3));
        // the Laplacian of Gaussian of a wave without a mean is the wave times a factor
        final ImageFilter plain = IbsiFilters.laplacianOfGaussian(2, 5, null, false, Boundary.PERIODIC);
        final double[] wave = wave(size, 3, -2, 1, 0.7);
        final double log = apply(plain, plus(size, wave, 0))[0] / wave[0];
        final double[] response = apply(
            IbsiFilters.laplacianOfGaussian(2, 5, Riesz.of(l1, l2, l3), false, Boundary.PERIODIC), plus(size, wave, 9));
        assertEquals(0, worst(response, wave(size, 3, -2, 1, 0.7 - total * Math.PI / 2), log * factor), 1e-9);
        assertTrue(Math.abs(log) > 0.1);
    }

    private static double factorial(final int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 0, -1", "0, 2, 0, 0", "0, 1, 1, 0", "4, 0, 0, 1", "1, 0, 0, 2", "0, 1, 0, 0", "3, 0, 0, -2"})
    void alignedToAWaveAllResponseIsAlongIt(final int l1, final int l2, final int l3, final int expected) {
        final int[] size = {12, 12, 12};
        final double[] wave = wave(size, 2, -3, 1, 0.3);
        final ImageFilter filter =
            IbsiFilters.nonSeparable("shannon", 1, Riesz.of(l1, l2, l3).aligned(8), false, Boundary.PERIODIC);
        final double[] response = apply(filter, plus(size, wave, 3));
        if (Math.abs(expected) == 2) {
            // the axis points to where the first order is positive: the modulus of the wave a quarter on
            final double[] quarter = wave(size, 2, -3, 1, 0.3 - Math.PI / 2);
            assertEquals(0, worst(response, Arrays.stream(quarter).map(Math::abs).toArray(), expected / 2.0), 1e-9);
        } else {
            assertEquals(0, worst(response, wave, expected), 1e-9);
        }
    }

    @Test
    void theSecondOrdersAlongTheAxesAddUpToTheImage() {
        final Regions a = Regions.lumpy(9, 10, 11, new double[]{2, 2, 2}, 4);
        final double[] image = apply(IbsiFilters.nonSeparable("simoncelli", 1, null, false, Boundary.PERIODIC), a.image());
        for (final double window : new double[]{0, 3}) {
            final double[] sum = new double[image.length];
            for (final int[] order : new int[][]{{2, 0, 0}, {0, 2, 0}, {0, 0, 2}}) {
                final Riesz riesz = window == 0 ? Riesz.of(order) : Riesz.of(order).aligned(window);
                final double[] part =
                    apply(IbsiFilters.nonSeparable("simoncelli", 1, riesz, false, Boundary.PERIODIC), a.image());
                for (int v = 0; v < sum.length; v++) {
                    sum[v] += part[v];
                }
            }
            assertEquals(0, worst(sum, image, -1), 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PERIODIC", "ZERO", "MIRROR"})
    void alignedFiltersTurnWithTheImage(final Boundary boundary) {
        final Regions a = Regions.lumpy(9, 9, 9, new double[]{2, 2, 2}, 4);
        for (final ImageFilter filter : new ImageFilter[]{
            IbsiFilters.nonSeparable("simoncelli", 1, null, false, boundary),
            IbsiFilters.laplacianOfGaussian(3, 3, Riesz.of(0, 2, 0).aligned(2), false, boundary),
            IbsiFilters.laplacianOfGaussian(3, 3, Riesz.of(2, 1, 0).aligned(3), false, boundary),
            IbsiFilters.laplacianOfGaussian(3, 3, Riesz.of(1, 1).aligned(2), true, boundary)}) {
            final double[] before = apply(filter, a.image());
            final double[] after = apply(filter, a.rotated(1, 2).image());
            final double[] turned = a.withValues(before).rotated(1, 2).image().voxels().toDoubles();
            final double range = Arrays.stream(turned).max().orElseThrow() - Arrays.stream(turned).min().orElseThrow();
            // elsewhere the continued image is longer at one end than at the other
            assertEquals(0, worst(after, turned, 1), range * (boundary == Boundary.PERIODIC ? 1e-9 : 0.005));
        }
    }

    @Test
    void sliceBySliceIsEachSliceAlone() {
        final double[] x = new Random(5).doubles(3 * 8 * 10).toArray();
        final ImageFilter filter = IbsiFilters.nonSeparable("simoncelli", 2, Riesz.of(1, 1), true, Boundary.NEAREST);
        final double[] all = apply(filter, volume(3, 8, 10, x));
        for (int s = 0; s < 3; s++) {
            final double[] alone = apply(filter, volume(1, 8, 10, Arrays.copyOfRange(x, 80 * s, 80 * (s + 1))));
            assertEquals(0, worst(Arrays.copyOfRange(all, 80 * s, 80 * (s + 1)), alone, 1), 1e-12);
        }
    }

    @Test
    void zerosBeyondTheBorderAreZerosInALargerImage() {
        final double[] small = new double[16 * 16 * 16];
        final double[] large = new double[96 * 96 * 96];
        final Random random = new Random(8);
        for (int s = 0; s < 16; s++) {
            for (int r = 0; r < 16; r++) {
                for (int c = 0; c < 16; c++) {
                    small[(s * 16 + r) * 16 + c] = random.nextGaussian();
                    large[((s + 40) * 96 + r + 40) * 96 + c + 40] = small[(s * 16 + r) * 16 + c];
                }
            }
        }
        final Riesz riesz = Riesz.of(1, 0, 1);
        final double[] zero = apply(IbsiFilters.nonSeparable("simoncelli", 1, riesz, false, Boundary.ZERO), volume(16, 16, 16, small));
        final double[] periodic =
            apply(IbsiFilters.nonSeparable("simoncelli", 1, riesz, false, Boundary.PERIODIC), volume(96, 96, 96, large));
        for (int s = 0; s < 16; s++) {
            for (int r = 0; r < 16; r++) {
                for (int c = 0; c < 16; c++) {
                    assertEquals(periodic[((s + 40) * 96 + r + 40) * 96 + c + 40], zero[(s * 16 + r) * 16 + c], 0.02);
                }
            }
        }
    }

    /** A deep level reaches thousands of voxels: a small image must not be continued so far. */
    @Test
    void deepLevelsOfASmallImageTakeLittleMemory() {
        final double[] x = new Random(5).doubles(512, -1, 1).toArray();
        final double[] deep = apply(IbsiFilters.nonSeparable("simoncelli", 8, null, false, Boundary.MIRROR), volume(8, 8, 8, x));
        assertTrue(Arrays.stream(deep).allMatch(v -> Math.abs(v) < 1));
    }

    @Test
    void gaborIsTheSumOfItsDefinitionInEveryPlane() {
        final int[] size = {5, 6, 7};
        final double[] x = new Random(2).doubles(210).toArray();
        final double[] fast =
            apply(IbsiFilters.gabor(2, 3, 0.8, 20, 120, true, Pooling.MEAN, Boundary.MIRROR), volume(5, 6, 7, x));
        // sigma 1 voxel, wavelength 1.5 voxels
        final int[] p = {2, 4, 1};
        double mean = 0;
        for (int axis = 0; axis < 3; axis++) {
            final int slow = axis == 0 ? 1 : 0;
            final int wide = axis == 2 ? 1 : 2;
            for (int a = 0; a < 3; a++) {
                final double theta = Math.toRadians(20 + 120 * a);
                double re = 0;
                double im = 0;
                for (int i = -8; i <= 8; i++) {
                    for (int j = -8; j <= 8; j++) {
                        final int[] q = p.clone();
                        q[slow] = Boundary.MIRROR.inside(p[slow] - i, size[slow]);
                        q[wide] = Boundary.MIRROR.inside(p[wide] - j, size[wide]);
                        final double u = Math.cos(theta) * j + Math.sin(theta) * i;
                        final double w = -Math.sin(theta) * j + Math.cos(theta) * i;
                        final double envelope = Math.exp(-(u * u + 0.64 * w * w) / 2);
                        final double value = x[(q[0] * 6 + q[1]) * 7 + q[2]] * envelope;
                        re += value * Math.cos(2 * Math.PI * u / 1.5);
                        im += value * Math.sin(2 * Math.PI * u / 1.5);
                    }
                }
                mean += Math.hypot(re, im) / 9;
            }
        }
        assertEquals(mean, fast[(p[0] * 6 + p[1]) * 7 + p[2]], 1e-5);
    }

    @Test
    void wrongSettingsSayWhatIsWrong() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Riesz.of(0, 0, 0)).getMessage().contains("[0, 0, 0]"));
        assertThrows(IllegalArgumentException.class, () -> Riesz.of(1, 0, 0).aligned(0));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(1, 0, 0), true, Boundary.ZERO)).getMessage().contains("two numbers"));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> IbsiFilters.nonSeparable("meyer", 1, null, false, Boundary.ZERO)).getMessage().contains("meyer"));
        assertThrows(IllegalArgumentException.class, () -> IbsiFilters.nonSeparable("shannon", 0, null, false, Boundary.ZERO));
        assertThrows(IllegalArgumentException.class,
            () -> IbsiFilters.gabor(3, 3, 1, 0, 45, false, Pooling.NONE, Boundary.ZERO));
    }
}
