package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.knime.core.data.DataCell;
import org.knime.core.data.filestore.internal.FileStoreProxy.FlushCallback;

/**
 * A cell with its content in files. Its serializer writes all but the files; the cell it reads is made by the constructor without
 * parameters and gets its files before {@link #postConstruct}.
 */
public abstract class FileStoreCell extends DataCell implements FlushCallback {

    private static final long serialVersionUID = 1L;

    private transient List<FileStore> m_stores;

    private boolean m_flushed;

    /** @param fileStores the files */
    protected FileStoreCell(final FileStore[] fileStores) {
        m_stores = List.of(fileStores);
        m_stores.forEach(FileStore::getKey);
    }

    /** @param fileStore the file */
    protected FileStoreCell(final FileStore fileStore) {
        this(new FileStore[]{fileStore});
    }

    /** For serializers: the files follow. */
    protected FileStoreCell() {
        m_stores = List.of();
        m_flushed = true;
    }

    final void attach(final List<FileStore> stores) throws IOException {
        m_stores = List.copyOf(stores);
        postConstruct();
    }

    final synchronized void flushOnce() throws IOException {
        if (!m_flushed) {
            flushToFileStore();
            m_flushed = true;
        }
    }

    /**
     * @return the only file
     * @deprecated a cell may have several files: use {@link #getFileStores()}
     */
    @Deprecated
    protected FileStore getFileStore() {
        return m_stores.get(0);
    }

    /** @return the files */
    protected FileStore[] getFileStores() {
        return m_stores.toArray(FileStore[]::new);
    }

    /**
     * Called when a cell that was read has its files.
     *
     * @throws IOException if they are not as they should be
     */
    protected void postConstruct() throws IOException {
    }

    /**
     * Called once before the cell is written; here the files can be filled.
     *
     * @throws IOException if they cannot be written
     */
    protected void flushToFileStore() throws IOException {
    }

    final FileStoreKey[] getFileStoreKeys() {
        return m_stores.stream().map(FileStore::getKey).toArray(FileStoreKey[]::new);
    }

    @Override
    public String toString() {
        return m_stores.stream().map(FileStore::toString).collect(Collectors.joining(", "));
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        final FileStoreKey[] other = ((FileStoreCell)dc).getFileStoreKeys();
        return other.length == m_stores.size() && (Arrays.equals(other, getFileStoreKeys()) || equalFileStoreContent(dc));
    }

    /**
     * @param dc a cell of the same class with other files
     * @return whether the files' contents are equal
     */
    protected boolean equalFileStoreContent(final DataCell dc) {
        return false;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(getFileStoreKeys());
    }
}
