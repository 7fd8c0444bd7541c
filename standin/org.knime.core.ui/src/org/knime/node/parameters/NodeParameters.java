package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.persistence.Persistable;

/**
 * The settings of a node or of its view: a class with a constructor without parameters (or with one {@link NodeParametersInput}), whose
 * fields, not private, hold the defaults. Each is saved under its name without m_.
 */
public interface NodeParameters extends Persistable, WidgetGroup {

    /**
     * Checks what can be known without the input.
     *
     * @throws InvalidSettingsException if the settings are not valid
     */
    default void validate() throws InvalidSettingsException {
        // everything is valid
    }
}
