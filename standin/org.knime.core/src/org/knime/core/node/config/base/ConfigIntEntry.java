package org.knime.core.node.config.base;

/** An entry that holds a int. */
public final class ConfigIntEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final int m_value;

    /**
     * @param key the key
     * @param i the value
     */
    public ConfigIntEntry(final String key, final int i) {
        super(ConfigEntries.xint, key);
        m_value = i;
    }

    /**
     * @param key the key
     * @param i the value as text
     */
    public ConfigIntEntry(final String key, final String i) {
        super(ConfigEntries.xint, key);
        m_value = Integer.parseInt(i);
    }

    /** @return the value */
    public int getInt() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Integer.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return ((ConfigIntEntry)ace).m_value == m_value;
    }
}
