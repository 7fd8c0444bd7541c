package org.petctflow.learning.data;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Writes records of options as JSON and reads them back. A record becomes an object with its {@code type} (the class's name
 * in kebab case) and its components; a component is a number, a truth value, a text, an enum (by name), another record of
 * the family, or a list or map of those. Only the records of the family are ever created, and by their canonical
 * constructors, so that what is read has passed the same checks as what is typed.
 */
public final class Options {

    private final Map<String, Class<? extends Record>> m_types = new LinkedHashMap<>();

    private final String m_family;

    /**
     * @param family what these records are, for messages, e.g. "learner"
     * @param types the records that may be written and read
     */
    public Options(final String family, final List<Class<? extends Record>> types) {
        m_family = family;
        types.forEach(t -> m_types.put(typeName(t), t));
    }

    /** @return the names of the types that can be read */
    public List<String> types() {
        return List.copyOf(m_types.keySet());
    }

    /**
     * @param type a record's class
     * @return its name in kebab case, e.g. {@code random-forest}
     */
    public static String typeName(final Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /**
     * @param options a record of the family
     * @return its JSON
     */
    public JsonObject write(final Record options) {
        final JsonObject json = new JsonObject();
        json.addProperty("type", typeName(options.getClass()));
        for (final RecordComponent c : options.getClass().getRecordComponents()) {
            try {
                json.add(c.getName(), toJson(c.getAccessor().invoke(options)));
            } catch (final IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Cannot read " + c.getName() + " of " + options.getClass(), e);
            }
        }
        return json;
    }

    private JsonElement toJson(final Object value) {
        if (value instanceof Record r) {
            return write(r);
        } else if (value instanceof List<?> list) {
            final JsonArray array = new JsonArray();
            list.forEach(v -> array.add(toJson(v)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            final JsonObject object = new JsonObject();
            map.forEach((k, v) -> object.add((String)k, toJson(v)));
            return object;
        } else if (value instanceof Double d && !Double.isFinite(d)) {
            return new JsonPrimitive(d.toString());
        } else if (value instanceof Number n) {
            return new JsonPrimitive(n);
        } else if (value instanceof Boolean b) {
            return new JsonPrimitive(b);
        } else if (value instanceof Enum<?> e) {
            return new JsonPrimitive(e.name());
        }
        return new JsonPrimitive((String)value);
    }

    /**
     * @param json what {@link #write} made
     * @return the record
     * @throws IllegalArgumentException if the type is unknown, a component is missing or a value is refused
     */
    public Record read(final JsonObject json) {
        final String name = json.has("type") ? json.get("type").getAsString() : "";
        final Class<? extends Record> type = m_types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("There is no " + m_family + " \"" + name + "\"; there are "
                + String.join(", ", m_types.keySet()));
        }
        final RecordComponent[] components = type.getRecordComponents();
        final Object[] values = new Object[components.length];
        for (int c = 0; c < values.length; c++) {
            final String key = components[c].getName();
            if (!json.has(key)) {
                throw new IllegalArgumentException("The " + m_family + " \"" + name + "\" lacks its option \"" + key + "\"");
            }
            try {
                values[c] = fromJson(json.get(key), components[c].getGenericType());
            } catch (final ClassCastException | IllegalStateException | UnsupportedOperationException | NumberFormatException
                | ArithmeticException e) {
                throw new IllegalArgumentException("The option \"" + key + "\" of the " + m_family + " \"" + name + "\" cannot be "
                    + json.get(key), e);
            }
        }
        try {
            final Constructor<? extends Record> constructor =
                type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (final InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot create " + type, e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object fromJson(final JsonElement json, final Type type) {
        if (type instanceof ParameterizedType p) {
            if (p.getRawType() == List.class) {
                final List<Object> list = new ArrayList<>();
                json.getAsJsonArray().forEach(e -> list.add(fromJson(e, p.getActualTypeArguments()[0])));
                return list;
            }
            final Map<String, Object> map = new LinkedHashMap<>();
            json.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), fromJson(e.getValue(), p.getActualTypeArguments()[1])));
            return map;
        }
        final Class<?> c = (Class<?>)type;
        if (c == int.class) {
            return json.getAsBigDecimal().intValueExact();
        } else if (c == long.class) {
            return json.getAsBigDecimal().longValueExact();
        } else if (c == double.class) {
            return json.getAsDouble();
        } else if (c == boolean.class) {
            if (!json.getAsJsonPrimitive().isBoolean() && !List.of("true", "false").contains(json.getAsString())) {
                throw new IllegalStateException("not a truth value");
            }
            return json.getAsBoolean();
        } else if (c == String.class) {
            return json.getAsString();
        } else if (c.isEnum()) {
            try {
                return Enum.valueOf((Class)c, json.getAsString());
            } catch (final IllegalArgumentException e) {
                throw new IllegalStateException("not one of " + Arrays.toString(c.getEnumConstants()), e);
            }
        }
        return read(json.getAsJsonObject());
    }

    /**
     * @param options a record of the family
     * @param changes new values of some of its components, as text; a component of a record in a component is named with a dot,
     *            as {@code learner.c}
     * @param <T> the record's type
     * @return a record with those values
     * @throws IllegalArgumentException if there is no such component or a value is refused
     */
    @SuppressWarnings("unchecked")
    public <T> T with(final T options, final Map<String, String> changes) {
        final JsonObject json = write((Record)options);
        changes.forEach((key, value) -> set(json, key, value));
        return (T)read(json);
    }

    private void set(final JsonObject json, final String key, final String value) {
        final int dot = key.indexOf('.');
        final String first = dot < 0 ? key : key.substring(0, dot);
        if (first.equals("type") || !json.has(first) || (dot >= 0 && !json.get(first).isJsonObject())) {
            throw new IllegalArgumentException("The " + m_family + " \"" + json.get("type").getAsString() + "\" has no option \""
                + key + "\"; it has " + FeatureMatrix.brief(json.keySet().stream().filter(k -> !k.equals("type")).toList()));
        }
        if (dot < 0) {
            json.addProperty(key, value);
        } else {
            set(json.getAsJsonObject(first), key.substring(dot + 1), value);
        }
    }
}
