package org.petctflow.headless.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.petctflow.headless.engine.Changes;
import org.petctflow.headless.engine.Execution;
import org.petctflow.headless.engine.Flow;
import org.petctflow.headless.engine.FlowNode;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.engine.NodeInstance;
import org.petctflow.headless.engine.ResultWriter;
import org.petctflow.headless.engine.RunListener;
import org.petctflow.headless.workflow.Connection;
import org.petctflow.headless.workflow.SettingsPaths;
import org.petctflow.headless.workflow.VariableTree;
import org.petctflow.headless.workflow.Workflow;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.headless.workflow.WorkflowFolder;
import org.petctflow.headless.workflow.WorkflowNode;
import org.petctflow.standin.core.Plugin;

/**
 * Describes a workflow and writes it in KNIME's format: nodes, settings that differ from the defaults, connections, variables, notes.
 * Mistakes (no such node, setting or port; a connection of different types; refused settings) are errors at once. The same description
 * always gives the same bytes: dates and authors are constants.
 */
public final class WorkflowBuilder {

    private static final String CREATED_BY = "5.8.0";

    private static final String AUTHOR = "PETCT Flow";

    private static final String DATE = "2026-01-01 00:00:00 +0000";

    private static final String STATE = "state";

    private static final int GRID_X = 150;

    private static final int GRID_Y = 140;

    private final NodeCatalog m_catalog;

    private final String m_name;

    private final List<Node> m_nodes = new ArrayList<>();

    private final List<Connection> m_connections = new ArrayList<>();

    private final List<FlowVariable> m_variables = new ArrayList<>();

    private record Frame(String text, int column, int row, int columns, int rows) {
    }

    private final List<Frame> m_frames = new ArrayList<>();

    private String m_description = "";

    private Path m_folder;

    /**
     * @param catalog the nodes there are
     * @param name the name of the workflow
     */
    public WorkflowBuilder(final NodeCatalog catalog, final String name) {
        m_catalog = catalog;
        m_name = name;
    }

    /**
     * @param folder where the workflow will be: relative paths in settings begin there when nodes are configured
     * @return this
     */
    WorkflowBuilder in(final Path folder) {
        m_folder = folder;
        return this;
    }

    /**
     * @param text what the workflow shows; seen above the nodes and in KNIME's description
     * @return this
     */
    public WorkflowBuilder describe(final String text) {
        m_description = text;
        return this;
    }

    /**
     * Draws a frame with a text around nodes, behind them.
     *
     * @param text what they do together
     * @param column the first column of the layout
     * @param row the first row
     * @param columns how many columns
     * @param rows how many rows
     * @return this
     */
    public WorkflowBuilder frame(final String text, final int column, final int row, final int columns, final int rows) {
        m_frames.add(new Frame(text, column, row, columns, rows));
        return this;
    }

    /**
     * @param name a workflow variable
     * @param value its value
     * @return this
     */
    public WorkflowBuilder variable(final String name, final String value) {
        m_variables.add(new FlowVariable(name, value));
        return this;
    }

    /**
     * @param name a workflow variable
     * @param value its value
     * @return this
     */
    public WorkflowBuilder variable(final String name, final int value) {
        m_variables.add(new FlowVariable(name, value));
        return this;
    }

    /**
     * @param name a workflow variable
     * @param value its value
     * @return this
     */
    public WorkflowBuilder variable(final String name, final double value) {
        m_variables.add(new FlowVariable(name, value));
        return this;
    }

    /**
     * Adds a node with the next number.
     *
     * @param nodeName the name of the node, as in the node repository
     * @return the node
     * @throws WorkflowException if there is none of this name
     */
    public Node node(final String nodeName) throws WorkflowException {
        final Node node = new Node(m_nodes.size() + 1, new NodeInstance(m_catalog.byName(nodeName)));
        m_nodes.add(node);
        return node;
    }

    /** A node of the workflow. */
    public final class Node {

        private final int m_id;

        private NodeInstance m_instance;

        private final NodeSettings m_model;

        private final NodeSettings m_view;

        private final VariableTree m_variablesOfModel = new VariableTree();

        private final VariableTree m_variablesOfView = new VariableTree();

        private String m_label;

        private int[] m_position;

