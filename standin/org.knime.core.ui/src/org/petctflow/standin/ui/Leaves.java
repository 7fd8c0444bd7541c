package org.petctflow.standin.ui;

import java.awt.Color;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.knime.core.data.DataType;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** How fields that are no groups are saved: numbers, texts, dates, enums, arrays of these. */
final class Leaves {

    private static final Map<Class<?>, Leaf<?>> LEAVES = new HashMap<>();

    private Leaves() {
    }

    /** Saves a value under a key. */
    interface Saver<T> {
        void save(NodeSettingsWO settings, String key, T value);
    }

    /** Loads the value under a key. */
    interface Loader<T> {
        T load(NodeSettingsRO settings, String key) throws InvalidSettingsException;
    }

    /** Makes a value of a text. */
    interface Parser<T> {
        T parse(String text) throws InvalidSettingsException;
    }

    /**
     * A kind of field.
     *
     * @param saver saves a value
     * @param loader loads it
     * @param empty what is saved where an optional field is empty
     */
    record Leaf<T>(Saver<T> saver, Loader<T> loader, T empty) {
    }

    static {
        put(Void.class, (s, k, v) -> {
        }, (s, k) -> null, null);
        put(Integer.class, (s, k, v) -> s.addInt(k, v), (s, k) -> s.getInt(k), 0);
        put(Long.class, (s, k, v) -> s.addLong(k, v), (s, k) -> s.getLong(k), 0L);
        put(Double.class, (s, k, v) -> s.addDouble(k, v), (s, k) -> s.getDouble(k), 0.0);
        put(Float.class, (s, k, v) -> s.addFloat(k, v), (s, k) -> s.getFloat(k), 0f);
        put(Byte.class, (s, k, v) -> s.addByte(k, v), (s, k) -> s.getByte(k), (byte)0);
        put(Character.class, (s, k, v) -> s.addChar(k, v), (s, k) -> s.getChar(k), ' ');
        put(Boolean.class, (s, k, v) -> s.addBoolean(k, v), (s, k) -> s.getBoolean(k), false);
        put(String.class, (s, k, v) -> s.addString(k, v), (s, k) -> s.getString(k), null);
        put(int[].class, (s, k, v) -> s.addIntArray(k, v), (s, k) -> s.getIntArray(k), new int[0]);
        put(long[].class, (s, k, v) -> s.addLongArray(k, v), (s, k) -> s.getLongArray(k), new long[0]);
        put(double[].class, (s, k, v) -> s.addDoubleArray(k, v), (s, k) -> s.getDoubleArray(k), new double[0]);
        put(float[].class, (s, k, v) -> s.addFloatArray(k, v), (s, k) -> s.getFloatArray(k), new float[0]);
        put(byte[].class, (s, k, v) -> s.addByteArray(k, v), (s, k) -> s.getByteArray(k), new byte[0]);
        put(char[].class, (s, k, v) -> s.addCharArray(k, v), (s, k) -> s.getCharArray(k), new char[0]);
        put(boolean[].class, (s, k, v) -> s.addBooleanArray(k, v), (s, k) -> s.getBooleanArray(k), new boolean[0]);
        put(String[].class, (s, k, v) -> s.addStringArray(k, v), (s, k) -> s.getStringArray(k), new String[0]);
        put(DataType.class, (s, k, v) -> s.addDataType(k, v), (s, k) -> s.getDataType(k), StringCell.TYPE);
        text(LocalDate.class, DateTimeFormatter.ISO_LOCAL_DATE::format, s -> first(s, "date", t -> ZonedDateTime.parse(t).toLocalDate(),
            t -> LocalDateTime.parse(t).toLocalDate(), LocalDate::parse));
        text(LocalTime.class, DateTimeFormatter.ISO_LOCAL_TIME::format, s -> first(s, "time", t -> ZonedDateTime.parse(t).toLocalTime(),
            t -> LocalDateTime.parse(t).toLocalTime(), LocalTime::parse));
        text(LocalDateTime.class, DateTimeFormatter.ISO_LOCAL_DATE_TIME::format,
            s -> first(s, "date time", t -> ZonedDateTime.parse(t).toLocalDateTime(), LocalDateTime::parse));
        text(ZonedDateTime.class, DateTimeFormatter.ISO_ZONED_DATE_TIME::format, s -> first(s, "zoned date time", ZonedDateTime::parse));
        text(ZoneId.class, ZoneId::getId, Leaves::zone);
        text(Color.class, c -> String.format("#%02X%02X%02X", c.getRed(), c.getGreen(), c.getBlue()), Leaves::color);
    }

    private static <T> void put(final Class<T> type, final Saver<T> saver, final Loader<T> loader, final T empty) {
        LEAVES.put(type, new Leaf<>(saver, loader, empty));
    }

    private static <T> void text(final Class<T> type, final Function<T, String> write, final Parser<T> read) {
        put(type, (s, k, v) -> s.addString(k, v == null ? null : write.apply(v)), (s, k) -> {
            final String text = s.getString(k);
            return text == null ? null : read.parse(text);
        }, null);
    }

    @SafeVarargs
    private static <T> T first(final String text, final String what, final Function<String, T>... parsers)
        throws InvalidSettingsException {
        for (Function<String, T> p : parsers) {
            try {
                return p.apply(text);
            } catch (DateTimeParseException e) { // NOSONAR the next one may know it
                continue;
            }
        }
        throw new InvalidSettingsException("String '" + text + "' could not be parsed as a " + what + ".");
    }

    private static ZoneId zone(final String text) throws InvalidSettingsException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) { // NOSONAR a date with a zone is allowed
            return first(text, "time zone", t -> ZonedDateTime.parse(t).getZone());
        }
    }

    private static Color color(final String text) throws InvalidSettingsException {
        if (!text.matches("#?[0-9a-fA-F]{6}")) {
            throw new InvalidSettingsException("Failed to parse '" + text + "' as 6-digit hex color.");
        }
        return new Color(Integer.parseInt(text.replace("#", ""), 16));
    }

    /**
     * @param type the type of a field
     * @param mayBeNull whether an enum may be null
     * @return how it is saved
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Leaf<Object> of(final Class<?> type, final boolean mayBeNull) {
        final Class<?> boxed = java.lang.invoke.MethodType.methodType(type).wrap().returnType();
        if (LEAVES.containsKey(boxed)) {
            return (Leaf<Object>)LEAVES.get(boxed);
        } else if (type.isEnum()) {
            return new Leaf<>((s, k, v) -> s.addString(k, v == null ? null : ((Enum<?>)v).name()),
                (s, k) -> constant((Class)type, s.getString(k), mayBeNull), null);
        }
        throw new IllegalArgumentException("No default persistor available for type '" + type + "'.");
    }

    private static <E extends Enum<E>> E constant(final Class<E> type, final String name, final boolean mayBeNull)
        throws InvalidSettingsException {
        if (name == null && mayBeNull) {
            return null;
        }
        final String problem = "Invalid value '" + name + "'. Possible values: "
            + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        if (name == null) {
            throw new InvalidSettingsException(problem);
        }
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(problem, e);
        }
    }

}
