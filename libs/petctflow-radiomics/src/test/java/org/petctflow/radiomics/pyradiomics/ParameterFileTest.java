package org.petctflow.radiomics.pyradiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.radiomics.Feature;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.FeatureVector;
import org.petctflow.radiomics.ImageFilter;
import org.petctflow.radiomics.Regions;

class ParameterFileTest {

    private static final String YAML = """
        # a comment
        setting:
          binWidth: 25
          label: 1
          interpolator: 'sitkBSpline'
          resampledPixelSpacing: [1, 1, 0]
          weightingNorm:
          resegmentRange: [-3, 3]
          resegmentMode: sigma
        imageType:
          Original: {}
          LoG:
            sigma: [1.0, 3.0]
            binWidth: 5
        featureClass:
          shape:
          firstorder: [Mean, StandardDeviation]
          glcm:
            - Contrast
        """;

    @Test
    void yamlIsRead(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("Params.yaml");
        Files.writeString(file, YAML);
        final PyRadiomicsSettings s = ParameterFile.read(file);
        assertEquals(25.0, s.get("binWidth"));
        assertEquals(List.of(1.0, 1.0, 0.0), s.get("resampledPixelSpacing"));
        assertNull(s.get("weightingNorm"));
        assertEquals("sigma", s.get("resegmentMode"));
        assertEquals(List.of("Original", "LoG"), List.copyOf(s.imageTypes().keySet()));
        assertEquals(5.0, s.forImageType("LoG").get("binWidth"));
        assertEquals(List.of(1.0, 3.0), s.forImageType("LoG").get("sigma"));
        assertEquals(25.0, s.forImageType("Original").get("binWidth"));
        assertEquals(14, s.features().get(FeatureFamily.PY_SHAPE).size());
        assertEquals(List.of("Mean", "StandardDeviation"), s.features().get(FeatureFamily.PY_FIRST_ORDER).stream().map(Feature::name).toList());
        assertEquals(List.of("Contrast"), s.features().get(FeatureFamily.PY_GLCM).stream().map(Feature::name).toList());
    }

    @Test
    void jsonIsReadAndWhatItDoesNotNameHasTheDefault() throws IOException {
        final PyRadiomicsSettings s =
            ParameterFile.parse("{\"setting\": {\"binCount\": 64, \"force2D\": true}, \"imageType\": {}}", "p.json");
        assertEquals(64, s.get("binCount"));
        assertTrue(s.is("force2D"));
        assertEquals(5, s.get("padDistance"));
        assertEquals(List.of("Original"), List.copyOf(s.imageTypes().keySet()));
        assertEquals(8, s.features().size(), "all classes, shape2D too");
        assertEquals(7, PyRadiomicsSettings.withDefaults().features().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "setting: {binWidht: 25} | PyRadiomics has no setting binWidht",
        "setting: {binWidth: -1} | The setting binWidth must be a positive number, but was -1",
        "setting: {binWidth: .nan} | The setting binWidth must be a number, but was NaN",
        "setting: {label: 1.5} | The setting label must be a whole number of at least 1, but was 1.5",
        "setting: {distances: []} | The setting distances must be a list of at least one whole number, but was []",
        "setting: {normalize: 1} | The setting normalize must be true or false, but was 1",
        "setting: {interpolator: sitkGaussian} | The interpolator sitkGaussian of PyRadiomics is not supported here, but sitkNearestNeighbor",
        "setting: {interpolator: 7} | The interpolator 7 of PyRadiomics is not supported here",
        "setting: {interpolator: cubic} | must be one of sitkNearestNeighbor, sitkLinear, sitkBSpline",
        "setting: {binWidth: '1e'} | The setting binWidth must be a number, but was 1e",
        "voxelSetting: {initValue: .inf} | The setting initValue must be a number, but was Infinity",
        "setting: {resampledPixelSpacing: [1, 1]} | must be three numbers of at least 0",
        "setting: {resegmentRange: [1, 2, 3]} | The setting resegmentRange must be one or two numbers",
        "imageType: {Wavelets: {}} | There is no image type Wavelets",
        "featureClass: {texture: } | There is no feature class texture",
        "featureClass: {glcm: [Kontrast]} | There is no feature Kontrast in the family glcm",
        "settings: {} | there is no part settings",
        "setting: [1] | setting must be a map of names and values",
        "'a: b: c' | mapping values are not allowed here",
        "setting: {binWidth: 25, binWidth: 30} | duplicate key",
        "!!javax.script.ScriptEngineManager [] | Global tag is not allowed",
        "!!java.net.URL ['http://localhost/'] | Global tag is not allowed"})
    void aWrongFileIsRefusedInWords(final String text, final String message) {
        final String found = assertThrows(IOException.class, () -> ParameterFile.parse(text, "p.yaml")).getMessage();
        assertTrue(found.startsWith("The parameter file p.yaml cannot be used: "), found);
        assertTrue(found.contains(message), found);
    }

