package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.NodeMessage;

/** What a node tells the user: a summary, the first issue in detail, and ways to mend it. */
public final class Message {

    private final String m_summary;

    private final Issue m_issue;

    private final List<String> m_resolutions;

    Message(final String summary, final Issue issue, final List<String> resolutions) {
        m_summary = summary;
        m_issue = issue;
        m_resolutions = List.copyOf(resolutions);
    }

    Issue getIssue() {
        return m_issue;
    }

    /** @return the summary */
    public String getSummary() {
        return m_summary;
    }

    /** @return ways to mend it */
    public List<String> getResolutions() {
        return m_resolutions;
    }

    /**
     * @param inputs the node's input
     * @return the same message with the row and the value an issue is about
     */
    public Message renderIssueDetails(final PortObject[] inputs) {
        return m_issue == null ? this : new Message(m_summary, m_issue.render(inputs), m_resolutions);
    }

    /** @return summary and issue, a line each */
    public String toLogPrintable() {
        return m_issue == null ? m_summary : m_summary + "\n" + m_issue.toPreformatted();
    }

    /**
     * @param type how bad it is
     * @return the message as the node shows it
     */
    public NodeMessage toNodeMessage(final NodeMessage.Type type) {
        return new NodeMessage(type, m_summary, m_issue == null ? null : m_issue.toPreformatted(), m_resolutions);
    }

    /** @return an exception with this message */
    public InvalidSettingsException toInvalidSettingsException() {
        return toInvalidSettingsException(null);
    }

    /**
     * @param cause the cause
     * @return an exception with this message
     */
    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new MessageAwareInvalidSettingsException(this, cause);
    }

    /** @return an exception with this message */
    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    /**
     * @param cause the cause
     * @return an exception with this message
     */
    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    /**
     * @param message a message or null
     * @return its summary or null
     */
    public static String getSummaryFrom(final Message message) {
        return message == null ? null : message.m_summary;
    }

    @Override
    public String toString() {
        return toLogPrintable();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof Message m && m_summary.equals(m.m_summary) && Objects.equals(m_issue, m.m_issue)
            && m_resolutions.equals(m.m_resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_summary, m_issue, m_resolutions);
    }

    /** @return an empty builder */
    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    /** @return a builder that begins with this message */
    public MessageBuilder modify() {
        return new MessageBuilder(this);
    }

    private static Message build(final MessageBuilder builder) {
        return builder.build().orElseThrow(() -> new IllegalArgumentException("argument must not be null"));
    }

    /**
     * @param summary the summary
     * @return a message
     */
    public static Message fromSummary(final String summary) {
        return build(builder().withSummary(summary));
    }

    /**
     * @param summary the summary
     * @param res ways to mend it
     * @return a message
     */
    public static Message fromSummaryWithResolution(final String summary, final String... res) {
        return build(builder().withSummary(summary).addResolutions(res));
    }

    /**
     * @param summary the summary
     * @param portIndex the input port, from 0
     * @param row the row, from 0
     * @param column the column, from 0
     * @param description what is wrong there
     * @return a message
     */
    public static Message fromRowIssue(final String summary, final int portIndex, final long row, final int column,
        final String description) {
        return build(builder().withSummary(summary).addRowIssue(portIndex, column, row, description));
    }
}
