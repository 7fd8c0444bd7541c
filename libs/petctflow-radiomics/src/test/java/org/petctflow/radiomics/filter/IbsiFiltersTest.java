package org.petctflow.radiomics.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.Regions;

/** IBSI-2's consensus response maps (Whybra 2024, doi:10.1148/radiol.231319): every voxel within 1 % of the map's range, where the map is there. */
class IbsiFiltersTest {

    /** All configurations of IBSI-2's first phase (reference manual, table of phase 1), with the phantom of each. */
    static Stream<Arguments> configurations() {
        final Boundary zero = Boundary.ZERO;
        final Boundary mirror = Boundary.MIRROR;
        final Boundary nearest = Boundary.NEAREST;
        final Boundary periodic = Boundary.PERIODIC;
        return Stream.of(
            Arguments.of("1_a_1", "checkerboard", IbsiFilters.mean(15, false, zero)),
            Arguments.of("1_a_2", "checkerboard", IbsiFilters.mean(15, false, nearest)),
            Arguments.of("1_a_3", "checkerboard", IbsiFilters.mean(15, false, periodic)),
            Arguments.of("1_a_4", "checkerboard", IbsiFilters.mean(15, false, mirror)),
            Arguments.of("1_b_1", "impulse", IbsiFilters.mean(15, true, zero)),
            Arguments.of("2_a", "impulse", IbsiFilters.laplacianOfGaussian(3, 4, false, zero)),
            Arguments.of("2_b", "checkerboard", IbsiFilters.laplacianOfGaussian(5, 4, false, mirror)),
            Arguments.of("2_c", "checkerboard", IbsiFilters.laplacianOfGaussian(5, 4, true, mirror)),
            Arguments.of("3_a_1", "impulse", IbsiFilters.laws("E5L5S5", Pooling.NONE, 0, zero)),
            Arguments.of("3_a_2", "impulse", IbsiFilters.laws("E5L5S5", Pooling.MAX, 0, zero)),
            Arguments.of("3_a_3", "impulse", IbsiFilters.laws("E5L5S5", Pooling.MAX, 7, zero)),
            Arguments.of("3_b_1", "checkerboard", IbsiFilters.laws("E3W5R5", Pooling.NONE, 0, mirror)),
            Arguments.of("3_b_2", "checkerboard", IbsiFilters.laws("E3W5R5", Pooling.MAX, 0, mirror)),
            Arguments.of("3_b_3", "checkerboard", IbsiFilters.laws("E3W5R5", Pooling.MAX, 7, mirror)),
            Arguments.of("3_c_1", "checkerboard", IbsiFilters.laws("L5S5", Pooling.NONE, 0, mirror)),
            Arguments.of("3_c_2", "checkerboard", IbsiFilters.laws("L5S5", Pooling.MAX, 0, mirror)),
            Arguments.of("3_c_3", "checkerboard", IbsiFilters.laws("L5S5", Pooling.MAX, 7, mirror)),
            Arguments.of("4_a_1", "impulse", IbsiFilters.gabor(10, 4, 0.5, 60, 0, false, Pooling.NONE, zero)),
            Arguments.of("4_a_2", "impulse", IbsiFilters.gabor(10, 4, 0.5, 0, 45, true, Pooling.MEAN, zero)),
            Arguments.of("4_b_1", "sphere", IbsiFilters.gabor(20, 8, 2.5, 225, 0, false, Pooling.NONE, mirror)),
            Arguments.of("4_b_2", "sphere", IbsiFilters.gabor(20, 8, 2.5, 0, 22.5, true, Pooling.MEAN, mirror)),
            Arguments.of("5_a_1", "impulse", IbsiFilters.wavelet("db2", "LHL", 1, Pooling.NONE, zero)),
            Arguments.of("5_a_2", "impulse", IbsiFilters.wavelet("db2", "LHL", 1, Pooling.MEAN, zero)),
            Arguments.of("6_a_1", "sphere", IbsiFilters.wavelet("coif1", "HHL", 1, Pooling.NONE, periodic)),
            Arguments.of("6_a_2", "sphere", IbsiFilters.wavelet("coif1", "HHL", 1, Pooling.MEAN, periodic)),
            Arguments.of("7_a_1", "checkerboard", IbsiFilters.wavelet("haar", "LLL", 2, Pooling.MEAN, mirror)),
            Arguments.of("7_a_2", "checkerboard", IbsiFilters.wavelet("haar", "HHH", 2, Pooling.MEAN, mirror)),
            Arguments.of("8_a_1", "checkerboard", IbsiFilters.nonSeparable("simoncelli", 1, null, false, periodic)),
            Arguments.of("8_a_2", "checkerboard", IbsiFilters.nonSeparable("simoncelli", 2, null, false, periodic)),
            Arguments.of("8_a_3", "checkerboard", IbsiFilters.nonSeparable("simoncelli", 3, null, false, periodic)),
            Arguments.of("9_a", "impulse", IbsiFilters.laplacianOfGaussian(3, 4, Riesz.of(1, 0, 0), false, zero)),
            Arguments.of("9_b_1", "sphere", IbsiFilters.laplacianOfGaussian(3, 4, Riesz.of(0, 2, 0), false, zero)),
            Arguments.of("9_b_2", "sphere", IbsiFilters.laplacianOfGaussian(3, 4, Riesz.of(0, 2, 0).aligned(1), false, zero)),
            Arguments.of("10_a", "impulse", IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(1, 0, 0), false, zero)),
            Arguments.of("10_b_1", "pattern_1", IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(0, 2, 0), false, nearest)),
            Arguments.of("10_b_2", "pattern_1", IbsiFilters.nonSeparable("simoncelli", 1, Riesz.of(0, 2, 0).aligned(1), false, nearest)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("configurations")
    void responseMapsAreTheConsensus(final String map, final String phantom, final ImageFilter filter) throws IOException {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, "radiomics/ibsi2");
        final Path expectedMap = folder == null ? null : folder.resolve("response-maps/" + map + ".nii.gz");
        if (expectedMap == null || !Files.exists(expectedMap)) {
            // no map to compare with, or no consensus was reached: the configuration can be written, and says something
            final double[] response = apply(filter, Regions.lumpy(8, 9, 10, new double[]{2, 2, 2}, 3).image(), null);
            assertTrue(Arrays.stream(response).allMatch(Double::isFinite));
            assertTrue(Arrays.stream(response).max().orElseThrow() > Arrays.stream(response).min().orElseThrow());
            return;
        }
        final Volume image = NiftiReader.read(folder.resolve("phantom/" + phantom + "/image/" + phantom + ".nii.gz"), Progress.NONE).volume();
        final double[] expected = NiftiReader.read(expectedMap, Progress.NONE).volume().voxels().toDoubles();
        final double[] response = apply(filter, image, null);
        final double range = Arrays.stream(expected).max().orElseThrow() - Arrays.stream(expected).min().orElseThrow();
        assertTrue(worstOf(expected, response) <= 0.01 * range,
            () -> "off by " + worstOf(expected, response) / range + " of the range " + range);
    }

