package org.knime.core.node;

import javax.swing.JComponent;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.CloseableDataRowIterable;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.petctflow.standin.core.RowStore;

/** A table between nodes. It can be read by many at the same time. */
public final class BufferedDataTable implements DataTable, PortObject {

    /** The type of ports with a table. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    /** The type of ports with a table that need not be there. */
    public static final PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class, true);

    private final int m_id;

    private final RowStore m_store;

    private final DataTableSpec m_spec;

    BufferedDataTable(final int id, final RowStore store, final DataTableSpec spec) {
        m_id = id;
        m_store = store;
        m_spec = spec;
    }

    RowStore getStore() {
        return m_store;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return m_spec;
    }

    @Override
    public DataTableSpec getSpec() {
        return m_spec;
    }

    @Override
    public String getSummary() {
        return "Rows: " + size() + ", Cols: " + m_spec.getNumColumns();
    }

    @Override
    public CloseableRowIterator iterator() {
        return m_store.iterator(0, m_store.size());
    }

    /** @return reads all rows */
    public RowCursor cursor() {
        return cursor(new TableFilter.Builder().build());
    }

    /**
     * @param filter which rows
     * @return reads these rows
     */
    public RowCursor cursor(final TableFilter filter) {
        final CloseableRowIterator rows = filter(filter).iterator();
        return new RowCursor() {

            private DataRow m_row;

            private final RowRead m_read = RowRead.suppliedBy(() -> m_row, getNumColumns());

            @Override
            public RowRead forward() {
                if (!rows.hasNext()) {
                    return null;
                }
                m_row = rows.next();
                return m_read;
            }

            @Override
            public boolean canForward() {
                return rows.hasNext();
            }

            @Override
            public int getNumColumns() {
                return m_spec.getNumColumns();
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    /**
     * @param filter which rows
     * @return these rows
     */
    public CloseableDataRowIterable filter(final TableFilter filter) {
        return filter(filter, new ExecutionMonitor());
    }

    /**
     * @param filter which rows
     * @param exec not used
     * @return these rows
     */
    public CloseableDataRowIterable filter(final TableFilter filter, final ExecutionMonitor exec) {
        filter.validate(m_spec, size());
        final long from = Math.min(filter.getFromRowIndex().orElse(0L), size());
        final long to = filter.getToRowIndex().map(i -> i + 1).orElse(size());
        return () -> m_store.iterator(from, Math.max(from, to));
    }

    /**
     * @return the number of rows
     * @deprecated there may be more rows than an int can count: use {@link #size()}
     */
    @Deprecated
    public int getRowCount() {
        return Math.toIntExact(size());
    }

    /** @return the number of rows */
    public long size() {
        return m_store.size();
    }

    /** @return a number that no other table of the run has */
    public Integer getBufferedTableId() {
        return m_id;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
