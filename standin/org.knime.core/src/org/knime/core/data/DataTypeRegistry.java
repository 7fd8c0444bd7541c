package org.knime.core.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.filestore.FileStoreFactory;
import org.petctflow.standin.core.Plugin;
import org.petctflow.standin.core.Plugins;
import org.w3c.dom.Element;

/**
 * The types of cells that plug-ins register at the extension point org.knime.core.DataType.
 * <p>
 * Differs from KNIME on purpose: what the registration names must exist, and a cell without a registered serializer cannot be written,
 * where KNIME would use Java serialization.
 */
public final class DataTypeRegistry {

    private static final DataTypeRegistry INSTANCE = new DataTypeRegistry();

    private record Registered(Plugin plugin, String className) {
    }

    private final Map<String, Registered> m_factories = new LinkedHashMap<>();

    private final Map<String, Registered> m_serializerClasses = new HashMap<>();

    private final Map<String, DataCellSerializer<DataCell>> m_serializers = new ConcurrentHashMap<>();

    private Map<String, Class<? extends DataValue>> m_values;

    private Collection<DataType> m_types;

    private DataTypeRegistry() {
        Plugins.collect("org.knime.core.DataType", "DataType", (plugin, type) -> {
            final String factory = type.getAttribute("factoryClass");
            if (!factory.isEmpty()) {
                m_factories.put(type.getAttribute("cellClass"), new Registered(plugin, factory));
            }
            for (Element s : Plugin.childrenOf(type, "serializer")) {
                m_serializerClasses.put(s.getAttribute("cellClass"), new Registered(plugin, s.getAttribute("serializerClass")));
            }
            return null;
        });
    }

    /** @return the only instance */
    public static DataTypeRegistry getInstance() {
        return INSTANCE;
    }

    Optional<DataCellFactory> getFactory(final String cellClass, final FileStoreFactory stores) {
        final Registered r = m_factories.get(cellClass);
        if (r == null) {
            return Optional.empty();
        }
        final DataCellFactory factory = r.plugin.newInstance(r.className, DataCellFactory.class);
        factory.initFactory(stores);
        return Optional.of(factory);
    }

    /** @return the types that have a factory */
    public synchronized Collection<DataType> availableDataTypes() {
        if (m_types == null) {
            final List<DataType> types = new ArrayList<>();
            m_factories.values().forEach(r -> types.add(r.plugin.newInstance(r.className, DataCellFactory.class).getDataType()));
            m_types = Collections.unmodifiableCollection(types);
        }
        return m_types;
    }

    /**
     * @param className a class of cells
     * @return the class, if a serializer for it is registered
     */
    public Optional<Class<? extends DataCell>> getCellClass(final String className) {
        if (DataCell.class.getName().equals(className)) {
            return Optional.of(DataCell.class);
        }
        return serializer(className).map(DataCellSerializer::getCellClass);
    }

    /**
     * @param className a kind of values
     * @return the interface, if registered cells have such values
     */
    public synchronized Optional<Class<? extends DataValue>> getValueClass(final String className) {
        if (m_values == null) {
            m_values = new HashMap<>();
            m_values.put(DataValue.class.getName(), DataValue.class);
            for (String cellClass : m_serializerClasses.keySet()) {
                collectValues(serializer(cellClass).orElseThrow().getCellClass());
            }
        }
        return Optional.ofNullable(m_values.get(className));
    }

    private void collectValues(final Class<?> c) {
        if (c != null) {
            if (c.isInterface() && DataValue.class.isAssignableFrom(c)) {
                m_values.put(c.getName(), c.asSubclass(DataValue.class));
            }
            collectValues(c.getSuperclass());
            for (Class<?> i : c.getInterfaces()) {
                collectValues(i);
            }
        }
    }

    /**
     * @param cellClass a class of cells
     * @return what writes and reads them, if it is registered
     */
    public Optional<DataCellSerializer<DataCell>> getSerializer(final Class<? extends DataCell> cellClass) {
        return serializer(cellClass.getName());
    }

    @SuppressWarnings("unchecked")
    private Optional<DataCellSerializer<DataCell>> serializer(final String cellClass) {
        final Registered r = m_serializerClasses.get(cellClass);
        if (r == null) {
            return Optional.empty();
        }
        return Optional.of(m_serializers.computeIfAbsent(cellClass, c -> {
            final DataCellSerializer<DataCell> s = r.plugin.newInstance(r.className, DataCellSerializer.class);
            if (!s.getCellClass().getName().equals(cellClass)) {
                throw new IllegalStateException("The plugin.xml of " + r.plugin + " registers the serializer " + r.className + " for "
                    + cellClass + ", but it is one for " + s.getCellClass().getName());
            }
            return s;
        }));
    }
}
