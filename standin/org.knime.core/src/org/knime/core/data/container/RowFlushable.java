package org.knime.core.data.container;

/** Can write rows that wait. */
public interface RowFlushable {

    /** Writes the rows that wait. */
    void flushRows();
}
