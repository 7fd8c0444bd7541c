package org.petctflow.learning.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A fold for each row, for cross-validation.
 *
 * @param codes for each row its fold, from 0; only to be read
 * @param count how many folds there are, at least 2; each has a row
 */
public record Folds(int[] codes, int count) {

    /** Checks the codes. */
    public Folds {
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
                throw new IllegalArgumentException("Fold " + f + " of " + count + " has no row");
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
        return new Folds(selected, count);
    }
}
