package org.knime.core.node.port;

import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.util.CheckUtils;
import org.petctflow.standin.core.Plugin;
import org.petctflow.standin.core.Plugins;
import org.w3c.dom.Element;

/**
 * The types of ports that plug-ins register at the extension point org.knime.core.PortType.
 * <p>
 * Differs from KNIME on purpose: serializers must be registered; nothing is ever written by Java serialization.
 */
public final class PortTypeRegistry {

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private final Map<String, Registered> m_registered = new LinkedHashMap<>();

    private final Map<Class<?>, PortType> m_types = new ConcurrentHashMap<>();

    private final Map<Class<?>, PortType> m_optionalTypes = new ConcurrentHashMap<>();

    private final Map<String, Object> m_serializers = new ConcurrentHashMap<>();

    private record Registered(Plugin plugin, Element element) {

        String get(final String attribute) {
            return element.getAttribute(attribute);
        }
    }

    private PortTypeRegistry() {
        Plugins.collect("org.knime.core.PortType", "portType",
            (plugin, element) -> m_registered.put(element.getAttribute("objectClass"), new Registered(plugin, element)));
        m_types.put(PortObject.class, new PortType(PortObject.class, false, "Generic Port", PortType.DEFAULT_COLOR, false));
        m_optionalTypes.put(PortObject.class, new PortType(PortObject.class, true, "Generic Port", PortType.DEFAULT_COLOR, false));
        m_serializers.put(DataTableSpec.class.getName(), new DataTableSpec.Serializer());
    }

    private void initTable() {
        m_types.put(BufferedDataTable.class, new PortType(BufferedDataTable.class, false, "Table", 0, false));
        m_optionalTypes.put(BufferedDataTable.class, new PortType(BufferedDataTable.class, true, "Table", 0, false));
    }

    /** @return the only instance */
    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    /** @return all registered types, without the optional ones */
    public synchronized Collection<PortType> availablePortTypes() {
        final List<PortType> types = new ArrayList<>(List.of(PortObject.TYPE, BufferedDataTable.TYPE));
        for (String objectClass : m_registered.keySet()) {
            getObjectClass(objectClass).map(this::getPortType).ifPresent(types::add);
        }
        return types;
    }

    /**
     * @param portClass a class of port objects
     * @return its type; that of the nearest registered super class if it is not registered itself
     */
    public synchronized PortType getPortType(final Class<? extends PortObject> portClass) {
        return getPortType(portClass, false);
    }

    /**
     * @param portClass a class of port objects
     * @param isOptional whether the port need not be connected
     * @return its type; that of the nearest registered super class if it is not registered itself
     */
    public synchronized PortType getPortType(final Class<? extends PortObject> portClass, final boolean isOptional) {
        CheckUtils.checkArgumentNotNull(portClass);
        final Map<Class<?>, PortType> types = isOptional ? m_optionalTypes : m_types;
        if (!types.containsKey(portClass)) {
            if (portClass == BufferedDataTable.class) {
                initTable();
            } else if (m_registered.containsKey(portClass.getName())) {
                final Registered r = m_registered.get(portClass.getName());
                final String color = r.get("color");
                final int rgb = color.isEmpty() ? PortType.DEFAULT_COLOR : Integer.parseInt(color.substring(1), 16);
                types.put(portClass,
                    new PortType(portClass, isOptional, r.get("name"), rgb, Boolean.parseBoolean(r.get("hidden"))));
            } else {
                types.put(portClass, nearest(portClass, isOptional));
            }
        }
        return types.get(portClass);
    }

    private PortType nearest(final Class<? extends PortObject> portClass, final boolean isOptional) {
        Class<?> nearest = PortObject.class;
        for (String name : m_registered.keySet()) {
            final Class<?> c = getObjectClass(name).orElse(PortObject.class);
            if (c.isAssignableFrom(portClass) && nearest.isAssignableFrom(c)) {
                nearest = c;
            }
        }
        return getPortType(nearest.asSubclass(PortObject.class), isOptional);
    }

    /**
     * @param className a class of port objects
     * @return the class, if it is registered
     */
    public Optional<Class<? extends PortObject>> getObjectClass(final String className) {
        if (className.equals(PortObject.class.getName())) {
            return Optional.of(PortObject.class);
        } else if (className.equals(BufferedDataTable.class.getName())) {
            return Optional.of(BufferedDataTable.class);
        }
        return find("objectClass", className).map(r -> load(r, className).asSubclass(PortObject.class));
    }

    /**
     * @param className a class of specs
     * @return the class, if it is registered
     */
    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String className) {
        if (className.equals(DataTableSpec.class.getName())) {
            return Optional.of(DataTableSpec.class);
        }
        return find("specClass", className).map(r -> load(r, className).asSubclass(PortObjectSpec.class));
    }

    /**
     * @param objectClass a class of port objects
     * @return what writes and reads them, if it is registered
     */
    @SuppressWarnings("unchecked")
    public Optional<PortObjectSerializer<PortObject>> getObjectSerializer(final Class<? extends PortObject> objectClass) {
        return serializer(objectClass, "objectClass", "objectSerializer", PortObjectSerializer.class)
            .map(s -> (PortObjectSerializer<PortObject>)s);
    }

    /**
     * @param specClass a class of specs
     * @return what writes and reads them, if it is registered
     */
    @SuppressWarnings("unchecked")
    public Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(final Class<? extends PortObjectSpec> specClass) {
        return serializer(specClass, "specClass", "specSerializer", PortObjectSpecSerializer.class)
            .map(s -> (PortObjectSpecSerializer<PortObjectSpec>)s);
    }

    private Optional<Object> serializer(final Class<?> c, final String classAttribute, final String attribute, final Class<?> type) {
        final Object present = m_serializers.get(c.getName());
        if (present != null) {
            return Optional.of(present);
        }
        return find(classAttribute, c.getName()).map(r -> {
            final Object serializer = r.plugin.newInstance(r.get(attribute), type);
            if (serializer.getClass().getGenericSuperclass() instanceof ParameterizedType p
                && p.getActualTypeArguments()[0] instanceof Class<?> own && own != c) {
                throw new IllegalStateException("The plugin.xml of " + r.plugin + " registers the serializer " + r.get(attribute)
                    + " for " + c.getName() + ", but it is one for " + own.getName());
            }
            m_serializers.put(c.getName(), serializer);
            return serializer;
        });
    }

    private Optional<Registered> find(final String attribute, final String className) {
        return m_registered.values().stream().filter(r -> className.equals(r.get(attribute))).findFirst();
    }

    private static Class<?> load(final Registered r, final String className) {
        try {
            return r.plugin.loadClass(className);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The plugin.xml of " + r.plugin + " names " + className + ", which does not exist", e);
        }
    }
}
