package org.knime.core.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.swing.Icon;

import org.knime.core.data.DataValue.UtilityFactory;
import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.data.convert.map.IdentifiableType;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.data.renderer.DataValueRendererFactory;
import org.knime.core.data.renderer.DefaultDataValueRenderer;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a column's cells: the kinds of values they can be read as, the first of them being the preferred one. A type belongs to
 * one class of cells, or, as the common super type of two such types, to none.
 */
public final class DataType implements IdentifiableType {

    private static final String CELL_CLASS = "cell_class";

    private static final String ELEMENT_TYPE = "collection_element_type";

    private static final String VALUE_CLASSES = "value_classes";

    private static final Map<Key, DataType> TYPES = new ConcurrentHashMap<>();

    private static final DataValueComparator BY_TEXT = new DataValueComparator() {
        @Override
        protected int compareDataValues(final DataValue v1, final DataValue v2) {
            return v1.toString().compareTo(v2.toString());
        }
    };

    private final Class<? extends DataCell> m_cellClass;

    private final List<Class<? extends DataValue>> m_valueClasses;

    private final DataType m_elementType;

    private record Key(Class<? extends DataCell> cellClass, DataType elementType) {
    }

    private DataType(final Class<? extends DataCell> cellClass, final Collection<Class<? extends DataValue>> valueClasses,
        final DataType elementType) {
        final boolean collection = valueClasses.stream().anyMatch(CollectionDataValue.class::isAssignableFrom);
        if (collection && elementType == null) {
            throw new IllegalArgumentException("The type represents a collection but no element type was provided");
        }
        if (!collection && elementType != null) {
            throw new IllegalArgumentException("The type does not represent a collection, element type must be null");
        }
        m_cellClass = cellClass;
        m_valueClasses = List.copyOf(valueClasses);
        m_elementType = elementType;
    }

    /**
     * @param cell a class of cells that are no collections
     * @return their type
     */
    public static DataType getType(final Class<? extends DataCell> cell) {
        return getType(cell, null);
    }

    /**
     * @param cellImplementsCollectionDataValue a class of collections
     * @param collectionElementType the type of the elements
     * @return the type of the collections
     */
    public static DataType getType(final Class<? extends DataCell> cellImplementsCollectionDataValue,
        final DataType collectionElementType) {
        if (cellImplementsCollectionDataValue == null) {
            throw new NullPointerException("Cell class must not be null.");
        }
        final Key key = new Key(cellImplementsCollectionDataValue, collectionElementType);
        final DataType present = TYPES.get(key);
        if (present != null) {
            return present;
        }
        final Set<Class<? extends DataValue>> values = new LinkedHashSet<>();
        collectValues(cellImplementsCollectionDataValue, values);
        final DataType type = new DataType(cellImplementsCollectionDataValue, values, collectionElementType);
        final DataType other = TYPES.putIfAbsent(key, type);
        return other == null ? type : other;
    }

