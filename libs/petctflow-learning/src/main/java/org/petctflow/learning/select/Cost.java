package org.petctflow.learning.select;

import java.util.Locale;
import java.util.Optional;

/**
 * What a recursive elimination costs at most, known before it runs.
 *
 * @param fits how many models are fitted
 * @param columns how many columns they have, all together: a model of many columns takes longer than one of few
 */
public record Cost(long fits, long columns) {

    /** Of a method whose cost is not in models. */
    public static final Cost NONE = new Cost(0, 0);

    /** From so many columns on a user is told: those of a few hundred rows take a processor minutes. */
    static final long MANY = 2_000_000;

    /**
     * @param other what is done, too
     * @return both
     */
    public Cost plus(final Cost other) {
        return new Cost(fits + other.fits, columns + other.columns);
    }

    /**
     * @param count how often it is done
     * @return the cost of all
     */
    public Cost times(final long count) {
        return new Cost(count * fits, count * columns);
    }

    /**
     * @param coarser the cost with steps of a tenth of the columns
     * @param option what the setting of the step is called
     * @return what to tell the user before the work; empty where it is little
     */
    public Optional<String> warning(final Cost coarser, final String option) {
        return columns < MANY ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "Recursive elimination fits up to %,d models, which can "
            + "take hours", fits) + (coarser.fits * 2 > fits ? "" : String.format(Locale.ROOT, ": with 0.1 for \"%s\", a tenth of the columns at a time, "
                + "they are %,d", option, coarser.fits)));
    }
}
