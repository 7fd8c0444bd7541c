package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.NodeModel;
import org.knime.node.parameters.NodeParameters;
import org.petctflow.standin.core.PortGroups;
import org.petctflow.standin.ui.UiAccess;

/** Opens this package to the engine. */
final class FactoryAccess implements UiAccess.ForFactories {

    @Override
    public PortGroups ports(final DefaultNodeFactory factory) {
        return factory.getNode().m_ports.build();
    }

    @Override
    public NodeModel createModel(final DefaultNodeFactory factory, final PortGroups ports) {
        return factory.createNodeModel(ports);
    }

    @Override
    public Optional<Class<? extends NodeParameters>> modelParameters(final DefaultNodeFactory factory) {
        return factory.modelParametersClass();
    }

    @Override
    public Optional<Class<? extends NodeParameters>> viewParameters(final DefaultNodeFactory factory) {
        return factory.viewParametersClass();
    }

    @Override
    public List<UiAccess.GroupText> portTexts(final DefaultNodeFactory factory) {
        final List<UiAccess.GroupText> texts = new ArrayList<>();
        for (Ports.Draft g : factory.getNode().m_ports.groups()) {
            if (g.m_input != null) {
                texts.add(new UiAccess.GroupText(g.m_id, true, g.m_input.name(), g.m_input.description()));
            }
            if (g.m_output != null) {
                texts.add(new UiAccess.GroupText(g.m_id, false, g.m_output.name(), g.m_output.description()));
            }
        }
        return texts;
    }
}
