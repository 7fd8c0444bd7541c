package org.petctflow.learning.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a two-class model learns from.
 *
 * @param features the values
 * @param labels each row's class; code 1 is the positive class
 * @param patients which rows belong to one patient
 * @param centres which rows come from one centre (or batch), or null where that is not known
 */
public record Dataset(FeatureMatrix features, Labels labels, Groups patients, Groups centres) {

    /** Sums of squares of millions of such values are finite. */
    private static final double LARGEST = 1e140;

    /** Checks that all have the same rows. */
    public Dataset {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(labels, "labels");
        patients = patients == null ? Groups.single(labels.rows()) : patients;
        if (labels.rows() != features.rows() || patients.rows() != features.rows()
            || (centres != null && centres.rows() != features.rows())) {
            throw new IllegalArgumentException("The features have " + features.rows() + " rows, the labels " + labels.rows()
                + ", the patients " + patients.rows() + (centres == null ? "" : ", the centres " + centres.rows()));
        }
    }

    /**
     * @param features the values
     * @param labels each row's class; code 1 is the positive class
     * @return a data set in which every row is a patient
     */
    public static Dataset of(final FeatureMatrix features, final Labels labels) {
        return new Dataset(features, labels, null, null);
    }

    /** @return how many rows there are */
    public int rows() {
        return features.rows();
    }

    /** @return the class of each row, 0 or 1; only to be read */
    public int[] y() {
        return labels.codes();
    }

    /**
     * @param rows which rows
     * @return those rows
     */
    public Dataset select(final int[] rows) {
        return new Dataset(features.selectRows(rows), labels.select(rows), patients.select(rows),
            centres == null ? null : centres.select(rows));
    }

    /**
     * @param other other values for the same rows
     * @return the same rows with those values
     */
    public Dataset with(final FeatureMatrix other) {
        return new Dataset(other, labels, patients, centres);
    }

    /**
     * @param count how many folds
     * @param seed the seed
     * @return folds that are stratified by the label and keep patients together
     */
    public Folds folds(final int count, final long seed) {
        return StratifiedSplitter.folds(labels, patients, count, seed);
    }

    /** @return how many patients the class with the fewest has: more folds than that cannot be stratified */
    public int patientsOfSmallerClass() {
        return Arrays.stream(StratifiedSplitter.patientsOfClass(labels, patients)).min().orElse(0);
    }

    /**
     * Asks for what every model needs: both classes, and plain numbers.
     *
     * @return this
     * @throws IllegalArgumentException if a class is absent or a value is missing, infinite, or so large that its square is
     */
    public Dataset requireLearnable() {
        labels.requireBothClasses();
        if (features.columns() == 0) {
            throw new IllegalArgumentException("There is no column to learn from");
        }
        features.requireFinite();
        for (int c = 0; c < features.columns(); c++) {
            final double[] column = features.column(c);
            for (int r = 0; r < column.length; r++) {
                if (Math.abs(column[r]) > LARGEST) {
                    throw new IllegalArgumentException("Column \"" + features.name(c) + "\", row " + r + ": " + column[r]
                        + " is too large to compute with; scale the column first, or correct the value");
                }
            }
        }
        return this;
    }
}
