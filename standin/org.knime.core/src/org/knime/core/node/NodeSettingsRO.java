package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Read access to the settings of a node. */
public interface NodeSettingsRO extends ConfigRO {

    /**
     * @param key the key
     * @return the part below the key
     * @throws InvalidSettingsException if there is none
     */
    NodeSettingsRO getNodeSettings(String key) throws InvalidSettingsException;

    /** @param dest takes all entries of these settings */
    void copyTo(ConfigWO dest);
}
