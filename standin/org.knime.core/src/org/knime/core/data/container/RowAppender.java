package org.knime.core.data.container;

import org.knime.core.data.DataRow;

/** Takes rows. */
public interface RowAppender {

    /** @param row a row with a new key */
    void addRowToTable(DataRow row);
}
