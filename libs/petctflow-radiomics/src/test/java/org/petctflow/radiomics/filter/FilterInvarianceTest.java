package org.petctflow.radiomics.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.Regions;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/** What every filter must do with an image that was moved, turned, scaled or shifted in intensity. */
class FilterInvarianceTest {

    private static final int[] SIZE = {8, 10, 12};

    private static final Map<String, ImageFilter> FILTERS = filters();

    /** Filters whose kernels have a mean of 0, but for what truncation leaves. */
    private static final Set<String> NO_MEAN = Set.of("laws E5L5S5", "laws energy", "wavelet LHH", "wavelet HHL turned", "simoncelli",
        "shannon", "riesz", "riesz aligned", "riesz flat", "decimated");

    private static Map<String, ImageFilter> filters() {
        final Boundary b = Boundary.PERIODIC;
        final Map<String, ImageFilter> all = new LinkedHashMap<>();
        all.put("mean", IbsiFilters.mean(3, false, b));
        all.put("log", IbsiFilters.laplacianOfGaussian(3, 4, false, b));
        all.put("laws E5L5S5", IbsiFilters.laws("E5L5S5", Pooling.NONE, 0, b));
        all.put("laws energy", IbsiFilters.laws("E3S3L3", Pooling.MAX, 2, b));
        all.put("gabor", IbsiFilters.gabor(2, 4, 0.7, 10, 45, true, Pooling.MAX, b));
        all.put("wavelet LHH", IbsiFilters.wavelet("db3", "LHH", 2, Pooling.NONE, b));
        all.put("wavelet HHL turned", IbsiFilters.wavelet("coif1", "HHL", 1, Pooling.MEAN, b));
        all.put("decimated", IbsiFilters.wavelet("bior2.2", "HLH", 1, true, Pooling.NONE, b));
        all.put("simoncelli", IbsiFilters.nonSeparable("simoncelli", 2, null, false, b));
        all.put("shannon", IbsiFilters.nonSeparable("shannon", 1, null, false, b));
        all.put("riesz", IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(1, 1, 0), false, b));
        all.put("riesz aligned", IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(0, 2, 0).aligned(2), false, b));
        all.put("riesz flat", IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(2, 0), true, b));
        return all;
    }

    static Set<String> names() {
        return FILTERS.keySet();
    }

    private static Regions image() {
        return Regions.lumpy(SIZE[0], SIZE[1], SIZE[2], new double[]{2, 2, 2}, 21);
    }

    private static double[] apply(final ImageFilter filter, final Regions r) {
        return filter.apply(r.image(), r.mask(), Progress.NONE).get(0).image().voxels().toDoubles();
    }

    private static void assertSame(final double[] expected, final double[] actual, final double tolerance) {
        for (int v = 0; v < expected.length; v++) {
            assertEquals(expected[v], actual[v], tolerance, "voxel " + v);
        }
    }

    /** By even numbers, which decimation keeps. */
    private static double[] cycled(final double[] x) {
        final double[] moved = new double[x.length];
        for (int s = 0, v = 0; s < SIZE[0]; s++) {
            for (int r = 0; r < SIZE[1]; r++) {
                for (int c = 0; c < SIZE[2]; c++, v++) {
                    moved[((s + 2) % SIZE[0] * SIZE[1] + (r + 4) % SIZE[1]) * SIZE[2] + (c + 10) % SIZE[2]] = x[v];
                }
            }
        }
        return moved;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aMovedPeriodicImageHasAMovedResponse(final String name) {
        final Regions r = image();
        final double[] before = apply(FILTERS.get(name), r);
        assertSame(cycled(before), apply(FILTERS.get(name), r.withValues(cycled(r.image().voxels().toDoubles()))), 1e-8);
    }

    @ParameterizedTest
    @MethodSource("names")
    void responsesScaleWithTheImage(final String name) {
        final Regions r = image();
        final double[] x = r.image().voxels().toDoubles().clone();
        final double[] before = apply(FILTERS.get(name), r).clone();
        for (int v = 0; v < x.length; v++) {
            x[v] *= 2.5;
            before[v] *= 2.5;
        }
        assertSame(before, apply(FILTERS.get(name), r.withValues(x)), 1e-8);
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatHasNoMeanDoesNotSeeAConstant(final String name) {
        final Regions r = image();
        final double[] x = r.image().voxels().toDoubles().clone();
        for (int v = 0; v < x.length; v++) {
            x[v] += 1000;
        }
        final double[] before = apply(FILTERS.get(name), r);
        final double[] after = apply(FILTERS.get(name), r.withValues(x));
        if (NO_MEAN.contains(name)) {
            assertSame(before, after, 1e-8);
        } else if (name.equals("mean")) {
            assertEquals(before[17] + 1000, after[17], 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LoG", "Gradient", "Square", "SquareRoot", "Logarithm", "Exponential"})
    void pyRadiomicsFiltersTurnWithTheImage(final String type) {
        final Regions r = Regions.lumpy(9, 11, 13, new double[]{2, 1.5, 1}, 5);
        final ImageFilter filter = PyRadiomicsFilters.imageTypes().get(type)
            .apply(PyRadiomicsSettings.withDefaults().with(Map.of("sigma", List.of(2.0))));
        for (final int[] axes : new int[][]{{0, 1}, {1, 2}, {0, 2}}) {
            final double[] turned =
                r.withValues(apply(filter, r)).rotated(axes[0], axes[1]).image().voxels().toDoubles();
            // LoG and Gradient are stored as floats, LoG between the axes, too
            assertSame(turned, apply(filter, r.rotated(axes[0], axes[1])), type.equals("LoG") ? 1e-4 : 1e-9);
        }
    }

    @Test
    void spherePatternsTurnAboutTheirAxes() {
        // the icosahedron is its own image when two axes are mirrored: half a turn
        final Regions lumpy = Regions.lumpy(6, 7, 8, new double[]{1, 1, 1}, 3);
        // in doubles: samples of whole numbers are rounded
        final Regions r = lumpy.withValues(lumpy.image().voxels().toDoubles());
        final ImageFilter filter = PyRadiomicsFilters.imageTypes().get("LBP3D").apply(PyRadiomicsSettings.withDefaults());
        final Regions half = r.rotated(1, 2).rotated(1, 2);
        for (final int result : new int[]{0, 2}) {
            final double[] turned = r.withValues(filter.apply(r.image(), r.mask(), Progress.NONE).get(result).image().voxels().toDoubles())
                .rotated(1, 2).rotated(1, 2).image().voxels().toDoubles();
            assertSame(turned, filter.apply(half.image(), half.mask(), Progress.NONE).get(result).image().voxels().toDoubles(), 1e-9);
        }
    }
}
