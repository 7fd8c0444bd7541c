package org.knime.node;

import java.net.URL;
import java.util.Optional;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.node.parameters.NodeParameters;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.PortGroups;
import org.petctflow.standin.ui.UiAccess;
import org.w3c.dom.Element;

/** A factory of nodes that are described by a {@link DefaultNode}. A subclass has a constructor without parameters and nothing else. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel>
    implements NodeDialogFactory, NodeViewFactory<NodeModel> {

    private final DefaultNode m_node;

    static {
        UiAccess.set(new FactoryAccess());
    }

    /** @param node what the node is */
    protected DefaultNodeFactory(final DefaultNode node) {
        super(true);
        m_node = node;
        init();
    }

    final DefaultNode getNode() {
        return m_node;
    }

    final NodeModel createNodeModel(final PortGroups ports) {
        final var viewClass = viewParametersClass().orElse(null);
        if (m_node.m_model instanceof DefaultModel.Standard standard) {
            return new StandardNodeModel(standard, ports, viewClass);
        }
        final var in = ports.getInputPorts();
        final var out = ports.getOutputPorts();
        if (in.length != 1 || out.length != 1 || !BufferedDataTable.TYPE.equals(in[0]) || !BufferedDataTable.TYPE.equals(out[0])) {
            throw new IllegalStateException("A node that rearranges columns must have exactly one input and one output table.");
        }
        return new RearrangerNodeModel((DefaultModel.Rearranger)m_node.m_model, viewClass);
    }

    final Optional<Class<? extends NodeParameters>> modelParametersClass() {
        return m_node.m_model.getParametersClass();
    }

    final Optional<Class<? extends NodeParameters>> viewParametersClass() {
        return m_node.getView().flatMap(DefaultView::getParametersClass);
    }

    @Override
    public final synchronized void init() {
        if (Access.nodes().getText(this) == null) {
            m_node.m_ports.build(); // finds groups that cannot be
            Access.nodes().setText(this, NodeDescriptions.of(m_node).withPlugin(getClass()));
        }
    }

    @Override
    public boolean hasNodeDialog() {
        return modelParametersClass().isPresent() || viewParametersClass().isPresent();
    }

    @Override
    public final NodeDialog createNodeDialog() {
        final var model = modelParametersClass();
        final var view = viewParametersClass();
        if (model.isPresent() && view.isPresent()) {
            return new DefaultNodeDialog(SettingsType.MODEL, model.get(), SettingsType.VIEW, view.get());
        } else if (model.isPresent()) {
            return new DefaultNodeDialog(SettingsType.MODEL, model.get());
        }
        return new DefaultNodeDialog(SettingsType.VIEW, view.orElseThrow(() -> new IllegalStateException(
            "Unable to create node dialog since the node does not have parameters and thus should not have a dialog.")));
    }

    @Override
    public final boolean hasNodeView() {
        return m_node.getView().isPresent();
    }

    @Override
    public final NodeView createNodeView(final NodeModel nodeModel) {
        return new DefaultNodeView(m_node.getView().orElseThrow(() -> new IllegalStateException("The node has no view.")), nodeModel);
    }

    @Deprecated
    @Override
    protected final boolean hasDialog() {
        return false;
    }

    @Override
    protected final int getNrNodeViews() {
        return hasNodeView() ? 1 : 0;
    }

    @Deprecated
    @Override
    public final org.knime.core.node.NodeView<NodeModel> createNodeView(final int viewIndex, final NodeModel nodeModel) {
        return null;
    }

    @Deprecated
    @Override
    protected final NodeDialogPane createNodeDialogPane() {
        return null;
    }

    @Deprecated
    @Override
    public final NodeModel createNodeModel() {
        return createNodeModel(m_node.m_ports.build());
    }

    @Override
    public final URL getIcon() {
        return super.getIcon();
    }

    @Override
    public final String getInportName(final int index) {
        return super.getInportName(index);
    }

    @Override
    public final String getInteractiveViewName() {
        return super.getInteractiveViewName();
    }

    @Override
    public final String getOutportName(final int index) {
        return super.getOutportName(index);
    }

    @Override
    public final NodeType getType() {
        return super.getType();
    }

    @Override
    public final Element getXMLDescription() {
        return super.getXMLDescription();
    }

    @Override
    public final void loadAdditionalFactorySettings(final ConfigRO config) throws InvalidSettingsException {
        super.loadAdditionalFactorySettings(config);
    }

    @Override
    public final void saveAdditionalFactorySettings(final ConfigWO config) {
        super.saveAdditionalFactorySettings(config);
    }
}
