package org.petctflow.headless.workflow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;

/**
 * Reads and writes workflow folders: {@code workflow.knime} and one {@code settings.xml} a node.
 * <p>
 * What a file from elsewhere could do harm with is refused: XML with a DOCTYPE (and so with entities), files outside of the folder, files
 * beyond {@link #MAX_BYTES}.
 */
public final class WorkflowFolder {

    /** The workflow's own file. */
    public static final String WORKFLOW_FILE = "workflow.knime";

    /** The version of the format, since KNIME 5.1. */
    public static final String FORMAT = "5.1.0";

    /** No XML file of a workflow may be larger. */
    static final long MAX_BYTES = 64L << 20;

    private WorkflowFolder() {
    }

    /**
     * @param folder a workflow's folder
     * @return what its files say
     * @throws WorkflowException if a file is missing, broken or refused
     */
    public static Workflow read(final Path folder) throws WorkflowException {
        final Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new WorkflowException(Files.exists(root)
                ? folder + " is a file; name the workflow's folder, the one with " + WORKFLOW_FILE + " in it."
                : "There is no folder " + folder + "; name the folder of a KNIME workflow.");
        }
        if (!Files.isRegularFile(root.resolve(WORKFLOW_FILE))) {
            throw new WorkflowException("The folder " + folder + " is no KNIME workflow: there is no " + WORKFLOW_FILE + " in it.");
        }
        final NodeSettings settings = readXml(root, WORKFLOW_FILE);
        final String version = settings.getString("version", "");
        if (!FORMAT.equals(version)) {
            throw new WorkflowException(WORKFLOW_FILE + " has the format version \"" + version + "\", this runner knows " + FORMAT
                + ": open the workflow in KNIME 5.1 or newer and save it.");
        }
        final List<WorkflowNode> nodes = new ArrayList<>();
        for (NodeSettings entry : children(settings, "nodes")) {
            nodes.add(readNode(root, entry, nodes));
        }
        final List<Connection> connections = new ArrayList<>();
        for (NodeSettings c : children(settings, "connections")) {
            connections.add(readConnection(c, nodes));
        }
        final String name = Optional.ofNullable(root.getFileName()).map(Path::toString).orElse("workflow");
        return new Workflow(name, settings, nodes, connections, readVariables(settings), root);
    }

    private static WorkflowNode readNode(final Path root, final NodeSettings entry, final List<WorkflowNode> before)
        throws WorkflowException {
        final int id = number(entry, "id");
        if (before.stream().anyMatch(n -> n.id() == id)) {
            throw new WorkflowException(WORKFLOW_FILE + " has two nodes with the id " + id + ".");
        }
        final String file = entry.getString("node_settings_file", "");
        if (entry.getBoolean("node_is_meta", false) || !"NativeNode".equals(entry.getString("node_type", "NativeNode"))) {
            throw new WorkflowException("Node #" + id + " (" + file + ") is a metanode or a component, which this runner does not open: "
                + "expand it in KNIME and save the workflow.");
        }
        return new WorkflowNode(id, file, readXml(root, file));
    }

    private static Connection readConnection(final NodeSettings entry, final List<WorkflowNode> nodes) throws WorkflowException {
        final var c = new Connection(number(entry, "sourceID"), number(entry, "sourcePort"), number(entry, "destID"),
            number(entry, "destPort"));
        for (int id : new int[]{c.source(), c.dest()}) {
            if (nodes.stream().noneMatch(n -> n.id() == id)) {
                throw new WorkflowException("The connection " + c + " leads to a node #" + id + ", which the workflow does not have.");
            }
        }
        return c;
    }

    private static List<FlowVariable> readVariables(final NodeSettings settings) throws WorkflowException {
        final List<FlowVariable> variables = new ArrayList<>();
        if (settings.containsKey("workflow_variables")) {
            for (NodeSettings v : children(settings, "workflow_variables")) {
                try {
                    variables.add(FlowVariable.load(v));
                } catch (InvalidSettingsException e) {
                    throw new WorkflowException("The workflow variable \"" + v.getString("name", v.getKey()) + "\" cannot be read: "
                        + e.getMessage(), e);
                }
            }
        }
        return variables;
    }

    private static List<NodeSettings> children(final NodeSettings settings, final String key) throws WorkflowException {
        final List<NodeSettings> children = new ArrayList<>();
        try {
            final NodeSettings parent = settings.getNodeSettings(key);
            for (String k : parent) {
                children.add(parent.getNodeSettings(k));
            }
            return children;
        } catch (InvalidSettingsException e) {
            throw new WorkflowException(WORKFLOW_FILE + " is not complete: " + e.getMessage(), e);
        }
    }

    private static int number(final NodeSettings settings, final String key) throws WorkflowException {
        try {
            return settings.getInt(key);
        } catch (InvalidSettingsException e) {
            throw new WorkflowException(WORKFLOW_FILE + ", " + settings.getKey() + ": " + e.getMessage(), e);
        }
    }

    /** The bytes of a file that lies in the folder whatever the name says. */
    static byte[] readFile(final Path root, final String name) throws WorkflowException {
        final Path file = resolve(root, name);
        if (!Files.isRegularFile(file)) {
            throw new WorkflowException("The file " + name + " is missing in the workflow's folder.");
        }
        try {
            if (!file.toRealPath().startsWith(root.toRealPath())) {
                throw new WorkflowException("The file " + name + " is a link that leads out of the workflow's folder; it is not read.");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new WorkflowException("The file " + name + " has " + Files.size(file) + " bytes, more than the " + MAX_BYTES
                    + " that a workflow's file may have.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new WorkflowException("The file " + name + " cannot be read: " + e, e);
        }
    }

    private static Path resolve(final Path root, final String name) throws WorkflowException {
        try {
            final Path relative = Path.of(name.replace('\\', '/'));
            boolean up = relative.isAbsolute() || name.isBlank();
            for (Path part : relative) {
                up |= part.toString().equals("..");
            }
            if (!up) {
                return root.resolve(relative).normalize();
            }
        } catch (InvalidPathException e) { // NOSONAR the same sentence
        }
        throw new WorkflowException("The workflow names the file \"" + name
            + "\": only paths inside of its folder are read, without \"..\".");
    }

    private static NodeSettings readXml(final Path root, final String name) throws WorkflowException {
        return parse(readFile(root, name), name);
    }

    static NodeSettings parse(final byte[] xml, final String name) throws WorkflowException {
        final var settings = new NodeSettings(name);
        try {
            settings.load(new ByteArrayInputStream(xml));
            return settings;
        } catch (IOException e) {
            final String message = String.valueOf(e.getMessage());
            if (message.contains("DOCTYPE")) {
                throw new WorkflowException("The file " + name + " has a DOCTYPE, which KNIME never writes and which could draw in other "
                    + "files: it is not read.", e);
            }
            throw new WorkflowException("The file " + name + " is broken: " + message.lines().findFirst().orElse("") + ".", e);
        }
    }

    /**
     * @param settings a tree whose key is the root's
     * @return the XML as KNIME writes it
     */
    static byte[] toXml(final NodeSettings settings) {
        final var bytes = new ByteArrayOutputStream();
        try {
            settings.saveToXML(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param workflow a workflow
     * @return its XML files: path in the folder, content
     */
    public static Map<String, byte[]> files(final Workflow workflow) {
        final Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(WORKFLOW_FILE, toXml(workflow.settings()));
        for (WorkflowNode n : workflow.nodes()) {
            files.put(n.file(), toXml(n.settings()));
        }
        return files;
    }
}
