package org.knime.core.data.filestore;

import java.io.File;

import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.FileStores;

/** A file (or folder) in the care of a node: made by it, referred to by cells and port objects, deleted when the node is reset. */
public final class FileStore {

    private final FileStores m_owner;

    private final FileStoreKey m_key;

    static {
        Access.set(new FileStoreAccess());
    }

    FileStore(final FileStores owner, final FileStoreKey key) {
        m_owner = owner;
        m_key = key;
    }

    FileStoreKey getKey() {
        return m_key;
    }

    FileStores getOwner() {
        return m_owner;
    }

    /** @return the file; it need not exist yet */
    public File getFile() {
        return m_owner.file(m_key);
    }

    @Override
    public String toString() {
        return m_key.toString();
    }
}
