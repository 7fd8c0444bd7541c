package org.petctflow.learning.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fold for each row, for cross-validation.
 *
 * @param codes for each row its fold, from 0; only to be read
 * @param count how many folds there are, at least 2; each has a row
 * @param names what each fold is called in a message, such as "Fold 1 of 5"
 */
public record Folds(int[] codes, int count, List<String> names) {

    /**
     * Folds that are called by their numbers, from 1.
     *
     * @param codes for each row its fold, from 0
     * @param count how many folds there are
     */
    public Folds(final int[] codes, final int count) {
        this(codes, count, IntStream.rangeClosed(1, count).mapToObj(f -> "Fold " + f + " of " + count).toList());
    }

    /** Checks the codes. */
    public Folds {
        names = List.copyOf(names);
        if (count < 2) {
            throw new IllegalArgumentException("Cross-validation needs at least 2 folds, but there is " + count);
        }
        final int[] sizes = new int[count];
        for (int r = 0; r < codes.length; r++) {
            if (codes[r] < 0 || codes[r] >= count) {
                throw new IllegalArgumentException("Row " + r + ": there is no fold " + codes[r] + " among " + count);
            }
            sizes[codes[r]]++;
        }
        for (int f = 0; f < count; f++) {
            if (sizes[f] == 0) {
                throw new IllegalArgumentException(names.get(f) + " has no row");
            }
        }
    }

    /**
     * @param fold which fold
     * @return that fold's rows as test rows, all others as training rows
     */
    public Split split(final int fold) {
        int n = 0;
        for (final int c : codes) {
            n += c == fold ? 1 : 0;
        }
        final int[] test = new int[n];
        final int[] train = new int[codes.length - n];
        int te = 0;
        int tr = 0;
        for (int r = 0; r < codes.length; r++) {
            if (codes[r] == fold) {
                test[te++] = r;
            } else {
                train[tr++] = r;
            }
        }
        return new Split(train, test);
    }

    /**
     * Asks for what a two-class model needs of folds: rows of both classes outside every fold, and where a figure is taken that one
     * class alone does not have, such as the area under the ROC curve, inside every fold.
     *
     * @param labels each row's class
     * @param inside whether each fold needs rows of both classes
     * @throws IllegalArgumentException if a fold is not so; the message names the fold, the class, the label and the counts
     */
    public void requireBothClasses(final Labels labels, final boolean inside) {
        final int[] total = labels.counts();
        final int[][] counts = new int[count][total.length];
        for (int r = 0; r < codes.length; r++) {
            counts[codes[r]][labels.code(r)]++;
        }
        for (int f = 0; f < count; f++) {
            for (int c = 0; c < total.length; c++) {
                if (counts[f][c] == total[c]) {
                    throw new IllegalArgumentException(names.get(f) + " holds all " + total[c] + " rows of the " + labels.describe(c)
                        + ", so there is none to learn from outside it: take fewer folds, or deal each class out to all of them");
                } else if (inside && counts[f][c] == 0) {
                    throw new IllegalArgumentException(names.get(f) + " has 0 rows of the " + labels.describe(c) + " among its "
                        + IntStream.of(counts[f]).sum() + ", but its score needs both classes: take fewer folds, or deal each class out to all of "
                        + "them");
                }
            }
        }
    }

    /** @return the split of each fold, in order */
    public List<Split> splits() {
        final List<Split> splits = new ArrayList<>(count);
        for (int f = 0; f < count; f++) {
            splits.add(split(f));
        }
        return splits;
    }

    /**
     * @param rows which rows
     * @return their folds; every fold must still have a row
     */
    public Folds select(final int[] rows) {
        final int[] selected = new int[rows.length];
        for (int r = 0; r < rows.length; r++) {
            selected[r] = codes[rows[r]];
        }
        return new Folds(selected, count, names);
    }
}
