package org.knime.core.node;

import java.io.IOException;
import java.util.Optional;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.util.CheckUtils;
import org.petctflow.standin.core.NodeData;

/** What a running node works with: progress, cancel, new tables and file stores. */
public class ExecutionContext extends ExecutionMonitor {

    private final NodeData m_data;

    static {
        NodeAccessImpl.register();
    }

    ExecutionContext(final NodeProgressMonitor progress, final NodeData data) {
        super(progress);
        m_data = data;
    }

    NodeData getData() {
        return m_data;
    }

    /**
     * @param relativePath a file name without slashes, not used before by this node
     * @return a new file store
     * @throws IOException if the name is not valid or the folder cannot be made
     */
    public FileStore createFileStore(final String relativePath) throws IOException {
        return m_data.fileStores().create(relativePath);
    }

    /**
     * @param spec the columns
     * @return takes the rows of a new table
     */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return createDataContainer(spec, DataContainerSettings.getDefault());
    }

    /**
     * @param spec the columns
     * @param initDomain whether what the spec knows of the content is kept and added to
     * @return takes the rows of a new table
     */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return createDataContainer(spec, DataContainerSettings.builder().withInitializedDomain(initDomain).build());
    }

    /**
     * @param spec the columns
     * @param settings how the table is written
     * @return takes the rows of a new table
     */
    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        return new BufferedDataContainer(spec, settings, m_data);
    }

    /**
     * @param table any table
     * @param subProgressMon takes the progress
     * @return the same rows as a table of this node
     * @throws CanceledExecutionException if the work was cancelled
     */
    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor subProgressMon)
        throws CanceledExecutionException {
        if (table instanceof BufferedDataTable t) {
            return t;
        }
        final BufferedDataContainer container = createDataContainer(table.getDataTableSpec());
        for (DataRow row : table) {
            subProgressMon.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    /**
     * @param in a table
     * @param rearranger made for the table's spec
     * @param subProgressMon takes the progress
     * @return the table with other columns
     * @throws CanceledExecutionException if the work was cancelled
     */
    public BufferedDataTable createColumnRearrangeTable(final BufferedDataTable in, final ColumnRearranger rearranger,
        final ExecutionMonitor subProgressMon) throws CanceledExecutionException {
        return new Rearranging(this, in, rearranger, subProgressMon).run();
    }

    /**
     * @param in a table
     * @param newSpec as many columns; whether the cells fit is not checked
     * @return the same rows with other columns
     */
    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable in, final DataTableSpec newSpec) {
        final int columns = in.getDataTableSpec().getNumColumns();
        CheckUtils.checkArgument(columns == newSpec.getNumColumns(), "Table specs have different lengths: %d vs. %d", columns,
            newSpec.getNumColumns());
        return new BufferedDataTable(m_data.space().nextTableId(), in.getStore(), newSpec);
    }

    /**
     * @param in a table
     * @return the same table with another number
     */
    public BufferedDataTable createWrappedTable(final BufferedDataTable in) {
        return createSpecReplacerTable(in, in.getDataTableSpec());
    }

    /**
     * @param spec columns
     * @return a table without rows
     */
    public BufferedDataTable createVoidTable(final DataTableSpec spec) {
        final BufferedDataContainer container =
            createDataContainer(spec, DataContainerSettings.builder().withDomainUpdate(false).build());
        container.close();
        return container.getTable();
    }

    /**
     * @param exec takes the progress
     * @param tables tables with different keys
     * @return the rows of all of them, with the columns of all of them
     * @throws CanceledExecutionException if the work was cancelled
     */
    public BufferedDataTable createConcatenateTable(final ExecutionMonitor exec, final BufferedDataTable... tables)
        throws CanceledExecutionException {
        return createConcatenateTable(exec, Optional.empty(), true, tables);
    }

    /**
     * @param exec takes the progress
     * @param rowKeyDuplicateSuffix put behind keys that are there already; empty to refuse them
     * @param duplicatesPreCheck not used: keys are checked in any case
     * @param tables the tables
     * @return the rows of all of them, with the columns of all of them
     * @throws CanceledExecutionException if the work was cancelled
     */
    public BufferedDataTable createConcatenateTable(final ExecutionMonitor exec, final Optional<String> rowKeyDuplicateSuffix,
        final boolean duplicatesPreCheck, final BufferedDataTable... tables) throws CanceledExecutionException {
        return Joining.concatenate(this, exec, rowKeyDuplicateSuffix, tables);
    }

    /**
     * @param left a table
     * @param right a table with the same keys in the same order and other columns
     * @param exec takes the progress
     * @return the columns of both
     * @throws CanceledExecutionException if the work was cancelled
     */
    public BufferedDataTable createJoinedTable(final BufferedDataTable left, final BufferedDataTable right,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        return Joining.join(this, left, right, exec);
    }

    /**
     * @param maxProg the size of a part of the work, from 0 to 1
     * @return a context of the part
     */
    public ExecutionContext createSubExecutionContext(final double maxProg) {
        return new ExecutionContext(part(maxProg, false), m_data);
    }

    /**
     * @param maxProg the size of a part of the work, from 0 to 1
     * @return a context of the part whose messages are not shown
     */
    public ExecutionContext createSilentSubExecutionContext(final double maxProg) {
        return new ExecutionContext(part(maxProg, true), m_data);
    }
}
