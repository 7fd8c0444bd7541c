package org.knime.core.data;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A row of a table: a key and cells. */
public interface DataRow extends Iterable<DataCell> {

    /** @return how many cells there are */
    int getNumCells();

    /** @return the key, unique in its table */
    RowKey getKey();

    /**
     * @param index a column
     * @return the cell
     */
    DataCell getCell(int index);

    /** @return the cells from left to right */
    default Stream<DataCell> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
