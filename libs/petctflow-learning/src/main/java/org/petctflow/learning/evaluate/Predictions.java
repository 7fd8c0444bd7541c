package org.petctflow.learning.evaluate;

import java.util.Arrays;

import org.petctflow.learning.data.Groups;

/**
 * What a model said of rows whose class is known.
 *
 * @param scored classes and probabilities
 * @param positive which rows are classed positive; only to be read
 * @param threshold from which probability on, NaN where rows have thresholds of their own
 * @param patients which rows belong to one patient
 */
public record Predictions(Scored scored, boolean[] positive, double threshold, Groups patients) {

    /** Checks that all have the same rows. */
    public Predictions {
        scored.requireProbabilities();
        if (positive.length != scored.rows() || patients.rows() != scored.rows()) {
            throw new IllegalArgumentException("There are " + scored.rows() + " probabilities, " + positive.length + " decisions and patients of "
                + patients.rows() + " rows");
        }
    }

    /**
     * @param scored classes and probabilities
     * @param threshold a row is classed positive from this probability on
     * @param patients which rows belong to one patient
     * @return the predictions
     */
    public static Predictions of(final Scored scored, final double threshold, final Groups patients) {
        final boolean[] positive = new boolean[scored.rows()];
        for (int r = 0; r < positive.length; r++) {
            positive[r] = scored.score()[r] >= threshold;
        }
        return new Predictions(scored, positive, threshold, patients);
    }

    /**
     * @param scored classes and probabilities
     * @param thresholds for each row from which probability on it is classed positive
     * @param patients which rows belong to one patient
     * @return the predictions; their threshold is NaN unless all rows have the same
     */
    public static Predictions of(final Scored scored, final double[] thresholds, final Groups patients) {
        final boolean[] positive = new boolean[scored.rows()];
        for (int r = 0; r < positive.length; r++) {
            positive[r] = scored.score()[r] >= thresholds[r];
        }
        final boolean one = Arrays.stream(thresholds).distinct().count() == 1;
        return new Predictions(scored, positive, one ? thresholds[0] : Double.NaN, patients);
    }

    /** @return how many rows */
    public int rows() {
        return scored.rows();
    }

    /** @return whether a patient has several rows, so that rows are not independent */
    public boolean clustered() {
        return patients.count() < patients.rows();
    }

    /**
     * @param rows which rows, some perhaps several times
     * @return those rows
     */
    public Predictions select(final int[] rows) {
        final boolean[] selected = new boolean[rows.length];
        for (int r = 0; r < rows.length; r++) {
            selected[r] = positive[rows[r]];
        }
        return new Predictions(scored.select(rows), selected, threshold, patients.select(rows));
    }

    /** @return right and wrong classes */
    public Confusion confusion() {
        return Confusion.of(threshold, scored.y(), positive);
    }
}
