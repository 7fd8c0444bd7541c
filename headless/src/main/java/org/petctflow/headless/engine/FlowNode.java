package org.petctflow.headless.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.petctflow.headless.workflow.Connection;
import org.petctflow.headless.workflow.VariableTree;
import org.petctflow.headless.workflow.WorkflowNode;
import org.petctflow.standin.core.ContextSource;
import org.petctflow.standin.core.NodeData;

/** A node of a flow while it runs. Port 0 is the flow variable port in all arrays of ports here. */
public final class FlowNode implements ContextSource {

    /** What became of a node. */
    public enum State {
            /** Nothing yet. */
            IDLE,
            /** It knows what it will give. */
            CONFIGURED,
            /** It works. */
            EXECUTING,
            /** It has worked. */
            EXECUTED,
            /** It could not work. */
            FAILED,
            /** It did not work because a node before it could not, or because the run was cancelled. */
            SKIPPED
    }

    private final WorkflowContextV2 m_context;

    private final WorkflowNode m_node;

    private final NodeInstance m_instance;

    private final NodeSettings m_model;

    private final Optional<NodeSettings> m_view;

    private Optional<NodeSettings> m_viewSettings;

    private final VariableTree m_variables;

    private final VariableTree m_viewVariables;

    private final Connection[] m_incoming;

    private final List<Connection> m_outgoing = new ArrayList<>();

    // what follows is guarded by the execution's lock

    private State m_state = State.IDLE;

    private Failure m_failure;

    private Message m_warning;

    private PortObjectSpec[] m_specs;

    private PortObject[] m_objects;

    private String[] m_summaries = {};

    private Map<String, FlowVariable> m_outVariables = new LinkedHashMap<>();

    private NodeData m_data;

    private boolean m_givesPaths;

    private double m_seconds;

    FlowNode(final WorkflowNode node, final NodeInstance instance, final NodeSettings model, final Optional<NodeSettings> view,
        final VariableTree variables, final VariableTree viewVariables, final Path folder) {
        m_context = folder == null ? null : WorkflowContextV2.forTemporaryWorkflow(folder, null);
        m_node = node;
        m_instance = instance;
        m_model = model;
        m_view = view;
        m_viewSettings = view;
        m_variables = variables;
        m_viewVariables = viewVariables;
        m_incoming = new Connection[instance.inPorts().length + 1];
        m_specs = new PortObjectSpec[instance.outPorts().length + 1];
        m_objects = new PortObject[m_specs.length];
    }

    @Override
    public <C> Optional<C> contextObject(final Class<C> c) {
        return c.isInstance(m_context) ? Optional.of(c.cast(m_context)) : Optional.empty();
    }

    /** @return the number in the workflow */
    public int id() {
        return m_node.id();
    }

    /** @return the name of the node */
    public String name() {
        return m_node.name();
    }

    /** @return number and name */
    public String title() {
        return m_node.title();
    }

    /** @return the node made of its factory */
    public NodeInstance instance() {
        return m_instance;
    }

    /** @return the settings as the workflow and the command line say them, before any variable */
    NodeSettings model() {
        return m_model;
    }

    /** @return the same of the view */
    Optional<NodeSettings> view() {
        return m_view;
    }

    /** @return the settings of the view with the variables' values, if it has any */
    public Optional<NodeSettings> viewSettings() {
        return m_viewSettings;
    }

    void viewSettings(final NodeSettings settings) {
        m_viewSettings = Optional.of(settings);
    }

    VariableTree variables() {
        return m_variables;
    }

    VariableTree viewVariables() {
        return m_viewVariables;
    }

    /** @return the connection of each input port, null where there is none */
    Connection[] incoming() {
        return m_incoming;
    }

    /** @return the connections of the output ports */
    List<Connection> outgoing() {
        return m_outgoing;
    }

    /** @return the types of the input ports, port 0 too */
    PortType[] inTypes() {
        return withVariablePort(m_instance.inPorts());
    }

    /** @return the types of the output ports, port 0 too */
    PortType[] outTypes() {
        return withVariablePort(m_instance.outPorts());
    }

    private static PortType[] withVariablePort(final PortType[] ports) {
        final var all = new PortType[ports.length + 1];
        all[0] = FlowVariablePortObject.TYPE_OPTIONAL;
        System.arraycopy(ports, 0, all, 1, ports.length);
        return all;
    }

    /** @return what became of it */
    public State state() {
        return m_state;
    }

    void state(final State state) {
        m_state = state;
    }

    /** @return why it failed or was skipped, null if it did not */
    public Failure failure() {
        return m_failure;
    }

    void failure(final Failure failure) {
        m_failure = failure;
    }

    /** @return what the node warns of, null for nothing */
    public Message warning() {
        return m_warning;
    }

    void warning(final Message warning) {
        m_warning = warning;
    }

    /** @return how long it worked */
    public double seconds() {
        return m_seconds;
    }

    void seconds(final double seconds) {
        m_seconds = seconds;
    }

    /** @return what each data port gave, in one line each */
    public List<String> summaries() {
        return List.of(m_summaries);
    }

    /** @return the specs of the output ports, null where they are not known yet */
    public PortObjectSpec[] specs() {
        return m_specs;
    }

    void specs(final PortObjectSpec[] specs) {
        m_specs = specs;
    }

    PortObject[] objects() {
        return m_objects;
    }

    void objects(final PortObject[] objects) {
        m_objects = objects;
        m_summaries = new String[objects.length - 1];
        for (int i = 1; i < objects.length; i++) {
            m_summaries[i - 1] = String.valueOf(objects[i].getSummary());
        }
    }

    /** @return whether it made files that its output can name by their paths only */
    boolean givesPaths() {
        return m_givesPaths;
    }

    void givesPaths(final boolean givesPaths) {
        m_givesPaths = givesPaths;
    }

    /** Lets go of the data. */
    void forgetObjects() {
        m_objects = new PortObject[m_objects.length];
    }

    Map<String, FlowVariable> outVariables() {
        return m_outVariables;
    }

    void outVariables(final Map<String, FlowVariable> variables) {
        m_outVariables = variables;
    }

    NodeData data() {
        return m_data;
    }

    void data(final NodeData data) {
        m_data = data;
    }

    @Override
    public String toString() {
        return title();
    }
}
