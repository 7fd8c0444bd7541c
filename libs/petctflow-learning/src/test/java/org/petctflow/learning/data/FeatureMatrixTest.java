package org.petctflow.learning.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FeatureMatrixTest {

    private static final FeatureMatrix X =
        FeatureMatrix.ofRows(List.of("age", "suv"), new double[][]{{60, 1.5}, {70, Double.NaN}, {65, 2.5}});

    @Test
    void rowsAndColumnsAreSelectedInTheGivenOrder() {
        assertArrayEquals(new double[]{65, 60, 65}, X.selectRows(new int[]{2, 0, 2}).column("age"));
        assertEquals(List.of("suv", "age"), X.selectColumns(List.of("suv", "age")).names());
        assertEquals(1.5, X.selectColumns(List.of("suv", "age")).get(0, 0));
        assertArrayEquals(new double[]{60, 1.5}, X.toRows()[0]);
    }

    @Test
    void messagesNameColumnAndRow() {
        assertMessage("Column \"suv\", row 1: the value is missing; impute or remove it first", X::requireFinite);
        final FeatureMatrix infinite = FeatureMatrix.ofRows(List.of("a"), new double[][]{{1}, {Double.NEGATIVE_INFINITY}});
        assertMessage("Column \"a\", row 1: the value is infinite; correct it, or set it to missing", infinite::requireNoInfinite);
        assertMessage("The table lacks 1 of the 2 columns that are needed: sex", () -> X.selectColumns(List.of("age", "sex")));
        assertMessage("The column \"a\" is there twice; rename one of them",
            () -> FeatureMatrix.ofRows(List.of("a", "a"), new double[][]{{1, 2}}));
        assertMessage("All 3 rows have the label \"1\", none has \"0\": nothing can be learned from one class",
            () -> Dataset.of(X, Labels.binary(1, 1, 1)).requireLearnable());
        assertMessage("The label must have two classes, one of them \"mutant\", but it has a, b, c",
            () -> Labels.binary(List.of("a", "b", "c"), "mutant"));
        assertMessage("Row 1 has no label; remove rows without a label first",
            () -> Labels.of(Arrays.asList("a", null)));
    }

    @Test
    void thePositiveClassHasCode1() {
        final Labels labels = Labels.binary(List.of("wild", "mutant", "wild"), "mutant");
        assertArrayEquals(new int[]{0, 1, 0}, labels.codes());
        assertEquals(List.of("wild", "mutant"), labels.classes());
    }

    @Test
    void groupsAreRenumberedWhenRowsAreSelected() {
        final Groups g = Groups.of(List.of("p3", "p1", "p3", "p2")).select(new int[]{3, 2, 0});
        assertArrayEquals(new int[]{0, 1, 1}, g.codes());
        assertEquals(List.of("p2", "p3"), g.names());
        assertArrayEquals(new int[]{1, 2}, g.members()[1]);
    }

    private static void assertMessage(final String message, final Executable code) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
    }
}
