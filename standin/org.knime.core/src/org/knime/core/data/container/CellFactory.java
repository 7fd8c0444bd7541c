package org.knime.core.data.container;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** Computes the cells of new columns from a row. */
public interface CellFactory {

    /**
     * @param row the row as it was
     * @return a cell for each column
     */
    default DataCell[] getCells(final DataRow row) {
        throw new UnsupportedOperationException(
            "No implementation for either of the CellFactory#getCells method provided.");
    }

    /**
     * @param row the row as it was
     * @param rowIndex its number, from 0
     * @return a cell for each column
     */
    default DataCell[] getCells(final DataRow row, final long rowIndex) {
        return getCells(row);
    }

    /** @return the columns */
    DataColumnSpec[] getColumnSpecs();

    /**
     * @param curRowNr the number of the row that was computed
     * @param rowCount the number of rows
     * @param lastKey the key of the row that was computed
     * @param exec takes the progress
     * @deprecated implement the method with long counts
     */
    @Deprecated
    void setProgress(int curRowNr, int rowCount, RowKey lastKey, ExecutionMonitor exec);

    /**
     * @param curRowNr the number of the row that was computed
     * @param rowCount the number of rows
     * @param lastKey the key of the row that was computed
     * @param exec takes the progress
     */
    @SuppressWarnings("deprecation")
    default void setProgress(final long curRowNr, final long rowCount, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((int)curRowNr, Math.toIntExact(rowCount), lastKey, exec);
    }
}
