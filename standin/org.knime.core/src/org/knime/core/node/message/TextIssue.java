package org.knime.core.node.message;

import org.knime.core.node.util.CheckUtils;

/** Details that are text. */
record TextIssue(String text) implements Issue {

    TextIssue {
        CheckUtils.checkArgumentNotNull(text);
    }

    @Override
    public String toPreformatted() {
        return text;
    }
}
