package org.knime.core.data;

import java.io.Serializable;

import org.knime.core.data.collection.CollectionDataValue;

/** The content of one place of a table. Cells cannot be changed. */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public DataCell materializeDataCell() {
        return this;
    }

    /** @return the type, which depends on the class and, for a collection, on the type of its elements */
    public final DataType getType() {
        return this instanceof CollectionDataValue c ? DataType.getType(getClass(), c.getElementType()) : DataType.getType(getClass());
    }

    /** @return whether this stands for a missing value */
    public boolean isMissing() {
        return false;
    }

    @Override
    public abstract String toString();

    @Override
    public final boolean equals(final Object o) {
        if (this == o) {
            return true;
        }
        if (!(o instanceof DataCell)) {
            return false;
        }
        final DataCell other = (DataCell)o;
        if (isMissing() || other.isMissing()) {
            return isMissing() && other.isMissing();
        }
        if (getClass() == other.getClass()) {
            return equalsDataCell(other);
        }
        return getType().getPreferredValueClass() == other.getType().getPreferredValueClass() && equalContent(other);
    }

    /**
     * @param dc a cell of the same class, not missing
     * @return whether the contents are equal
     */
    protected abstract boolean equalsDataCell(DataCell dc);

    /**
     * @param otherValue a cell of another class with the same preferred value class
     * @return whether the contents are equal
     */
    protected boolean equalContent(final DataValue otherValue) {
        return false;
    }

    @Override
    public abstract int hashCode();
}
