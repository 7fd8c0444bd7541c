package org.petctflow.learning.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StratifiedSplitterTest {

    private static Labels random(final int rows, final int classes, final long seed) {
        final Random random = new Random(seed);
        final int[] codes = new int[rows];
        Arrays.setAll(codes, i -> (int)(classes * Math.pow(random.nextDouble(), 1.5)));
        final List<String> names = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            names.add("c" + c);
        }
        return Labels.of(codes, names);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void everyFoldHasItsShareOfEveryClassToTheRow(final int count) {
        final Labels label = random(228, 3, 1);
        final Labels cohort = random(228, 4, 2);
        final Folds folds = StratifiedSplitter.folds(List.of(label, cohort), null, count, 7);
        for (int f = 0; f < count; f++) {
            final int fold = f;
            final Split split = folds.split(f);
            assertEquals(228, split.train().length + split.test().length);
            for (int c = 0; c < 3; c++) {
                final int k = c;
                final long has = Arrays.stream(split.test()).filter(r -> label.code(r) == k).count();
                assertTrue(Math.abs(has - (double)label.counts()[k] / count) < 1, "fold " + fold + " class " + k);
                for (int d = 0; d < 4; d++) {
                    final int l = d;
                    final long both = Arrays.stream(split.test()).filter(r -> label.code(r) == k && cohort.code(r) == l).count();
                    final long all = IntStream.range(0, 228).filter(r -> label.code(r) == k && cohort.code(r) == l).count();
                    assertTrue(Math.abs(both - (double)all / count) < 1);
                }
            }
        }
    }

    @Test
    void theStudysSplitHas46TestRowsOfWhich13ArePositive() {
        final int[] y = new int[228];
        Arrays.fill(y, 0, 66, 1);
        for (long seed = 0; seed < 20; seed++) {
            final Split split = StratifiedSplitter.split(Labels.binary(y), null, 0.2, seed);
            assertEquals(46, split.test().length);
            assertEquals(13, Arrays.stream(split.test()).map(r -> y[r]).sum());
        }
    }

    @Test
    void everyRowIsEquallyOftenATestRow() {
        final Labels label = random(50, 2, 3);
        final int[] count = new int[50];
        for (long seed = 0; seed < 2000; seed++) {
            for (final int r : StratifiedSplitter.split(label, null, 0.2, seed).test()) {
                count[r]++;
            }
        }
        for (final int c : count) {
            assertEquals(400, c, 90, "five standard deviations of 18");
        }
    }

    @Test
    void aPatientIsNeverTornApartAndClassesStayBalanced() {
        final Random random = new Random(5);
        final List<String> keys = new ArrayList<>();
        final int[] y = new int[300];
        for (int r = 0; r < 300; r++) {
            final int patient = random.nextInt(100);
            keys.add("p" + patient);
            y[r] = patient % 3 == 0 ? 1 : 0;
        }
        final Groups patients = Groups.of(keys);
        final Labels label = Labels.binary(y);
        final Folds folds = StratifiedSplitter.folds(label, patients, 5, 11);
        for (final int[] rows : patients.members()) {
            assertEquals(1, Arrays.stream(rows).map(r -> folds.codes()[r]).distinct().count());
        }
        for (final Split split : folds.splits()) {
            assertEquals(60, split.test().length, 3);
            assertEquals(label.counts()[1] / 5.0, Arrays.stream(split.test()).map(r -> y[r]).sum(), 3);
        }
        final Split split = StratifiedSplitter.split(label, patients, 0.2, 3);
        assertEquals(60, split.test().length, 3);
        assertEquals(label.counts()[1] / 5.0, Arrays.stream(split.test()).map(r -> y[r]).sum(), 3);
    }

    @Test
    void theSameSeedGivesTheSameFoldsAndAnotherSeedOthers() {
        final Labels label = random(100, 2, 8);
        assertArrayEquals(StratifiedSplitter.folds(label, null, 5, 1).codes(), StratifiedSplitter.folds(label, null, 5, 1).codes());
        assertFalse(Arrays.equals(StratifiedSplitter.folds(label, null, 5, 1).codes(),
            StratifiedSplitter.folds(label, null, 5, 2).codes()));
    }

    @Test
    void tooFewRowsOfAClassAreNamed() {
        final Labels label = Labels.of(List.of("wild", "wild", "mutant"));
        final String message =
            assertThrows(IllegalArgumentException.class, () -> StratifiedSplitter.folds(label, null, 5, 1)).getMessage();
        assertEquals("The class \"mutant\" has 1 row, too few for 5 folds: leave the class out, or join it with another", message);
        assertEquals("Column \"EGFR\": The class \"wild\" has 2 rows, too few for 3 folds: take fewer folds (at most 2), or leave the class out",
            assertThrows(IllegalArgumentException.class, () -> StratifiedSplitter.folds(
                Labels.of(List.of("wild", "wild", "mutant", "mutant", "mutant")).named("EGFR"), null, 3, 1)).getMessage());
        assertEquals("Column \"EGFR\": The class \"a\" has 2 patients, too few for 3 folds: take fewer folds (at most 2), or leave the class out",
            assertThrows(IllegalArgumentException.class, () -> StratifiedSplitter.folds(
                Labels.of(List.of("a", "a", "a", "b", "b", "b")).named("EGFR"), Groups.of(List.of("1", "1", "2", "3", "4", "5")), 3, 1))
                    .getMessage());
        assertThrows(IllegalArgumentException.class, () -> StratifiedSplitter.split(label, null, 1.5, 1));
        assertThrows(IllegalArgumentException.class,
            () -> StratifiedSplitter.split(Labels.binary(1, 0), Groups.of(List.of("a", "a")), 0.5, 1));
    }
}
