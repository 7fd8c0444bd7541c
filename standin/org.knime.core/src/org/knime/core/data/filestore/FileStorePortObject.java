package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.List;

import org.knime.core.data.filestore.internal.FileStoreProxy.FlushCallback;
import org.knime.core.node.port.PortObject;

/**
 * A port object with its content in files. Its serializer writes all but the files; the object it reads is made by the constructor
 * without parameters and gets its files before {@link #postConstruct}.
 */
public abstract class FileStorePortObject implements PortObject, FlushCallback {

    private List<FileStore> m_stores;

    private boolean m_flushed;

    /** @param fileStores the files */
    protected FileStorePortObject(final List<FileStore> fileStores) {
        m_stores = List.copyOf(fileStores);
    }

    /** For serializers: the files follow. */
    protected FileStorePortObject() {
        m_stores = List.of();
        m_flushed = true;
    }

    final void attach(final List<FileStore> stores) throws IOException {
        m_stores = List.copyOf(stores);
        postConstruct();
    }

    final synchronized void flushOnce() throws IOException {
        if (!m_flushed) {
            m_flushed = true;
            flushToFileStore();
        }
    }

    final List<FileStore> getStores() {
        return m_stores;
    }

    /**
     * Called when an object that was read has its files.
     *
     * @throws IOException if they are not as they should be
     */
    protected void postConstruct() throws IOException {
    }

    /**
     * Called once before the object is written; here the files can be filled.
     *
     * @throws IOException if they cannot be written
     */
    protected void flushToFileStore() throws IOException {
    }

    /** @return the number of files */
    protected int getFileStoreCount() {
        return m_stores.size();
    }

    /**
     * @param index from 0
     * @return the file
     */
    protected FileStore getFileStore(final int index) {
        return m_stores.get(index);
    }

    private List<FileStoreKey> keys() {
        return m_stores.stream().map(FileStore::getKey).toList();
    }

    @Override
    public String toString() {
        return m_stores.toString();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof FileStorePortObject o && keys().equals(o.keys());
    }

    @Override
    public int hashCode() {
        return keys().hashCode();
    }
}
