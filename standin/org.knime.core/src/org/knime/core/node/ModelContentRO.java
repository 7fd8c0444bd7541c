package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;

/** Read access to the content of a model. */
public interface ModelContentRO extends ConfigRO {

    /**
     * @param key the key
     * @return the part below the key
     * @throws InvalidSettingsException if there is none
     */
    ModelContentRO getModelContent(String key) throws InvalidSettingsException;
}
