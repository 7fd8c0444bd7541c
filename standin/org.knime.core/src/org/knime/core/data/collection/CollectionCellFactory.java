package org.knime.core.data.collection;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;

/** Makes cells that hold several cells. */
public final class CollectionCellFactory {

    private CollectionCellFactory() {
    }

    /**
     * @param coll the cells, none of them null
     * @return a list of them
     */
    public static ListCell createListCell(final Collection<? extends DataCell> coll) {
        return new ListCell(List.copyOf(coll));
    }

    /**
     * @param row a row
     * @param cols which of its cells
     * @return a list of them
     */
    public static ListCell createListCell(final DataRow row, final int[] cols) {
        return new ListCell(Arrays.stream(cols).mapToObj(row::getCell).toList());
    }

    /**
     * @param tableSpec the columns of a table
     * @param cols which of them
     * @return the type they have in common
     */
    public static DataType getElementType(final DataTableSpec tableSpec, final int[] cols) {
        return getElementType(Arrays.stream(cols).mapToObj(i -> tableSpec.getColumnSpec(i).getType()).toArray(DataType[]::new));
    }

    /**
     * @param colType types
     * @return what they have in common, null if there are none
     */
    public static DataType getElementType(final DataType[] colType) {
        return Arrays.stream(colType).reduce(DataType::getCommonSuperType).orElse(null);
    }
}
