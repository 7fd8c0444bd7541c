package org.petctflow.learning.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class FeatureSetsTest {

    private static final List<String> COLUMNS = List.of("a_reg1", "b_reg1", "c_reg2", "suv (max)", "age");

    private static Map<String, List<String>> of(final String text) {
        return FeatureSets.resolve(FeatureSets.parse(text), COLUMNS);
    }

    @Test
    void namesAndExpressionsGiveColumnsInTheTablesOrder() {
        assertEquals(Map.of("CT", List.of("a_reg1", "b_reg1", "c_reg2"), "both", List.of("a_reg1", "b_reg1", "suv (max)", "age")),
            of("CT = .*_reg\\d\n\nboth = age, suv (max); both=.*_reg1"));
        assertEquals(List.of("CT", "all"), List.copyOf(of("CT=.*_reg.;all=.*").keySet()));
    }

    @Test
    void whatFindsNothingIsNamed() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of("PET = pet.*")).getMessage()
            .startsWith("The feature set \"PET\": no column is called or matches \"pet.*\"; the columns are a_reg1"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of("x = a(")).getMessage().startsWith("\"a(\" is neither"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of("PET")).getMessage().startsWith("\"PET\" is no feature set"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of("PET = ,")).getMessage().contains("no feature set"));
    }
}
