package org.knime.core.data.v2;

import java.util.function.Supplier;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataValue;
import org.knime.core.data.RowKeyValue;
import org.knime.core.data.def.DefaultRow;

/** Read access to a row. */
public interface RowRead extends RowValueRead {

    /** @return the row's key */
    RowKeyValue getRowKey();

    /** @return the row as an object of its own */
    default DataRow materializeDataRow() {
        final DataCell[] cells = new DataCell[getNumColumns()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = getAsDataCell(i);
        }
        return new DefaultRow(getRowKey().materializeRowKey(), cells);
    }

    /**
     * @param row a row
     * @return read access to it
     */
    static RowRead from(final DataRow row) {
        return suppliedBy(() -> row, row.getNumCells());
    }

    /**
     * @param currentRowSupplier gives the row at the time of reading
     * @param numColumns the number of its columns
     * @return read access to the row
     */
    static RowRead suppliedBy(final Supplier<DataRow> currentRowSupplier, final int numColumns) {
        return new RowRead() {

            @Override
            public int getNumColumns() {
                return numColumns;
            }

            @Override
            @SuppressWarnings("unchecked")
            public <D extends DataValue> D getValue(final int index) {
                return (D)currentRowSupplier.get().getCell(index);
            }

            @Override
            public boolean isMissing(final int index) {
                return currentRowSupplier.get().getCell(index).isMissing();
            }

            @Override
            public DataCell getAsDataCell(final int index) {
                return currentRowSupplier.get().getCell(index);
            }

            @Override
            public RowKeyValue getRowKey() {
                return currentRowSupplier.get().getKey();
            }
        };
    }
}
