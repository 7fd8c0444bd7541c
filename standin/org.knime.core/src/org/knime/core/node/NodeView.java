package org.knime.core.node;

import java.util.EventListener;

/**
 * A Swing view of a node; the stand-in never opens one. Nodes give null where they are asked for one.
 *
 * @param <T> the node's model
 */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> implements EventListener {

    /** @param nodeModel the node's model */
    protected NodeView(final T nodeModel) {
        super(nodeModel);
    }
}
