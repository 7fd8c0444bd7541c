package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.knime.core.data.filestore.internal.FileStoreProxy.FlushCallback;
import org.knime.core.node.ExecutionContext;

/** What cells and port objects keep for themselves about their files. */
public final class FileStoreUtil {

    private FileStoreUtil() {
    }

    /**
     * @param store a file store
     * @return its key
     */
    public static FileStoreKey getFileStoreKey(final FileStore store) {
        return store.getKey();
    }

    /**
     * @param cell a cell
     * @return the keys of its files
     */
    public static FileStoreKey[] getFileStoreKeys(final FileStoreCell cell) {
        return cell.getFileStoreKeys();
    }

    /**
     * @param cell a cell
     * @return its files
     */
    public static FileStore[] getFileStores(final FileStoreCell cell) {
        return cell.getFileStores();
    }

    /**
     * @param cell a cell
     * @return the number of its files
     */
    public static int getNumFileStores(final FileStoreCell cell) {
        return cell.getFileStoreKeys().length;
    }

    /**
     * @param po a port object
     * @return its files
     */
    public static List<FileStore> getFileStores(final FileStorePortObject po) {
        return po.getStores();
    }

    /**
     * @param flushCallback a cell or port object that shall write its content now, if it has not yet
     * @throws IOException if it cannot
     */
    public static void invokeFlush(final FlushCallback flushCallback) throws IOException {
        if (flushCallback instanceof FileStoreCell c) {
            c.flushOnce();
        } else if (flushCallback instanceof FileStorePortObject p) {
            p.flushOnce();
        }
    }

    /**
     * @param fileStoreFactory a factory
     * @return the running node it belongs to, if any
     */
    public static Optional<ExecutionContext> getContextFrom(final FileStoreFactory fileStoreFactory) {
        return fileStoreFactory instanceof FileStoreFactory.OfNode f ? Optional.of(f.getExec()) : Optional.empty();
    }
}
