package org.knime.core.node.workflow;

import java.util.EventListener;

/** Is told the progress of a node. */
public interface NodeProgressListener extends EventListener {

    /** @param pe the progress */
    void progressChanged(NodeProgressEvent pe);
}
