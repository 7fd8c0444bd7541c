package org.knime.core.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What is known of a column's content: the possible values, the smallest and the greatest; each of them may be null. */
public final class DataColumnDomain {

    private static final String LOWER = "lower_bound";

    private static final String UPPER = "upper_bound";

    private static final String VALUES = "possible_values";

    static final DataColumnDomain EMPTY = new DataColumnDomain(null, null, null);

    private final DataCell m_lower;

    private final DataCell m_upper;

    private final Set<DataCell> m_values;

    DataColumnDomain(final DataCell lower, final DataCell upper, final Set<DataCell> values) {
        m_lower = lower;
        m_upper = upper;
        m_values = values;
    }

    /** @return the possible values, null if they are not known; it must not be changed */
    public Set<DataCell> getValues() {
        return m_values;
    }

    /** @return whether the possible values are known */
    public boolean hasValues() {
        return m_values != null;
    }

    /** @return the smallest value, null if it is not known */
    public DataCell getLowerBound() {
        return m_lower;
    }

    /** @return whether the smallest value is known */
    public boolean hasLowerBound() {
        return m_lower != null;
    }

    /** @return the greatest value, null if it is not known */
    public DataCell getUpperBound() {
        return m_upper;
    }

    /** @return whether the greatest value is known */
    public boolean hasUpperBound() {
        return m_upper != null;
    }

    /** @return whether smallest and greatest value are known */
    public boolean hasBounds() {
        return hasLowerBound() && hasUpperBound();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof DataColumnDomain d && Objects.equals(m_lower, d.m_lower) && Objects.equals(m_upper, d.m_upper)
            && Objects.equals(m_values, d.m_values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_lower, m_upper, m_values);
    }

    @Override
    public String toString() {
        return "lower=" + m_lower + ",upper=" + m_upper + ",values=" + m_values;
    }

    /** @param config takes what is known */
    public void save(final ConfigWO config) {
        if (hasLowerBound()) {
            config.addDataCell(LOWER, m_lower);
        }
        if (hasUpperBound()) {
            config.addDataCell(UPPER, m_upper);
        }
        if (hasValues()) {
            config.addDataCellArray(VALUES, m_values.toArray(DataCell[]::new));
        }
    }

    /**
     * @param config what {@link #save} wrote
     * @return the domain; what cannot be read is not known
     */
    public static DataColumnDomain load(final ConfigRO config) {
        final DataCell[] values = config.getDataCellArray(VALUES, (DataCell[])null);
        return new DataColumnDomain(config.getDataCell(LOWER, null), config.getDataCell(UPPER, null),
            values == null ? null : new LinkedHashSet<>(Arrays.asList(values)));
    }
}
