package org.petctflow.headless.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType;
import org.petctflow.headless.workflow.Connection;
import org.petctflow.headless.workflow.SettingsPaths;
import org.petctflow.headless.workflow.VariableTree;
import org.petctflow.headless.workflow.Workflow;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.headless.workflow.WorkflowNode;

/** A workflow whose nodes are made: ready to run, in an order in which every node comes after those that feed it. */
public final class Flow {

    private final Workflow m_workflow;

    private final Map<Integer, FlowNode> m_nodes = new LinkedHashMap<>();

    private final Map<String, FlowVariable> m_variables = new LinkedHashMap<>();

    private final List<FlowNode> m_order;

    /**
     * Makes the nodes and checks what can be checked without running: factories, ports, connections, cycles, settings.
     *
     * @param workflow a workflow
     * @param catalog the nodes there are
     * @param changes settings and variables that differ from the workflow's
     * @param until the only node wanted, with all before it; empty for all nodes
     * @throws WorkflowException if the workflow cannot run
     */
    public Flow(final Workflow workflow, final NodeCatalog catalog, final Changes changes, final OptionalInt until)
        throws WorkflowException {
        m_workflow = workflow;
        final List<WorkflowNode> wanted = until.isPresent() ? upTo(until.getAsInt()) : workflow.nodes();
        checkFactories(wanted, catalog);
        setVariables(changes.variables());
        for (WorkflowNode n : wanted) {
            m_nodes.put(n.id(), make(n, catalog, changes, workflow.folder()));
        }
        for (Changes.Setting s : changes.settings()) {
            workflow.node(s.node());
        }
        for (Connection c : workflow.connections()) {
            if (m_nodes.containsKey(c.source()) && m_nodes.containsKey(c.dest())) {
                connect(c);
            }
        }
        m_order = sort();
    }

    private List<WorkflowNode> upTo(final int last) throws WorkflowException {
        final Set<Integer> ids = new LinkedHashSet<>();
        final Deque<Integer> open = new ArrayDeque<>(List.of(m_workflow.node(last).id()));
        while (!open.isEmpty()) {
            final int id = open.pop();
            if (ids.add(id)) {
                m_workflow.connections().stream().filter(c -> c.dest() == id).forEach(c -> open.push(c.source()));
            }
        }
        return m_workflow.nodes().stream().filter(n -> ids.contains(n.id())).toList();
    }

    private static void checkFactories(final List<WorkflowNode> nodes, final NodeCatalog catalog) throws WorkflowException {
        final List<String> unknown = new ArrayList<>();
        for (WorkflowNode n : nodes) {
            if (catalog.byFactory(n.factory()).isEmpty()) {
                unknown.add(n.title() + " (factory " + n.factory() + (n.bundle().isEmpty() ? "" : " of " + n.bundle()) + ")");
            }
        }
        if (!unknown.isEmpty()) {
            throw new WorkflowException("The workflow has nodes that are not part of this suite: " + String.join(", ", unknown)
                + "; ./petctflow nodes lists those that are, others need KNIME.");
        }
    }

    private void setVariables(final Map<String, String> changes) throws WorkflowException {
        for (FlowVariable v : m_workflow.variables()) {
            m_variables.put(v.getName(), v);
        }
        for (var e : changes.entrySet()) {
            final FlowVariable old = m_variables.get(e.getKey());
            if (old == null) {
                throw new WorkflowException("The workflow " + m_workflow.name() + " has no workflow variable \"" + e.getKey() + "\"; "
                    + (m_variables.isEmpty() ? "it has none." : "it has " + String.join(", ", m_variables.keySet()) + "."));
            }
            m_variables.put(e.getKey(), variable(old, e.getValue()));
        }
    }

    private static FlowVariable variable(final FlowVariable old, final String value) throws WorkflowException {
        final String name = old.getName();
        final VariableType<?> type = old.getVariableType();
        try {
            if (type == VariableType.IntType.INSTANCE) {
                return new FlowVariable(name, Integer.parseInt(value));
            } else if (type == VariableType.DoubleType.INSTANCE) {
                return new FlowVariable(name, Double.parseDouble(value));
            } else if (type == VariableType.LongType.INSTANCE) {
                return new FlowVariable(name, VariableType.LongType.INSTANCE, Long.parseLong(value));
            } else if (type == VariableType.BooleanType.INSTANCE) {
                return new FlowVariable(name, VariableType.BooleanType.INSTANCE, Boolean.parseBoolean(value));
            }
            return new FlowVariable(name, value);
        } catch (NumberFormatException e) {
            throw new WorkflowException("The workflow variable \"" + name + "\" is of type " + type + ", not \"" + value + "\".", e);
        }
    }

