package org.petctflow.types;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.node.ExecutionContext;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeFile;

/**
 * Makes cells of volumes in a running node. The voxels are on disk when {@link #createCell} returns, so that nothing but the
 * caller keeps them in memory. Safe for use by many threads.
 */
public final class VolumeCellFactory implements DataCellFactory {

    private FileStoreFactory m_stores;

    /** For KNIME, which calls {@link #initFactory} next. */
    public VolumeCellFactory() {
    }

    /** @param exec the running node */
    public VolumeCellFactory(final ExecutionContext exec) {
        this(FileStoreFactory.createWorkflowFileStoreFactory(exec));
    }

    /** @param stores where the volumes' files are made */
    public VolumeCellFactory(final FileStoreFactory stores) {
        m_stores = stores;
    }

    @Override
    public void initFactory(final FileStoreFactory fileStore) {
        m_stores = fileStore;
    }

    @Override
    public DataType getDataType() {
        return VolumeCell.TYPE;
    }

    /**
     * @param volume a volume; its arrays must not be changed any more
     * @return the cell
     * @throws IOException if the volume cannot be written
     */
    public VolumeCell createCell(final Volume volume) throws IOException {
        final FileStore store;
        synchronized (this) {
            store = m_stores.createFileStore("volume-" + UUID.randomUUID());
        }
        final File file = store.getFile();
        Files.createDirectories(file.toPath().toAbsolutePath().getParent());
        return new VolumeCell(store, volume, VolumeFile.write(file.toPath(), volume));
    }
}
