package org.knime.core.data.v2;

import java.io.Closeable;

/** Reads rows one after the other. What {@link #forward} gives is valid until the next call only. */
public interface RowCursor extends Closeable {

    /** @return read access to the next row, null if there is none */
    RowRead forward();

    /** @return whether there is a next row */
    boolean canForward();

    /** @return the number of columns */
    int getNumColumns();

    @Override
    void close();

    /**
     * @param numColumns the number of columns
     * @return a cursor without rows
     */
    static RowCursor empty(final int numColumns) {
        return new RowCursor() {

            @Override
            public RowRead forward() {
                return null;
            }

            @Override
            public boolean canForward() {
                return false;
            }

            @Override
            public int getNumColumns() {
                return numColumns;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
