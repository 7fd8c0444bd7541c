package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Write access to the settings of a node. */
public interface NodeSettingsWO extends ConfigWO {

    /**
     * @param key the key
     * @return a new, empty part below the key
     */
    NodeSettingsWO addNodeSettings(String key);

    /** @param settings is put below its own key */
    void addNodeSettings(NodeSettings settings);

    @Override
    void addPassword(String key, String encryptionKey, String value);
}
