package org.knime.node;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;

/** The view of a node. */
final class DefaultNodeView implements NodeView, ViewInput {

    private final DefaultView m_view;

    private final NodeModel m_model;

    private NodeParameters m_parameters;

    DefaultNodeView(final DefaultView view, final NodeModel model) {
        m_view = view;
        m_model = model;
    }

    @Override
    public Page getPage() {
        return m_view.m_page;
    }

    @SuppressWarnings("unchecked")
    @Override
    public <D> Optional<InitialDataService<D>> createInitialDataService() {
        return m_view.initialDataService(this).map(s -> (InitialDataService<D>)s);
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return m_view.rpcDataService(this);
    }

    @Override
    public void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_view.getParametersClass().isPresent()) {
            NodeParametersUtil.loadSettings(settings, m_view.getParametersClass().get()).validate();
        }
    }

    @Override
    public void loadValidatedSettingsFrom(final NodeSettingsRO settings) {
        m_view.getParametersClass().ifPresent(c -> {
            try {
                m_parameters = NodeParametersUtil.loadSettings(settings, c);
            } catch (InvalidSettingsException e) {
                throw new IllegalStateException("Parameters should be valid.", e);
            }
        });
    }

    @SuppressWarnings("unchecked")
    @Override
    public <S extends NodeParameters> S getParameters() {
        return (S)m_parameters;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        if (m_model instanceof PortObjectHolder holder) {
            return holder.getInternalPortObjects();
        }
        throw new IllegalStateException("The model only rearranges columns and does not have any internal port objects.");
    }
}
