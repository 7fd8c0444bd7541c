package org.petctflow.radiomics.pyradiomics;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.pyradiomics.FeatureMaps.FeatureMap;
import org.petctflow.radiomics.texture.Glcm;
import org.petctflow.radiomics.texture.GlcmFeatures;
import org.petctflow.radiomics.texture.GreyRegion;

/** Maps are those of PyRadiomics, and what the extractor's kernels say of each neighbourhood. */
class FeatureMapsTest {

    private static final Geometry GRID = Geometry.axial(6, 7, 8, 3, 2, 1);

    private static final PyRadiomicsSettings SETTINGS = PyRadiomicsSettings.withDefaults().with("binWidth", 5)
        .with("minimumROIDimensions", 1);

    private static Volume image() {
        final double[] values = new double[GRID.voxels()];
        for (int s = 0, v = 0; s < 6; s++) {
            for (int r = 0; r < 7; r++) {
                for (int c = 0; c < 8; c++, v++) {
                    values[v] = (s * 37 + r * 17 + c * 29 + s * r * c * 3) % 53;
                }
            }
        }
        return Volume.of(GRID, Modality.OTHER, Units.NONE, Voxels.of(values));
    }

    /** With gaps, and one voxel that is alone. */
    private static Mask mask() {
        final byte[] inside = new byte[GRID.voxels()];
        for (int s = 0, v = 0; s < 6; s++) {
            for (int r = 0; r < 7; r++) {
                for (int c = 0; c < 8; c++, v++) {
                    inside[v] = (byte)(s > 0 && s < 5 && r > 0 && c > 0 && c < 7 && (s + 2 * r + 3 * c) % 7 != 0 ? 1 : 0);
                }
            }
        }
        inside[inside.length - 1] = 1;
        return Mask.of(GRID, inside);
    }

    private static PyRadiomicsSettings settings(final String variant) {
        return switch (variant) {
            case "radius 1" -> SETTINGS;
            case "radius 2" -> SETTINGS.with("kernelRadius", 2);
            case "whole kernel" -> SETTINGS.with("maskedKernel", false);
            case "in slices" -> SETTINGS.with("force2D", true);
            case "merged" -> SETTINGS.with("weightingNorm", "euclidean");
            default -> SETTINGS.with("kernelRadius", 2).with("distances", List.of(1, 2)).with("gldm_a", 1).with("symmetricalGLCM", false);
        };
    }

    private static List<FeatureMap> maps(final PyRadiomicsSettings settings, final int threads) {
        return FeatureMaps.of(settings, PyRadiomicsFilters.imageTypes()).extract(image(), mask(), threads, Progress.NONE);
    }

