package org.knime.core.node.config.base;

/** An entry that holds a char. */
public final class ConfigCharEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final char m_value;

    /**
     * @param key the key
     * @param c the value
     */
    public ConfigCharEntry(final String key, final char c) {
        super(ConfigEntries.xchar, key);
        m_value = c;
    }

    /**
     * @param key the key
     * @param c the value as text
     */
    public ConfigCharEntry(final String key, final String c) {
        super(ConfigEntries.xchar, key);
        m_value = single(c);
    }

    /** @return the value */
    public char getChar() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Character.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return ((ConfigCharEntry)ace).m_value == m_value;
    }

    private static char single(final String c) {
        if (c.length() > 1) {
            throw new IllegalArgumentException("ConfigCharEntry only takes strings of length one.");
        }
        return c.charAt(0);
    }
}
