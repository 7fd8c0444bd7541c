package org.knime.core.data.container;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.util.CheckUtils;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.DataSpace;
import org.petctflow.standin.core.RowStore;
import org.petctflow.standin.core.TableWriter;

/**
 * Takes rows and makes a table of them. As in KNIME, rows are checked and stored in batches, so that a bad row is reported when a later
 * one is added or at {@link #close()}; unlike there it is always at the same place.
 */
public class DataContainer implements RowAppender, RowFlushable {

    private final DataTableSpec m_spec;

    private final DataContainerSettings m_settings;

    private TableWriter m_writer;

    static {
        Access.initialize(ColumnRearranger.class);
    }

    /** @param spec the columns of a table outside of any node */
    public DataContainer(final DataTableSpec spec) {
        this(spec, DataContainerSettings.getDefault());
    }

    /**
     * @param spec the columns of a table outside of any node
     * @param initDomain whether what the spec knows of the content is kept and added to
     */
    public DataContainer(final DataTableSpec spec, final boolean initDomain) {
        this(spec, DataContainerSettings.builder().withInitializedDomain(initDomain).build());
    }

    /**
     * @param spec the columns of a table outside of any node
     * @param settings how it is written
     */
    public DataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        m_spec = CheckUtils.checkArgumentNotNull(spec);
        m_settings = CheckUtils.checkArgumentNotNull(settings);
    }

    final void setWriter(final TableWriter writer) {
        m_writer = writer;
    }

    private TableWriter writer() {
        if (m_writer == null) {
            m_writer = new TableWriter(m_spec, m_settings, new RowStore(DataSpace.shared(), TableWriter.maxCells(m_settings)));
        }
        return m_writer;
    }

    @Override
    public void addRowToTable(final DataRow row) {
        writer().add(row);
    }

    @Override
    public void flushRows() {
        writer().flush();
    }

    /** Ends writing; then the table can be taken. */
    public void close() {
        writer().close();
    }

    /** @return whether no more rows are taken */
    public boolean isClosed() {
        return writer().isClosed();
    }

    /** @return whether rows are taken */
    public boolean isOpen() {
        return !isClosed();
    }

    /** @return the number of rows */
    public long size() {
        return writer().size();
    }

    /** @return the columns, with what is known of their content after closing */
    public DataTableSpec getTableSpec() {
        return writer().spec();
    }

    /**
     * @return the table
     * @throws IllegalStateException before closing; KNIME throws a NullPointerException then
     */
    public DataTable getTable() {
        final RowStore store = writer().store();
        return new DataTable() {

            @Override
            public DataTableSpec getDataTableSpec() {
                return getTableSpec();
            }

            @Override
            public CloseableRowIterator iterator() {
                return store.iterator(0, store.size());
            }
        };
    }
}
