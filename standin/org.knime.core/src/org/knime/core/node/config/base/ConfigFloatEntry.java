package org.knime.core.node.config.base;

/** An entry that holds a float. */
public final class ConfigFloatEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final float m_value;

    /**
     * @param key the key
     * @param f the value
     */
    public ConfigFloatEntry(final String key, final float f) {
        super(ConfigEntries.xfloat, key);
        m_value = f;
    }

    /**
     * @param key the key
     * @param f the value as text
     */
    public ConfigFloatEntry(final String key, final String f) {
        super(ConfigEntries.xfloat, key);
        m_value = Float.parseFloat(f);
    }

    /** @return the value */
    public float getFloat() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Double.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return Float.compare(((ConfigFloatEntry)ace).m_value, m_value) == 0;
    }
}