    /** A map that is there is compared: none has a name that no configuration knows. */
    @Test
    void everyMapThatIsThereIsCompared() throws IOException {
        final String reference = System.getProperty("petctflow.reference");
        final Path maps = reference == null ? null : Path.of(reference, "radiomics/ibsi2/response-maps");
        Assumptions.assumeTrue(maps != null && Files.isDirectory(maps),
            "The reference data (shared/reference/radiomics/ibsi2) are not there: this test is skipped");
        final List<Object> known = configurations().map(c -> c.get()[0]).toList();
        try (Stream<Path> files = Files.list(maps)) {
            final List<String> names = files.map(f -> f.getFileName().toString().replace(".nii.gz", "")).toList();
            assertTrue(names.size() >= 14 && known.containsAll(names), names + " are not all among " + known);
        }
    }

    private static double worstOf(final double[] a, final double[] b) {
        double worst = 0;
        for (int v = 0; v < a.length; v++) {
            worst = Math.max(worst, Math.abs(a[v] - b[v]));
        }
        return worst;
    }

    private static double[] apply(final ImageFilter filter, final Volume image, final Mask mask) {
        return filter.apply(image, mask, Progress.NONE).get(0).image().voxels().toDoubles();
    }

    @Test
    void invariantFiltersTurnWithTheImage() {
        final Regions a = Regions.lumpy(9, 9, 9, new double[]{2, 2, 2}, 4);
        final ImageFilter gabor = IbsiFilters.gabor(4, 6, 0.8, 0, 90, false, Pooling.MEAN, Boundary.PERIODIC);
        for (final ImageFilter filter : new ImageFilter[]{IbsiFilters.laws("E5L5S5", Pooling.MAX, 2, Boundary.MIRROR),
            IbsiFilters.laws("L3E3", Pooling.MIN, 0, Boundary.ZERO), IbsiFilters.laplacianOfGaussian(3, 3, false, Boundary.NEAREST), gabor,
            IbsiFilters.wavelet("db2", "LHL", 2, Pooling.MEAN, Boundary.PERIODIC)}) {
            final double[] before = apply(filter, a.image(), a.mask());
            final double[] after = apply(filter, a.rotated(1, 2).image(), a.mask());
            final double[] turned = a.withValues(before).rotated(1, 2).image().voxels().toDoubles();
            // where the Gabor kernel ends may depend on rounding
            assertEquals(0, worstOf(turned, after), filter == gabor ? 1e-3 : 1e-9);
        }
        // a single orientation does not
        final ImageFilter plain = IbsiFilters.laws("E5L5S5", Pooling.NONE, 0, Boundary.MIRROR);
        assertTrue(worstOf(a.withValues(apply(plain, a.image(), null)).rotated(1, 2).image().voxels().toDoubles(),
            apply(plain, a.rotated(1, 2).image(), null)) > 1);
    }

