package org.knime.node.parameters.widget.choices.util;

/** Depends on one of the input tables. */
public interface InputTableIndexHolder {

    /** @return the port of the table, from 0 */
    @Deprecated(since = "5.11")
    default int getInputTableIndex() {
        return 0;
    }
}
