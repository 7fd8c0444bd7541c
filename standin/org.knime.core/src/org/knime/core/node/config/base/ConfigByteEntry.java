package org.knime.core.node.config.base;

/** An entry that holds a byte. */
public final class ConfigByteEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final byte m_value;

    /**
     * @param key the key
     * @param b the value
     */
    public ConfigByteEntry(final String key, final byte b) {
        super(ConfigEntries.xbyte, key);
        m_value = b;
    }

    /**
     * @param key the key
     * @param b the value as text
     */
    public ConfigByteEntry(final String key, final String b) {
        super(ConfigEntries.xbyte, key);
        m_value = Byte.parseByte(b);
    }

    /** @return the value */
    public byte getByte() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Byte.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return ((ConfigByteEntry)ace).m_value == m_value;
    }
}
