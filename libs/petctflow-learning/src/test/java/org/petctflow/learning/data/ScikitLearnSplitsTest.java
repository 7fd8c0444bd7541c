package org.petctflow.learning.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Test rows of scikit-learn 1.9.1, train_test_split(np.arange(n), test_size, stratify=y, random_state), sorted. */
class ScikitLearnSplitsTest {

    private static final Labels SEVENTHS = Labels.binary(IntStream.range(0, 31).map(i -> i % 7 == 0 || i % 7 == 3 ? 1 : 0).toArray());

    @Test
    void theTestRowsAreScikitLearns() {
        assertArrayEquals(new int[]{1, 3, 5, 17, 18, 22, 26}, ScikitLearnSplits.split(SEVENTHS, 0.2, 0).test());
        assertArrayEquals(new int[]{7, 8, 12, 13, 14, 16, 18}, ScikitLearnSplits.split(SEVENTHS, 0.2, 1).test());
        assertArrayEquals(new int[]{3, 9, 11, 15, 20, 24, 27}, ScikitLearnSplits.split(SEVENTHS, 0.2, 42).test());
        assertArrayEquals(new int[]{5, 6, 10, 11, 12, 13, 14, 20, 22, 24}, ScikitLearnSplits.split(SEVENTHS, 0.3, 7).test());
        final Labels halves = Labels.binary(IntStream.range(0, 20).map(i -> i / 10).toArray()); // equal remainders: drawn
        assertArrayEquals(new int[]{0, 3, 8, 15, 17}, ScikitLearnSplits.split(halves, 0.25, 3).test());
    }

    @Test
    void everyRowIsOnOneSide() {
        final Split split = ScikitLearnSplits.split(SEVENTHS, 0.2, 5);
        assertEquals(31, split.train().length + split.test().length);
        assertArrayEquals(IntStream.range(0, 31).toArray(), IntStream.concat(IntStream.of(split.train()), IntStream.of(split.test())).sorted().toArray());
        assertThrows(IllegalArgumentException.class, () -> ScikitLearnSplits.split(SEVENTHS, 0.2, -1));
        assertThrows(IllegalArgumentException.class, () -> ScikitLearnSplits.split(Labels.binary(0, 0, 0, 1), 0.5, 0));
    }
}
