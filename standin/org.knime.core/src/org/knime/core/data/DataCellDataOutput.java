package org.knime.core.data;

import java.io.DataOutput;
import java.io.IOException;

/** Write access for a serializer. */
public interface DataCellDataOutput extends DataOutput {

    /** Unlike in DataOutput the string may have any length. */
    @Override
    void writeUTF(String s) throws IOException;

    /**
     * @param cell another cell, written by its own serializer
     * @throws IOException if it cannot be written
     */
    void writeDataCell(DataCell cell) throws IOException;
}
