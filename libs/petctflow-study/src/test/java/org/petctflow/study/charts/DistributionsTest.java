package org.petctflow.study.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class DistributionsTest {

    @Test
    void groupsAreAlphabeticalAndQuartilesAreThoseOfNumpy() {
        // numpy 1.26: percentile([1, 2, 3, 4], [25, 50, 75]) = 1.75, 2.5, 3.25
        final double[][] values = {{4}, {10}, {1}, {3}, {2}, {Double.NaN}};
        final var result = Distributions.of("t", List.of("SUVmax"), values, new String[]{"b", null, "b", "b", "b", "b"});
        assertEquals(List.of(new Distributions.Summary("SUVmax", "(missing)", 1, 0, 10, 10, 10, 10, 10),
            new Distributions.Summary("SUVmax", "b", 4, 1, 1, 1.75, 2.5, 3.25, 4)), result.summaries());
        final Chart.Violin violin = (Chart.Violin)result.page().charts().get(0);
        assertArrayEquals(new double[]{4, 1, 3, 2}, violin.groups().get(1).values());
    }

    @Test
    void aColumnWithoutAnyValueHasNoNumbers() {
        final var s = Distributions.of("t", List.of("a"), new double[][]{{Double.NaN}}, null).summaries().get(0);
        assertEquals("all", s.group());
        assertEquals(0, s.n());
        assertEquals(1, s.missing());
        assertTrue(Double.isNaN(s.median()));
    }

    @Test
    void anIdAsGroupIsRefusedInWords() {
        final String[] ids = IntStream.range(0, 40).mapToObj(i -> "case" + (10 + i)).toArray(String[]::new);
        final var e = assertThrows(IllegalArgumentException.class,
            () -> Distributions.of("t", List.of("a"), new double[40][1], ids));
        assertEquals("The group column has 40 different values, e.g. 'case10' and 'case11'; a chart holds 30: choose a column with few "
            + "values", e.getMessage());
    }
}
