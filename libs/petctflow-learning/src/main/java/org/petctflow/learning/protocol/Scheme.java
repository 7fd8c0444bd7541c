package org.petctflow.learning.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.petctflow.base.Seeds;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.ScikitLearnSplits;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.data.StratifiedSplitter;

/**
 * How rows are divided, again and again, into training and test rows. Rows of a patient stay together, except that whole
 * centres go to the test rows when one is left out.
 *
 * @param kind the kind
 * @param repeats how often, at least 1; not used when centres are left out
 * @param folds how many folds, at least 2; for cross-validation
 * @param testShare the share of test rows, between 0 and 1; for splits
 * @param firstState the first split's random state, the next ones' following; for scikit-learn's splits
 */
public record Scheme(Kind kind, int repeats, int folds, double testShare, long firstState) {

    /** Kinds. */
    public enum Kind {
        /** Independent stratified splits, such as 8:2. */
        SPLITS,
        /** Those that scikit-learn's train_test_split draws, one a random state; each row must be a patient. */
        SCIKIT_LEARN_SPLITS,
        /** Stratified cross-validation, repeated with other folds. Learners that tune inside make it nested. */
        CROSS_VALIDATION,
        /** Each centre once as test rows. */
        LEAVE_ONE_CENTRE_OUT
    }

    /** Checks the numbers. */
    public Scheme {
        if (repeats < 1) {
            throw new IllegalArgumentException("The number of repeats must be 1 or more, but was " + repeats);
        }
        if (folds < 2) {
            throw new IllegalArgumentException("The number of folds must be at least 2, but was " + folds);
        }
        if (!(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("The share of test rows must lie between 0 and 1, but was " + testShare);
        }
    }

    /**
     * @param repeats how many splits
     * @param testShare the share of test rows
     * @return independent stratified splits
     */
    public static Scheme splits(final int repeats, final double testShare) {
        return new Scheme(Kind.SPLITS, repeats, 5, testShare, 0);
    }

    /**
     * @param repeats how many splits
     * @param testShare the share of test rows
     * @param firstState the first split's random state, 0 or more
     * @return scikit-learn's stratified splits
     */
    public static Scheme scikitLearnSplits(final int repeats, final double testShare, final long firstState) {
        return new Scheme(Kind.SCIKIT_LEARN_SPLITS, repeats, 5, testShare, firstState);
    }

    /**
     * @param folds how many folds
     * @param repeats how often
     * @return repeated stratified cross-validation
     */
    public static Scheme crossValidation(final int folds, final int repeats) {
        return new Scheme(Kind.CROSS_VALIDATION, repeats, folds, 0.2, 0);
    }

    /** @return each centre once as test rows */
    public static Scheme leaveOneCentreOut() {
        return new Scheme(Kind.LEAVE_ONE_CENTRE_OUT, 1, 5, 0.2, 0);
    }

    /**
     * One division.
     *
     * @param repeat which repeat, from 0
     * @param fold which fold of it, or which centre, from 0
     * @param rows the training and test rows
     */
    public record Part(int repeat, int fold, Split rows) {
    }

    /**
     * @param data all rows
     * @param seed the seed
     * @return the divisions, in order
     */
    public List<Part> parts(final Dataset data, final long seed) {
        final List<Part> parts = new ArrayList<>();
        if (kind == Kind.LEAVE_ONE_CENTRE_OUT) {
            if (data.centres() == null || data.centres().count() < 2) {
                throw new IllegalArgumentException("Leaving one centre out needs at least two centres, but the table "
                    + (data.centres() == null ? "names none" : "has one"));
            }
            final int[][] members = data.centres().members();
            for (int c = 0; c < members.length; c++) {
                final int centre = c;
                final int[] train = IntStream.range(0, data.rows())
                    .filter(r -> data.centres().codes()[r] != centre).toArray();
                parts.add(new Part(0, c, new Split(train, members[c])));
            }
            return parts;
        }
        if (kind == Kind.SCIKIT_LEARN_SPLITS && data.patients().count() < data.rows()) {
            throw new IllegalArgumentException("scikit-learn's splits tear the rows of a patient apart, and " + data.rows() + " rows are of "
                + data.patients().count() + " patients: take another scheme");
        }
        for (int r = 0; r < repeats; r++) {
            final long own = Seeds.derive(seed, r);
            if (kind == Kind.SCIKIT_LEARN_SPLITS) {
                parts.add(new Part(r, 0, ScikitLearnSplits.split(data.labels(), testShare, firstState + r)));
            } else if (kind == Kind.SPLITS) {
                parts.add(new Part(r, 0, StratifiedSplitter.split(data.labels(), data.patients(), testShare, own)));
            } else {
                final List<Split> splits = data.folds(folds, own).splits();
                for (int f = 0; f < splits.size(); f++) {
                    parts.add(new Part(r, f, splits.get(f)));
                }
            }
        }
        return parts;
    }
}
