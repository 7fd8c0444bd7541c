package org.knime.core.node.config.base;

/** An entry that holds a boolean. */
public final class ConfigBooleanEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final boolean m_value;

    /**
     * @param key the key
     * @param b the value
     */
    public ConfigBooleanEntry(final String key, final boolean b) {
        super(ConfigEntries.xboolean, key);
        m_value = b;
    }

    /**
     * @param key the key
     * @param b the value as text
     */
    public ConfigBooleanEntry(final String key, final String b) {
        super(ConfigEntries.xboolean, key);
        m_value = Boolean.parseBoolean(b);
    }

    /** @return the value */
    public boolean getBoolean() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Boolean.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return ((ConfigBooleanEntry)ace).m_value == m_value;
    }
}
