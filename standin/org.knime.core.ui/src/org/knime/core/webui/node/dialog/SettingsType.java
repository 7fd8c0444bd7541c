package org.knime.core.webui.node.dialog;

/** Which settings of a node. */
public enum SettingsType {
        /** Those of the node: a change makes it run again. */
        MODEL("model", "variables"),
        /** Those of the view. */
        VIEW("view", "view_variables"),
        /** Those of what runs the node. */
        JOB_MANAGER("job.manager", "no_variables");

    private final String m_key;

    private final String m_variablesKey;

    SettingsType(final String key, final String variablesKey) {
        m_key = key;
        m_variablesKey = variablesKey;
    }

    /** @return the key of the settings */
    public String getConfigKey() {
        return m_key;
    }

    /** @return the key of the settings that variables set */
    public String getVariablesConfigKey() {
        return m_variablesKey;
    }
}