        private int m_nextInPort = 1;

        Node(final int id, final NodeInstance instance) {
            m_id = id;
            m_instance = instance;
            m_model = instance.settings();
            m_view = instance.defaultViewSettings();
        }

        private WorkflowException wrong(final String what, final Throwable cause) {
            return new WorkflowException(m_name + ", #" + m_id + " " + m_instance.name() + ": " + what, cause);
        }

        /**
         * Gives a setting a value other than its default.
         *
         * @param path the keys of the setting with slashes, as {@code ./petctflow nodes} lists them
         * @param value its value: String, Integer, Double, Boolean, an enum or its constant's name; for an array any number of them
         * @return this
         * @throws WorkflowException if there is no such setting or the value does not fit
         */
        public Node set(final String path, final Object... value) throws WorkflowException {
            return set(m_model, path, value);
        }

        /**
         * Adds an element to a setting that is a list of groups, such as rules.
         *
         * @param path the keys of the list with slashes
         * @param keysAndValues key, value, key, value ... of all fields of the element: String, Integer, Double or Boolean
         * @return this
         * @throws WorkflowException if there is no such list or a value is of another type
         */
        public Node element(final String path, final Object... keysAndValues) throws WorkflowException {
            try {
                NodeSettings list = m_model;
                for (final String key : path.split("/")) {
                    list = (NodeSettings)list.getNodeSettings(key);
                }
                final NodeSettings element = (NodeSettings)list.addNodeSettings(Integer.toString(list.keySet().size()));
                for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
                    add(element, (String)keysAndValues[i], keysAndValues[i + 1]);
                }
                return this;
            } catch (InvalidSettingsException e) {
                throw wrong(e.getMessage(), e);
            }
        }

        private void add(final NodeSettings element, final String key, final Object value) throws WorkflowException {
            if (value instanceof String s) {
                element.addString(key, s);
            } else if (value instanceof Integer i) {
                element.addInt(key, i);
            } else if (value instanceof Double d) {
                element.addDouble(key, d);
            } else if (value instanceof Boolean b) {
                element.addBoolean(key, b);
            } else {
                throw wrong("the field \"" + key + "\" of an element cannot be " + value, null);
            }
        }

        /**
         * The same for a setting of the view.
         *
         * @param path the keys of the setting with slashes
         * @param value its value
         * @return this
         * @throws WorkflowException if there is no such setting or the value does not fit
         */
        public Node setView(final String path, final Object... value) throws WorkflowException {
            return set(m_view, path, value);
        }

        private Node set(final NodeSettings settings, final String path, final Object... value) throws WorkflowException {
            try {
                SettingsPaths.set(settings, path, value);
                return this;
            } catch (WorkflowException e) {
                throw wrong(e.getMessage(), e);
            }
        }

        /**
         * Lets a flow variable control a setting.
         *
         * @param path the keys of the setting with slashes
         * @param variable the name of the variable
         * @return this
         * @throws WorkflowException if there is no such setting
         */
        public Node control(final String path, final String variable) throws WorkflowException {
            try {
                m_variablesOfModel.use(m_model, path, variable);
                return this;
            } catch (WorkflowException e) {
                throw wrong(e.getMessage(), e);
            }
        }

        /**
         * Adds ports to a group that may have more than the node says.
         *
         * @param group the name of the group
         * @param count how many ports are added
         * @return this
         * @throws WorkflowException if there is no such group
         */
        public Node ports(final String group, final int count) throws WorkflowException {
            try {
                m_instance = m_instance.withPorts(group, count);
                return this;
            } catch (WorkflowException e) {
                throw wrong(e.getMessage(), e);
            }
        }

        /**
         * Connects the next free input port to an output port of another node.
         *
         * @param source the node before this one
         * @param port its output port, from 1
         * @return this
         * @throws WorkflowException if the ports do not exist or do not fit
         */
        public Node from(final Node source, final int port) throws WorkflowException {
            return from(m_nextInPort, source, port);
        }

        /**
         * Connects the next free input port to the first output port of another node.
         *
         * @param source the node before this one
         * @return this
         * @throws WorkflowException if the ports do not exist or do not fit
         */
        public Node from(final Node source) throws WorkflowException {
            return from(source, 1);
        }

