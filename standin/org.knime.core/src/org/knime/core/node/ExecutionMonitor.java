package org.knime.core.node;

import java.util.function.Supplier;

/** Takes the progress of a piece of work and says whether it was cancelled. */
public class ExecutionMonitor {

    private final NodeProgressMonitor m_progress;

    /** For work outside of any node. */
    public ExecutionMonitor() {
        this(null);
    }

    /** @param progress takes the progress, null for a new one */
    public ExecutionMonitor(final NodeProgressMonitor progress) {
        m_progress = progress == null ? new DefaultNodeProgressMonitor() : progress;
    }

    /** @return takes the progress */
    public final NodeProgressMonitor getProgressMonitor() {
        return m_progress;
    }

    /** @throws CanceledExecutionException if the work was cancelled */
    public void checkCanceled() throws CanceledExecutionException {
        m_progress.checkCanceled();
    }

    /** @param progress from 0 to 1; anything else is ignored */
    public void setProgress(final double progress) {
        m_progress.setProgress(progress);
    }

    /**
     * @param progress from 0 to 1; anything else is ignored
     * @param message what is being done
     */
    public void setProgress(final double progress, final String message) {
        m_progress.setProgress(progress, message);
    }

    /**
     * @param progress from 0 to 1; anything else is ignored
     * @param messageSupplier what is being done
     */
    public void setProgress(final double progress, final Supplier<String> messageSupplier) {
        m_progress.setProgress(progress, messageSupplier);
    }

    /** @param message what is being done */
    public void setMessage(final String message) {
        m_progress.setMessage(message);
    }

    /** @param messageSupplier what is being done */
    public void setMessage(final Supplier<String> messageSupplier) {
        m_progress.setMessage(messageSupplier);
    }

    /** @param message what is being done */
    public void setProgress(final String message) {
        m_progress.setProgress(message);
    }

    /**
     * @param maxProg the size of a part of the work, from 0 to 1
     * @return a monitor of the part
     */
    public ExecutionMonitor createSubProgress(final double maxProg) {
        return new ExecutionMonitor(part(maxProg, false));
    }

    /**
     * @param maxProg the size of a part of the work, from 0 to 1
     * @return a monitor of the part whose messages are not shown
     */
    public ExecutionMonitor createSilentSubProgress(final double maxProg) {
        return new ExecutionMonitor(part(maxProg, true));
    }

    final NodeProgressMonitor part(final double size, final boolean silent) {
        if (!(size >= 0 && size <= 1)) {
            throw new IllegalArgumentException("Invalid sub progress size: " + size);
        }
        return new DefaultNodeProgressMonitor.Part(m_progress, size, silent);
    }
}
