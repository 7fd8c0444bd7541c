package org.petctflow.radiomics.intensity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedTest {

    private static void assertAsSorted(final double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final Ordered ordered = Ordered.of(values.clone());
        final int n = sorted.length;
        for (final int percent : new int[]{10, 25, 75, 90}) {
            final double rank = percent / 100.0 * (n - 1);
            final double low = sorted[(int)rank];
            final double high = sorted[Math.min(n - 1, (int)rank + 1)];
            assertEquals(low + (rank - (int)rank) * (high - low), ordered.percentile(percent), 1e-12 * Math.max(1, Math.abs(high)));
        }
        assertEquals((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, ordered.median());
        assertEquals(sorted[0], ordered.min());
        assertEquals(sorted[n - 1], ordered.max());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 63, 64, 65, 1000, 10_007})
    void selectionIsThatOfSorting(final int n) {
        final Random random = new Random(n);
        assertAsSorted(random.doubles(n, -5, 5).toArray());
        assertAsSorted(random.ints(n, -500, 500).asDoubleStream().toArray());
        assertAsSorted(random.ints(n, 0, 3).mapToDouble(i -> i / 3.0).toArray());
        assertAsSorted(java.util.stream.IntStream.range(0, n).mapToDouble(i -> i / 7.0).toArray());
        assertAsSorted(java.util.stream.IntStream.range(0, n).mapToDouble(i -> -i / 7.0).toArray());
        assertAsSorted(java.util.stream.IntStream.range(0, n).mapToDouble(i -> Math.min(i, n - i) + 0.5).toArray());
        assertAsSorted(random.doubles(n, -1e9, 1e9).map(Math::rint).toArray());
    }

    @Test
    void otherPercentilesAreRefused() {
        assertEquals("The percentile must be 10, 25, 75 or 90, but was 50",
            assertThrows(IllegalArgumentException.class, () -> Ordered.of(new double[]{1}).percentile(50)).getMessage());
    }
}
