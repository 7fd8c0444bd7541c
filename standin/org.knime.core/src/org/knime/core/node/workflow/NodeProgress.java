package org.knime.core.node.workflow;

/** How far a node is, from 0 to 1, and what it is doing; each may be null. */
public final class NodeProgress {

    private final Double m_progress;

    private final String m_message;

    /**
     * @param progress from 0 to 1, null if it is not known
     * @param message what is being done, may be null
     */
    public NodeProgress(final Double progress, final String message) {
        m_progress = progress;
        m_message = message;
    }

    /** @return whether it is known how far the node is */
    public boolean hasProgress() {
        return m_progress != null;
    }

    /** @return from 0 to 1, null if it is not known */
    public Double getProgress() {
        return m_progress;
    }

    /** @return what is being done, may be null */
    public String getMessage() {
        return m_message;
    }

    /** @return whether it is known what is being done */
    public boolean hasMessage() {
        return m_message != null;
    }
}
