package org.knime.core.data;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

import org.knime.core.internal.SerializerMethodLoader.Serializer;

/**
 * Writes and reads cells of one class; registered in plugin.xml beside the type.
 *
 * @param <T> the class of the cells
 */
public interface DataCellSerializer<T extends DataCell> extends Serializer<T> {

    /**
     * @param cell what to write
     * @param output takes it
     * @throws IOException if it cannot be written
     */
    void serialize(T cell, DataCellDataOutput output) throws IOException;

    /**
     * @param input what {@link #serialize} wrote; not more than that may be read
     * @return the cell
     * @throws IOException if it cannot be read
     */
    T deserialize(DataCellDataInput input) throws IOException;

    /** @return the class of the cells, taken from the type argument of the implementation */
    @SuppressWarnings("unchecked")
    default Class<T> getCellClass() {
        for (Class<?> c = getClass(); c != null; c = c.getSuperclass()) {
            for (Type t : c.getGenericInterfaces()) {
                if (t instanceof ParameterizedType p && p.getRawType() == DataCellSerializer.class
                    && p.getActualTypeArguments()[0] instanceof Class<?> cell) {
                    return (Class<T>)cell;
                }
            }
        }
        throw new IllegalStateException("The serializer " + getClass().getName()
            + " does not say the class of its cells: implement DataCellSerializer with it or override getCellClass()");
    }
}
