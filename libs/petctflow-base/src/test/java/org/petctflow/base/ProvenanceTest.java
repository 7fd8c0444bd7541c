package org.petctflow.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ProvenanceTest {

    @Test
    void aProvenanceComesBackInTheOrderOfTheDialog() {
        final Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Spacing", "1 mm");
        settings.put("Bin width <HU>", "25");
        settings.put("Alpha", "0.05");
        for (final Long seed : new Long[]{null, Long.MIN_VALUE}) {
            final Provenance p = new Provenance("Radiomics Extractor", Suite.version(), settings, seed, Map.of(),
                Map.of("dcm4che", "5.35.0"));
            final Provenance back = Provenance.fromJson(p.toJson());
            assertEquals(p, back);
            assertEquals(List.of("Spacing", "Bin width <HU>", "Alpha"), List.copyOf(back.settings().keySet()));
            assertTrue(p.toJson().indexOf('\n') < 0);
        }
    }

    @Test
    void whateverIsNoProvenanceIsRefused() {
        for (final String json : List.of("", "{}", "[]", "null", "{\"step\":1", "[".repeat(100_000))) {
            assertThrows(IllegalArgumentException.class, () -> Provenance.fromJson(json));
        }
    }

    @Test
    void theSuiteKnowsItsVersion() {
        assertTrue(Suite.version().matches("\\d+\\.\\d+\\.\\d+"), Suite.version());
    }
}