    /** The map's values at the region's voxels, in their order. */
    private static double[] inRegion(final FeatureMap map) {
        final Geometry g = map.volume().geometry();
        final byte[] inside = mask().inside();
        final List<Double> values = new ArrayList<>();
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] != 0) {
                final double[] p = GRID.toPatient(v / 56, v / 8 % 7, v % 8);
                final double[] i = g.toIndex(p[0], p[1], p[2]);
                values.add(map.volume().voxels().get(g.voxel((int)Math.rint(i[0]), (int)Math.rint(i[1]), (int)Math.rint(i[2]))));
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"radius 1", "radius 2", "whole kernel", "in slices", "merged", "far"})
    void mapsArePyRadiomics(final String variant) throws IOException {
        final Map<String, String[]> expected = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(FeatureMapsTest.class.getResourceAsStream("feature-maps.tsv"), StandardCharsets.UTF_8))) {
            lines.lines().map(l -> l.split("\t")).filter(l -> l[0].equals(variant)).forEach(l -> expected.put(l[1], l));
        }
        final Map<String, FeatureMap> maps = new LinkedHashMap<>();
        maps(settings(variant), 1).forEach(m -> maps.put(m.slot().name(), m));
        assertEquals(93, maps.size());
        assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(maps.keySet()));
        // where a direction has no pair PyRadiomics' JointAverage is NaN, and its MCC fails and leaves the initial value
        if (!expected.get("original_glcm_JointAverage")[2].equals(expected.get("original_glcm_JointEntropy")[2])) {
            expected.remove("original_glcm_JointAverage");
            expected.remove("original_glcm_MCC");
        }
        final List<Executable> checks = new ArrayList<>();
        expected.forEach((name, line) -> checks.add(() -> {
            final double[] values = inRegion(maps.get(name));
            assertEquals(Integer.parseInt(line[2]), maps.get(name).undefined(), name);
            double sum = 0;
            double size = 0;
            for (int k = 0; k < values.length; k++) {
                sum += Double.isNaN(values[k]) ? 0 : values[k] * (1 + k % 7);
                size += Double.isNaN(values[k]) ? 0 : Math.abs(values[k] * (1 + k % 7));
            }
            assertEquals(Double.parseDouble(line[3]), sum, 1e-9 * Math.max(1e-3, size), name);
        }));
        assertAll(checks);
    }

    /** The kernels of the extractor on each neighbourhood by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"radius 1", "radius 2", "in slices", "merged", "far"})
    void eachVoxelIsItsNeighbourhood(final String variant) {
        final PyRadiomicsSettings settings = settings(variant)
            .withFeatureClasses(Map.of("glcm", List.of("Contrast", "JointEntropy", "Imc1", "Correlation", "MCC")));
        final int radius = settings.whole("kernelRadius");
        final int flat = settings.flatAxis();
        final double[] x = image().voxels().toDoubles();
        final byte[] inside = mask().inside();
        final int[] levels = new int[x.length];
        for (int v = 0; v < x.length; v++) {
            levels[v] = inside[v] != 0 ? (int)Math.floor(x[v] / 5) + 1 : 0; // the region's lowest value is below 5
        }
        final List<double[]> maps = maps(settings, 2).stream().map(FeatureMapsTest::inRegion).toList();
        for (int v = 0, k = 0; v < x.length; v++) {
            if (inside[v] == 0) {
                continue;
            }
            final int[] position = new int[levels.length];
            final int[] level = new int[levels.length];
            int n = 0;
            for (int w = 0; w < levels.length; w++) {
                final int ds = Math.abs(w / 56 - v / 56);
                final boolean near = ds <= (flat == 0 ? 0 : radius) && Math.abs(w / 8 % 7 - v / 8 % 7) <= radius
                    && Math.abs(w % 8 - v % 8) <= radius;
                if (near && levels[w] > 0) {
                    position[n] = w;
                    level[n++] = levels[w];
                }
            }
            final double[] expected = PyRadiomicsTexture
                .of(GreyRegion.of(new int[]{6, 7, 8}, position, level, n, 2), new double[]{3, 2, 1}, settings).of(FeatureFamily.PY_GLCM);
            for (int f = 0; f < maps.size(); f++) {
                final int index = settings.features().get(FeatureFamily.PY_GLCM).get(f).index();
                final double value = expected == null ? Double.NaN : expected[index];
                final boolean flatWindow = Arrays.stream(level, 0, n).distinct().count() < 2;
                if (index != GlcmFeatures.COUNT - 1 || !flatWindow) { // alone, a flat region's MCC is 1; in a larger one 0
                    assertEquals(value, maps.get(f)[k], Double.isNaN(value) ? 0.1 : 1e-9 * Math.max(1, Math.abs(value)),
                        "feature " + f + " at voxel " + v);
                }
            }
            k++;
        }
    }

    @Test
    void theSparseMatrixHasTheFeaturesOfTheFull() {
        final Random random = new Random(7);
        final int[] levels = new int[27];
        final double[] values = new double[27];
        for (int round = 0; round < 50; round++) {
            for (int v = 0; v < levels.length; v++) {
                levels[v] = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(1 + round);
            }
            levels[13] = 1;
            levels[14] = 60;
            final Window window = new Window(new Window.Crop(new int[]{3, 3, 3}, values, levels), 1, -1, 1);
            window.move(13);
            final double[] sparse = new WindowGlcm(SETTINGS, new double[]{1, 1, 1}, 60, 60, 27, true).of(window).clone();
            final Glcm matrix = new Glcm(60);
            final double[] sum = new double[GlcmFeatures.COUNT];
            int count = 0;
            for (final int[] step : org.petctflow.radiomics.texture.Directions.half(new int[]{1}, -1)) {
                matrix.clear();
                matrix.count(window.region(), 0, 3, step, true, 1, new int[61 * 61]);
                final double[] f = GlcmFeatures.of(matrix, Math.ulp(1.0), 60);
                if (f != null) {
                    count++;
                    for (int i = 0; i < f.length; i++) {
                        sum[i] += f[i];
                    }
                }
            }
            for (int i = 0; i < sum.length; i++) {
                assertEquals(sum[i] / count, sparse[i], 1e-10 * Math.max(1, Math.abs(sum[i])), "feature " + i);
            }
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        final List<FeatureMap> one = maps(SETTINGS, 1);
        final List<FeatureMap> four = maps(SETTINGS, 4);
        for (int m = 0; m < one.size(); m++) {
            assertArrayEquals(one.get(m).volume().voxels().toDoubles(), four.get(m).volume().voxels().toDoubles());
        }
    }

    @Test
    void outsideIsTheInitialValueAndFiltersHaveMapsOfTheirOwn() {
        final PyRadiomicsSettings settings = SETTINGS.with("initValue", -7).with("binWidth", 1)
            .withFeatureClasses(Map.of("firstorder", List.of("Mean"), "shape", List.of()))
            .withImageTypes(new LinkedHashMap<>(Map.of("Square", Map.of())));
        final FeatureMap map = maps(settings, 1).get(0);
        assertEquals("square_firstorder_Mean", map.slot().name());
        final double[] values = map.volume().voxels().toDoubles();
        assertEquals(values.length - mask().count(), Arrays.stream(values).filter(x -> x == -7).count());
        // the last voxel has two neighbours in the region, at slice 4, rows 5 and 6, column 6
        final double[] x = image().voxels().toDoubles();
        final double most = Arrays.stream(x).max().orElseThrow();
        double sum = 0;
        for (final int v : new int[]{x.length - 1, (4 * 7 + 5) * 8 + 6, (4 * 7 + 6) * 8 + 6}) {
            sum += x[v] * x[v] / most;
        }
        assertEquals(sum / 3, values[values.length - 1], 1e-12);
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> FeatureMaps.of(SETTINGS.withFeatureClasses(Map.of("shape", List.of())), Map.of())).getMessage().contains("no feature to map"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> FeatureMaps.of(SETTINGS.with("kernelRadius", 11), Map.of()))
            .getMessage().contains("kernelRadius"));
        final Mask none = Mask.of(GRID, new byte[GRID.voxels()]);
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> FeatureMaps.of(SETTINGS, Map.of()).extract(image(), none, 1, Progress.NONE)).getMessage().contains("empty"));
        final Progress cancelled = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // nobody looks
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> FeatureMaps.of(SETTINGS, Map.of()).extract(image(), mask(), 2, cancelled));
    }
}
