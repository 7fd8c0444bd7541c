package org.petctflow.learning.model;

/** How many columns a node of a tree looks at, of p. */
public enum MaxFeatures {

    /** The square root of p, rounded down; the usual choice. */
    SQRT,

    /** The binary logarithm of p, rounded down. */
    LOG2,

    /** A third of p, rounded down. */
    THIRD,

    /** All. */
    ALL;

    /**
     * @param columns p
     * @return how many, at least 1
     */
    int of(final int columns) {
        return Math.max(1, switch (this) {
            case SQRT -> (int)Math.sqrt(columns);
            case LOG2 -> 31 - Integer.numberOfLeadingZeros(columns);
            case THIRD -> columns / 3;
            case ALL -> columns;
        });
    }
}
