package org.knime.core.node.config.base;

/** An entry that holds a long. */
public final class ConfigLongEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final long m_value;

    /**
     * @param key the key
     * @param l the value
     */
    public ConfigLongEntry(final String key, final long l) {
        super(ConfigEntries.xlong, key);
        m_value = l;
    }

    /**
     * @param key the key
     * @param l the value as text
     */
    public ConfigLongEntry(final String key, final String l) {
        super(ConfigEntries.xlong, key);
        m_value = Long.parseLong(l);
    }

    /** @return the value */
    public long getLong() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Long.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return ((ConfigLongEntry)ace).m_value == m_value;
    }
}
