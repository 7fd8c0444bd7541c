package org.knime.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.node.util.CheckUtils;

/** Makes table specs. */
public final class DataTableSpecCreator {

    private final List<DataColumnSpec> m_columns = new ArrayList<>();

    private final Map<String, String> m_properties = new LinkedHashMap<>();

    private String m_name;

    /** No columns. */
    public DataTableSpecCreator() {
    }

    /** @param spec what to begin with */
    public DataTableSpecCreator(final DataTableSpec spec) {
        addColumns(spec);
        setName(spec.getName());
        putProperties(spec.getProperties());
    }

    private int indexOf(final String name) {
        for (int i = 0; i < m_columns.size(); i++) {
            if (m_columns.get(i).getName().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * @param index which column
     * @param colSpec takes its place
     * @return this
     */
    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec colSpec) {
        CheckUtils.checkArgument(index >= 0 && index < m_columns.size(), "Invalid column index %d (max allowed %d)", index,
            m_columns.size() - 1);
        CheckUtils.checkArgumentNotNull(colSpec);
        final int present = indexOf(colSpec.getName());
        CheckUtils.checkArgument(present == index || present < 0, "Invalid (duplicate) column name \"%s\"", colSpec.getName());
        m_columns.set(index, colSpec);
        return this;
    }

    /**
     * @param columns columns with new names
     * @return this
     */
    public DataTableSpecCreator addColumns(final DataColumnSpec... columns) {
        for (DataColumnSpec c : columns) {
            final int present = indexOf(c.getName());
            if (present >= 0) {
                throw new IllegalArgumentException("Column \"" + c.getName() + "\" already contained at index " + present);
            }
            m_columns.add(c);
        }
        return this;
    }

    /**
     * @param fromSpec its columns are added
     * @return this
     */
    public DataTableSpecCreator addColumns(final DataTableSpec fromSpec) {
        return addColumns(fromSpec.stream().toArray(DataColumnSpec[]::new));
    }

    /**
     * @param name the name of the table, null for the default
     * @return this
     */
    public DataTableSpecCreator setName(final String name) {
        m_name = name;
        return this;
    }

    /**
     * @param properties notes
     * @return this
     */
    public DataTableSpecCreator putProperties(final Map<String, String> properties) {
        properties.forEach(this::putProperty);
        return this;
    }

    /**
     * @param key the key of a note
     * @param value the note
     * @return this
     */
    public DataTableSpecCreator putProperty(final String key, final String value) {
        CheckUtils.checkArgument(key != null && !key.isEmpty(), "Invalid property key (null or empty string)");
        m_properties.put(key, value);
        return this;
    }

    /** @return this, with columns of whose content nothing is known */
    public DataTableSpecCreator dropAllDomains() {
        m_columns.replaceAll(c -> {
            final var creator = new DataColumnSpecCreator(c);
            creator.setDomain(null);
            return creator.createSpec();
        });
        return this;
    }

    /** @return this, without columns */
    public DataTableSpecCreator dropAllColumns() {
        m_columns.clear();
        return this;
    }

    /** @return the spec */
    public DataTableSpec createSpec() {
        return new DataTableSpec(m_name, Arrays.asList(m_columns.toArray(DataColumnSpec[]::new)), m_properties);
    }
}
