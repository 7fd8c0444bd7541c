package org.petctflow.headless.engine;

import java.nio.file.Path;
import java.util.List;

/** Is told what happens in a run. Calls come from several threads. */
public interface RunListener {

    /** Wants to know nothing. */
    RunListener NONE = new RunListener() {
    };

    /** @param node begins to work */
    default void started(final FlowNode node) {
    }

    /**
     * @param node works
     * @param fraction how much of its work is done, 0 to 1; NaN if it does not say
     * @param message what it does now; may be null
     */
    default void progress(final FlowNode node, final double fraction, final String message) {
    }

    /**
     * @param node has ended: executed, failed or skipped
     * @param files what was written of its results
     */
    default void ended(final FlowNode node, final List<Path> files) {
    }
}