    @Test
    void convolutionIsItsDefinitionAtEveryBoundary() {
        final double[] x = {3, 1, 4, 1, 5};
        final double[] kernel = {2, -1, 0.5, 7, 1, 1, -3, 0.25, 2, 2, 9, 1};
        final double[][] beyond = {{0, 0, 0, 3, 1, 4, 1, 5, 0, 0, 0}, {3, 3, 3, 3, 1, 4, 1, 5, 5, 5, 5},
            {4, 1, 5, 3, 1, 4, 1, 5, 3, 1, 4}, {4, 1, 3, 3, 1, 4, 1, 5, 5, 1, 4}};
        for (final Boundary b : Boundary.values()) {
            for (int i = -3; i < 8; i++) {
                final int inside = b.inside(i, 5);
                assertEquals(beyond[b.ordinal()][i + 3], inside < 0 ? 0 : x[inside], b + " " + i);
            }
            for (int centre = 0; centre < kernel.length; centre++) {
                final double[] y = new Grid(new int[]{1, 1, 5}, x).convolve(2, kernel, centre, b).values();
                for (int i = 0; i < 5; i++) {
                    double sum = 0;
                    for (int k = 0; k < kernel.length; k++) {
                        final int from = b.inside(i - (k - centre), 5);
                        sum += from < 0 ? 0 : kernel[k] * x[from];
                    }
                    assertEquals(sum, y[i], 1e-12);
                }
            }
        }
    }

    @Test
    void wrongSettingsSayWhatIsWrong() {
        assertThrows(IllegalArgumentException.class, () -> IbsiFilters.mean(4, false, Boundary.ZERO));
        assertThrows(IllegalArgumentException.class, () -> IbsiFilters.laws("E5X5", Pooling.NONE, 0, Boundary.ZERO));
        assertThrows(IllegalArgumentException.class, () -> IbsiFilters.wavelet("db99", "LLL", 1, Pooling.NONE, Boundary.ZERO));
        assertThrows(IllegalArgumentException.class, () -> IbsiFilters.wavelet("db2", "LXL", 1, Pooling.NONE, Boundary.ZERO));
        assertThrows(IllegalArgumentException.class, () -> IbsiFilters.gabor(0, 1, 1, 0, 0, false, Pooling.NONE, Boundary.ZERO));
        final Volume image = Regions.lumpy(4, 4, 4, new double[]{1, 1, 1}, 1).image();
        assertThrows(IllegalArgumentException.class,
            () -> apply(IbsiFilters.laplacianOfGaussian(1e6, 4, false, Boundary.ZERO), image, null));
    }
}
