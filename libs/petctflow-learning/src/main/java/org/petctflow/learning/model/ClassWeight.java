package org.petctflow.learning.model;

/** How much a row counts. */
public enum ClassWeight {

    /** Every row counts 1. */
    NONE,

    /** A row of class c counts n / (2 n_c), so that both classes count the same. */
    BALANCED;

    /**
     * @param y the classes, 0 or 1
     * @return the weight of a row of class 0 and of class 1
     */
    double[] of(final int[] y) {
        if (this == NONE) {
            return new double[]{1, 1};
        }
        int positives = 0;
        for (final int c : y) {
            positives += c;
        }
        return new double[]{y.length / (2.0 * (y.length - positives)), y.length / (2.0 * positives)};
    }
}
