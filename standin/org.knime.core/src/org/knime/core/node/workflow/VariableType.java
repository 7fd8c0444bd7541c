package org.knime.core.node.workflow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.config.base.ConfigEntries;

/**
 * The type of a flow variable. The stand-in knows single values, no arrays and no credentials.
 *
 * @param <T> the Java type of its values
 */
public abstract class VariableType<T> {

    private static final String CFG_CLASS = "class";

    private static final String CFG_VALUE = "value";

    private final String m_identifier;

    private final T m_default;

    VariableType(final String identifier, final T def) {
        m_identifier = identifier;
        m_default = def;
    }

    /** @return the name of the type in workflows */
    public String getIdentifier() {
        return m_identifier;
    }

    /** @return the Java type of the values */
    public abstract Class<T> getSimpleType();

    /** @return the types as which a variable of this type can be read, with this one */
    public Set<VariableType<?>> getConvertibleTypes() {
        return Set.of(this);
    }

    /**
     * @param type another type
     * @return whether a variable of this type can be read as one of that type
     */
    public final boolean isConvertible(final VariableType<?> type) {
        return getConvertibleTypes().contains(type);
    }

    @Override
    public String toString() {
        return getIdentifier();
    }

    T getDefault() {
        return m_default;
    }

    static List<VariableType<?>> all() {
        return List.of(StringType.INSTANCE, DoubleType.INSTANCE, IntType.INSTANCE, LongType.INSTANCE, BooleanType.INSTANCE);
    }

    abstract T load(NodeSettingsRO settings, String key) throws InvalidSettingsException;

    abstract void save(NodeSettingsWO settings, String key, T value);

    final void saveWithType(final NodeSettingsWO settings, final T value) {
        settings.addString(CFG_CLASS, m_identifier);
        save(settings, CFG_VALUE, value);
    }

    static <T> FlowVariable load(final String name, final NodeSettingsRO settings, final VariableType<T> type)
        throws InvalidSettingsException {
        return new FlowVariable(name, type, type.load(settings, CFG_VALUE), FlowVariable.Scope.Flow);
    }

    static VariableType<?> loadType(final NodeSettingsRO settings) throws InvalidSettingsException {
        final String identifier = settings.getString(CFG_CLASS);
        return all().stream().filter(t -> t.getIdentifier().equals(identifier)).findFirst().orElseThrow(
            () -> new InvalidSettingsException("No flow variable type for identifier/class '" + identifier + "'"));
    }

    <U> U convert(final T value, final VariableType<U> target) {
        final Object converted;
        if (target == StringType.INSTANCE) {
            converted = value.toString();
        } else if (target == DoubleType.INSTANCE) {
            converted = ((Number)value).doubleValue();
        } else if (target == LongType.INSTANCE) {
            converted = ((Number)value).longValue();
        } else if (target == BooleanType.INSTANCE) {
            converted = toBoolean(value.toString());
        } else {
            converted = value;
        }
        return target.getSimpleType().cast(converted);
    }

