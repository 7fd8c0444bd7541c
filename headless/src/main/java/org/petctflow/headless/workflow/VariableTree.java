package org.petctflow.headless.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.config.base.ConfigBaseWO;
import org.knime.core.node.config.base.ConfigStringEntry;
import org.knime.core.node.workflow.FlowVariable;
import org.petctflow.standin.core.Access;

/** Which settings of a node are controlled by flow variables, and which are exposed as such. */
public final class VariableTree {

    private static final String VERSION = "V_2019_09_13";

    private static final String USED = "used_variable";

    private static final String EXPOSED = "exposed_variable";

    private final Map<String, Control> m_controls = new LinkedHashMap<>();

    /** The variable a setting takes its value from, and the one that takes the setting's value; null for none. */
    private record Control(List<String> keys, String used, String exposed) {
    }

    /**
     * @param node a node
     * @param part {@code variables} or {@code view_variables}
     * @return what the node's file says
     * @throws WorkflowException if it is of another version
     */
    public static VariableTree load(final WorkflowNode node, final String part) throws WorkflowException {
        final var tree = new VariableTree();
        final Optional<NodeSettings> config = node.part(part);
        if (config.isPresent()) {
            if (!VERSION.equals(config.get().getString("version", ""))) {
                throw new WorkflowException(node.title() + ": the part \"" + part + "\" of its settings has the version \""
                    + config.get().getString("version", "") + "\", this runner knows " + VERSION + ".");
            }
            if (config.get().getEntry("tree") instanceof ConfigBase root) {
                tree.read(root, List.of());
            }
        }
        return tree;
    }

    private void read(final ConfigBase config, final List<String> keys) {
        final boolean isControl = config.getEntry(USED) instanceof ConfigStringEntry || config.getEntry(EXPOSED) instanceof ConfigStringEntry;
        if (isControl) {
            m_controls.put(String.join("/", keys), new Control(keys, config.getString(USED, null), config.getString(EXPOSED, null)));
            return;
        }
        for (String key : config) {
            if (config.getEntry(key) instanceof ConfigBase child) {
                final List<String> childKeys = new ArrayList<>(keys);
                childKeys.add(key);
                read(child, childKeys);
            }
        }
    }

    /**
     * Lets a variable control a setting.
     *
     * @param settings the settings
     * @param path the setting's path
     * @param variable the variable's name
     * @throws WorkflowException if there is no such setting
     */
    public void use(final NodeSettings settings, final String path, final String variable) throws WorkflowException {
        final List<String> keys = new ArrayList<>();
        NodeSettings parent = settings;
        String rest = path;
        while (!rest.isEmpty()) {
            final String all = rest;
            final String key = parent.keySet().stream().filter(k -> all.equals(k) || all.startsWith(k + "/")).findFirst()
                .orElseThrow(() -> new WorkflowException("There is no setting \"" + path + "\" for the variable \"" + variable + "\"."));
            keys.add(key);
            rest = rest.equals(key) ? "" : rest.substring(key.length() + 1);
            if (!rest.isEmpty()) {
                if (!(parent.getEntry(key) instanceof NodeSettings child)) {
                    throw new WorkflowException("There is no setting \"" + path + "\" for the variable \"" + variable + "\".");
                }
                parent = child;
            }
        }
        m_controls.put(path, new Control(keys, variable, null));
    }

    /**
     * @param path the path of a setting that shall keep its own value
     * @return the variable that controlled it, null if none did
     */
    public String forget(final String path) {
        final Control c = m_controls.remove(path);
        if (c != null && c.exposed() != null) {
            m_controls.put(path, new Control(c.keys(), null, c.exposed()));
        }
        return c == null ? null : c.used();
    }

    /** @return the names of the variables that control settings: path, variable */
    public Map<String, String> used() {
        final Map<String, String> used = new LinkedHashMap<>();
        m_controls.forEach((path, c) -> {
            if (c.used() != null) {
                used.put(path, c.used());
            }
        });
        return used;
    }

    /**
     * @param settings takes this tree, unless it is empty
     * @param part {@code variables} or {@code view_variables}
     */
    public void save(final NodeSettings settings, final String part) {
        if (m_controls.isEmpty()) {
            return;
        }
        final NodeSettings config = (NodeSettings)settings.addNodeSettings(part);
        config.addString("version", VERSION);
        final ConfigBase root = config.addConfigBase("tree");
        for (Control c : m_controls.values()) {
            ConfigBase parent = root;
            for (String key : c.keys()) {
                parent = parent.getEntry(key) instanceof ConfigBase child ? child : parent.addConfigBase(key);
            }
            final ConfigBaseWO leaf = parent;
            leaf.addString(USED, c.used());
            leaf.addString(EXPOSED, c.exposed());
        }
    }

    /**
     * Puts the values of the variables in the place of the settings they control.
     *
     * @param settings the settings; changed
     * @param variables the variables at the node
     * @return the variables that settings are exposed as
     * @throws InvalidSettingsException if a variable or a setting does not exist or the types do not fit
     */
    public List<FlowVariable> apply(final NodeSettings settings, final Map<String, FlowVariable> variables)
        throws InvalidSettingsException {
        final List<FlowVariable> exposed = new ArrayList<>();
        for (var e : m_controls.entrySet()) {
            final Control c = e.getValue();
            Config parent = settings;
            for (String key : c.keys().subList(0, c.keys().size() - 1)) {
                parent = parent.getConfig(key);
            }
            final String key = c.keys().get(c.keys().size() - 1);
            if (!parent.containsKey(key)) {
                throw new InvalidSettingsException("The setting \"" + e.getKey() + "\", which a flow variable controls, does not exist");
            }
            if (c.used() != null) {
                final FlowVariable variable = variables.get(c.used());
                if (variable == null) {
                    throw new MissingVariableException(e.getKey(), c.used(), variables.keySet());
                }
                Access.variables().overwrite(parent, key, variable);
            }
            if (c.exposed() != null) {
                Access.variables().create(c.exposed(), parent, key).ifPresent(exposed::add);
            }
        }
        return exposed;
    }
}
