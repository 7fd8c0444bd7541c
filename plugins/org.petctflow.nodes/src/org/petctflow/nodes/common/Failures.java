package org.petctflow.nodes.common;

import java.util.LinkedHashMap;
import java.util.Map;

import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ExecuteOutput;

/**
 * Rows that could not be done: one bad patient does not lose the cohort. The row's results are missing, the reason stands in a
 * column, and the node warns with the count. A node whose rows all failed fails.
 */
public final class Failures {

    private final Map<String, String> m_reasons = new LinkedHashMap<>();

    private final String m_what;

    private long m_rows;

    /** @param what what is done to a row, in the past participle, e.g. {@code segmented} */
    public Failures(final String what) {
        m_what = what;
    }

    /** Counts a row that was done. */
    public void done() {
        m_rows++;
    }

    /**
     * Counts a row that could not be done.
     *
     * @param row the row's key, or another name the user knows it by
     * @param reason why
     */
    public void add(final String row, final String reason) {
        m_rows++;
        m_reasons.put(row, reason);
    }

    /** @return how many rows failed */
    public int count() {
        return m_reasons.size();
    }

    /**
     * To be called when all rows are through.
     *
     * @param out takes the warning, if any row failed
     * @param mend what the user can do, one sentence
     * @throws KNIMEException if there were rows and all of them failed
     */
    public void report(final ExecuteOutput out, final String mend) throws KNIMEException {
        if (m_reasons.isEmpty()) {
            return;
        }
        final Map.Entry<String, String> first = m_reasons.entrySet().iterator().next();
        final String reason = "'" + first.getKey() + "': " + first.getValue();
        if (m_reasons.size() == m_rows) {
            throw KNIMEException.of(Message.fromSummaryWithResolution(
                (m_rows == 1 ? "The only row could not be " : "None of the " + m_rows + " rows could be ") + m_what + ". "
                    + reason, mend));
        }
        out.setWarningMessage(m_reasons.size() + " of " + m_rows + " rows could not be " + m_what + "; the reasons are in the "
            + "output. " + (m_reasons.size() == 1 ? "" : "First, ") + reason);
    }
}
