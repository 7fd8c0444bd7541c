package org.petctflow.radiomics.ibsi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.petctflow.base.Progress;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.FeatureValue;
import org.petctflow.radiomics.image.Discretisation;

/**
 * The 487 features of IBSI's digital phantom against the consensus of Zwanenburg et al. 2020, doi:10.1148/radiol.2020191145
 * ({@code digital-phantom-consensus.csv}). Five of them have no consensus value: those must be finite and are checked elsewhere against
 * what is known of them.
 */
class DigitalPhantomTest {

    private static Map<String, FeatureValue> features;

    @BeforeAll
    static void extract() {
        final IbsiSettings settings = IbsiSettings.withDefaults().withDiscretisation(Discretisation.none())
            .withIvhDiscretisation(Discretisation.none()).withAggregations(EnumSet.allOf(Aggregation.class));
        features = new LinkedHashMap<>();
        for (final FeatureValue v : IbsiExtractor.of(settings).extract(DigitalPhantom.image(), DigitalPhantom.mask(), Progress.NONE)
            .values()) {
            assertEquals(null, features.put(v.tag(), v), "two features are called " + v.tag());
        }
    }

    static Stream<List<String>> consensus() {
        return DigitalPhantom.lines("digital-phantom-consensus.csv").stream().map(l -> List.of(l.split(",", -1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("consensus")
    void featureAgreesWithConsensus(final List<String> row) {
        final FeatureValue feature = features.get(row.get(0));
        assertNotNull(feature, "no feature is called " + row.get(0));
        assertTrue(feature.isPresent(), feature.reason());
        if (!row.get(1).isEmpty()) {
            final BigDecimal computed = new BigDecimal(feature.value()).round(new MathContext(3, RoundingMode.HALF_EVEN));
            final BigDecimal tolerance = row.get(2).isEmpty() ? BigDecimal.ZERO : new BigDecimal(row.get(2));
            final BigDecimal difference = computed.subtract(new BigDecimal(row.get(1))).abs();
            assertTrue(difference.compareTo(tolerance) <= 0,
                row.get(0) + " is " + feature.value() + ", but the consensus " + row.get(1) + " +- " + tolerance);
        }
    }

    @Test
    void everyFeatureHasARowAndEveryRowAFeature() {
        final TreeSet<String> tags = new TreeSet<>();
        consensus().forEach(row -> tags.add(row.get(0)));
        assertEquals(487, tags.size());
        assertEquals(tags, new TreeSet<>(features.keySet()));
    }
}
