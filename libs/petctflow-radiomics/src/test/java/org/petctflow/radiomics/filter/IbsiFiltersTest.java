package org.petctflow.radiomics.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

/** IBSI-2's consensus response maps (Whybra 2024, doi:10.1148/radiol.231319): every voxel within 1 % of the map's range. */
class IbsiFiltersTest {

    static Stream<Arguments> maps() {
        return Stream.of(
            Arguments.of("1_a_1", "checkerboard", IbsiFilters.mean(15, false, Boundary.ZERO)),
            Arguments.of("1_b_1", "impulse", IbsiFilters.mean(15, true, Boundary.ZERO)),
            Arguments.of("2_a", "impulse", IbsiFilters.laplacianOfGaussian(3, 4, false, Boundary.ZERO)),
            Arguments.of("2_c", "checkerboard", IbsiFilters.laplacianOfGaussian(5, 4, true, Boundary.MIRROR)),
            Arguments.of("3_a_1", "impulse", IbsiFilters.laws("E5L5S5", Pooling.NONE, 0, Boundary.ZERO)),
            Arguments.of("3_b_1", "checkerboard", IbsiFilters.laws("E3W5R5", Pooling.NONE, 0, Boundary.MIRROR)),
            Arguments.of("3_c_1", "checkerboard", IbsiFilters.laws("L5S5", Pooling.NONE, 0, Boundary.MIRROR)),
            Arguments.of("4_a_1", "impulse", IbsiFilters.gabor(10, 4, 0.5, 60, 0, false, Pooling.NONE, Boundary.ZERO)),
            Arguments.of("4_b_1", "sphere", IbsiFilters.gabor(20, 8, 2.5, 225, 0, false, Pooling.NONE, Boundary.MIRROR)),
            Arguments.of("5_a_1", "impulse", IbsiFilters.wavelet("db2", "LHL", 1, Pooling.NONE, Boundary.ZERO)),
            Arguments.of("6_a_1", "sphere", IbsiFilters.wavelet("coif1", "HHL", 1, Pooling.NONE, Boundary.PERIODIC)),
            Arguments.of("7_a_1", "checkerboard", IbsiFilters.wavelet("haar", "LLL", 2, Pooling.MEAN, Boundary.MIRROR)),
            Arguments.of("8_a_1", "checkerboard", IbsiFilters.nonSeparable("simoncelli", 1, null, false, Boundary.PERIODIC)),
            Arguments.of("9_a", "impulse", IbsiFilters.laplacianOfGaussian(3, 4, Riesz.of(1, 0, 0), false, Boundary.ZERO)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("maps")
    void responseMapsAreTheConsensus(final String map, final String phantom, final ImageFilter filter) throws IOException {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, "radiomics/ibsi2");
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder),
            "The reference data (shared/reference/radiomics/ibsi2) are not there: this test is skipped");
        final Volume image = NiftiReader.read(folder.resolve("phantom/" + phantom + "/image/" + phantom + ".nii.gz"), Progress.NONE).volume();
        final double[] expected = NiftiReader.read(folder.resolve("response-maps/" + map + ".nii.gz"), Progress.NONE).volume().voxels().toDoubles();
        final double[] response = apply(filter, image, null);
        final double range = Arrays.stream(expected).max().orElseThrow() - Arrays.stream(expected).min().orElseThrow();
        double worst = 0;
        for (int v = 0; v < expected.length; v++) {
            worst = Math.max(worst, Math.abs(expected[v] - response[v]));
        }
        assertTrue(worst <= 0.01 * range, () -> "off by " + worstOf(expected, response) / range + " of the range " + range);
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
