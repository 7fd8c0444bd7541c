package org.petctflow.learning.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;

class GroupedSelectorTest {

    private static final Dataset TASK = Synthetic.task(100, 40, 6, 6, 1, 3);

    private static Dataset named() {
        final double[][] columns = new double[6][];
        java.util.Arrays.setAll(columns, c -> TASK.features().column(c));
        return TASK.with(FeatureMatrix.ofColumns(List.of("ct_a", "pet_a", "ct_b", "age", "pet_b", "ct_c"), columns));
    }

    @Test
    void eachGroupIsSelectedByItselfAndTheRestStays() {
        final Selector first = (data, run) -> () -> new int[]{0};
        final Selector last = (data, run) -> () -> new int[]{data.features().columns() - 1};
        final GroupedSelector selector = new GroupedSelector(List.of(new GroupedSelector.Group(List.of("ct_.*"), last),
            new GroupedSelector.Group(List.of("pet_a", "pet_b", "ct_a"), first), new GroupedSelector.Group(List.of("mri_.*"), first)));
        assertArrayEquals(new int[]{1, 3, 5}, selector.select(named(), Run.of(1)).columns());
    }

    @Test
    void aGroupOfAllColumnsIsThatSelection() {
        final Dataset data = named();
        final int[] alone = Lasso.withDefaults().select(data, Run.of(1).part("group", 0)).columns().clone();
        java.util.Arrays.sort(alone);
        assertArrayEquals(alone,
            new GroupedSelector(List.of(new GroupedSelector.Group(List.of(".*"), Lasso.withDefaults()))).select(data, Run.of(1)).columns());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new GroupedSelector.Group(List.of("a("), new AllColumns())).getMessage()
            .startsWith("\"a(\" is no regular expression"));
    }
}
