package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/**
 * Writes something to settings.
 *
 * @param <T> what is written
 */
@FunctionalInterface
public interface ParametersSaver<T> {

    /**
     * @param param what is written
     * @param nodeSettings the settings of the group the field is in
     */
    void save(T param, NodeSettingsWO nodeSettings);
}
