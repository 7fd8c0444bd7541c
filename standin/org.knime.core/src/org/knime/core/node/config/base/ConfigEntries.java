package org.knime.core.node.config.base;

import java.util.function.BiFunction;

/** The types of entries; the constants' names are the types in the XML. */
public enum ConfigEntries {
    /** A string. */
    xstring(ConfigStringEntry::new),
    /** An int. */
    xint(ConfigIntEntry::new),
    /** A double. */
    xdouble(ConfigDoubleEntry::new),
    /** A float. */
    xfloat(ConfigFloatEntry::new),
    /** A long. */
    xlong(ConfigLongEntry::new),
    /** A short. */
    xshort(ConfigShortEntry::new),
    /** A byte. */
    xbyte(ConfigByteEntry::new),
    /** A char. */
    xchar(ConfigCharEntry::new),
    /** A boolean. */
    xboolean(ConfigBooleanEntry::new),
    /** A config, which holds entries itself. */
    config((key, value) -> {
        throw new UnsupportedOperationException("A config is not made from a value");
    }),
    /** A password. */
    xpassword(ConfigPasswordEntry::new),
    /** A string that is not saved. */
    xtransientstring((key, value) -> {
        throw new IllegalStateException("A transient string is never read from a file");
    });

    private final BiFunction<String, String, AbstractConfigEntry> m_factory;

    ConfigEntries(final BiFunction<String, String, AbstractConfigEntry> factory) {
        m_factory = factory;
    }

    /**
     * @param key the key
     * @param value the value as text
     * @return a new entry of this type
     */
    public AbstractConfigEntry createEntry(final String key, final String value) {
        return m_factory.apply(key, value);
    }
}
