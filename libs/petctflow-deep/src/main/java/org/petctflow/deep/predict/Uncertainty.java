package org.petctflow.deep.predict;

import java.util.Objects;

import org.petctflow.deep.data.Augmentation;

/**
 * How the uncertainty of a prediction is estimated.
 *
 * @param kind the method
 * @param passes how often a patient is predicted, at least 2
 * @param augmentation how the passes of TEST_TIME_AUGMENTATION vary the images; the first pass leaves them as they are
 * @param seed where the randomness comes from; a patient's depends on it and on its place
 */
public record Uncertainty(Kind kind, int passes, Augmentation augmentation, long seed) {

    /** No uncertainty: one pass. */
    public static final Uncertainty NONE = new Uncertainty(Kind.NONE, 2, Augmentation.NONE, 0);

    /** The methods. */
    public enum Kind {
            /** One pass. */
            NONE,
            /** Dropout stays on (Gal and Ghahramani 2016, arXiv:1506.02142). */
            MONTE_CARLO_DROPOUT,
            /** The images are varied as in training (Wang et al. 2019, doi:10.1016/j.neucom.2019.01.103). */
            TEST_TIME_AUGMENTATION
    }

    /** Checks the numbers. */
    public Uncertainty {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(augmentation, "augmentation");
        if (passes < 2 || passes > 10_000) {
            throw new IllegalArgumentException("The number of passes must be from 2 to 10000, but was " + passes);
        }
    }

    /**
     * @param passes how often
     * @param seed the seed
     * @return Monte-Carlo dropout
     */
    public static Uncertainty dropout(final int passes, final long seed) {
        return new Uncertainty(Kind.MONTE_CARLO_DROPOUT, passes, Augmentation.NONE, seed);
    }

    /**
     * @param passes how often
     * @param augmentation how images are varied
     * @param seed the seed
     * @return test-time augmentation
     */
    public static Uncertainty augmentation(final int passes, final Augmentation augmentation, final long seed) {
        return new Uncertainty(Kind.TEST_TIME_AUGMENTATION, passes, augmentation, seed);
    }
}
