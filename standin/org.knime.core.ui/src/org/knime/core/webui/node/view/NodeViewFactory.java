package org.knime.core.webui.node.view;

import org.knime.core.node.NodeModel;
import org.knime.core.node.wizard.page.WizardPageContribution;

/**
 * A factory of nodes that have a view.
 *
 * @param <T> the class of the model
 */
public interface NodeViewFactory<T extends NodeModel> extends WizardPageContribution {

    /**
     * @param nodeModel the model
     * @return its view
     */
    NodeView createNodeView(T nodeModel);
}
