package org.knime.core.node.message;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.knime.core.node.util.CheckUtils;

/** Makes messages. Only the first issue is kept, the others are counted. */
public final class MessageBuilder {

    private final Set<String> m_resolutions = new LinkedHashSet<>();

    private String m_summary;

    private Issue m_issue;

    private long m_issues;

    MessageBuilder() {
    }

    MessageBuilder(final Message message) {
        m_summary = message.getSummary();
        m_issue = message.getIssue();
        m_issues = m_issue == null ? 0 : 1;
        m_resolutions.addAll(message.getResolutions());
    }

    /** @return the summary */
    public Optional<String> getSummary() {
        return Optional.ofNullable(m_summary);
    }

    /**
     * @param summary the summary; a message needs one
     * @return this
     */
    public MessageBuilder withSummary(final String summary) {
        m_summary = summary;
        return this;
    }

    /**
     * @param description an issue
     * @return this
     */
    public MessageBuilder addTextIssue(final String description) {
        return add(new TextIssue(description));
    }

    /**
     * @param portIndex the input port, from 0
     * @param columnIndex the column, from 0
     * @param rowIndex the row, from 0
     * @param description what is wrong there
     * @return this
     */
    public MessageBuilder addRowIssue(final int portIndex, final int columnIndex, final long rowIndex, final String description) {
        CheckUtils.checkArgument(columnIndex >= 0, "Invalid column index must be >= 0: %d", columnIndex);
        return add(new RowIssue(portIndex, columnIndex, rowIndex, description));
    }

    /**
     * @param portIndex the input port, from 0
     * @param rowIndex the row, from 0
     * @param description what is wrong there
     * @return this
     */
    public MessageBuilder addRowIssue(final int portIndex, final long rowIndex, final String description) {
        return add(new RowIssue(portIndex, -1, rowIndex, description));
    }

    private MessageBuilder add(final Issue issue) {
        if (m_issue == null) {
            m_issue = issue;
        }
        m_issues++;
        return this;
    }

    /**
     * @param res ways to mend it
     * @return this
     */
    public MessageBuilder addResolutions(final String... res) {
        CheckUtils.checkArgumentNotNull(res);
        CheckUtils.checkArgument(!Arrays.asList(res).contains(null), "Argument must not contain null elements");
        m_resolutions.addAll(Arrays.asList(res));
        return this;
    }

    /** @return the first issue */
    public Optional<String> getFirstIssue() {
        return Optional.ofNullable(m_issue).map(Issue::toPreformatted);
    }

    /** @return the number of issues */
    public long getIssueCount() {
        return m_issues;
    }

    /** @return the message, empty if there is no summary */
    public Optional<Message> build() {
        return m_summary == null ? Optional.empty() : Optional.of(new Message(m_summary, m_issue, List.copyOf(m_resolutions)));
    }
}
