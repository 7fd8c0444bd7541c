package org.petctflow.radiomics.filter;

/** How the responses of a filter's orientations become one (IBSI O1AQ). */
public enum Pooling {
        /** One orientation only: not invariant. */
        NONE,
        /** The largest response. */
        MAX,
        /** The mean of the responses. */
        MEAN,
        /** The smallest response. */
        MIN;

    /** Adds a response to those pooled so far; a mean becomes one by {@link #finish}. */
    void add(final double[] pooled, final double[] response) {
        for (int v = 0; v < pooled.length; v++) {
            pooled[v] = switch (this) {
                case MAX -> Math.max(pooled[v], response[v]);
                case MIN -> Math.min(pooled[v], response[v]);
                default -> pooled[v] + response[v];
            };
        }
    }

    void finish(final double[] pooled, final int responses) {
        if (this == MEAN) {
            for (int v = 0; v < pooled.length; v++) {
                pooled[v] /= responses;
            }
        }
    }
}
