package org.petctflow.learning.evaluate;

import java.util.Arrays;

/**
 * Rows with their true class and a model's score.
 *
 * @param y the classes, 0 or 1; only to be read
 * @param score the scores, greater for the positive class; only to be read
 */
public record Scored(int[] y, double[] score) {

    /** Checks classes and scores. */
    public Scored {
        if (y.length != score.length) {
            throw new IllegalArgumentException("There are " + y.length + " classes, but " + score.length + " scores");
        }
        if (y.length == 0) {
            throw new IllegalArgumentException("There is no row to evaluate");
        }
        for (int r = 0; r < y.length; r++) {
            if (y[r] != 0 && y[r] != 1) {
                throw new IllegalArgumentException("Row " + r + ": the class must be 0 or 1, but is " + y[r]);
            }
            if (!(Math.abs(score[r]) <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("Row " + r + ": the score is " + (Double.isNaN(score[r]) ? "missing" : "infinite")
                    + "; leave rows without a prediction out");
            }
        }
    }

    /** @return how many rows */
    public int rows() {
        return y.length;
    }

    /** @return how many rows of class 1 */
    public int positives() {
        return Arrays.stream(y).sum();
    }

    /** @return how many rows of class 0 */
    public int negatives() {
        return y.length - positives();
    }

    /**
     * @return this
     * @throws IllegalArgumentException if a class has no row
     */
    public Scored requireBothClasses() {
        final int positives = positives();
        if (positives == 0 || positives == y.length) {
            throw new IllegalArgumentException("All " + y.length + " rows are of class " + y[0]
                + ": discrimination cannot be measured with one class");
        }
        return this;
    }

    /**
     * @return this
     * @throws IllegalArgumentException if a score is not a probability
     */
    public Scored requireProbabilities() {
        for (int r = 0; r < y.length; r++) {
            if (!(score[r] >= 0 && score[r] <= 1)) {
                throw new IllegalArgumentException("Row " + r + ": a probability lies between 0 and 1, but is " + score[r]);
            }
        }
        return this;
    }

    /**
     * @param rows which rows
     * @return those rows
     */
    public Scored select(final int[] rows) {
        return new Scored(Arrays.stream(rows).map(r -> y[r]).toArray(), Arrays.stream(rows).mapToDouble(r -> score[r]).toArray());
    }

    /** The scores of one class, in order. */
    double[] scoresOf(final int wanted) {
        return java.util.stream.IntStream.range(0, y.length).filter(r -> y[r] == wanted).mapToDouble(r -> score[r]).toArray();
    }

    /** The rows by descending score, equal scores in their order. */
    int[] descending() {
        return java.util.stream.IntStream.range(0, y.length).boxed().sorted((a, b) -> Double.compare(score[b] + 0.0, score[a] + 0.0))
            .mapToInt(Integer::intValue).toArray();
    }
}
