package org.petctflow.deep.train;

import java.util.Objects;

/**
 * How the learning rate goes over a training.
 *
 * @param kind the curve after the warm-up
 * @param warmupEpochs for how many epochs the rate rises linearly from 0, 0 or more
 * @param factor what STEP multiplies with, and where COSINE ends as a share of the highest rate; 0 to 1
 * @param stepEpochs after how many epochs STEP multiplies, at least 1
 */
public record Schedule(Kind kind, double warmupEpochs, double factor, int stepEpochs) {

    /** Cosine to 1 % of the rate after one epoch of warm-up. */
    public static final Schedule DEFAULT = new Schedule(Kind.COSINE, 1, 0.01, 20);

    /** The curves. */
    public enum Kind {
            /** The highest rate throughout. */
            CONSTANT,
            /** Half a cosine from the highest rate to {@code factor} of it (Loshchilov and Hutter 2017, arXiv:1608.03983). */
            COSINE,
            /** Multiplied by {@code factor} every {@code stepEpochs} epochs. */
            STEP
    }

    /** Checks the numbers. */
    public Schedule {
        Objects.requireNonNull(kind, "kind");
        if (!(warmupEpochs >= 0 && warmupEpochs <= 10_000 && factor >= 0 && factor <= 1 && stepEpochs >= 1)) {
            throw new IllegalArgumentException("The schedule's warm-up must be 0 or more, its factor from 0 to 1 and its step at "
                + "least 1, but they were " + warmupEpochs + ", " + factor + ", " + stepEpochs);
        }
    }

    /**
     * @param epoch how many epochs are done, with fractions
     * @param epochs how many there are
     * @return what the highest rate is multiplied with
     */
    public double at(final double epoch, final int epochs) {
        if (epoch < warmupEpochs) {
            return epoch / warmupEpochs;
        }
        return switch (kind) {
            case CONSTANT -> 1;
            case COSINE -> {
                final double done = Math.min(1, (epoch - warmupEpochs) / Math.max(1e-9, epochs - warmupEpochs));
                yield factor + (1 - factor) * (1 + Math.cos(Math.PI * done)) / 2;
            }
            case STEP -> Math.pow(factor, Math.floor(epoch / stepEpochs));
        };
    }
}