    private static FlowNode make(final WorkflowNode n, final NodeCatalog catalog, final Changes changes,
        final Path folder) throws WorkflowException {
        try {
            final NodeInstance instance = new NodeInstance(catalog.byFactory(n.factory()).orElseThrow(), n.settings());
            final NodeSettings model = copyOr(n.part("model"), instance.settings());
            final NodeSettings defaultView = instance.defaultViewSettings();
            final Optional<NodeSettings> view = defaultView.keySet().isEmpty() ? n.part("view").map(v -> copyOr(Optional.of(v), v))
                : Optional.of(copyOr(n.part("view"), defaultView));
            final VariableTree variables = VariableTree.load(n, "variables");
            final VariableTree viewVariables = VariableTree.load(n, "view_variables");
            for (Changes.Setting s : changes.settings()) {
                if (s.node() == n.id()) {
                    if (s.path().startsWith("view/") && view.isPresent()) {
                        SettingsPaths.parse(view.get(), s.path().substring(5), s.value());
                        viewVariables.forget(s.path().substring(5));
                    } else {
                        SettingsPaths.parse(model, s.path(), s.value());
                        variables.forget(s.path());
                    }
                }
            }
            if (variables.used().isEmpty()) { // else they are complete only when the variables are known
                instance.load(model);
            }
            if (view.isPresent() && viewVariables.used().isEmpty()) {
                instance.checkView(view.get());
            }
            return new FlowNode(n, instance, model, view, variables, viewVariables, folder);
        } catch (InvalidSettingsException e) {
            throw new WorkflowException(n.title() + ": its settings do not load: " + e.getMessage(), e);
        } catch (WorkflowException e) {
            throw new WorkflowException(e.getMessage().startsWith(n.title()) ? e.getMessage() : n.title() + ": " + e.getMessage(), e);
        }
    }

    private static NodeSettings copyOr(final Optional<NodeSettings> settings, final NodeSettings other) {
        final var copy = new NodeSettings(other.getKey());
        settings.orElse(other).copyTo(copy);
        return copy;
    }

    private void connect(final Connection c) throws WorkflowException {
        final FlowNode source = m_nodes.get(c.source());
        final FlowNode dest = m_nodes.get(c.dest());
        final PortType[] outs = source.outTypes();
        final PortType[] ins = dest.inTypes();
        if (c.sourcePort() < 0 || c.sourcePort() >= outs.length) {
            throw new WorkflowException("The connection " + c + " begins at a port that " + source + " does not have: its output ports are 0 to "
                + (outs.length - 1) + ".");
        }
        if (c.destPort() < 0 || c.destPort() >= ins.length) {
            throw new WorkflowException("The connection " + c + " ends at a port that " + dest + " does not have: its input ports are 0 to "
                + (ins.length - 1) + ".");
        }
        final PortType out = outs[c.sourcePort()];
        final PortType in = ins[c.destPort()];
        if (!in.isSuperTypeOf(out) && !out.isSuperTypeOf(in)) {
            throw new WorkflowException("The connection " + c + " does not fit: " + source + " gives " + out.getName() + ", " + dest
                + " takes " + in.getName() + ".");
        }
        if (dest.incoming()[c.destPort()] != null) {
            throw new WorkflowException("Input port " + c.destPort() + " of " + dest + " has two connections: "
                + dest.incoming()[c.destPort()] + " and " + c + ".");
        }
        dest.incoming()[c.destPort()] = c;
        source.outgoing().add(c);
    }

    private List<FlowNode> sort() throws WorkflowException {
        final Map<FlowNode, Integer> waitingFor = new LinkedHashMap<>();
        final Deque<FlowNode> ready = new ArrayDeque<>();
        for (FlowNode n : m_nodes.values()) {
            int count = 0;
            for (Connection c : n.incoming()) {
                count += c == null ? 0 : 1;
            }
            waitingFor.put(n, count);
            if (count == 0) {
                ready.add(n);
            }
        }
        final List<FlowNode> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            final FlowNode n = ready.remove();
            order.add(n);
            waitingFor.remove(n);
            for (Connection c : n.outgoing()) {
                if (waitingFor.merge(m_nodes.get(c.dest()), -1, Integer::sum) == 0) {
                    ready.add(m_nodes.get(c.dest()));
                }
            }
        }
        if (!waitingFor.isEmpty()) {
            throw new WorkflowException("The connections of " + String.join(", ", waitingFor.keySet().stream().map(FlowNode::title).toList())
                + " form a cycle: no node of it could ever begin.");
        }
        return List.copyOf(order);
    }

    /**
     * @throws WorkflowException if an input port that must be connected is not: the flow could never run to its end
     */
    public void checkConnected() throws WorkflowException {
        for (FlowNode n : m_order) {
            final PortType[] types = n.inTypes();
            for (int i = 1; i < types.length; i++) {
                if (n.incoming()[i] == null && !types[i].isOptional()) {
                    throw new WorkflowException(n + ": input port " + i + " (" + n.instance().factory().getInportName(i - 1)
                        + ") is not connected.");
                }
            }
        }
    }

    /** @return what the files say */
    public Workflow workflow() {
        return m_workflow;
    }

    /** @return the nodes, each after those that feed it */
    public List<FlowNode> nodes() {
        return m_order;
    }

    FlowNode node(final int id) {
        return m_nodes.get(id);
    }

    /** @return the workflow's variables, with the changes */
    public Map<String, FlowVariable> variables() {
        return m_variables;
    }
}
