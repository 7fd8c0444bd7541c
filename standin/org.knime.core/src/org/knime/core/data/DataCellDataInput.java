package org.knime.core.data;

import java.io.DataInput;
import java.io.IOException;

/** Read access for a serializer. */
public interface DataCellDataInput extends DataInput {

    /**
     * @return a cell written by {@link DataCellDataOutput#writeDataCell}
     * @throws IOException if it cannot be read
     */
    DataCell readDataCell() throws IOException;
}
