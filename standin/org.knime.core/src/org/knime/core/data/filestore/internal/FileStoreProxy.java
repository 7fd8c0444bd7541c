package org.knime.core.data.filestore.internal;

/** Holds the interface of what has file stores. */
public final class FileStoreProxy {

    private FileStoreProxy() {
    }

    /** Marks what can write its content to its file stores. */
    public interface FlushCallback {
    }
}
