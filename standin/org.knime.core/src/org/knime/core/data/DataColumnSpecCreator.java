package org.knime.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.knime.core.node.NodeLogger;
import org.knime.core.node.util.CheckUtils;

/** Makes columns. */
public final class DataColumnSpecCreator {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(DataColumnSpecCreator.class);

    private static final AtomicInteger EMPTY_NAMES = new AtomicInteger();

    private String m_name;

    private List<String> m_elementNames;

    private DataType m_type;

    private DataColumnDomain m_domain;

    private DataColumnProperties m_properties;

    /** What may differ when columns are merged. */
    public enum MergeOptions {
            /** The types; the merged column gets their common super type. */
            ALLOW_VARYING_TYPES,
            /** The names of elements; the first are kept. */
            ALLOW_VARYING_ELEMENT_NAMES;
    }

    /**
     * @param name the name; blanks around it are cut off, and an empty one is replaced
     * @param type the type of the cells
     */
    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
        setDomain(null);
        setProperties(null);
    }

    /** @param cspec what to begin with */
    public DataColumnSpecCreator(final DataColumnSpec cspec) {
        m_name = cspec.getName();
        m_elementNames = cspec.getElementNames();
        m_type = cspec.getType();
        m_domain = cspec.getDomain();
        m_properties = cspec.getProperties();
    }

    /** @param cspec2 a column of the same name and type whose content is added to what is known */
    public void merge(final DataColumnSpec cspec2) {
        merge(cspec2, Set.of());
    }

    /**
     * @param cspec2 a column of the same name whose content is added to what is known
     * @param options what may differ
     */
    public void merge(final DataColumnSpec cspec2, final Set<MergeOptions> options) {
        final boolean varyingTypes = options.contains(MergeOptions.ALLOW_VARYING_TYPES);
        CheckUtils.checkArgument(m_name.equals(cspec2.getName()) && (varyingTypes || m_type.equals(cspec2.getType())),
            "Structures of DataColumnSpecs do not match.");
        final List<String> elementNames = m_elementNames == null ? List.of(m_name) : m_elementNames;
        CheckUtils.checkArgument(
            options.contains(MergeOptions.ALLOW_VARYING_ELEMENT_NAMES) || elementNames.equals(cspec2.getElementNames()),
            "Element names are not equal");
        m_type = DataType.getCommonSuperType(m_type, cspec2.getType());
        m_domain = merge(m_domain, cspec2.getDomain(), m_type.getComparator());
        final Map<String, String> common = new HashMap<>();
        for (String key : Collections.list(m_properties.properties())) {
            final String value = m_properties.getProperty(key);
            if (value.equals(cspec2.getProperties().getProperty(key))) {
                common.put(key, value);
            }
        }
        m_properties = new DataColumnProperties(common);
    }

    private static DataColumnDomain merge(final DataColumnDomain a, final DataColumnDomain b, final DataValueComparator order) {
        Set<DataCell> values = null;
        if (a.hasValues() && b.hasValues()) {
            values = new LinkedHashSet<>(a.getValues());
            values.addAll(b.getValues());
        }
        final DataCell lower = a.hasLowerBound() && b.hasLowerBound()
            ? Collections.min(Arrays.asList(a.getLowerBound(), b.getLowerBound()), order) : null;
        final DataCell upper = a.hasUpperBound() && b.hasUpperBound()
            ? Collections.max(Arrays.asList(a.getUpperBound(), b.getUpperBound()), order) : null;
        return new DataColumnDomain(lower, upper, values);
    }

    /** @param name the name; blanks around it are cut off, and an empty one is replaced */
    public void setName(final String name) {
        if (name == null) {
            throw new NullPointerException("Name of DataColumnSpec must not be null!");
        }
        m_name = name.trim();
        if (m_name.isEmpty()) {
            m_name = "<empty_" + EMPTY_NAMES.incrementAndGet() + ">";
            LOGGER.warn("Column name \"" + name + "\" is invalid, replacing by \"" + m_name + "\"");
        }
    }

    /** @param elNames the names of a collection's elements, null for none */
    public void setElementNames(final String[] elNames) {
        if (elNames != null && Arrays.asList(elNames).contains(null)) {
            throw new NullPointerException("Argument array contains null elements");
        }
        m_elementNames = elNames == null ? null : List.of(elNames);
    }

    /** @param type the type of the cells */
    public void setType(final DataType type) {
        if (type == null) {
            throw new NullPointerException("Type of DataColumnSpec must not be null!");
        }
        m_type = type;
    }

    /** @param domain what is known of the content, null for nothing */
    public void setDomain(final DataColumnDomain domain) {
        m_domain = domain == null ? DataColumnDomain.EMPTY : domain;
    }

    /** @param props notes, null for none */
    public void setProperties(final DataColumnProperties props) {
        m_properties = props == null ? new DataColumnProperties() : props;
    }

    /** @return the type of the cells */
    public DataType getType() {
        return m_type;
    }

    /** @return the column */
    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_elementNames == null ? List.of() : m_elementNames, m_type, m_domain, m_properties);
    }
}
