package org.petctflow.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void theFirstValuesOfSplitMix64AreThePublishedOnes() {
        // Vigna's splitmix64.c seeded with 1234567 gives 6457827717110365317 first
        assertEquals(6457827717110365317L, Seeds.derive(1234567L));
    }

    @Test
    void orderLengthAndValueOfTheIndicesAllMatter() {
        assertNotEquals(Seeds.derive(1, 2, 3), Seeds.derive(1, 3, 2));
        assertNotEquals(Seeds.derive(1, 2), Seeds.derive(1, 2, 0));
        assertNotEquals(Seeds.derive(1, "ab"), Seeds.derive(1, "ba"));
        final Set<Long> seen = new HashSet<>();
        for (int repeat = 0; repeat < 200; repeat++) {
            for (int fold = 0; fold < 50; fold++) {
                seen.add(Seeds.derive(42, repeat, fold));
            }
        }
        assertEquals(10_000, seen.size());
    }
}
