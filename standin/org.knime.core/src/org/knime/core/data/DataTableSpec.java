package org.knime.core.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;
import org.knime.core.node.util.CheckUtils;

/** The columns of a table, its name and notes. It cannot be changed. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String COLUMN = "column_spec_";

    private static final String COLUMNS = "number_columns";

    private static final String PROPERTIES = "spec_properties";

    private static final String NAME = "spec_name";

    private static final String DEFAULT_NAME = "default";

    /** Names that point to the column with the class of a row. */
    public static final String[] CLASS_COLUMN_NAMES = {"class", "target", "klasse", "ziel"};

    private final String m_name;

    private final List<DataColumnSpec> m_columns;

    private final Map<String, Integer> m_index = new HashMap<>();

    private final Map<String, String> m_properties;

    /** Writes and reads a spec as a file of a zip. */
    public static final class Serializer extends PortObjectSpecSerializer<DataTableSpec> {

        private static final String FILE = "spec.xml";

        @Override
        public DataTableSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            final ZipEntry entry = in.getNextEntry();
            if (entry == null || !FILE.equals(entry.getName())) {
                throw new IOException("Expected '" + FILE + "' zip entry, got " + (entry == null ? null : entry.getName()));
            }
            try {
                return DataTableSpec.load(ModelContent.loadFromXML(in));
            } catch (InvalidSettingsException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void savePortObjectSpec(final DataTableSpec spec, final PortObjectSpecZipOutputStream out) throws IOException {
            final var content = new ModelContent(FILE);
            spec.save(content);
            out.putNextEntry(new ZipEntry(FILE));
            content.saveToXML(out);
        }
    }

    DataTableSpec(final String name, final List<DataColumnSpec> columns, final Map<String, String> properties) {
        m_name = name == null ? DEFAULT_NAME : name;
        m_columns = columns;
        m_properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        for (int i = 0; i < columns.size(); i++) {
            final Integer present = m_index.put(columns.get(i).getName(), i);
            if (present != null) {
                throw new IllegalArgumentException(
                    "Duplicate column name \"" + columns.get(i).getName() + "\" at positions " + present + " and " + i + ".");
            }
        }
    }

    /** No columns. */
    public DataTableSpec() {
        this(DEFAULT_NAME);
    }

    /** @param colSpecs the columns, with different names */
    public DataTableSpec(final DataColumnSpec... colSpecs) {
        this(DEFAULT_NAME, colSpecs);
    }

    /**
     * @param spec1 the left columns
     * @param spec2 the right columns
     */
    public DataTableSpec(final DataTableSpec spec1, final DataTableSpec spec2) {
        this(joinNames(spec1.m_name, spec2.m_name), spec1, spec2);
    }

    /** @param name the name of a table without columns */
    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
    }

    /**
     * @param name the name of the table, null for the default
     * @param colSpecs the columns, with different names
     */
    public DataTableSpec(final String name, final DataColumnSpec... colSpecs) {
        this(name, Arrays.asList(colSpecs.clone()), Map.of());
    }

    /**
     * @param name the name of the table, null for the default
     * @param spec1 the left columns
     * @param spec2 the right columns
     */
    public DataTableSpec(final String name, final DataTableSpec spec1, final DataTableSpec spec2) {
        this(name, join(spec1, spec2), Map.of());
    }

    /**
     * @param name the name of the table, null for the default
     * @param names the names of the columns
     * @param types their types
     */
    public DataTableSpec(final String name, final String[] names, final DataType[] types) {
        this(name, createColumnSpecs(names, types));
    }

    /**
     * @param names the names of the columns
     * @param types their types
     */
    public DataTableSpec(final String[] names, final DataType[] types) {
        this(NAME, names, types); // KNIME gives the name of the settings key, so this does too
    }

    private static String joinNames(final String left, final String right) {
        if (DEFAULT_NAME.equals(left)) {
            return right;
        }
        return DEFAULT_NAME.equals(right) ? left : left + "+" + right;
    }

    private static List<DataColumnSpec> join(final DataTableSpec left, final DataTableSpec right) {
        final List<DataColumnSpec> all = new ArrayList<>(left.m_columns);
        for (int i = 0; i < all.size(); i++) {
            final int present = right.findColumnIndex(all.get(i).getName());
            if (present >= 0) {
                throw new IllegalArgumentException("Table specs to join contain the duplicate column name \""
                    + all.get(i).getName() + "\" at position " + i + " and " + present + ".");
            }
        }
        all.addAll(right.m_columns);
        return all;
    }

    /**
     * @param names the names of columns
     * @param types their types
     * @return the columns
     */
    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException("Parameter arrays names and types must have the same length (names: " + names.length
                + ", types: " + types.length + ").");
        }
        final DataColumnSpec[] columns = new DataColumnSpec[names.length];
        for (int i = 0; i < columns.length; i++) {
            final int present = Arrays.asList(names).indexOf(names[i]);
            if (present < i) {
                throw new IllegalArgumentException(
                    "Duplicate column name \"" + names[i] + "\" at positions " + present + " and " + i + ".");
            }
            columns[i] = new DataColumnSpecCreator(names[i], types[i]).createSpec();
        }
        return columns;
    }

    /**
     * @param columns names of columns
     * @return where they are
     */
    public int[] columnsToIndices(final String... columns) {
        CheckUtils.checkArgumentNotNull(columns);
        return Arrays.stream(columns).mapToInt(name -> {
            final int i = findColumnIndex(name);
            CheckUtils.checkArgument(i >= 0, "Column not found: \"%s\"", name);
            return i;
        }).toArray();
    }

    /** @param indices different indices of columns; else an exception is thrown */
    public void verifyIndices(final int... indices) {
        CheckUtils.checkArgumentNotNull(indices);
        final Set<Integer> seen = new HashSet<>();
        for (int i : indices) {
            if (i < 0 || i >= getNumColumns()) {
                throw new IndexOutOfBoundsException("Column index out of range: " + i);
            }
            CheckUtils.checkArgument(seen.add(i), "Duplicate index: %d", i);
        }
    }

    /**
     * @param valueClass a kind of values
     * @return whether there is a column with such values
     */
    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return valueClass != null && m_columns.stream().anyMatch(c -> c.getType().isCompatible(valueClass));
    }

    /**
     * @param columnName a name
     * @return whether there is such a column
     */
    public boolean containsName(final String columnName) {
        return findColumnIndex(columnName) >= 0;
    }

    /**
     * @param spec another spec
     * @return whether its columns have the same names and may hold the cells of these
     */
    public boolean isCompatibleWith(final DataTableSpec spec) {
        return matches(spec, DataColumnSpec::isCompatibleWith);
    }

    /**
     * @param spec another spec
     * @return whether its columns have the same names and types
     */
    public boolean equalStructure(final DataTableSpec spec) {
        return matches(spec, DataColumnSpec::equalStructure);
    }

    private boolean matches(final DataTableSpec spec, final BiPredicate<DataColumnSpec, DataColumnSpec> test) {
        if (spec == null || spec.getNumColumns() != getNumColumns()) {
            return false;
        }
        for (int i = 0; i < getNumColumns(); i++) {
            if (!test.test(getColumnSpec(i), spec.getColumnSpec(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof DataTableSpec s && m_name.equals(s.m_name) && m_columns.equals(s.m_columns)
            && m_properties.equals(s.m_properties);
    }

    @Override
    public int hashCode() {
        return m_columns.hashCode() ^ m_properties.hashCode();
    }

    /** @return notes by key */
    public Map<String, String> getProperties() {
        return m_properties;
    }

    /**
     * @param columnName a name
     * @return where the column is, -1 if there is none
     */
    public int findColumnIndex(final String columnName) {
        return m_index.getOrDefault(columnName, -1);
    }

    /** @return the names of all columns */
    public final String[] getColumnNames() {
        return m_columns.stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /**
     * @param index an index
     * @return the column
     */
    public DataColumnSpec getColumnSpec(final int index) {
        return m_columns.get(index);
    }

    /**
     * @param column a name
     * @return the column, null if there is none
     */
    public DataColumnSpec getColumnSpec(final String column) {
        final int i = findColumnIndex(column);
        return i < 0 ? null : m_columns.get(i);
    }

    /** @return the name of the table */
    public String getName() {
        return m_name;
    }

    /** @return the number of columns */
    public int getNumColumns() {
        return m_columns.size();
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return Collections.unmodifiableList(m_columns).iterator();
    }

    /** @return the columns from left to right */
    public Stream<DataColumnSpec> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** @param config takes the spec */
    public void save(final ConfigWO config) {
        config.addString(NAME, m_name);
        config.addInt(COLUMNS, m_columns.size());
        for (int i = 0; i < m_columns.size(); i++) {
            m_columns.get(i).save(config.addConfig(COLUMN + i));
        }
        if (!m_properties.isEmpty()) {
            final Config properties = config.addConfig(PROPERTIES);
            int i = 0;
            for (var e : m_properties.entrySet()) {
                final Config property = properties.addConfig("prop-" + i++);
                property.addString("key", e.getKey());
                property.addString("value", e.getValue());
            }
        }
    }

    /**
     * @param config what {@link #save} wrote
     * @return the spec
     * @throws InvalidSettingsException if it is something else
     */
    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        final String name = config.getString(NAME);
        final int count = config.getInt(COLUMNS);
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(DataColumnSpec.load(config.getConfig(COLUMN + i)));
        }
        final Map<String, String> properties = new LinkedHashMap<>();
        if (config.containsKey(PROPERTIES)) {
            final Config all = config.getConfig(PROPERTIES);
            for (String s : all) {
                final String key = all.getConfig(s).getString("key");
                CheckUtils.checkSetting(key != null && !key.isEmpty(), "Invalid property key (empty or null)");
                CheckUtils.checkSetting(properties.put(key, all.getConfig(s).getString("value")) == null,
                    "Duplicate key identifier \"%s\"", key);
            }
        }
        return new DataTableSpec(name, columns, properties);
    }

    /**
     * @param specs specs of equal structure
     * @return a spec of the same structure with what is known from all of them
     */
    public static DataTableSpec mergeDataTableSpecs(final DataTableSpec... specs) {
        CheckUtils.checkArgument(specs != null && !Arrays.asList(specs).contains(null),
            "Argument array must not be null, nor contain null values.");
        CheckUtils.checkArgument(specs.length > 0, "Argument array must not be empty.");
        final List<DataColumnSpecCreator> columns = specs[0].stream().map(DataColumnSpecCreator::new).toList();
        for (int s = 1; s < specs.length; s++) {
            CheckUtils.checkArgument(specs[0].equalStructure(specs[s]),
                "Cannot merge DataTableSpecs, they don't have equal structure");
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).merge(specs[s].getColumnSpec(i));
            }
        }
        return new DataTableSpec(columns.stream().map(DataColumnSpecCreator::createSpec).toArray(DataColumnSpec[]::new));
    }

    /**
     * @param spec the columns that are there
     * @param columnName a name
     * @return the name, with a number behind it if there is such a column already
     */
    public static String getUniqueColumnName(final DataTableSpec spec, final String columnName) {
        if (columnName == null) {
            throw new NullPointerException("Column name must not be null.");
        }
        final String name = columnName.trim();
        String unique = name;
        for (int i = 1; spec.containsName(unique); i++) {
            unique = name + " (#" + i + ")";
        }
        return unique;
    }

    /**
     * Looks for the column with the class: the last one whose name contains one of {@link #CLASS_COLUMN_NAMES}, in that order, or else
     * the last nominal one.
     *
     * @param spec the columns
     * @param withValues whether the possible values must be known
     * @return the name of a nominal column, null if there is none
     */
    public static final String guessNominalClassColumn(final DataTableSpec spec, final boolean withValues) {
        final List<String> nominal = spec.stream()
            .filter(c -> c.getType().isCompatible(NominalValue.class) && (!withValues || c.getDomain().hasValues()))
            .map(DataColumnSpec::getName).collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(nominal);
        for (String hint : CLASS_COLUMN_NAMES) {
            for (String name : nominal) {
                if (name.toLowerCase().contains(hint)) {
                    return name;
                }
            }
        }
        return nominal.isEmpty() ? null : nominal.get(0);
    }

    @Override
    public String toString() {
        return "name=" + m_name + ",columns=[" + String.join("; ", getColumnNames()) + "]";
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
