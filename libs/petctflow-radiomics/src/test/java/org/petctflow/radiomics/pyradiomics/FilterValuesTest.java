package org.petctflow.radiomics.pyradiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;

/**
 * Features of all image types of whole numbers and of floats against PyRadiomics itself with ITK and PyWavelets: {@code filter-values.csv},
 * made by {@code filter-values.py}; its head names the versions. ITK and PyWavelets compute in floats here and there, and so do we.
 */
class FilterValuesTest {

    private static final Map<String, Map<String, Object>> TYPES = types();

    private static Map<String, Map<String, Object>> types() {
        return ParameterFile.parseImageTypes("LoG sigma=1,2.5\nWavelet\nSquare\nSquareRoot\nLogarithm\nExponential\nGradient\n"
            + "LBP2D binWidth=1\nLBP3D binCount=8");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"int16, 25", "float32, 0.25"})
    void featuresAreThoseOfPyRadiomics(final String kind, final double binWidth) throws IOException {
        final Volume whole = Noise.image();
        final float[] floats = new float[whole.geometry().voxels()];
        for (int v = 0; v < floats.length; v++) {
            floats[v] = (float)whole.voxels().get(v) * 0.01f;
        }
        final Volume image = kind.equals("int16") ? whole
            : new Volume(whole.info().withGrid(whole.geometry(), Voxels.Kind.FLOAT32), Voxels.of(floats));
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with("binWidth", binWidth).withImageTypes(TYPES);
        compare(kind, PyRadiomicsExtractor.of(settings, PyRadiomicsFilters.imageTypes()).extract(image, part(18, 28), Progress.NONE).numbers(), 19 * 29);
    }

    /** Resampling onto half-way voxels, weights of directions, re-segmentation and more: {@code parameters-*.yaml}. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"slice, 22, 23, 177", "weights, 18, 28, 77", "sigma, 18, 28, 203", "cubes, 18, 28, 79"})
    void parameterFilesDoWhatTheyDoInPyRadiomics(final String name, final int first, final int last, final int count) throws IOException {
        final PyRadiomicsSettings settings;
        try (InputStream in = FilterValuesTest.class.getResourceAsStream("parameters-" + name + ".yaml")) {
            settings = ParameterFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        }
        compare(name, PyRadiomicsExtractor.of(settings, PyRadiomicsFilters.imageTypes()).extract(Noise.image(), part(first, last), Progress.NONE)
            .numbers(), count);
    }

    /** Regions that are hardly any: lines, planes, at the border, of several parts, of voxels without neighbours. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"line", "plane", "corner", "parts", "sparse", "two"})
    void regionsThatAreHardlyAnyAreThoseOfPyRadiomics(final String name) throws IOException {
        final Volume image = Noise.image();
        final Geometry g = image.geometry();
        final byte[] inside = new byte[g.voxels()];
        for (int s = 0, v = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++, v++) {
                    final boolean in = switch (name) {
                        case "line" -> s == 20 && r == 40 && c > 30 && c < 50;
                        case "plane" -> s == 20 && r < 60 && c < 50;
                        case "corner" -> s < 4 && r < 5 && c < 6;
                        case "parts" -> (s / 3 + r / 4 + c / 5) % 4 == 1 && s < 9 && r < 20 && c < 20;
                        case "sparse" -> (7 * s + 5 * r + 3 * c) % 23 == 1 && s < 12 && r < 24 && c < 24;
                        default -> s == 20 && r == 40 && c < 2;
                    };
                    inside[v] = (byte)(in ? 1 : 0);
                }
            }
        }
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with("minimumROIDimensions", 1);
        compare(name, PyRadiomicsExtractor.of(settings).extract(image, Mask.of(g, inside), Progress.NONE).numbers(), 43);
    }

    private static void compare(final String name, final Map<String, Double> features, final int count) throws IOException {
        final List<String> wrong = new ArrayList<>();
        int compared = 0;
        try (BufferedReader reader = new BufferedReader(
            new InputStreamReader(FilterValuesTest.class.getResourceAsStream("filter-values.csv"), StandardCharsets.UTF_8))) {
            for (final String row : reader.lines().filter(l -> l.startsWith(name + ",")).toList()) {
                final String[] cells = row.split(",");
                final double expected = cells[2].equals("nan") ? Double.NaN : Double.parseDouble(cells[2]);
                final Double actual = features.get(cells[1]);
                // SciPy computes the kurtosis of floats in floats; ours is in doubles. The mesh's area is summed in another order
                final double tolerance = row.startsWith("float32,lbp-3D-k") ? 1e-5 : 1e-9;
                compared++;
                // what is not a number there has a reason here
                if (actual == null ? !Double.isNaN(expected) : !(Math.abs(actual - expected) <= tolerance * Math.abs(expected) + 1e-13)) {
                    wrong.add(row + " was " + actual);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(count, compared);
    }

    /** Some slices of the noise's mask. */
    private static Mask part(final int first, final int last) throws IOException {
        final Mask mask = Mask.ofLabel(Noise.labels(), 1);
        final Geometry g = mask.geometry();
        final byte[] inside = new byte[g.voxels()];
        for (int s = first; s < last; s++) {
            for (int r = 36; r < 54; r++) {
                for (int c = 40; c < 56; c++) {
                    inside[g.voxel(s, r, c)] = mask.inside()[g.voxel(s, r, c)];
                }
            }
        }
        return Mask.of(mask.info(), inside);
    }
}
