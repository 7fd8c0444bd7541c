package org.petctflow.headless.workflow;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.knime.core.node.NodeSettings;

/**
 * Structural rules of KNIME's format that reading alone does not enforce: keys that must be there even if they are empty (KNIME warns or
 * changes states without them), keys given twice, arrays with holes, paths that hold on one machine only.
 */
public final class WorkflowCheck {

    private static final List<String> WORKFLOW_KEYS = List.of("created_by", "version", "state", "workflow_credentials", "nodes", "connections");

    private static final List<String> NODE_KEYS = List.of("id", "node_settings_file", "node_is_meta", "node_type", "ui_classname", "ui_settings");

    private static final List<String> SETTINGS_KEYS = List.of("node_file", "flow_stack", "internal_node_subsettings", "model", "state",
        "factory", "node-name", "name", "hasContent", "isInactive", "ports", "filestores");

    private static final Set<String> STATES = Set.of("IDLE", "CONFIGURED", "EXECUTED");

    private WorkflowCheck() {
    }

    /**
     * @param folder a workflow's folder
     * @return what is wrong with it, a sentence each; empty if nothing is
     * @throws WorkflowException if it cannot be read at all
     */
    public static List<String> problems(final Path folder) throws WorkflowException {
        final Path root = folder.toAbsolutePath().normalize();
        final Workflow w = WorkflowFolder.read(root);
        final List<String> problems = new ArrayList<>();
        checkXml(WorkflowFolder.readFile(root, WorkflowFolder.WORKFLOW_FILE), WorkflowFolder.WORKFLOW_FILE, problems);
        checkKeys(w.settings(), WORKFLOW_KEYS, WorkflowFolder.WORKFLOW_FILE, problems);
        for (String key : children(w, "nodes")) {
            checkKeys(child(w, "nodes", key), NODE_KEYS, WorkflowFolder.WORKFLOW_FILE + ", " + key, problems);
        }
        for (WorkflowNode n : w.nodes()) {
            checkXml(WorkflowFolder.readFile(root, n.file()), n.file(), problems);
            checkKeys(n.settings(), SETTINGS_KEYS, n.title(), problems);
            if (!STATES.contains(n.settings().getString("state", ""))) {
                problems.add(n.title() + " is in the state \"" + n.settings().getString("state", "") + "\": save the workflow when nothing runs.");
            }
            n.part("model").ifPresent(m -> SettingsPaths.list(m).forEach(s -> checkPaths(n, s, problems)));
        }
        if (!Files.exists(root.resolve("workflow-metadata.xml"))) {
            problems.add("The file workflow-metadata.xml is missing.");
        }
        return problems;
    }

    private static Iterable<String> children(final Workflow w, final String key) {
        return ((NodeSettings)w.settings().getEntry(key)).keySet();
    }

    private static NodeSettings child(final Workflow w, final String parent, final String key) {
        return (NodeSettings)((NodeSettings)w.settings().getEntry(parent)).getEntry(key);
    }

    private static void checkKeys(final NodeSettings settings, final List<String> keys, final String where,
        final List<String> problems) {
        for (String key : keys) {
            if (!settings.containsKey(key)) {
                problems.add(where + " has no \"" + key + "\", which KNIME wants even if it is empty.");
            }
        }
    }

    private static void checkPaths(final WorkflowNode n, final SettingsPaths.Setting s, final List<String> problems) {
        for (String v : s.values()) {
            if (v != null && (v.matches("/[^/*?]+/[^/].*") || v.matches("[A-Za-z]:\\\\.*") || v.startsWith("file:/"))) {
                problems.add(n.title() + ": the setting \"" + s.path() + "\" holds the absolute path " + v
                    + ", which other machines do not have: write it relative to the workflow's folder.");
            }
        }
    }

    /** What a settings tree in memory does not show any more. */
    private static void checkXml(final byte[] xml, final String file, final List<String> problems) throws WorkflowException {
        final var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        final Deque<Map<String, String>> open = new ArrayDeque<>();
        final Deque<String> path = new ArrayDeque<>();
        try {
            final XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (in.hasNext()) {
                final int event = in.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    final String key = in.getAttributeValue(null, "key");
                    final String where = file + ", " + String.join("/", path) + (path.isEmpty() ? "" : "/") + key;
                    if (key == null) {
                        problems.add(file + ", " + String.join("/", path) + ": an entry has no key.");
                    } else if (!open.isEmpty() && open.getLast().put(key, String.valueOf(in.getAttributeValue(null, "value"))) != null) {
                        problems.add(where + " is there twice.");
                    }
                    if ("entry".equals(in.getLocalName()) && in.getAttributeValue(null, "value") == null) {
                        problems.add(where + " has no value.");
                    }
                    open.addLast(new HashMap<>());
                    path.addLast(String.valueOf(key));
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    checkArray(open.removeLast(), file + ", " + String.join("/", path), problems);
                    path.removeLast();
                }
            }
        } catch (XMLStreamException e) {
            throw new WorkflowException("The file " + file + " is broken: " + e.getMessage(), e);
        }
    }

    private static void checkArray(final Map<String, String> keys, final String where, final List<String> problems) {
        final String size = keys.get("array-size");
        if (size != null && size.matches("\\d{1,9}")) {
            for (int i = 0; i < Integer.parseInt(size); i++) {
                if (!keys.containsKey(Integer.toString(i))) {
                    problems.add(where + " is an array of " + size + " without the element " + i + ".");
                    return;
                }
            }
        }
    }
}
