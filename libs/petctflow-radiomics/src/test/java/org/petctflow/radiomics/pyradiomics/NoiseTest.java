package org.petctflow.radiomics.pyradiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.petctflow.base.Progress;

/** The 107 default features against PyRadiomics 3.1.1a3 (numpy 1.24.2), see {@code noise-values.csv}. */
class NoiseTest {

    private static Map<String, Double> features;

    @BeforeAll
    static void extract() throws IOException {
        features = PyRadiomicsExtractor.of(PyRadiomicsSettings.withDefaults())
            .extract(Noise.image(), Noise.labels(), Progress.NONE).numbers();
    }

    static Stream<String> rows() throws IOException {
        try (BufferedReader reader = new BufferedReader(
            new InputStreamReader(NoiseTest.class.getResourceAsStream("noise-values.csv"), StandardCharsets.UTF_8))) {
            return new ArrayList<>(reader.lines().filter(l -> !l.startsWith("#")).toList()).stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void featureIsPyRadiomics(final String row) {
        final String name = row.substring(0, row.indexOf(','));
        final double expected = Double.parseDouble(row.substring(row.indexOf(',') + 1));
        assertNotNull(features.get(name), "no feature is called " + name);
        assertEquals(expected, features.get(name), 1e-9 * Math.abs(expected));
    }

    @Test
    void namesAndOrderArePyRadiomics() throws IOException {
        final List<String> names = rows().map(r -> r.substring(0, r.indexOf(','))).toList();
        assertEquals(107, names.size());
        assertEquals(names, List.copyOf(features.keySet()));
    }
}
