package org.knime.core.data;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** A column: name, type, what is known of its content, and notes. Made by {@link DataColumnSpecCreator}. */
public final class DataColumnSpec {

    private static final String NAME = "column_name";

    private static final String ELEMENTS = "element_names";

    private static final String TYPE = "column_type";

    private static final String DOMAIN = "column_domain";

    private static final String PROPERTIES = "column_properties";

    private static final String META_DATA = "meta_data";

    private final String m_name;

    private final List<String> m_elementNames;

    private final DataType m_type;

    private final DataColumnDomain m_domain;

    private final DataColumnProperties m_properties;

    DataColumnSpec(final String name, final List<String> elementNames, final DataType type, final DataColumnDomain domain,
        final DataColumnProperties properties) {
        m_name = name;
        m_elementNames = List.copyOf(elementNames);
        m_type = type;
        m_domain = domain;
        m_properties = properties;
    }

    /** @return the name */
    public String getName() {
        return m_name;
    }

    /** @return the names of a collection's elements, may be empty */
    public List<String> getElementNames() {
        return m_elementNames;
    }

    /** @return the type of the cells */
    public DataType getType() {
        return m_type;
    }

    /** @return what is known of the content */
    public DataColumnDomain getDomain() {
        return m_domain;
    }

    /** @return notes */
    public DataColumnProperties getProperties() {
        return m_properties;
    }

    /**
     * @param cspec another column
     * @return whether it has the same name and may hold all cells of this one
     */
    public boolean isCompatibleWith(final DataColumnSpec cspec) {
        return cspec == this || cspec != null && m_name.equals(cspec.m_name) && cspec.m_type.isASuperTypeOf(m_type);
    }

    /**
     * @param cspec another column
     * @return whether name and type are the same
     */
    public boolean equalStructure(final DataColumnSpec cspec) {
        return cspec == this || cspec != null && m_name.equals(cspec.m_name) && m_type.equals(cspec.m_type);
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o instanceof DataColumnSpec c && equalStructure(c) && m_domain.equals(c.m_domain)
            && m_properties.equals(c.m_properties) && m_elementNames.equals(c.m_elementNames);
    }

    @Override
    public int hashCode() {
        return m_name.hashCode() ^ m_type.hashCode();
    }

    @Override
    public String toString() {
        return m_name + " (" + m_type + ")";
    }

    /** @param config takes the column */
    public void save(final ConfigWO config) {
        config.addString(NAME, m_name);
        if (!m_elementNames.equals(List.of(m_name))) {
            config.addStringArray(ELEMENTS, m_elementNames.toArray(String[]::new));
        }
        m_type.save(config.addConfig(TYPE));
        m_domain.save(config.addConfig(DOMAIN));
        m_properties.save(config.addConfig(PROPERTIES));
        config.addConfig(META_DATA);
    }

    /**
     * @param config what {@link #save} wrote
     * @return the column
     * @throws InvalidSettingsException if it is something else
     */
    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        final String name = config.getString(NAME);
        return new DataColumnSpec(name, List.of(config.getStringArray(ELEMENTS, name)), DataType.load(config.getConfig(TYPE)),
            DataColumnDomain.load(config.getConfig(DOMAIN)), DataColumnProperties.load(config.getConfig(PROPERTIES)));
    }
}
