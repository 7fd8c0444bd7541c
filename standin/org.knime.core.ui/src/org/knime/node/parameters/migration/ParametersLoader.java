package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/**
 * Reads something from settings.
 *
 * @param <T> what is read
 */
@FunctionalInterface
public interface ParametersLoader<T> {

    /**
     * @param settings the settings of the group the field is in
     * @return what is read
     * @throws InvalidSettingsException if the settings do not hold it
     */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;
}
