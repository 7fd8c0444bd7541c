package org.knime.core.data.filestore;

import java.io.IOException;

import org.knime.core.node.ExecutionContext;
import org.petctflow.standin.core.DataSpace;
import org.petctflow.standin.core.FileStores;

/** Makes file stores, of a running node or outside of any. */
public abstract class FileStoreFactory {

    FileStoreFactory() {
    }

    /**
     * @param relativePath a file name without slashes, not used before
     * @return a new file store
     * @throws IOException if the name is not valid or the folder cannot be made
     */
    public abstract FileStore createFileStore(String relativePath) throws IOException;

    /** Ends the use of the factory. */
    public abstract void close();

    /**
     * @param exec the running node, or null
     * @return a factory of the node's file stores, or of file stores outside of nodes
     */
    public static final FileStoreFactory createFileStoreFactory(final ExecutionContext exec) {
        return createFileStoreFactory(exec, null);
    }

    /**
     * @param exec the running node, or null
     * @param prefix put before every name, may be null
     * @return a factory of the node's file stores, or of file stores outside of nodes
     */
    public static final FileStoreFactory createFileStoreFactory(final ExecutionContext exec, final String prefix) {
        return exec == null ? createNotInWorkflowFileStoreFactory(prefix) : createWorkflowFileStoreFactory(exec, prefix);
    }

    /**
     * @param exec the running node
     * @return a factory of the node's file stores
     */
    public static final FileStoreFactory createWorkflowFileStoreFactory(final ExecutionContext exec) {
        return createWorkflowFileStoreFactory(exec, null);
    }

    /**
     * @param exec the running node
     * @param prefix put before every name, may be null
     * @return a factory of the node's file stores
     */
    public static final FileStoreFactory createWorkflowFileStoreFactory(final ExecutionContext exec, final String prefix) {
        return new OfNode(exec, prefix);
    }

    /** @return a factory of file stores outside of nodes, deleted when the JVM ends */
    public static final FileStoreFactory createNotInWorkflowFileStoreFactory() {
        return createNotInWorkflowFileStoreFactory(null);
    }

    /**
     * @param prefix put before every name, may be null
     * @return a factory of file stores outside of nodes, deleted when the JVM ends
     */
    public static final FileStoreFactory createNotInWorkflowFileStoreFactory(final String prefix) {
        return new OutsideOfNodes(prefix);
    }

    static final class OfNode extends FileStoreFactory {

        private final ExecutionContext m_exec;

        private final String m_prefix;

        OfNode(final ExecutionContext exec, final String prefix) {
            if (exec == null) {
                throw new NullPointerException("exec must not be null");
            }
            m_exec = exec;
            m_prefix = prefix == null ? "" : prefix;
        }

        ExecutionContext getExec() {
            return m_exec;
        }

        @Override
        public FileStore createFileStore(final String relativePath) throws IOException {
            return m_exec.createFileStore(m_prefix + relativePath);
        }

        @Override
        public void close() {
        }
    }

    private static final class OutsideOfNodes extends FileStoreFactory {

        private final FileStores m_stores = new FileStores(DataSpace.shared(), "no-node");

        private final String m_prefix;

        OutsideOfNodes(final String prefix) {
            m_prefix = prefix == null ? "" : prefix;
        }

        @Override
        public FileStore createFileStore(final String relativePath) throws IOException {
            return m_stores.create(m_prefix + relativePath);
        }

        @Override
        public void close() {
        }
    }
}