        /**
         * Connects an input port to an output port of another node.
         *
         * @param inPort the input port, from 1
         * @param source the node before this one
         * @param port its output port, from 1
         * @return this
         * @throws WorkflowException if the ports do not exist or do not fit
         */
        public Node from(final int inPort, final Node source, final int port) throws WorkflowException {
            final PortType[] ins = m_instance.inPorts();
            final PortType[] outs = source.m_instance.outPorts();
            if (inPort < 1 || inPort > ins.length) {
                throw wrong("there is no input port " + inPort + "; the node has " + ins.length + ".", null);
            }
            if (port < 1 || port > outs.length) {
                throw wrong("#" + source.m_id + " " + source.m_instance.name() + " has no output port " + port + "; it has "
                    + outs.length + ".", null);
            }
            if (!ins[inPort - 1].isSuperTypeOf(outs[port - 1])) {
                throw wrong("input port " + inPort + " takes " + ins[inPort - 1].getName() + ", output port " + port + " of #"
                    + source.m_id + " " + source.m_instance.name() + " gives " + outs[port - 1].getName() + ".", null);
            }
            m_connections.add(new Connection(source.m_id, port, m_id, inPort));
            m_nextInPort = inPort + 1;
            return this;
        }

        /**
         * Connects the flow variable ports: this node gets the other one's variables and runs after it.
         *
         * @param source the node before this one
         * @return this
         */
        public Node after(final Node source) {
            m_connections.add(new Connection(source.m_id, 0, m_id, 0));
            return this;
        }

        /**
         * @param text the label below the node
         * @return this
         */
        public Node label(final String text) {
            m_label = text;
            return this;
        }

        /**
         * Puts the node elsewhere than the layout would: by default nodes stand in columns by the longest way from a source.
         *
         * @param column from 0, left to right
         * @param row from 0, top to bottom
         * @return this
         */
        public Node at(final int column, final int row) {
            m_position = new int[]{column, row};
            return this;
        }

        private NodeSettings write() throws WorkflowException {
            try {
                m_instance.load(m_model);
                if (m_view.keySet().iterator().hasNext()) {
                    m_instance.checkView(m_view);
                }
            } catch (InvalidSettingsException e) {
                throw wrong("the settings are refused: " + e.getMessage(), e);
            }
            final var s = new NodeSettings("settings.xml");
            s.addString("node_file", "settings.xml");
            s.addNodeSettings("flow_stack");
            s.addNodeSettings("internal_node_subsettings").addString("memory_policy", "CacheSmallInMemory");
            m_instance.settings().copyTo(s.addNodeSettings("model"));
            m_variablesOfModel.save(s, "variables");
            if (m_view.keySet().iterator().hasNext()) {
                m_view.copyTo(s.addNodeSettings("view"));
            }
            m_variablesOfView.save(s, "view_variables");
            if (m_label != null) {
                writeAnnotation(s.addNodeSettings("nodeAnnotation"), m_label, new int[4], "CENTER", 0, 0);
            }
            s.addString("customDescription", null);
            s.addString(STATE, "IDLE");
            writeFactory(s);
            s.addString("name", m_instance.name());
            s.addBoolean("hasContent", false);
            s.addBoolean("isInactive", false);
            final NodeSettingsWO ports = s.addNodeSettings("ports");
            for (int i = 1; i <= m_instance.outPorts().length; i++) {
                final NodeSettingsWO port = ports.addNodeSettings("port_" + i);
                port.addInt("index", i);
                port.addString("port_dir_location", null);
            }
            final NodeSettingsWO fileStores = s.addNodeSettings("filestores");
            fileStores.addString("file_store_location", null);
            fileStores.addString("file_store_id", null);
            return s;
        }