    @Test
    void aBombIsRefused() {
        final StringBuilder text = new StringBuilder("a0: &a0 [1, 2]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1).append(", *a").append(i - 1).append("]\n");
        }
        assertThrows(IOException.class, () -> ParameterFile.parse(text.toString(), "bomb"));
        assertThrows(IOException.class, () -> ParameterFile.parse("[".repeat(100), "deep"));
    }

    @Test
    void imageTypesPlugIn() {
        final PyRadiomicsSettings s = PyRadiomicsSettings.withDefaults()
            .withImageTypes(Map.of("Square", Map.of("binWidth", 100))).withFeatureClasses(Map.of("firstorder", List.of("Mean")));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> PyRadiomicsExtractor.of(s)).getMessage()
            .startsWith("The image type Square is not available here"));
        final Regions r = Regions.lumpy(6, 8, 9, new double[]{1, 1, 1}, 1);
        final double[] widths = new double[1];
        final FeatureVector features = PyRadiomicsExtractor.of(s, Map.of("Square", own -> {
            widths[0] = own.number("binWidth");
            return (image, mask, progress) -> List.of(new ImageFilter.Filtered("square", image));
        })).extract(r.image(), r.mask(), Progress.NONE);
        assertEquals(100, widths[0]);
        assertEquals(List.of("square_firstorder_Mean"), List.copyOf(features.numbers().keySet()));
        assertFalse(features.values().isEmpty());
    }

    @Test
    void imageTypesInShortAreThoseOfAFile() throws IOException {
        final var file = ParameterFile.parse("imageType: {Original: {}, LoG: {sigma: [1, 2.5], binWidth: 10}, Wavelet: {wavelet: haar}}", "p");
        assertEquals(file.imageTypes(), PyRadiomicsSettings.withDefaults()
            .withImageTypes(ParameterFile.parseImageTypes("original\nLOG sigma=1,2.5 binWidth=10;# no\nwavelet wavelet=haar")).imageTypes());
        assertEquals(List.of(1), ParameterFile.parseImageTypes("LoG sigma=1").get("LoG").get("sigma"));
        for (final String wrong : List.of("Sobel", "LoG sigma", "Square; Square", " ")) {
            assertThrows(IllegalArgumentException.class, () -> ParameterFile.parseImageTypes(wrong), wrong);
        }
        assertEquals(Map.of("force2D", true, "distances", List.of(1, 2)), ParameterFile.parseSettings("force2D: true\ndistances: [1, 2]"));
        assertEquals(Map.of(), ParameterFile.parseSettings(""));
        assertThrows(IllegalArgumentException.class, () -> ParameterFile.parseSettings("[1, 2]"));
    }

    @Test
    void numbersThatYamlTakesForTextsAreNumbers() throws IOException {
        final PyRadiomicsSettings s = ParameterFile.parse("setting: {binWidth: 1e-3}\nvoxelSetting: {initValue: nan}\n"
            + "imageType: {LoG: {sigma: [2, 1e0]}}", "p");
        assertEquals(0.001, s.get("binWidth"));
        assertEquals(Double.NaN, s.get("initValue"));
        assertEquals(List.of(2, 1.0), s.forImageType("LoG").get("sigma"));
        assertEquals(Double.NaN, ParameterFile.parse("voxelSetting: {initValue: .nan}", "p").get("initValue"));
    }

    /** What PyRadiomics computes where it is named, and what it knows and leaves out: Compactness1, and Homogeneity1 of the GLCM. */
    @Test
    void featuresOfEarlierVersionsAreThoseOfPyRadiomics() throws IOException {
        final PyRadiomicsSettings s = ParameterFile.parse("setting: {force2D: true}\nfeatureClass: {shape: [Sphericity, Compactness1, "
            + "Compactness2, SphericalDisproportion], shape2D: [Sphericity, SphericalDisproportion], firstorder: [Variance, "
            + "StandardDeviation], glcm: [Homogeneity1], gldm: [DependencePercentage, DependenceEntropy]}", "p");
        final Regions r = Regions.lumpy(6, 8, 9, new double[]{2, 1, 1}, 1);
        final Map<String, Double> v = PyRadiomicsExtractor.of(s).extract(r.image(), r.mask(), Progress.NONE).numbers();
        assertEquals(7, v.size(), "the region is no plane: shape2D has no values");
        final double sphericity = v.get("original_shape_Sphericity");
        assertEquals(1 / sphericity, v.get("original_shape_SphericalDisproportion"), 1e-12);
        assertEquals(Math.pow(sphericity, 3), v.get("original_shape_Compactness2"), 1e-12);
        assertEquals(Math.sqrt(Math.pow(sphericity, 3) / 36) / Math.PI, v.get("original_shape_Compactness1"), 1e-12);
        assertEquals(Math.sqrt(v.get("original_firstorder_Variance")), v.get("original_firstorder_StandardDeviation"), 1e-12);
        assertTrue(v.containsKey("original_gldm_DependenceEntropy"));
        final Regions flat = Regions.lumpy(1, 8, 9, new double[]{2, 1, 1}, 1);
        final Map<String, Double> plane = PyRadiomicsExtractor.of(s).extract(flat.image(), flat.mask(), Progress.NONE).numbers();
        assertEquals(1 / plane.get("original_shape2D_Sphericity"), plane.get("original_shape2D_SphericalDisproportion"), 1e-12);
    }

    /** PyRadiomics leaves shape2D out, with a warning, unless force2D is set. */
    @Test
    void aFileWithoutClassesHasNoColumnsOfShape2D() throws IOException {
        assertEquals(107, PyRadiomicsExtractor.of(ParameterFile.parse("setting: {binWidth: 5}", "p")).slots().size());
        assertEquals(116, PyRadiomicsExtractor.of(ParameterFile.parse("setting: {force2D: true}", "p")).slots().size());
    }
}
