package org.knime.core.data.v2;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;

/** Read access to the values of a row. */
public interface RowValueRead {

    /** @return the number of columns */
    int getNumColumns();

    /**
     * @param index a column whose value is not missing
     * @param <D> the kind of the value
     * @return the value
     */
    <D extends DataValue> D getValue(int index);

    /**
     * @param index a column
     * @return whether its value is missing
     */
    boolean isMissing(int index);

    /**
     * @param index a column
     * @return the cell, a missing cell if the value is missing
     */
    default DataCell getAsDataCell(final int index) {
        return isMissing(index) ? DataType.getMissingCell() : getValue(index).materializeDataCell();
    }
}
