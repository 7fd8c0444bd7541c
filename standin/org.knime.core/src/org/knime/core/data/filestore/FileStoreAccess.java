package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.List;

import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.FileStores;

/** Opens this package to the engine. */
final class FileStoreAccess implements Access.ForFileStores {

    @Override
    public FileStore store(final FileStores owner, final FileStoreKey key) {
        return new FileStore(owner, key);
    }

    @Override
    public FileStores owner(final FileStore store) {
        return store.getOwner();
    }

    @Override
    public void flush(final FileStoreCell cell) throws IOException {
        cell.flushOnce();
    }

    @Override
    public void flush(final FileStorePortObject object) throws IOException {
        object.flushOnce();
    }

    @Override
    public void attach(final FileStoreCell cell, final List<FileStore> stores) throws IOException {
        cell.attach(stores);
    }

    @Override
    public void attach(final FileStorePortObject object, final List<FileStore> stores) throws IOException {
        object.attach(stores);
    }
}
