package org.knime.core.data;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Notes a node leaves at a column: strings by key. They cannot be changed. */
public final class DataColumnProperties implements Cloneable {

    private final Map<String, String> m_content;

    /** No properties. */
    public DataColumnProperties() {
        this(Map.of());
    }

    /** @param content the properties */
    public DataColumnProperties(final Map<String, String> content) {
        m_content = Map.copyOf(content);
    }

    /**
     * @param key the key
     * @return whether there is such a property
     */
    public boolean containsProperty(final String key) {
        return m_content.containsKey(key);
    }

    /**
     * @param key the key
     * @param defaultValue taken if there is no such property
     * @return the value
     */
    public String getProperty(final String key, final String defaultValue) {
        return m_content.getOrDefault(key, defaultValue);
    }

    /**
     * @param key the key
     * @return the value, null if there is none
     */
    public String getProperty(final String key) {
        return m_content.get(key);
    }

    /** @return the number of properties */
    public int size() {
        return m_content.size();
    }

    /** @return the keys */
    public Enumeration<String> properties() {
        return Collections.enumeration(m_content.keySet());
    }

    /**
     * @param newProperties replace those with the same key
     * @return the properties with the new ones
     */
    public DataColumnProperties cloneAndOverwrite(final Map<String, String> newProperties) {
        final Map<String, String> all = new HashMap<>(m_content);
        all.putAll(newProperties);
        return new DataColumnProperties(all);
    }

    @Override
    public String toString() {
        return m_content.toString();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof DataColumnProperties p && m_content.equals(p.m_content);
    }

    @Override
    public int hashCode() {
        return m_content.hashCode();
    }

    /** @param config takes the properties, sorted so that the same properties give the same bytes */
    public void save(final ConfigWO config) {
        m_content.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> config.addString(e.getKey(), e.getValue()));
    }

    /**
     * @param config what {@link #save} wrote
     * @return the properties
     * @throws InvalidSettingsException if it is something else
     */
    public static DataColumnProperties load(final ConfigRO config) throws InvalidSettingsException {
        final Map<String, String> content = new HashMap<>();
        for (String key : config) {
            content.put(key, config.getString(key));
        }
        return new DataColumnProperties(content);
    }
}
