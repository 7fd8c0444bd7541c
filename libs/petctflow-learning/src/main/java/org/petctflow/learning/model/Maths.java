package org.petctflow.learning.model;

/** Small numerical helpers. */
final class Maths {

    private Maths() {
    }

    /** @return 1 / (1 + exp(-f)), without overflow */
    static double sigmoid(final double f) {
        if (f >= 0) {
            return 1 / (1 + Math.exp(-f));
        }
        final double e = Math.exp(f);
        return e / (1 + e);
    }

    /** @return log(1 + exp(f)), without overflow */
    static double softplus(final double f) {
        return f > 0 ? f + Math.log1p(Math.exp(-f)) : Math.log1p(Math.exp(f));
    }
}