    private static boolean toBoolean(final String value) {
        final String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new IllegalArgumentException("Can't convert the value '" + value + "' to boolean.");
        }
        return Boolean.parseBoolean(lower);
    }

    /** The settings a variable of this type may take the place of, single values and arrays of them. */
    abstract Set<ConfigEntries> overwritable();

    /** The settings a variable of this type can be made from. */
    abstract Set<ConfigEntries> creatable();

    /** The type of a single value or of an array's elements; null if it is neither. */
    private static ConfigEntries elementType(final AbstractConfigEntry entry) {
        if (!(entry instanceof ConfigBase array)) {
            return entry.getType();
        }
        final int size = array.getInt("array-size", -1);
        if (size < 0 || array.keySet().size() != size + 1) {
            return null;
        }
        return size == 0 ? ConfigEntries.xstring : array.getEntry("0").getType();
    }

    /** Puts a value in the place of a setting. */
    static void overwrite(final Config config, final String key, final FlowVariable variable) throws InvalidSettingsException {
        final AbstractConfigEntry entry = config.getEntry(key);
        final ConfigEntries type = elementType(entry);
        if (type == null || !variable.getVariableType().overwritable().contains(type)) {
            throw new InvalidSettingsException("Can't evaluate variable \"" + variable.getName() + "\" as " + entry.getType()
                + " expression, it is a " + variable.getVariableType() + " (\"" + variable + "\"");
        }
        final ConfigBase target = entry instanceof ConfigBase ? config.addConfigBase(key) : config;
        final String targetKey = entry instanceof ConfigBase ? "0" : key;
        if (target != config) {
            target.addInt("array-size", 1);
        }
        final Object value = variable.value();
        switch (type) {
            case xstring -> target.addString(targetKey, String.valueOf(value));
            case xtransientstring -> target.addTransientString(targetKey, String.valueOf(value));
            case xboolean -> target.addBoolean(targetKey, asBoolean(value, variable, key));
            case xint -> target.addInt(targetKey, ((Number)value).intValue());
            case xlong -> target.addLong(targetKey, ((Number)value).longValue());
            case xdouble -> target.addDouble(targetKey, ((Number)value).doubleValue());
            case xfloat -> target.addFloat(targetKey, ((Number)value).floatValue());
            case xbyte -> target.addByte(targetKey, (byte)inRange(value, Byte.MIN_VALUE, Byte.MAX_VALUE, variable, key));
            case xshort -> target.addShort(targetKey, (short)inRange(value, Short.MIN_VALUE, Short.MAX_VALUE, variable, key));
            case xchar -> target.addChar(targetKey, asChar(value, variable, key));
            default -> throw new IllegalStateException("Not overwritable: " + type);
        }
    }

    private static boolean asBoolean(final Object value, final FlowVariable variable, final String key)
        throws InvalidSettingsException {
        try {
            return toBoolean(value.toString());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException("Unable to parse \"" + value + "\" (variable \"" + variable.getName()
                + "\") as boolean expression (settings parameter \"" + key + "\")", e);
        }
    }

    private static char asChar(final Object value, final FlowVariable variable, final String key) throws InvalidSettingsException {
        if (value.toString().length() != 1) {
            throw new InvalidSettingsException("Unable to parse \"" + value + "\" (variable \"" + variable.getName()
                + "\") as char (settings parameter \"" + key + "\")");
        }
        return value.toString().charAt(0);
    }

    private static int inRange(final Object value, final int min, final int max, final FlowVariable variable, final String key)
        throws InvalidSettingsException {
        final int i = ((Number)value).intValue();
        if (i < min || i > max) {
            throw new InvalidSettingsException("Value " + i + " of the variable \"" + variable.getName()
                + "\" is out of the range of the settings parameter \"" + key + "\" (" + min + " to " + max + ")");
        }
        return i;
    }

    /** Makes a variable of a setting, if there is a type for it. */
    static Optional<FlowVariable> create(final String name, final Config config, final String key) throws InvalidSettingsException {
        final AbstractConfigEntry entry = config.getEntry(key);
        for (VariableType<?> t : all()) {
            if (t.creatable().contains(entry.getType())) {
                return Optional.of(t.createFrom(name, entry));
            }
        }
        return Optional.empty();
    }

    private FlowVariable createFrom(final String name, final AbstractConfigEntry entry) {
        return new FlowVariable(name, this, parse(entry.toStringValue()), FlowVariable.Scope.Flow);
    }

    abstract T parse(String text);

    /**
     * A type of this class's own making.
     *
     * @param <T> the Java type of its values
     */
    protected abstract static class DefaultVariableType<T> extends VariableType<T> {

        private final Set<ConfigEntries> m_overwritable;

        private final Set<ConfigEntries> m_creatable;

        DefaultVariableType(final String identifier, final T def, final Set<ConfigEntries> overwritable,
            final Set<ConfigEntries> creatable) {
            super(identifier, def);
            m_overwritable = overwritable;
            m_creatable = creatable;
        }

        @Override
        final Set<ConfigEntries> overwritable() {
            return m_overwritable;
        }

        @Override
        final Set<ConfigEntries> creatable() {
            return m_creatable;
        }
    }

    /** A boolean. */
    public static final class BooleanType extends DefaultVariableType<Boolean> {

        /** The only instance. */
        public static final BooleanType INSTANCE = new BooleanType();

        private BooleanType() {
            super("BOOLEAN", false, Set.of(ConfigEntries.xboolean, ConfigEntries.xstring, ConfigEntries.xtransientstring),
                Set.of(ConfigEntries.xboolean));
        }

        @Override
        public Class<Boolean> getSimpleType() {
            return Boolean.class;
        }

        @Override
        public Set<VariableType<?>> getConvertibleTypes() {
            return new LinkedHashSet<>(List.of(INSTANCE, StringType.INSTANCE));
        }

        @Override
        Boolean load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
            return settings.getBoolean(key);
        }

        @Override
        void save(final NodeSettingsWO settings, final String key, final Boolean value) {
            settings.addBoolean(key, value);
        }

        @Override
        Boolean parse(final String text) {
            return Boolean.parseBoolean(text);
        }
    }

    /** A double. */
    public static final class DoubleType extends DefaultVariableType<Double> {

        /** The only instance. */
        public static final DoubleType INSTANCE = new DoubleType();

        private DoubleType() {
            super("DOUBLE", 0.0, Set.of(ConfigEntries.xfloat, ConfigEntries.xdouble, ConfigEntries.xstring,
                ConfigEntries.xtransientstring),
                Set.of(ConfigEntries.xfloat, ConfigEntries.xdouble));
        }

        @Override
        public Class<Double> getSimpleType() {
            return Double.class;
        }

        @Override
        public Set<VariableType<?>> getConvertibleTypes() {
            return new LinkedHashSet<>(List.of(INSTANCE, StringType.INSTANCE));
        }

        @Override
        Double load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
            return settings.getDouble(key);
        }

        @Override
        void save(final NodeSettingsWO settings, final String key, final Double value) {
            settings.addDouble(key, value);
        }

        @Override
        Double parse(final String text) {
            return Double.parseDouble(text);
        }
    }

    /** An int. */
    public static final class IntType extends DefaultVariableType<Integer> {

        /** The only instance. */
        public static final IntType INSTANCE = new IntType();

        private IntType() {
            super("INTEGER", 0, Set.of(ConfigEntries.xbyte, ConfigEntries.xshort, ConfigEntries.xint, ConfigEntries.xlong, ConfigEntries.xfloat,
                ConfigEntries.xdouble, ConfigEntries.xchar, ConfigEntries.xstring, ConfigEntries.xtransientstring),
                Set.of(ConfigEntries.xbyte, ConfigEntries.xshort, ConfigEntries.xint));
        }

        @Override
        public Class<Integer> getSimpleType() {
            return Integer.class;
        }

        @Override
        public Set<VariableType<?>> getConvertibleTypes() {
            return new LinkedHashSet<>(List.of(INSTANCE, DoubleType.INSTANCE, LongType.INSTANCE, StringType.INSTANCE));
        }

        @Override
        Integer load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
            return settings.getInt(key);
        }

        @Override
        void save(final NodeSettingsWO settings, final String key, final Integer value) {
            settings.addInt(key, value);
        }

        @Override
        Integer parse(final String text) {
            return Integer.parseInt(text);
        }
    }

    /** A long. */
    public static final class LongType extends DefaultVariableType<Long> {

        /** The only instance. */
        public static final LongType INSTANCE = new LongType();

        private LongType() {
            super("LONG", 0L, Set.of(ConfigEntries.xlong, ConfigEntries.xfloat, ConfigEntries.xdouble, ConfigEntries.xstring,
                ConfigEntries.xtransientstring),
                Set.of(ConfigEntries.xlong));
        }

        @Override
        public Class<Long> getSimpleType() {
            return Long.class;
        }

        @Override
        public Set<VariableType<?>> getConvertibleTypes() {
            return new LinkedHashSet<>(List.of(INSTANCE, DoubleType.INSTANCE, StringType.INSTANCE));
        }

        @Override
        Long load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
            return settings.getLong(key);
        }

        @Override
        void save(final NodeSettingsWO settings, final String key, final Long value) {
            settings.addLong(key, value);
        }

        @Override
        Long parse(final String text) {
            return Long.parseLong(text);
        }
    }

    /** A String. */
    public static final class StringType extends DefaultVariableType<String> {

        /** The only instance. */
        public static final StringType INSTANCE = new StringType();

        private StringType() {
            super("STRING", "", Set.of(ConfigEntries.xboolean, ConfigEntries.xchar, ConfigEntries.xstring, ConfigEntries.xtransientstring),
                Set.of(ConfigEntries.xchar, ConfigEntries.xstring));
        }

        @Override
        public Class<String> getSimpleType() {
            return String.class;
        }

        @Override
        public Set<VariableType<?>> getConvertibleTypes() {
            return new LinkedHashSet<>(List.of(INSTANCE, BooleanType.INSTANCE));
        }

        @Override
        String load(final NodeSettingsRO settings, final String key) throws InvalidSettingsException {
            return settings.getString(key);
        }

        @Override
        void save(final NodeSettingsWO settings, final String key, final String value) {
            settings.addString(key, value);
        }

        @Override
        String parse(final String text) {
            return text;
        }
    }
}
