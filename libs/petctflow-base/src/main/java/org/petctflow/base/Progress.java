package org.petctflow.base;

import java.util.concurrent.CancellationException;

/**
 * How a long computation tells its caller where it is, and learns that it shall stop. Implementations are safe to call
 * from any thread.
 */
public interface Progress {

    /** Reports nothing and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void report(final double fraction, final String message) {
            // nobody listens
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * @param fraction the share of the work that is done, 0 to 1
     * @param message what is being done now, for a person; never holds a patient's name or id
     */
    void report(double fraction, String message);

    /** @return whether the caller wants the computation to stop */
    boolean isCancelled();

    /**
     * To be called at least every 100 ms or so from long loops.
     *
     * @throws CancellationException if the caller wants the computation to stop
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }

    /**
     * A part of this progress: its 0 to 1 is this one's {@code from} to {@code to}.
     *
     * @param from where the part begins, 0 to 1
     * @param to where the part ends, {@code from} to 1
     * @return the part
     */
    default Progress part(final double from, final double to) {
        if (!(from >= 0 && from <= to && to <= 1)) {
            throw new IllegalArgumentException("A part of a progress lies within 0 and 1, but was " + from + " to " + to);
        }
        final Progress whole = this;
        return new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                whole.report(from + Math.min(1, Math.max(0, fraction)) * (to - from), message);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }
}
