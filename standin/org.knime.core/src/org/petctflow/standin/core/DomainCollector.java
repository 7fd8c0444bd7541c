package org.petctflow.standin.core;

import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataValueComparator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.NominalValue;

/** Collects what is known of the content of a table's columns: bounds, without NaN, and possible values, as long as they are few. */
final class DomainCollector {

    private final DataTableSpec m_spec;

    private final int m_maxValues;

    private final Column[] m_columns;

    private static final class Column {

        private boolean m_bounded;

        private DataValueComparator m_order;

        private DataCell m_lower;

        private DataCell m_upper;

        private Set<DataCell> m_values;
    }

    DomainCollector(final DataTableSpec spec, final boolean keep, final int maxValues) {
        m_spec = spec;
        m_maxValues = maxValues;
        m_columns = new Column[spec.getNumColumns()];
        for (int i = 0; i < m_columns.length; i++) {
            final DataColumnSpec c = spec.getColumnSpec(i);
            final var column = m_columns[i] = new Column();
            column.m_bounded = c.getType().isCompatible(BoundedValue.class);
            column.m_order = c.getType().getComparator();
            if (c.getType().isCompatible(NominalValue.class)) {
                column.m_values = new LinkedHashSet<>();
            }
            if (keep) {
                column.m_lower = c.getDomain().getLowerBound();
                column.m_upper = c.getDomain().getUpperBound();
                if (column.m_values != null && c.getDomain().hasValues()) {
                    column.m_values.addAll(c.getDomain().getValues());
                }
            }
        }
    }

    void update(final DataRow row) {
        for (int i = 0; i < m_columns.length; i++) {
            final DataCell cell = row.getCell(i);
            if (!cell.isMissing()) {
                update(m_columns[i], cell);
            }
        }
    }

    private void update(final Column column, final DataCell cell) {
        if (column.m_values != null && column.m_values.add(cell) && column.m_values.size() > m_maxValues) {
            column.m_values = null;
        }
        if (column.m_bounded && !(cell instanceof DoubleValue d && Double.isNaN(d.getDoubleValue()))) {
            if (column.m_lower == null || column.m_order.compare(cell, column.m_lower) < 0) {
                column.m_lower = cell;
            }
            if (column.m_upper == null || column.m_order.compare(cell, column.m_upper) > 0) {
                column.m_upper = cell;
            }
        }
    }

    DataTableSpec createSpec() {
        final var creator = new DataTableSpecCreator().setName(m_spec.getName());
        for (int i = 0; i < m_columns.length; i++) {
            final Column c = m_columns[i];
            final DataColumnSpec original = m_spec.getColumnSpec(i);
            final var column = new DataColumnSpecCreator(original);
            final var domain = new DataColumnDomainCreator(original.getDomain());
            if (original.getType().isCompatible(NominalValue.class)) {
                domain.setValues(c.m_values);
            }
            if (c.m_bounded) {
                domain.setLowerBound(c.m_lower);
                domain.setUpperBound(c.m_upper);
            }
            column.setDomain(domain.createDomain());
            creator.addColumns(column.createSpec());
        }
        return creator.createSpec();
    }
}
