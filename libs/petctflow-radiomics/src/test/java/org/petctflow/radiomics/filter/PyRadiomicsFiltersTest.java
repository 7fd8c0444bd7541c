package org.petctflow.radiomics.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.ImageFilter.Filtered;
import org.petctflow.radiomics.Regions;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/** PyRadiomics' image types against PyWavelets' published values, closed formulas and brute force. */
class PyRadiomicsFiltersTest {

    private static Map<String, double[]> apply(final String type, final Map<String, Object> own, final Volume image) {
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with(own);
        final Map<String, double[]> byName = new LinkedHashMap<>();
        for (final Filtered f : PyRadiomicsFilters.imageTypes().get(type).apply(settings).apply(image, null, Progress.NONE)) {
            byName.put(f.name(), f.image().voxels().toDoubles());
        }
        return byName;
    }

    private static Volume volume(final int slices, final int rows, final int columns, final double... values) {
        return Volume.of(Geometry.axial(slices, rows, columns, 3, 2, 1), Modality.OTHER, Units.NONE, Voxels.of(values));
    }

    @Test
    void haarIsPyWavelets() {
        // PyWavelets 1.0, tests/test_swt.py; the other axes are constant, and each low-pass filter there multiplies by sqrt(2)
        final double[] x = {3, 7, 1, 3, -2, 6, 4, 6};
        final double[] all = new double[32];
        for (int i = 0; i < 32; i++) {
            all[i] = x[i % 8];
        }
        final Map<String, double[]> bands = apply("Wavelet", Map.of("wavelet", "haar"), volume(2, 2, 8, all));
        assertEquals(List.of("wavelet-LLH", "wavelet-LHL", "wavelet-LHH", "wavelet-HLL", "wavelet-HLH", "wavelet-HHL", "wavelet-HHH",
            "wavelet-LLL"), List.copyOf(bands.keySet()));
        final double[] approximation = {7.07106781, 5.65685425, 2.82842712, 0.70710678, 2.82842712, 7.07106781, 7.07106781, 6.36396103};
        final double[] detail =
            {-2.82842712, 4.24264069, -1.41421356, 3.53553391, -5.65685425, 1.41421356, -1.41421356, 2.12132034};
        for (int i = 0; i < 32; i++) {
            assertEquals(2 * approximation[i % 8], bands.get("wavelet-LLL")[i], 2e-8);
            assertEquals(2 * detail[i % 8], bands.get("wavelet-HLL")[i], 2e-8);
            assertEquals(0, bands.get("wavelet-LLH")[i], 1e-12);
        }
    }

    @Test
    void coif1IsPyWavelets() {
        // PyWavelets 1.0, pywt.Wavelet('coif1').dec_lo and dec_hi, which are good to 12 digits
        assertArrayEquals(new double[]{-0.01565572813546454, -0.0727326195128539, 0.38486484686420286, 0.8525720202122554,
            0.3378976624578092, -0.0727326195128539}, Wavelet.of("coif1").low(), 1e-12);
        assertArrayEquals(new double[]{0.0727326195128539, 0.3378976624578092, -0.8525720202122554, 0.38486484686420286,
            0.0727326195128539, -0.01565572813546454}, Wavelet.of("coif1").high(), 1e-12);
    }

    @Test
    void coif1BandsAreTheTripleSumOfAnImageThatGrewEven() {
        final Random random = new Random(3);
        final int[] n = {5, 6, 7};
        final double[] x = random.doubles(210, -100, 100).toArray();
        final Map<String, double[]> bands = apply("Wavelet", Map.of(), volume(5, 6, 7, x));
        final Wavelet w = Wavelet.of("coif1");
        bands.forEach((name, band) -> {
            for (final int[] p : new int[][]{{0, 0, 0}, {4, 5, 6}, {2, 3, 1}, {4, 0, 3}}) {
                double sum = 0;
                for (int a = 0; a < 6; a++) {
                    for (int b = 0; b < 6; b++) {
                        for (int c = 0; c < 6; c++) {
                            final int z = Math.floorMod(p[0] - a + 3, 6) % n[0];
                            final int y = Math.floorMod(p[1] - b + 3, 6) % n[1];
                            final int i = Math.floorMod(p[2] - c + 3, 8) % n[2];
                            final String letters = name.substring("wavelet-".length());
                            sum += (letters.charAt(2) == 'L' ? w.low() : w.high())[a] * (letters.charAt(1) == 'L' ? w.low() : w.high())[b]
                                * (letters.charAt(0) == 'L' ? w.low() : w.high())[c] * x[(z * 6 + y) * 7 + i];
                        }
                    }
                }
                assertEquals(sum, band[(p[0] * 6 + p[1]) * 7 + p[2]], 1e-10, name);
            }
        });
        final Map<String, double[]> two = apply("Wavelet", Map.of("level", 2, "force2D", true), volume(5, 6, 7, x));
        assertEquals(List.of("wavelet-LH", "wavelet-HL", "wavelet-HH", "wavelet2-LH", "wavelet2-HL", "wavelet2-HH", "wavelet2-LL"),
            List.copyOf(two.keySet()));
        final Map<String, double[]> started = apply("Wavelet", Map.of("start_level", 1, "force2D", true), volume(5, 6, 7, x));
        assertArrayEquals(two.get("wavelet2-HL"), started.get("wavelet-HL"));
    }

