package org.petctflow.headless.engine;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.PortGroups;
import org.petctflow.standin.ui.UiAccess;

/** A node made of its factory: model, ports, settings. */
public final class NodeInstance {

    private static final String PORTS = "node_creation_config";

    private final NodeCatalog.Entry m_entry;

    private final NodeFactory<?> m_factory;

    private final NodeModel m_model;

    /** Null for nodes whose ports nobody can change. */
    private final PortGroups m_ports;

    /**
     * @param entry a registered node
     * @throws WorkflowException if it cannot be made
     */
    public NodeInstance(final NodeCatalog.Entry entry) throws WorkflowException {
        this(entry, new NodeSettings("settings.xml"));
    }

    /**
     * @param entry a registered node
     * @param file the node's file, for the ports that the user has added
     * @throws WorkflowException if it cannot be made
     */
    public NodeInstance(final NodeCatalog.Entry entry, final NodeSettings file) throws WorkflowException {
        m_entry = entry;
        m_factory = entry.newFactory();
        try {
            if (m_factory instanceof DefaultNodeFactory f) {
                m_ports = portsOf(f, file);
                m_model = UiAccess.factories().createModel(f, m_ports);
            } else {
                m_ports = null;
                m_model = m_factory.createNodeModel();
            }
        } catch (InvalidSettingsException e) {
            throw new WorkflowException("The ports that the user has added cannot be: " + e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            throw new WorkflowException("The node " + entry.factory() + " cannot be made: " + e, e);
        }
    }

    /** @return where it is registered */
    public NodeCatalog.Entry entry() {
        return m_entry;
    }

    /** @return the factory */
    public NodeFactory<?> factory() {
        return m_factory;
    }

    /** @return the model */
    public NodeModel model() {
        return m_model;
    }

    /** @return the name, as in the node repository */
    public String name() {
        return m_factory.getNodeName();
    }

    /** @return the types of the input ports, without the flow variable port */
    public PortType[] inPorts() {
        return Access.nodes().inPorts(m_model);
    }

    /** @return the types of the output ports, without the flow variable port */
    public PortType[] outPorts() {
        return Access.nodes().outPorts(m_model);
    }

    /** @return the settings as the model has them */
    public NodeSettings settings() {
        final var settings = new NodeSettings("model");
        Access.nodes().saveSettings(m_model, settings);
        return settings;
    }

    /** @return the default settings of the view; empty if there is no view, or one without settings */
    public NodeSettings defaultViewSettings() {
        final var settings = new NodeSettings("view");
        Access.nodes().saveDefaultViewSettings(m_model, settings);
        return settings;
    }

    /**
     * Checks settings and gives them to the model.
     *
     * @param settings the settings
     * @throws InvalidSettingsException if they are refused
     */
    public void load(final NodeSettingsRO settings) throws InvalidSettingsException {
        Access.nodes().validateSettings(m_model, settings);
        Access.nodes().loadSettings(m_model, settings);
    }

    /**
     * @param settings settings of the view
     * @throws InvalidSettingsException if they are refused
     */
    public void checkView(final NodeSettingsRO settings) throws InvalidSettingsException {
        Access.nodes().validateViewSettings(m_model, settings);
    }

    private static PortGroups portsOf(final DefaultNodeFactory factory, final NodeSettings file) throws InvalidSettingsException {
        final PortGroups ports = UiAccess.factories().ports(factory);
        return file.containsKey(PORTS) ? ports.load(file.getNodeSettings(PORTS)) : ports;
    }

    /** @param settings takes the groups of ports with those that the user has added */
    public void savePorts(final NodeSettings settings) {
        if (m_ports != null && !m_ports.groups().isEmpty()) {
            m_ports.save(settings.addNodeSettings(PORTS));
        }
    }

    /**
     * The node with more ports than a new one has.
     *
     * @param group the name of a group of ports
     * @param count how many ports of the group's only type the user has added
     * @return a new node
     * @throws WorkflowException if there is no such group or it cannot have as many
     */
    public NodeInstance withPorts(final String group, final int count) throws WorkflowException {
        final var file = new NodeSettings("settings.xml");
        savePorts(file);
        final Optional<PortGroups.Group> g = m_ports == null ? Optional.empty()
            : m_ports.groups().stream().filter(x -> x.name().equals(group)).findFirst();
        if (g.isEmpty() || g.get().supported().isEmpty()) {
            throw new WorkflowException("There is no group of ports \"" + group + "\" to add ports to.");
        }
        try {
            final NodeSettings ports = (NodeSettings)file.getNodeSettings(PORTS).addNodeSettings(group);
            for (int i = 0; i < count; i++) {
                g.get().supported().iterator().next().save(ports.addNodeSettings("port_" + i));
            }
            return new NodeInstance(m_entry, file);
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param settings the settings of the view, if it has any
     * @return the view of the node, if it has one
     */
    @SuppressWarnings("unchecked")
    public Optional<NodeView> view(final Optional<NodeSettings> settings) {
        if (!(m_factory instanceof NodeViewFactory<?> f) || !f.hasNodeView()) {
            return Optional.empty();
        }
        final NodeView view = ((NodeViewFactory<NodeModel>)f).createNodeView(m_model);
        settings.ifPresent(view::loadValidatedSettingsFrom);
        return Optional.of(view);
    }
}
