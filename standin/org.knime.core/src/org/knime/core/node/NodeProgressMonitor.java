package org.knime.core.node;

import java.util.List;
import java.util.function.Supplier;

import org.knime.core.node.workflow.NodeProgressListener;

/** Takes the progress of a node and says whether it was cancelled. */
public interface NodeProgressMonitor {

    /** @throws CanceledExecutionException if the node was cancelled */
    void checkCanceled() throws CanceledExecutionException;

    /** @param progress from 0 to 1; anything else is ignored */
    void setProgress(double progress);

    /** @return from 0 to 1, null if it was not set */
    Double getProgress();

    /**
     * @param progress from 0 to 1; anything else is ignored
     * @param message what is being done
     */
    void setProgress(double progress, String message);

    /**
     * @param progress from 0 to 1; anything else is ignored
     * @param message what is being done
     */
    default void setProgress(final double progress, final Supplier<String> message) {
        setProgress(progress, message.get());
    }

    /** @param message what is being done */
    void setMessage(String message);

    /** @param message what is being done */
    default void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    /** @param message what is being done */
    void setProgress(String message);

    /** @return what is being done, may be null */
    String getMessage();

    /** @return what is being done, from the whole to its parts */
    default List<String> getMessages() {
        final String message = getMessage();
        return message == null || message.isEmpty() ? List.of() : List.of(message);
    }

    /** Cancels the node. */
    void setExecuteCanceled();

    /** Forgets progress, message and cancel. */
    void reset();

    /** @param l is told changes */
    void addProgressListener(NodeProgressListener l);

    /** @param l is no longer told changes */
    void removeProgressListener(NodeProgressListener l);

    /** Nobody is told changes any longer. */
    void removeAllProgressListener();
}
