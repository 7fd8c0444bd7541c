package org.petctflow.learning.stats;

import java.util.stream.IntStream;

/** Correction of p-values for many tests. A missing p (NaN) stays missing and is not counted. */
public enum Adjustment {

    /** As they are. */
    NONE,

    /** Times the number of tests. */
    BONFERRONI,

    /** Holm's step-down (1979): as safe as Bonferroni's, never weaker. */
    HOLM,

    /** Benjamini and Hochberg's false discovery rate (1995, doi:10.1111/j.2517-6161.1995.tb02031.x). */
    BENJAMINI_HOCHBERG;

    /**
     * @param p the p-values
     * @return the adjusted ones, in the same order
     */
    public double[] adjust(final double[] p) {
        for (int i = 0; i < p.length; i++) {
            if (p[i] < 0 || p[i] > 1) {
                throw new IllegalArgumentException("Test " + i + ": a p-value lies between 0 and 1, but is " + p[i]);
            }
        }
        final int[] order = IntStream.range(0, p.length).filter(i -> !Double.isNaN(p[i])).boxed()
            .sorted((a, b) -> Double.compare(p[a], p[b])).mapToInt(Integer::intValue).toArray();
        final double m = order.length;
        final double[] adjusted = p.clone();
        switch (this) {
            case NONE -> {
            }
            case BONFERRONI -> {
                for (final int i : order) {
                    adjusted[i] = Math.min(1, m * p[i]);
                }
            }
            case HOLM -> {
                double most = 0;
                for (int k = 0; k < m; k++) {
                    most = Math.max(most, Math.min(1, (m - k) * p[order[k]]));
                    adjusted[order[k]] = most;
                }
            }
            case BENJAMINI_HOCHBERG -> {
                double least = 1;
                for (int k = (int)m - 1; k >= 0; k--) {
                    least = Math.min(least, m / (k + 1) * p[order[k]]);
                    adjusted[order[k]] = least;
                }
            }
        }
        return adjusted;
    }
}
