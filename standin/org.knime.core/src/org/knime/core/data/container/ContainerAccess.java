package org.knime.core.data.container;

import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStoreFactory;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.TableWriter;

/** Opens this package to the engine. */
final class ContainerAccess implements Access.ForContainers {

    @Override
    public List<Access.Column> columns(final ColumnRearranger rearranger) {
        return rearranger.getItems().stream().map(ColumnRearranger.Item::column).toList();
    }

    @Override
    public DataTableSpec originalSpec(final ColumnRearranger rearranger) {
        return rearranger.getOriginalSpec();
    }

    @Override
    public void setFileStoreFactory(final CellFactory factory, final FileStoreFactory stores) {
        if (factory instanceof AbstractCellFactory f) {
            f.setFileStoreFactory(stores);
        }
    }

    @Override
    public void setWriter(final DataContainer container, final TableWriter writer) {
        container.setWriter(writer);
    }
}