        private void writeFactory(final NodeSettings s) {
            final Plugin plugin = m_instance.entry().plugin();
            // without the qualifier, which differs from build to build
            final String version = plugin.version().replaceAll("^(\\d+\\.\\d+\\.\\d+).*", "$1");
            final boolean isOurs = plugin.symbolicName().startsWith("org.petctflow.");
            s.addString("factory", m_instance.entry().factory());
            s.addString("node-name", m_instance.name());
            s.addString("node-bundle-name", plugin.name());
            s.addString("node-bundle-symbolic-name", plugin.symbolicName());
            s.addString("node-bundle-vendor", plugin.vendor());
            s.addString("node-bundle-version", version);
            // what KNIME offers to install where the nodes are missing
            s.addString("node-feature-name", isOurs ? "PETCT Flow" : null);
            s.addString("node-feature-symbolic-name", isOurs ? "org.petctflow.feature.feature.group" : null);
            s.addString("node-feature-vendor", isOurs ? plugin.vendor() : null);
            s.addString("node-feature-version", isOurs ? version : "0.0.0");
            s.addNodeSettings("factory_settings");
            m_instance.savePorts(s);
        }
    }

    private static void writeAnnotation(final NodeSettingsWO s, final String text, final int[] bounds, final String alignment,
        final int borderSize, final int borderColor) {
        s.addString("text", text);
        s.addString("contentType", "text/plain");
        s.addInt("bgcolor", 0xffffff);
        s.addInt("x-coordinate", bounds[0]);
        s.addInt("y-coordinate", bounds[1]);
        s.addInt("width", bounds[2]);
        s.addInt("height", bounds[3]);
        s.addString("alignment", alignment);
        s.addInt("borderSize", borderSize);
        s.addInt("borderColor", borderColor);
        s.addInt("defFontSize", -1);
        s.addInt("annotation-version", 20230412);
        s.addNodeSettings("styles");
    }

    private static String fileOf(final Node n) {
        // KNIME's own rule for folder names: what a file system could mistake becomes an underscore
        return n.m_instance.name().replaceAll("[^a-zA-Z0-9 ]", "_") + " (#" + n.m_id + ")/settings.xml";
    }

    /** Column by the longest way from a source, row by the order in the column. */
    private Map<Node, int[]> layout() {
        final Map<Integer, Integer> columns = new HashMap<>();
        for (int i = 0; i < m_nodes.size(); i++) { // the longest way has fewer lines than there are nodes
            for (Connection c : m_connections) {
                columns.merge(c.dest(), Math.min(m_nodes.size(), columns.getOrDefault(c.source(), 0) + 1), Math::max);
            }
        }
        final Map<Node, int[]> positions = new LinkedHashMap<>();
        final Map<Integer, Integer> rows = new HashMap<>();
        for (Node n : m_nodes) {
            final int column = columns.getOrDefault(n.m_id, 0);
            final int row = rows.merge(column, 1, Integer::sum) - 1;
            positions.put(n, n.m_position == null ? new int[]{column, row} : n.m_position);
        }
        return positions;
    }

    /**
     * @return the workflow
     * @throws WorkflowException if a node refuses its settings
     */
    public Workflow build() throws WorkflowException {
        final Map<Node, int[]> positions = layout();
        final var w = new NodeSettings(WorkflowFolder.WORKFLOW_FILE);
        w.addString("created_by", CREATED_BY);
        w.addBoolean("created_by_nightly", false);
        w.addString("version", WorkflowFolder.FORMAT);
        w.addString("name", m_name);
        final NodeSettingsWO author = w.addNodeSettings("authorInformation");
        author.addString("authored-by", AUTHOR);
        author.addString("authored-when", DATE);
        author.addString("lastEdited-by", null);
        author.addString("lastEdited-when", null);
        w.addString("customDescription", null);
        w.addString(STATE, "IDLE");
        if (!m_variables.isEmpty()) {
            final NodeSettingsWO variables = w.addNodeSettings("workflow_variables");
            for (int i = 0; i < m_variables.size(); i++) {
                m_variables.get(i).save(variables.addNodeSettings("Var_" + i));
            }
        }
        w.addNodeSettings("workflow_credentials");
        final NodeSettingsWO annotations = m_description.isEmpty() && m_frames.isEmpty() ? null : w.addNodeSettings("annotations");
        int annotation = 0;
        if (!m_description.isEmpty()) {
            final int columns = positions.values().stream().mapToInt(p -> p[0]).max().orElse(0) + 1;
            final int lines = m_description.split("\n").length + m_description.length() / (22 * Math.max(4, columns));
            final int height = 40 + 20 * lines;
            writeAnnotation(annotations.addNodeSettings("annotation_" + annotation++), m_description,
                new int[]{80, 60 - height, Math.max(4, columns) * GRID_X, height}, "LEFT", 10, 0xffd800);
        }
        for (Frame f : m_frames) {
            writeAnnotation(annotations.addNodeSettings("annotation_" + annotation++), f.text,
                new int[]{100 + GRID_X * f.column - 45, 100 + GRID_Y * f.row - 55, GRID_X * f.columns - 10, GRID_Y * f.rows - 10}, "LEFT", 2,
                0x9aa7b0);
        }
        final NodeSettingsWO nodes = w.addNodeSettings("nodes");
        final List<WorkflowNode> written = new ArrayList<>();
        for (Node n : m_nodes) {
            final NodeSettingsWO node = nodes.addNodeSettings("node_" + n.m_id);
            node.addInt("id", n.m_id);
            node.addString("node_settings_file", fileOf(n));
            node.addBoolean("node_is_meta", false);
            node.addString("node_type", "NativeNode");
            node.addString("ui_classname", "org.knime.core.node.workflow.NodeUIInformation");
            final int[] p = positions.get(n);
            node.addNodeSettings("ui_settings").addIntArray("extrainfo.node.bounds", 100 + GRID_X * p[0], 100 + GRID_Y * p[1], -1, -1);
            written.add(new WorkflowNode(n.m_id, fileOf(n), n.write()));
        }
        final NodeSettingsWO connections = w.addNodeSettings("connections");
        for (int i = 0; i < m_connections.size(); i++) {
            final Connection c = m_connections.get(i);
            final NodeSettingsWO connection = connections.addNodeSettings("connection_" + i);
            connection.addInt("sourceID", c.source());
            connection.addInt("destID", c.dest());
            connection.addInt("sourcePort", c.sourcePort());
            connection.addInt("destPort", c.destPort());
        }
        final var workflow = new Workflow(m_name, w, written, m_connections, m_variables, m_folder);
        setStates(workflow);
        return workflow;
    }

    /** KNIME configures a workflow that it loads, and warns if the states are not those that were saved. */
    private void setStates(final Workflow workflow) throws WorkflowException {
        final var flow = new Flow(workflow, m_catalog, Changes.NONE, OptionalInt.empty());
        try {
            new Execution(flow, Path.of(System.getProperty("java.io.tmpdir")), 1, ResultWriter.NONE, RunListener.NONE).configure();
        } catch (IOException e) {
            throw new WorkflowException("The temporary folder cannot be written: " + e.getMessage(), e);
        }
        for (FlowNode n : flow.nodes()) {
            if (n.state() == FlowNode.State.CONFIGURED) {
                workflow.node(n.id()).settings().addString(STATE, "CONFIGURED");
            }
        }
        if (flow.nodes().stream().allMatch(n -> n.state() == FlowNode.State.CONFIGURED)) {
            workflow.settings().addString(STATE, "CONFIGURED");
        }
    }

    /**
     * @return all files of the workflow's folder: path, content
     * @throws WorkflowException if a node refuses its settings
     */
    public Map<String, byte[]> files() throws WorkflowException {
        final Map<String, byte[]> files = new LinkedHashMap<>(WorkflowFolder.files(build()));
        files.put("workflow-metadata.xml", metadata().getBytes(StandardCharsets.UTF_8));
        files.put("workflowset.meta", META.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private String metadata() {
        final String text = m_description.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <workflow-metadata content-type="text/plain" xmlns="http://www.knime.org/core/node/workflow/metadata/v1.0">
                <last-modified>2026-01-01T00:00:00.000Z</last-modified>
                %s
            </workflow-metadata>
            """.formatted(text.isEmpty() ? "<description/>" : "<description>" + text + "</description>");
    }

    private static final String META = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!--This file is auto-generated and is overwritten each time the workflow is saved.
            The metadata have moved to the `workflow-metadata.xml` file.-->
        <KNIMEMetaInfo nrOfElements="2" xmlns="http://www.knime.org/2.9/metainfo">
            <element form="multiline" name="Comments" read-only="false"/>
            <element form="text" name="Last Edited" read-only="true">%s</element>
        </KNIMEMetaInfo>
        """.formatted(DATE);
}
