package org.petctflow.standin.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything one node made while it ran: its tables and file stores. Deleted when the node is reset. */
public final class NodeData {

    private final DataSpace m_space;

    private final FileStores m_fileStores;

    private final List<RowStore> m_tables = new ArrayList<>();

    /**
     * @param space where the data lie
     * @param nodeName the node's name
     */
    public NodeData(final DataSpace space, final String nodeName) {
        m_space = space;
        m_fileStores = new FileStores(space, nodeName);
    }

    /** @return where the data lie */
    public DataSpace space() {
        return m_space;
    }

    /** @return the node's file stores */
    public FileStores fileStores() {
        return m_fileStores;
    }

    /**
     * @param maxCells how many of its cells may be in memory
     * @return a new, empty table
     */
    public synchronized RowStore newTable(final long maxCells) {
        final var store = new RowStore(m_space, maxCells);
        m_tables.add(store);
        return store;
    }

    /** @param needed the tables that others may still read; all others are deleted */
    public synchronized void retain(final Set<RowStore> needed) {
        m_tables.removeIf(t -> {
            if (needed.contains(t)) {
                return false;
            }
            t.clear();
            return true;
        });
    }

    /** Deletes everything. */
    public synchronized void dispose() {
        retain(Set.of());
        m_fileStores.dispose();
    }
}
