package org.knime.core.node.workflow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The message a node shows. */
public final class NodeMessage {

    /** How bad it is. */
    public enum Type {
            /** There is no message. */
            RESET,
            /** The node has done its work, but. */
            WARNING,
            /** The node has failed. */
            ERROR
    }

    /** No message. */
    public static final NodeMessage NONE = new NodeMessage(Type.RESET, "");

    private final Type m_type;

    private final String m_message;

    private final String m_issue;

    private final List<String> m_resolutions;

    /**
     * @param messageType how bad it is
     * @param message the summary
     */
    public NodeMessage(final Type messageType, final String message) {
        this(messageType, message, null, List.of());
    }

    /**
     * @param messageType how bad it is
     * @param message the summary
     * @param issue details, may be null
     * @param resolutions ways to mend it, may be null
     */
    public NodeMessage(final Type messageType, final String message, final String issue, final List<String> resolutions) {
        m_type = Objects.requireNonNull(messageType);
        m_message = message;
        m_issue = issue;
        m_resolutions = resolutions == null ? List.of() : List.copyOf(resolutions);
    }

    /**
     * @param message the summary
     * @return a warning
     */
    public static final NodeMessage newWarning(final String message) {
        return new NodeMessage(Type.WARNING, message);
    }

    /**
     * @param message the summary
     * @return an error
     */
    public static final NodeMessage newError(final String message) {
        return new NodeMessage(Type.ERROR, message);
    }

    /** @return details */
    public Optional<String> getIssue() {
        return Optional.ofNullable(m_issue);
    }

    /** @return ways to mend it */
    public List<String> getResolutions() {
        return m_resolutions;
    }

    /** @return the summary */
    public String getMessage() {
        return m_message;
    }

    /** @return how bad it is */
    public Type getMessageType() {
        return m_type;
    }

    @Override
    public String toString() {
        return m_type + ": " + m_message;
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_type, m_message, m_issue, m_resolutions);
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof NodeMessage m && m_type == m.m_type && Objects.equals(m_message, m.m_message)
            && Objects.equals(m_issue, m.m_issue) && m_resolutions.equals(m.m_resolutions);
    }
}
