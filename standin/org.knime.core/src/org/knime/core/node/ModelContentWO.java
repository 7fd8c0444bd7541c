package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Write access to the content of a model. */
public interface ModelContentWO extends ConfigWO {

    /**
     * @param key the key
     * @return a new, empty part below the key
     */
    ModelContentWO addModelContent(String key);

    /** @param modelContent is put below its own key */
    void addModelContent(ModelContent modelContent);
}
