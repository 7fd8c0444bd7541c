package org.knime.core.node.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The type of a port: the class of its objects. Types of the same class are equal, whether optional or not. */
public final class PortType {

    /** The colour of ports if nobody says otherwise. */
    public static final int DEFAULT_COLOR = 0xff9b9b9b;

    private static final String OBJECT_CLASS = "object_class";

    private final Class<? extends PortObject> m_objectClass;

    private final Class<? extends PortObjectSpec> m_specClass;

    private final boolean m_optional;

    private final String m_name;

    private final int m_color;

    private final boolean m_hidden;

    PortType(final Class<? extends PortObject> objectClass, final boolean optional, final String name, final int color,
        final boolean hidden) {
        m_objectClass = objectClass;
        m_specClass = getPortObjectSpecClass(objectClass);
        m_optional = optional;
        m_name = name;
        m_color = color;
        m_hidden = hidden;
    }

    /** @return the name for a user */
    public String getName() {
        return m_name;
    }

    /** @return the colour, red, green and blue from the third highest byte */
    public int getColor() {
        return m_color;
    }

    /** @return the class of the specs, which is what the objects' getSpec() gives */
    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return m_specClass;
    }

    /** @return the class of the objects */
    public Class<? extends PortObject> getPortObjectClass() {
        return m_objectClass;
    }

    /** @return whether the port need not be connected */
    public boolean isOptional() {
        return m_optional;
    }

    /** @return whether users do not see the type in lists */
    public boolean isHidden() {
        return m_hidden;
    }

    /**
     * @param subType another type
     * @return whether its objects are accepted
     */
    public boolean isSuperTypeOf(final PortType subType) {
        return m_objectClass.isAssignableFrom(subType.m_objectClass);
    }

    @Override
    public String toString() {
        return "PortType(" + m_specClass.getSimpleName() + "," + m_objectClass.getSimpleName() + ")";
    }

    @Override
    public int hashCode() {
        return m_objectClass.hashCode();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof PortType t && m_objectClass == t.m_objectClass;
    }

    /**
     * @param spec a spec or null
     * @return whether it is accepted
     */
    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return spec == null || m_specClass.isInstance(spec);
    }

    /**
     * @param portObjectClass a class or null
     * @return whether its objects are accepted
     */
    public boolean acceptsPortObjectClass(final Class<? extends PortObject> portObjectClass) {
        return portObjectClass == null || m_objectClass.isAssignableFrom(portObjectClass);
    }

    /**
     * @param obj an object or null
     * @return whether it is accepted
     */
    public boolean acceptsPortObject(final PortObject obj) {
        return obj == null || m_objectClass.isInstance(obj);
    }

    /** @param settings take the type */
    public void save(final NodeSettingsWO settings) {
        save((ConfigWO)settings);
    }

    /** @param settings take the type */
    public void save(final ConfigWO settings) {
        settings.addString(OBJECT_CLASS, m_objectClass.getName());
    }

    /**
     * @param settings what {@link #save} wrote
     * @return the type
     * @throws InvalidSettingsException if it is not registered
     */
    public static PortType load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return load((ConfigRO)settings);
    }

    /**
     * @param settings what {@link #save} wrote
     * @return the type
     * @throws InvalidSettingsException if it is not registered
     */
    public static PortType load(final ConfigRO settings) throws InvalidSettingsException {
        final String name = settings.getString(OBJECT_CLASS);
        if (name == null) {
            throw new InvalidSettingsException("No port object class found to create PortType object");
        }
        final PortTypeRegistry registry = PortTypeRegistry.getInstance();
        return registry.getPortType(registry.getObjectClass(name).orElseThrow(
            () -> new InvalidSettingsException("Unable to restore port type, can't load class \"" + name + "\"")));
    }

    /**
     * @param objectClass a class of port objects
     * @return what their getSpec() gives
     */
    public static Class<? extends PortObjectSpec> getPortObjectSpecClass(final Class<? extends PortObject> objectClass) {
        try {
            return objectClass.getMethod("getSpec").getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
