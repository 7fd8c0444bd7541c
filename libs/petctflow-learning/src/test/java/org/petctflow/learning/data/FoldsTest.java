package org.petctflow.learning.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.ensemble.GridSearch;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.model.CrossValidation;
import org.petctflow.learning.model.LinearSvm;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.select.Lasso;
import org.petctflow.learning.select.Rfecv;

class FoldsTest {

    private static final LogisticRegression LOGISTIC = LogisticRegression.withDefaults();

    private static final List<String> NAMES = List.of("Fold \"A\" of the column \"centre\"", "Fold \"B\" of the column \"centre\"",
        "Fold \"C\" of the column \"centre\"");

    private static String said(final Runnable work) {
        return assertThrows(IllegalArgumentException.class, work::run).getMessage();
    }

    /** 30 rows, 10 of them positive; rows 20 to 29 are the fold C, and the labels decide what is wrong with it. */
    private static Dataset data(final int... positives) {
        final Dataset d = Synthetic.task(30, 10, 3, 1, 1, 1);
        final int[] y = new int[30];
        IntStream.of(positives).forEach(r -> y[r] = 1);
        return new Dataset(d.features(), Labels.of(y, List.of("wild", "mutant")).named("EGFR"), null, null);
    }

    private static Folds folds() {
        return new Folds(IntStream.range(0, 30).map(r -> r / 10).toArray(), 3, NAMES);
    }

    @Test
    void aFoldWithoutAClassIsNamedWithColumnClassAndCount() {
        final Dataset data = data(0, 1, 2, 10, 11, 12);
        final String message = "Fold \"C\" of the column \"centre\" has 0 rows of the class \"mutant\" of the label \"EGFR\" among its 10, but its score "
            + "needs both classes: take fewer folds, or deal each class out to all of them";
        assertEquals(message, said(() -> new Rfecv(LOGISTIC, 1, 1, Metric.ROC_AUC, 3).select(data, folds(), Run.of(1))));
        // accuracy and the LASSO's deviance are defined for one class, too
        assertDoesNotThrow(() -> new Rfecv(LOGISTIC, 1, 1, Metric.ACCURACY, 3).select(data, folds(), Run.of(1)));
        assertDoesNotThrow(() -> Lasso.withDefaults().select(data, folds(), Run.of(1)));
    }

    @Test
    void aFoldThatHoldsAClassLeavesNothingToLearn() {
        final Dataset data = data(20, 21, 22, 23);
        final String message = "Fold \"C\" of the column \"centre\" holds all 4 rows of the class \"mutant\" of the label \"EGFR\", so there is none to "
            + "learn from outside it: take fewer folds, or deal each class out to all of them";
        assertEquals(message, said(() -> Lasso.withDefaults().select(data, folds(), Run.of(1))));
        assertEquals(message, said(() -> new Rfecv(LOGISTIC, 1, 1, Metric.ACCURACY, 3).select(data, folds(), Run.of(1))));
        assertEquals(message, said(() -> CrossValidation.outOfFold(LOGISTIC, data, folds(), Run.of(1))));
        assertEquals(message, said(() -> new Stacking(List.of(LOGISTIC), LOGISTIC, 3).fit(data, folds(), Run.of(1))));
    }

    @Test
    void foldsWithoutNamesAreCalledByTheirNumbers() {
        final Folds f = new Folds(new int[]{0, 0, 1, 1}, 2);
        assertEquals(List.of("Fold 1 of 2", "Fold 2 of 2"), f.names());
        assertTrue(said(() -> f.requireBothClasses(Labels.binary(0, 0, 1, 1), false))
            .startsWith("Fold 1 of 2 holds all 2 rows of the class \"0\", so"));
        f.requireBothClasses(Labels.binary(0, 1, 1, 0), true);
    }

    @Test
    void tooFewRowsForTheFoldsOfALearnerNameTheColumn() {
        final Dataset data = data(3, 17, 25);
        final String message = "Column \"EGFR\": The class \"mutant\" has 3 rows, too few for 5 folds: take fewer folds (at most 3), or leave the class out";
        assertEquals(message, said(() -> new GridSearch(LOGISTIC, Map.of("c", List.of("1", "2")), 5, Metric.ROC_AUC).fit(data, Run.of(1))));
        assertEquals(message, said(() -> new Stacking(List.of(LOGISTIC), LOGISTIC, 5).fit(data, Run.of(1))));
        assertEquals("Column \"EGFR\": All 10 rows have the label \"wild\", none has \"mutant\": nothing can be learned from one class",
            said(() -> LOGISTIC.fit(data.select(IntStream.range(4, 14).toArray()), Run.of(1))));
    }

    /** Probabilities of an SVM are calibrated in up to five folds of patients; a class of two patients gets two. */
    @Test
    void anSvmTakesAsManyFoldsAsThereArePatients() {
        final Dataset d = Synthetic.task(40, 10, 3, 1, 2, 1);
        final int[] patients = IntStream.range(0, 40).map(r -> d.y()[r] == 1 ? r % 2 : r).toArray();
        final Groups groups = Groups.of(IntStream.of(patients).mapToObj(p -> "p" + p).toList());
        final Dataset grouped = new Dataset(d.features(), d.labels(), groups, null);
        assertTrue(grouped.patientsOfSmallerClass() < 5, "fewer patients than the usual folds");
        final double[] p = LinearSvm.withDefaults().fit(grouped, Run.of(1)).predictProbability(d.features());
        assertTrue(Arrays.stream(p).allMatch(v -> v > 0 && v < 1));
        assertArrayEquals(p, LinearSvm.withDefaults().fit(grouped, Run.of(1)).predictProbability(d.features()));
    }
}
