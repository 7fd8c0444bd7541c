package org.knime.core.node;

/** A node model that keeps tables for its view; they are saved with the node. */
public interface BufferedDataTableHolder {

    /** @return what is kept, null for nothing */
    BufferedDataTable[] getInternalTables();

    /** @param tables what was kept when the node was saved */
    void setInternalTables(BufferedDataTable[] tables);
}
