package org.knime.core.data.collection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;

/** A cell that holds a list of cells; made by {@link CollectionCellFactory}. */
public class ListCell extends DataCell implements ListDataValue {

    private static final long serialVersionUID = 1L;

    private final transient DataType m_elementType;

    private final List<DataCell> m_cells;

    ListCell(final List<? extends DataCell> cells) {
        m_cells = List.copyOf(cells);
        m_elementType = m_cells.stream().map(DataCell::getType).reduce(DataType::getCommonSuperType)
            .orElseGet(() -> DataType.getType(DataCell.class));
    }

    /**
     * @param elementType the type of elements
     * @return the type of lists of such elements
     */
    public static final DataType getCollectionType(final DataType elementType) {
        return DataType.getType(ListCell.class, elementType);
    }

    @Override
    public DataType getElementType() {
        return m_elementType;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return m_cells.iterator();
    }

    @Override
    public DataCell get(final int index) {
        return m_cells.get(index);
    }

    @Override
    public int size() {
        return m_cells.size();
    }

    @Override
    public boolean containsBlobWrapperCells() {
        return false;
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return m_cells.equals(((ListCell)dc).m_cells);
    }

    @Override
    public int hashCode() {
        return m_cells.hashCode();
    }

    @Override
    public String toString() {
        return m_cells.toString();
    }

    /** Writes and reads the cells with their own serializers. */
    public static final class ListCellSerializer implements DataCellSerializer<ListCell> {

        @Override
        public ListCell deserialize(final DataCellDataInput input) throws IOException {
            final int size = input.readInt();
            final List<DataCell> cells = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                cells.add(input.readDataCell());
            }
            return new ListCell(cells);
        }

        @Override
        public void serialize(final ListCell cell, final DataCellDataOutput output) throws IOException {
            output.writeInt(cell.m_cells.size());
            for (DataCell c : cell.m_cells) {
                output.writeDataCell(c);
            }
        }
    }
}