    @Test
    void theStationaryTransformKeepsEightTimesTheEnergy() {
        final double[] x = new Random(9).doubles(8 * 6 * 10, -5, 5).toArray();
        double energy = 0;
        for (final double[] band : apply("Wavelet", Map.of(), volume(8, 6, 10, x)).values()) {
            energy += Arrays.stream(band).map(v -> v * v).sum();
        }
        assertEquals(8 * Arrays.stream(x).map(v -> v * v).sum(), energy, 1e-8);
    }

    @Test
    void theRecursiveKernelHasTheMomentsOfAGaussian() {
        for (final double sigma : new double[]{1, 2.5, 5}) {
            final double[] line = new double[201];
            line[100] = 1;
            final double[] gauss = new double[201];
            final double[] second = new double[201];
            new RecursiveGaussian(sigma, false).apply(line, gauss);
            new RecursiveGaussian(sigma, true).apply(line, second);
            double sum = 0;
            double sum2 = 0;
            double curvature = 0;
            for (int i = 0; i < 201; i++) {
                sum += gauss[i];
                sum2 += second[i];
                curvature += (i - 100) * (i - 100) * second[i] / 2;
                final double g = Math.exp(-(i - 100) * (i - 100) / (2 * sigma * sigma)) / (Math.sqrt(2 * Math.PI) * sigma);
                assertEquals(g, gauss[i], 0.005 * gauss[100]);
                assertEquals(g * ((i - 100) * (i - 100) / (sigma * sigma) - 1) / (sigma * sigma), second[i],
                    (sigma == 1 ? 0.05 : 0.02) * Math.abs(second[100]));
                assertEquals(gauss[i], gauss[200 - i], 1e-12);
            }
            assertEquals(1, sum, 1e-9);
            assertEquals(0, sum2, 1e-9);
            assertEquals(1, curvature, 1e-6);
            // beyond the border the line goes on
            final double[] flat = new double[9];
            Arrays.fill(flat, 7);
            final double[] same = new double[9];
            new RecursiveGaussian(sigma, false).apply(flat, same);
            assertArrayEquals(flat, same, 1e-9);
        }
    }

