package org.knime.core.node.config.base;

import java.util.Objects;

/** An entry that lives in memory only: it is never written to a file. */
public final class ConfigTransientStringEntry extends AbstractConfigEntry {

    /** What is shown in place of the value. */
    public static final String HIDDEN_VALUE = "<hidden value>";

    private static final long serialVersionUID = 1L;

    private final transient String m_value;

    /**
     * @param key the key
     * @param value the value, null is allowed
     */
    public ConfigTransientStringEntry(final String key, final String value) {
        super(ConfigEntries.xtransientstring, key);
        m_value = value;
    }

    /** @return the value, may be null */
    public String getTransientString() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return m_value == null ? null : HIDDEN_VALUE;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry ace) {
        return Objects.equals(((ConfigTransientStringEntry)ace).m_value, m_value);
    }
}
