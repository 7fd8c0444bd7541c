package org.knime.core.node.port;

/** A node model that keeps port objects for its view; they are saved with the node. */
public interface PortObjectHolder {

    /** @return what is kept, null for nothing */
    PortObject[] getInternalPortObjects();

    /** @param portObjects what was kept when the node was saved */
    void setInternalPortObjects(PortObject[] portObjects);
}
