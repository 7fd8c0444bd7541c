package org.knime.core.node;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.NodeData;
import org.petctflow.standin.core.TableWriter;

/** Takes the rows of a table of a running node; made by {@link ExecutionContext#createDataContainer}. */
public class BufferedDataContainer extends DataContainer {

    private final NodeData m_data;

    private final TableWriter m_writer;

    private BufferedDataTable m_table;

    BufferedDataContainer(final DataTableSpec spec, final DataContainerSettings settings, final NodeData data) {
        super(spec, settings);
        m_data = data;
        m_writer = new TableWriter(spec, settings, data.newTable(TableWriter.maxCells(settings)));
        Access.containers().setWriter(this, m_writer);
    }

    @Override
    public BufferedDataTable getTable() {
        if (m_table == null) {
            m_table = new BufferedDataTable(m_data.space().nextTableId(), m_writer.store(), m_writer.spec());
        }
        return m_table;
    }
}
