package org.petctflow.headless.workflow;

import java.util.Set;

import org.knime.core.node.InvalidSettingsException;

/** A setting is controlled by a variable that does not reach the node, or not yet. */
public final class MissingVariableException extends InvalidSettingsException {

    private static final long serialVersionUID = 1L;

    MissingVariableException(final String path, final String variable, final Set<String> present) {
        super("The setting \"" + path + "\" is controlled by the flow variable \"" + variable + "\", which does not reach the node ("
            + (present.isEmpty() ? "no variable does" : "these do: " + String.join(", ", present)) + ")");
    }
}
