package org.knime.core.node.config.base;

/** An entry that holds a double. */
public final class ConfigDoubleEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final double m_value;

    /**
     * @param key the key
     * @param d the value
     */
    public ConfigDoubleEntry(final String key, final double d) {
        super(ConfigEntries.xdouble, key);
        m_value = d;
    }

    /**
     * @param key the key
     * @param d the value as text
     */
    public ConfigDoubleEntry(final String key, final String d) {
        super(ConfigEntries.xdouble, key);
        m_value = Double.parseDouble(d);
    }

    /** @return the value */
    public double getDouble() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Double.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return Double.compare(((ConfigDoubleEntry)ace).m_value, m_value) == 0;
    }
}
