package org.petctflow.learning.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

class SelectionStabilityTest {

    @Test
    void indicesAreThoseWorkedOutByHand() {
        final SelectionStability s = SelectionStability.of(List.of(new int[]{0, 1, 2}, new int[]{1, 2, 3}), 10);
        assertArrayEquals(new double[]{0.5, 1, 1, 0.5, 0, 0, 0, 0, 0, 0}, s.frequency(), 1e-15);
        // Kuncheva: (r p - k^2) / (k (p - k)) with r 2, p 10, k 3
        assertEquals((2 * 10 - 9) / (3.0 * 7), s.kuncheva(), 1e-12);
        assertEquals(0.5, s.jaccard(), 1e-12);
        final SelectionStability same = SelectionStability.of(List.of(new int[]{4}, new int[]{4}, new int[]{4}), 5);
        assertEquals(1, same.kuncheva(), 1e-12);
        assertEquals(1, same.jaccard(), 1e-12);
    }

    @Test
    void selectionsAtRandomHaveAKunchevaIndexAroundZero() {
        final List<int[]> selections = new ArrayList<>();
        final Random sizes = new Random(1);
        for (int i = 0; i < 200; i++) {
            final int[] columns = new int[50];
            Arrays.setAll(columns, c -> c);
            Randoms.shuffle(columns, Randoms.of(i));
            selections.add(Arrays.copyOf(columns, 5 + sizes.nextInt(20)));
        }
        assertEquals(0, SelectionStability.of(selections, 50).kuncheva(), 0.01);
    }

    @Test
    void aStrongSignalIsAlwaysSelectedAndThreadsDoNotShow() {
        final Dataset data = Synthetic.task(80, 30, 40, 2, 2, 1);
        final Selector selector = new SelectorChain(
            List.of(new Mrmr(10, Mrmr.Scheme.FCQ, Mrmr.Discretisation.TEN_BINS), Lasso.withDefaults()));
        final SelectionStability one = SelectionStability.of(selector, data, 6, 0.8, Run.of(3));
        final SelectionStability two = SelectionStability.of(selector, data, 6, 0.8, new Run(3, 3, Progress.NONE));
        assertArrayEquals(one.frequency(), two.frequency());
        assertEquals(1, one.frequency()[0], 1e-12);
        assertEquals(1, one.frequency()[1], 1e-12);
        assertTrue(one.meanSize() >= 2);
    }
}
