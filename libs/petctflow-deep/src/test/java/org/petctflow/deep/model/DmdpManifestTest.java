package org.petctflow.deep.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.petctflow.base.ModelManifest;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.Task;

/** What the next node knows of a network before it is loaded. */
class DmdpManifestTest {

    private static final Provenance PROVENANCE = new Provenance("Test", "1", Map.of(), 1L, Map.of(), Map.of());

    @Test
    void comesBackFromItsManifestAsItWas() {
        final DmdpManifest dmdp = new DmdpManifest(true, false, true, List.of("b", "a"),
            List.of(new Task("EGFR", List.of("wild", "mutant")), new Task("subtype", List.of("SCC", "ADC", "other"))), 32, 16);
        final ModelManifest manifest = dmdp.toManifest("A network", "CT ROI", "PET ROI", "Mask ROI", PROVENANCE);
        assertEquals(List.of("CT ROI", "Mask ROI"), manifest.inputNames(ModelManifest.Type.VOLUME));
        assertEquals(List.of("b", "a"), manifest.inputNames(ModelManifest.Type.NUMBER));
        assertEquals(dmdp, DmdpManifest.fromManifest(ModelManifest.fromJson(manifest.toJson())));
    }

    @Test
    void refusesTheManifestOfSomethingElse() {
        final ModelManifest other = new ModelManifest(ModelManifest.CLASSIFIER, "A forest", List.of(), "EGFR",
            List.of("wild", "mutant"), Map.of(), PROVENANCE);
        assertThrows(IllegalArgumentException.class, () -> DmdpManifest.fromManifest(other));
    }
}