    private static void collectValues(final Class<?> c, final Set<Class<? extends DataValue>> values) {
        for (Class<?> i : c.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(i)) {
                values.add(i.asSubclass(DataValue.class));
            }
            collectValues(i, values);
        }
        if (c.getSuperclass() != null) {
            collectValues(c.getSuperclass(), values);
        }
    }

    /** @return a missing cell without a reason */
    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /**
     * @param type1 a type
     * @param type2 another
     * @return the nearest type that can hold the cells of both
     */
    public static DataType getCommonSuperType(final DataType type1, final DataType type2) {
        if (type1 == null || type2 == null) {
            throw new NullPointerException("Cannot build super type of a null type");
        }
        if (type1.isMissingValueType()) {
            return type2;
        }
        if (type2.isMissingValueType() || type1.isASuperTypeOf(type2)) {
            return type1;
        }
        if (type2.isASuperTypeOf(type1)) {
            return type2;
        }
        final List<Class<? extends DataValue>> common = new ArrayList<>(type1.m_valueClasses);
        common.retainAll(type2.m_valueClasses);
        DataType elements = null;
        if (common.stream().anyMatch(CollectionDataValue.class::isAssignableFrom)) {
            elements = getCommonSuperType(type1.m_elementType, type2.m_elementType);
        }
        final DataType shared = new DataType(null, common, elements);
        return DataTypeRegistry.getInstance().availableDataTypes().stream()
            .filter(t -> t.m_cellClass.getName().startsWith("org.knime.") && t.hasSameValues(shared)).findFirst().orElse(shared);
    }

    /**
     * @param value a kind of values
     * @return icon, name and order of such values
     */
    public static UtilityFactory getUtilityFor(final Class<? extends DataValue> value) {
        if (value == null) {
            throw new NullPointerException("Class argument must not be null.");
        }
        try {
            return (UtilityFactory)value.getField("UTILITY").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The constant UTILITY of " + value.getName() + " cannot be read", e);
        }
    }

    /**
     * @param valueClasses kinds of values, the preferred first
     * @param collectionElementType the type of the elements, null if it is no collection
     * @param adapterClasses must be empty: adapters are not part of the stand-in
     * @return a type without a class of cells
     */
    public static DataType createNonNativeType(final List<Class<? extends DataValue>> valueClasses,
        final DataType collectionElementType, final List<Class<? extends DataValue>> adapterClasses) {
        if (!adapterClasses.isEmpty()) {
            throw new IllegalArgumentException("Adapters are not supported: " + adapterClasses);
        }
        return new DataType(null, valueClasses, collectionElementType);
    }

    /** @return whether this is the type of missing cells */
    public boolean isMissingValueType() {
        return m_valueClasses.contains(MissingValue.class);
    }

    /** @return the type of a collection's elements, null if this is no collection */
    public DataType getCollectionElementType() {
        return m_elementType;
    }

    /** @return whether the cells are collections */
    public boolean isCollectionType() {
        return isCompatible(CollectionDataValue.class);
    }

    @Override
    public boolean equals(final Object other) {
        return other == this
            || other instanceof DataType t && getPreferredValueClass() == t.getPreferredValueClass() && hasSameValues(t);
    }

    private boolean hasSameValues(final DataType t) {
        return new HashSet<>(m_valueClasses).equals(new HashSet<>(t.m_valueClasses)) && Objects.equals(m_elementType, t.m_elementType);
    }

    @Override
    public int hashCode() {
        return new HashSet<>(m_valueClasses).hashCode() ^ Objects.hashCode(m_elementType);
    }

    /** @return the order of the cells: that of the first kind of values that has one, or by text */
    public DataValueComparator getComparator() {
        return m_valueClasses.stream().map(v -> getUtilityFor(v).getComparator()).filter(Objects::nonNull).findFirst()
            .orElse(BY_TEXT);
    }

    /** @return the icon of the preferred kind of values */
    public Icon getIcon() {
        return m_valueClasses.stream().map(v -> getUtilityFor(v).getIcon()).filter(Objects::nonNull).findFirst()
            .orElseGet(DataValue.UTILITY::getIcon);
    }

    /** @return the kind of values that tells most about the cells */
    public Class<? extends DataValue> getPreferredValueClass() {
        return m_valueClasses.get(0);
    }

    /** @return what can paint such cells, the preferred first */
    public Collection<DataValueRendererFactory> getRendererFactories() {
        final Map<String, DataValueRendererFactory> all = new LinkedHashMap<>();
        for (Class<? extends DataValue> v : m_valueClasses) {
            if (getUtilityFor(v) instanceof ExtensibleUtilityFactory f) {
                final DataValueRendererFactory first = f.getDefaultRenderer();
                if (first != null) {
                    all.putIfAbsent(first.getId(), first);
                }
                f.getAvailableRenderers().forEach(r -> all.putIfAbsent(r.getId(), r));
            }
        }
        if (all.isEmpty()) {
            final var text = new DefaultDataValueRenderer.Factory();
            all.put(text.getId(), text);
        }
        return Collections.unmodifiableCollection(all.values());
    }

    /** @return all kinds of values, the preferred first */
    public List<Class<? extends DataValue>> getValueClasses() {
        return m_valueClasses;
    }

    /**
     * @param type another type
     * @return whether its cells can be in a column of this type
     */
    public boolean isASuperTypeOf(final DataType type) {
        if (type == null) {
            throw new NullPointerException("Type argument must not be null.");
        }
        return type == this || type.isMissingValueType() || m_valueClasses.stream().allMatch(type::isCompatible)
            && (m_elementType == null || m_elementType.isASuperTypeOf(type.m_elementType));
    }

    /**
     * @param valueClass a kind of values
     * @return whether the cells can be read as such
     */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || m_valueClasses.stream().anyMatch(valueClass::isAssignableFrom);
    }

    /** @return the class of the cells, null for a common super type */
    public Class<? extends DataCell> getCellClass() {
        return m_cellClass;
    }

    /** @param config takes the type */
    public void save(final ConfigWO config) {
        if (m_elementType != null) {
            m_elementType.save(config.addConfig(ELEMENT_TYPE));
        }
        if (m_cellClass == null) {
            config.addString(CELL_CLASS, null);
            config.addBoolean("has_pref_value_class", true);
            config.addStringArray(VALUE_CLASSES, m_valueClasses.stream().map(Class::getName).toArray(String[]::new));
        } else {
            config.addString(CELL_CLASS, m_cellClass.getName());
        }
    }

    /**
     * @param config what {@link #save} wrote
     * @return the type
     * @throws InvalidSettingsException if it is something else, or the class of cells is not registered
     */
    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        final String cellClass = config.getString(CELL_CLASS);
        final DataType elements = config.containsKey(ELEMENT_TYPE) ? load(config.getConfig(ELEMENT_TYPE)) : null;
        final DataTypeRegistry registry = DataTypeRegistry.getInstance();
        try {
            if (cellClass != null) {
                return getType(registry.getCellClass(cellClass).orElseThrow(
                    () -> new InvalidSettingsException("Data cell implementation '" + cellClass + "' not found.")), elements);
            }
            final List<Class<? extends DataValue>> values = new ArrayList<>();
            for (String name : config.getStringArray(VALUE_CLASSES)) {
                values.add(registry.getValueClass(name)
                    .orElseThrow(() -> new InvalidSettingsException("Data Value extension " + name + " not found")));
            }
            return new DataType(null, values, elements);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /**
     * @param exec where file stores of the cells are made, null for a temporary folder
     * @return the factory registered for this type
     */
    public Optional<DataCellFactory> getCellFactory(final ExecutionContext exec) {
        return getCellFactoryFor(exec == null ? FileStoreFactory.createNotInWorkflowFileStoreFactory()
            : FileStoreFactory.createWorkflowFileStoreFactory(exec));
    }

    /**
     * @param fileStore where file stores of the cells are made
     * @return the factory registered for this type
     */
    public Optional<DataCellFactory> getCellFactoryFor(final FileStoreFactory fileStore) {
        return m_cellClass == null ? Optional.empty() : DataTypeRegistry.getInstance().getFactory(m_cellClass.getName(), fileStore);
    }

    @Override
    public String toString() {
        return describe(false, "Non-Native " + m_valueClasses);
    }

    /** @return the name for a user, with the type of the elements */
    public String toPrettyString() {
        return describe(false, "Non-Native " + m_valueClasses.stream().limit(3).map(DataType::shortName)
            .collect(Collectors.joining(", ", "[", m_valueClasses.size() > 3 ? ", ...]" : "]")));
    }

    /** @return the name KNIME gave before version 5, with the type of the elements */
    public String toLegacyString() {
        return describe(true, "Non-Native " + m_valueClasses);
    }

    private static String shortName(final Class<?> valueClass) {
        final String name = valueClass.getSimpleName();
        final String shorter = name.replaceFirst("(?i)(Data)?Value$", "");
        return shorter.isEmpty() ? name : shorter;
    }

    /** @return the name for a user */
    public String getName() {
        return name(false, "?");
    }

    /** @return the name KNIME gave before version 5 */
    public String getLegacyName() {
        return name(true, "?");
    }

    private String describe(final boolean legacy, final String nameless) {
        return name(legacy, nameless)
            + (m_elementType == null ? "" : " (Collection of: " + m_elementType.describe(legacy, nameless) + ")");
    }

    private String name(final boolean legacy, final String nameless) {
        if (m_cellClass == null) {
            return nameless;
        }
        if (getUtilityFor(getPreferredValueClass()) instanceof ExtensibleUtilityFactory f) {
            return legacy ? f.getLegacyName() : f.getName();
        }
        return m_cellClass.getSimpleName();
    }

    @Override
    public String getIdentifier() {
        return (m_cellClass == null ? m_valueClasses.toString() : m_cellClass.getName())
            + (m_elementType == null ? "" : "<" + m_elementType.getIdentifier() + ">");
    }
}
