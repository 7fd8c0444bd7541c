package org.petctflow.headless.workflow;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/**
 * A node as its folder says it.
 *
 * @param id the number in the workflow
 * @param file the path of its settings in the workflow's folder, with slashes
 * @param settings all of the file
 */
public record WorkflowNode(int id, String file, NodeSettings settings) {

    /** @return the name of the node, as in the node repository */
    public String name() {
        return settings.getString("node-name", settings.getString("name", "Node"));
    }

    /** @return number and name, as messages show it */
    public String title() {
        return "#" + id + " " + name();
    }

    /** @return the class of its factory, empty if the file names none */
    public String factory() {
        return settings.getString("factory", "");
    }

    /** @return the bundle that brings the node, empty if the file names none */
    public String bundle() {
        final String bundle = settings.getString("node-bundle-symbolic-name", "");
        return bundle == null ? "" : bundle;
    }

    /**
     * @param key the key of a part: {@code model}, {@code view}, {@code variables}, {@code view_variables}, ...
     * @return the part, if there is one
     */
    public Optional<NodeSettings> part(final String key) {
        try {
            return settings.containsKey(key) ? Optional.of(settings.getNodeSettings(key)) : Optional.empty();
        } catch (InvalidSettingsException e) { // NOSONAR an entry of that name is no part
            return Optional.empty();
        }
    }
}
