package org.knime.core.node.config.base;

/** An entry that holds a short. */
public final class ConfigShortEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final short m_value;

    /**
     * @param key the key
     * @param s the value
     */
    public ConfigShortEntry(final String key, final short s) {
        super(ConfigEntries.xshort, key);
        m_value = s;
    }

    /**
     * @param key the key
     * @param s the value as text
     */
    public ConfigShortEntry(final String key, final String s) {
        super(ConfigEntries.xshort, key);
        m_value = Short.parseShort(s);
    }

    /** @return the value */
    public short getShort() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Short.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return ((ConfigShortEntry)ace).m_value == m_value;
    }
}