    @Test
    void laplacianOfGaussianOfAParaboloidIsItsCurvature() {
        final int n = 41;
        final double[] x = new double[n * n * n];
        for (int s = 0, v = 0; s < n; s++) {
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < n; c++, v++) {
                    // in mm, with spacings 3, 2, 1
                    x[v] = 9 * (s - 20) * (s - 20) + 4 * (r - 20) * (r - 20) * 2 + (c - 20) * (c - 20) * 0.5;
                }
            }
        }
        final Map<String, double[]> log = apply("LoG", Map.of("sigma", List.of(1.5)), volume(n, n, n, x));
        // 1.5 mm are half a voxel along slices: the moments hold all the same
        assertEquals(1.5 * 1.5 * (2 + 4 + 1), log.get("log-sigma-1-5-mm-3D")[(20 * n + 20) * n + 20], 1e-3);
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> apply("LoG", Map.of("sigma", List.of(5.0)), volume(2, 2, 2, new double[8]))).getMessage().contains("2 voxels"));
    }

    @Test
    void pointwiseFiltersAndGradientByHand() {
        final double[] x = {-9, 0, 4, 16, 1, -4, 9, 0};
        final Volume image = volume(2, 2, 2, x);
        assertArrayEquals(new double[]{81 / 16.0, 0, 1, 16, 1 / 16.0, 1, 81 / 16.0, 0}, apply("Square", Map.of(), image).get("square"), 1e-12);
        assertArrayEquals(new double[]{-12, 0, 8, 16, 4, -8, 12, 0}, apply("SquareRoot", Map.of(), image).get("squareroot"), 1e-12);
        final double[] logarithm = apply("Logarithm", Map.of(), image).get("logarithm");
        assertEquals(-16 * Math.log(10) / Math.log(17), logarithm[0], 1e-12);
        assertEquals(16, logarithm[3], 1e-12);
        final double[] exponential = apply("Exponential", Map.of(), image).get("exponential");
        assertEquals(16, exponential[3], 1e-12);
        assertEquals(1, exponential[1]);
        assertEquals(Math.pow(16, -9 / 16.0), exponential[0], 1e-12);
        // columns 1 mm, rows 2 mm: in the corner half the difference
        final double[] gradient = apply("Gradient", Map.of(), volume(1, 2, 2, 0, 6, 8, 0)).get("gradient");
        // as ITK's floats have it
        assertEquals((float)Math.hypot(6 / 2.0, 8 / 4.0), gradient[0]);
        assertEquals((float)Math.hypot(6 / 2.0, 8 / 2.0),
            apply("Gradient", Map.of("gradientUseSpacing", false), volume(1, 2, 2, 0, 6, 8, 0)).get("gradient")[0]);
    }

    @Test
    void theExtractorNamesColumnsAsPyRadiomicsDoes() {
        final Regions r = Regions.lumpy(10, 12, 14, new double[]{3, 2, 2}, 6);
        final Map<String, Map<String, Object>> types = new LinkedHashMap<>();
        types.put("Original", Map.of());
        types.put("Wavelet", Map.of());
        types.put("LoG", Map.of("sigma", List.of(3.0)));
        types.put("Gradient", Map.of());
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().withImageTypes(types)
            .withFeatureClasses(Map.of("firstorder", List.of("Mean"), "glszm", List.of("ZoneEntropy")));
        final FeatureVector v = PyRadiomicsExtractor.of(settings, PyRadiomicsFilters.imageTypes()).extract(r.image(), r.mask(), Progress.NONE);
        assertEquals(2 * (1 + 8 + 1 + 1), v.numbers().size());
        assertTrue(v.find("wavelet-LLH_glszm_ZoneEntropy").orElseThrow().isPresent());
        assertTrue(v.find("log-sigma-3-0-mm-3D_firstorder_Mean").orElseThrow().isPresent());
        assertTrue(v.find("gradient_firstorder_Mean").orElseThrow().isPresent());
    }

    /** Numbers that a few lines of Python make, too. */
    private static short[] numbers(final int n) {
        final short[] numbers = new short[n];
        long x = 7;
        for (int i = 0; i < n; i++) {
            x = (x * 1103515245 + 12345) % (1L << 31);
            numbers[i] = (short)((x >> 16) % 200 - 100);
        }
        return numbers;
    }

    @Test
    void spherePatternsArePyRadiomicsFormulaInSciPy() {
        // PyRadiomics 3.1's getLBP3DImage, with an icosahedron of corners (0, 1, t), (1, t, 0), (t, 0, 1) for trimesh's and sph_harm_y
        // for sph_harm, in SciPy 1.17.1: values at voxels (2, 3, 3), (0, 0, 0) and (4, 2, 6), and their sum
        final Geometry g = Geometry.axial(5, 6, 7, 1, 1, 1);
        final short[] numbers = numbers(210);
        final double[] doubles = new double[210];
        final byte[] inside = new byte[210];
        Arrays.fill(inside, (byte)1);
        // without equal neighbours, which rounding decides
        Arrays.setAll(doubles, i -> numbers[i] + 0.0137 * i);
        final Volume whole = Volume.of(g, Modality.CT, Units.HU, Voxels.of(numbers));
        final Volume real = Volume.of(g, Modality.CT, Units.HU, Voxels.of(doubles));
        final Map<String, Object> coarse = Map.of("lbp3DLevels", 3, "lbp3DIcosphereRadius", 1.5, "lbp3DIcosphereSubdivision", 0);
        check(whole, inside, Map.of(), "m1", 21.14455929949288, 0.5157209585242164, 1.5471628755726494, 2330.02729061241);
        check(whole, inside, Map.of(), "m2", 18.56908074871816, 0.8932549026920646, 2.5857189526059576, 2107.0230336294403);
        check(whole, inside, Map.of(), "k", -0.7158863184623234, 7.469222874374079, 3.553948629718776, 243.56045356270965);
        check(real, inside, Map.of(), "m1", 21.14455929949288, 0.5157209585242164, 1.5471628755726494, 2314.0399408981593);
        check(real, inside, Map.of(), "k", -0.7032008960351224, 7.438970703663786, 3.5883390150621786, 242.44367563285888);
        check(whole, inside, coarse, "m3", 1.669278252033562, 0, 0.5993694129731406, 236.73459697379616);
        check(real, inside, coarse, "m2", 2.6286958347036387, 0, 0.4953667580310687, 305.15009721253216);
        check(real, inside, coarse, "k", -0.4466217990395567, -0.6549254359902754, -0.7620802626163594, 117.35113441019956);
    }

    private static void check(final Volume image, final byte[] inside, final Map<String, Object> own, final String name,
        final double... expected) {
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with(own);
        final double[] x = PyRadiomicsFilters.imageTypes().get("LBP3D").apply(settings)
            .apply(image, Mask.of(image.geometry(), inside), Progress.NONE).stream().filter(f -> f.name().equals("lbp-3D-" + name))
            .findFirst().orElseThrow().image().voxels().toDoubles();
        assertArrayEquals(expected, new double[]{x[(2 * 6 + 3) * 7 + 3], x[0], x[(4 * 6 + 2) * 7 + 6], Arrays.stream(x).sum()}, 1e-7);
    }

    @Test
    void theSphereHasCornersOfOneLengthAndNoDirection() {
        for (int subdivisions = 0; subdivisions < 4; subdivisions++) {
            final double[][] corners = BinaryPatterns3D.icosphere(subdivisions, 2);
            assertEquals(10 * (1 << 2 * subdivisions) + 2, corners.length);
            for (int axis = 0; axis < 3; axis++) {
                double sum = 0;
                double square = 0;
                for (final double[] c : corners) {
                    sum += c[axis];
                    square += c[axis] * c[axis];
                    assertEquals(4, c[0] * c[0] + c[1] * c[1] + c[2] * c[2], 1e-12);
                }
                assertEquals(0, sum, 1e-10);
                assertEquals(4.0 / 3 * corners.length, square, 1e-9);
            }
        }
        assertEquals(-Math.sqrt(1 - 0.09), BinaryPatterns3D.legendre(1, 1, 0.3), 1e-15);
        assertEquals((3 * 0.09 - 1) / 2, BinaryPatterns3D.legendre(2, 0, 0.3), 1e-15);
        assertEquals(-3 * 0.3 * Math.sqrt(1 - 0.09), BinaryPatterns3D.legendre(2, 1, 0.3), 1e-15);
    }

    @Test
    void planePatternsByHand() {
        // four samples beside the voxel: right, up, left, down, as bits 0 to 3; 0 beyond the border
        final double[] x = {5, 3, 3, 1, 4, 9, 4, 4, 2};
        final Map<String, Object> four = Map.of("lbp2DSamples", 4, "lbp2DMethod", "default");
        final double[] plain = apply("LBP2D", four, volume(1, 3, 3, x)).get("lbp-2D");
        // the middle: 9 right is no lower, 3 up lower, 1 left lower, 4 down no lower
        assertEquals(1 + 8, plain[4]);
        // the corner: 3 right and 1 down are lower than 5, so are the zeros beyond
        assertEquals(0, plain[0]);
        assertEquals(15, apply("LBP2D", four, volume(1, 3, 3, -5, 0, 0, 0, 0, 0, 0, 0, 0)).get("lbp-2D")[0]);
        assertEquals(3, apply("LBP2D", Map.of("lbp2DSamples", 4, "lbp2DMethod", "ror"), volume(1, 3, 3, x)).get("lbp-2D")[4]);
        // bits 1 0 0 1 change twice: two ones; 1 0 1 0 change three times: 4 + 1
        assertEquals(2, apply("LBP2D", Map.of("lbp2DSamples", 4), volume(1, 3, 3, x)).get("lbp-2D")[4]);
        assertEquals(5, apply("LBP2D", Map.of("lbp2DSamples", 4), volume(1, 3, 3, 0, 1, 0, 9, 4, 9, 0, 1, 0)).get("lbp-2D")[4]);
        // samples 9, 3, 1, 4: their variance is (81 + 9 + 1 + 16) / 4 - 4.25^2
        assertEquals(107 / 4.0 - 4.25 * 4.25,
            apply("LBP2D", Map.of("lbp2DSamples", 4, "lbp2DMethod", "var"), volume(1, 3, 3, x)).get("lbp-2D")[4], 1e-12);
        // across columns a plane's first axis is rows, its second one slices
        assertEquals(1 + 8, apply("LBP2D", Map.of("lbp2DSamples", 4, "lbp2DMethod", "default", "force2Ddimension", 2),
            volume(3, 3, 1, 5, 1, 4, 3, 4, 4, 3, 9, 2)).get("lbp-2D")[4]);
        // eight samples of a circle lie between voxels: a ramp's values there are its own
        final double[] ramp = new double[25];
        Arrays.setAll(ramp, i -> i % 5 + 10.0 * (i / 5));
        assertEquals(4, apply("LBP2D", Map.of(), volume(1, 5, 5, ramp)).get("lbp-2D")[12]);
    }
}
