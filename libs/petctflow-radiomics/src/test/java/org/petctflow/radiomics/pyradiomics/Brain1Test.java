package org.petctflow.radiomics.pyradiomics;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nrrd.NrrdReader;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.FeatureValue;

/**
 * PyRadiomics' own baselines of its case brain1, every class in every variant, with the settings that stand in their diagnostics rows.
 * Fails if a baseline has no feature or a feature no baseline.
 */
class Brain1Test {

    private static final List<String> MESH = List.of("MeshVolume", "SurfaceArea", "SurfaceVolumeRatio", "Sphericity",
        "Maximum3DDiameter", "Maximum2DDiameterSlice", "Maximum2DDiameterRow", "Maximum2DDiameterColumn", "MeshSurface",
        "Perimeter", "PerimeterSurfaceRatio", "MaximumDiameter");

    private static Volume image;

    private static Volume labels;

    private static Path folder() {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, "radiomics/pyradiomics");
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder),
            "The reference data (shared/reference/radiomics/pyradiomics) are not there: this test is skipped");
        return folder;
    }

    static Stream<Arguments> variants() throws IOException {
        final List<Arguments> variants = new ArrayList<>();
        for (final String name : List.of("firstorder", "glcm", "gldm", "glrlm", "glszm", "ngtdm", "shape", "shape2D")) {
            final List<List<String>> rows = csv(folder().resolve("baseline_" + name + ".csv"));
            final List<String> header = rows.get(0);
            for (int column = 1; column < header.size(); column++) {
                final Map<String, Double> values = new LinkedHashMap<>();
                String settings = null;
                for (final List<String> row : rows) {
                    if (row.get(0).startsWith("original_")) {
                        values.put(row.get(0), Double.parseDouble(row.get(column)));
                    } else if (row.get(0).equals("diagnostics_Configuration_Settings")) {
                        settings = row.get(column);
                    }
                }
                variants.add(Arguments.of(name, header.get(column), settings, values));
            }
        }
        return variants.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("variants")
    void featuresArePyRadiomics(final String featureClass, final String variant, final String settings,
        final Map<String, Double> expected) throws IOException {
        final PyRadiomicsSettings parsed =
            ParameterFile.parse("setting: " + settings.replace("None", "null"), variant)
                .withFeatureClasses(Map.of(featureClass, List.of()));
        if (image == null) {
            image = NrrdReader.read(folder().resolve("brain1_image.nrrd"), Progress.NONE).volume();
            labels = NrrdReader.read(folder().resolve("brain1_label.nrrd"), Progress.NONE).volume();
        }
        // the case of the 2D shape has a mask of its own: slice 16
        final Mask mask = featureClass.equals("shape2D") ? slice(labels, 16) : Mask.ofLabel(labels, 1);
        final Map<String, FeatureValue> computed = new LinkedHashMap<>();
        PyRadiomicsExtractor.of(parsed).extract(image, mask, Progress.NONE).values().forEach(v -> computed.put(v.name(), v));
        assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(computed.keySet()));
        final List<Executable> checks = new ArrayList<>();
        expected.forEach((name, value) -> checks.add(() -> {
            assertNotNull(computed.get(name), name);
            final boolean mesh = FeatureFamily.PY_SHAPE.className().equals(featureClass) || featureClass.equals("shape2D");
            final double relative = mesh && MESH.contains(name.substring(name.lastIndexOf('_') + 1)) ? 1e-3 : 1e-9;
            assertEquals(value, computed.get(name).value(), Math.max(1e-12, relative * Math.abs(value)),
                name + " " + computed.get(name).reason());
        }));
        assertAll(checks);
    }

    /** What the baseline of the combined case says of image and mask; its version of PyRadiomics hashed masks as they are stored. */
    @Test
    void diagnosticsArePyRadiomics() throws IOException {
        final List<List<String>> rows = csv(folder().resolve("baseline_glcm.csv"));
        final int column = rows.get(0).indexOf("brain1_resampling");
        final Volume brain = NrrdReader.read(folder().resolve("brain1_image.nrrd"), Progress.NONE).volume();
        final Mask mask = Mask.ofLabel(NrrdReader.read(folder().resolve("brain1_label.nrrd"), Progress.NONE).volume(), 1);
        final PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults().with("resampledPixelSpacing", List.of(2, 2, 2))
            .with("resegmentRange", List.of(-3, 3)).with("resegmentMode", "sigma");
        final Map<String, String> found = Diagnostics.of(brain, mask, settings);
        assertEquals(Diagnostics.names(settings), List.copyOf(found.keySet()));
        int compared = 0;
        for (final List<String> row : rows) {
            final String name = row.get(0);
            if ((name.contains("Image-original") || name.contains("Mask-original")) && !name.equals("diagnostics_Mask-original_Hash")
                && !row.get(column).isEmpty()) {
                compared++;
                final double[] e = numbers(row.get(column));
                final double[] a = numbers(found.get(name));
                if (e == null) {
                    assertEquals(row.get(column), found.get(name), name);
                } else {
                    assertArrayEquals(e, a, 1e-9, name);
                }
            }
        }
        assertTrue(compared >= 12, "only " + compared);
        assertEquals("(2.0, 2.0, 2.0)", found.get("diagnostics_Mask-interpolated_Spacing"));
        assertTrue(found.get("diagnostics_Configuration_Settings").contains("'resegmentMode': 'sigma'"));
        assertTrue(found.get("diagnostics_Configuration_Settings").contains("'binCount': None, 'normalize': False"));
    }

    private static double[] numbers(final String text) {
        return text.matches("[0-9a-f]{40}") ? null
            : Arrays.stream(text.replaceAll("[()]", "").split(", ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static Mask slice(final Volume labels, final int slice) {
        final byte[] inside = Mask.ofLabel(labels, 1).inside();
        final int plane = labels.geometry().rows() * labels.geometry().columns();
        Arrays.fill(inside, 0, slice * plane, (byte)0);
        Arrays.fill(inside, (slice + 1) * plane, inside.length, (byte)0);
        return Mask.of(labels.geometry(), inside);
    }

    /** Cells may be quoted, and hold commas then. */
    private static List<List<String>> csv(final Path file) throws IOException {
        final List<List<String>> rows = new ArrayList<>();
        for (final String line : Files.readAllLines(file)) {
            final List<String> row = new ArrayList<>();
            final StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                final char c = line.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    row.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }
}
