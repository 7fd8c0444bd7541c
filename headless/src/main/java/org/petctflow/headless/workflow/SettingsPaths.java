package org.petctflow.headless.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.core.node.config.base.ConfigEntries;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/**
 * Settings addressed by a path of keys with slashes, e.g. {@code binning/width}. A setting is a single value or an array of values
 * (a config with an {@code array-size}); everything else is a group of settings.
 */
public final class SettingsPaths {

    private static final String ARRAY_SIZE = "array-size";

    private SettingsPaths() {
    }

    /**
     * A setting.
     *
     * @param path the keys with slashes
     * @param type the type of the value or of the array's elements; null for an empty array, whose type nobody knows
     * @param isArray whether it is an array
     * @param values the value, or the elements, as text; null where there is none
     */
    public record Setting(String path, ConfigEntries type, boolean isArray, List<String> values) {

        /** @return the type for a person: string, int, double[], ... */
        public String typeName() {
            return (type == null ? "empty" : type.name().substring(1)) + (isArray ? "[]" : "");
        }

        /** @return the value as {@link SettingsPaths#parse} takes it */
        public String valueText() {
            if (!isArray) {
                return values.get(0) == null ? "null" : values.get(0);
            }
            final var array = new JsonArray();
            final boolean isText = type == null || type == ConfigEntries.xstring || type == ConfigEntries.xchar;
            for (String v : values) {
                if (v == null) {
                    array.add(JsonNull.INSTANCE);
                } else {
                    array.add(isText ? new JsonPrimitive(v) : JsonParser.parseString(v));
                }
            }
            return array.toString();
        }
    }

    /** Where a setting lies: the config it is in, and its key there. */
    record Place(NodeSettings parent, String key) {
    }

    /**
     * @param settings a tree
     * @return all its settings, in order
     */
    public static List<Setting> list(final NodeSettings settings) {
        final List<Setting> list = new ArrayList<>();
        list(settings, "", list);
        return list;
    }

    private static void list(final ConfigBase config, final String prefix, final List<Setting> list) {
        for (String key : config) {
            final AbstractConfigEntry entry = config.getEntry(key);
            if (entry instanceof ConfigBase c && !isArray(c)) {
                list(c, prefix + key + "/", list);
            } else {
                list.add(setting(prefix + key, entry));
            }
        }
    }

    private static boolean isArray(final ConfigBase config) {
        return config.getEntry(ARRAY_SIZE) != null && config.getEntry(ARRAY_SIZE).getType() == ConfigEntries.xint;
    }

    private static Setting setting(final String path, final AbstractConfigEntry entry) {
        if (entry instanceof ConfigBase array) {
            final int size = array.getInt(ARRAY_SIZE, 0);
            final List<AbstractConfigEntry> elements =
                IntStream.range(0, size).mapToObj(i -> array.getEntry(Integer.toString(i))).filter(e -> e != null).toList();
            return new Setting(path, elements.isEmpty() ? null : elements.get(0).getType(), true,
                elements.stream().map(AbstractConfigEntry::toStringValue).toList());
        }
        return new Setting(path, entry.getType(), false, Arrays.asList(entry.toStringValue()));
    }

    /** Finds the place of a path; keys may hold slashes themselves. */
    static Optional<Place> find(final NodeSettings settings, final String path) {
        for (String key : settings) {
            if (key.equals(path)) {
                return Optional.of(new Place(settings, key));
            }
            if (path.startsWith(key + "/") && settings.getEntry(key) instanceof NodeSettings child) {
                final Optional<Place> place = find(child, path.substring(key.length() + 1));
                if (place.isPresent()) {
                    return place;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Gives a setting a value written as text: as it is for a single value ({@code null} for none), as a JSON array for an array.
     *
     * @param settings a tree
     * @param path a path in it
     * @param text the value
     * @throws WorkflowException if there is no such setting, or the text is no value of its type
     */
    public static void parse(final NodeSettings settings, final String path, final String text) throws WorkflowException {
        final Place place = find(settings, path).orElseThrow(() -> unknown(settings, path));
        final AbstractConfigEntry entry = place.parent().getEntry(place.key());
        if (!(entry instanceof ConfigBase config)) {
            place.parent().addEntry(entry(place.key(), entry.getType(), "null".equals(text) ? null : text, path));
        } else if (isArray(config)) {
            final ConfigEntries type = setting(path, entry).type();
            final List<JsonElement> elements = jsonArray(path, text);
            final ConfigBase array = place.parent().addConfigBase(place.key());
            array.addInt(ARRAY_SIZE, elements.size());
            for (int i = 0; i < elements.size(); i++) {
                final JsonElement e = elements.get(i);
                array.addEntry(entry(Integer.toString(i), type == null ? typeOf(e) : type, e.isJsonNull() ? null : e.getAsString(), path));
            }
        } else {
            throw new WorkflowException("\"" + path + "\" is a group of settings; set one of "
                + String.join(", ", list((NodeSettings)config).stream().map(s -> path + "/" + s.path()).toList()) + ".");
        }
        final String isPresent = place.key() + "_is_present"; // an optional setting that is given a value is meant to have one
        if (place.parent().containsKey(isPresent)) {
            place.parent().addBoolean(isPresent, true);
        }
    }

    private static List<JsonElement> jsonArray(final String path, final String text) throws WorkflowException {
        try {
            final JsonArray array = JsonParser.parseString(text).getAsJsonArray();
            for (JsonElement e : array) {
                if (!e.isJsonNull() && !e.isJsonPrimitive()) {
                    throw new IllegalStateException();
                }
            }
            return array.asList();
        } catch (JsonParseException | IllegalStateException e) {
            throw new WorkflowException("The setting \"" + path + "\" is an array: write it as in [1, 2] or [\"a\", \"b\"], not as " + text
                + ".", e);
        }
    }

    private static ConfigEntries typeOf(final JsonElement e) {
        if (e.isJsonNull() || e.getAsJsonPrimitive().isString()) {
            return ConfigEntries.xstring;
        } else if (e.getAsJsonPrimitive().isBoolean()) {
            return ConfigEntries.xboolean;
        }
        return e.getAsString().matches("-?\\d+") ? ConfigEntries.xint : ConfigEntries.xdouble;
    }

    private static AbstractConfigEntry entry(final String key, final ConfigEntries type, final String text, final String path)
        throws WorkflowException {
        if (type == ConfigEntries.xboolean && !"true".equals(text) && !"false".equals(text)) {
            throw new WorkflowException("The setting \"" + path + "\" is true or false, not \"" + text + "\".");
        }
        if (text == null && type != ConfigEntries.xstring) {
            throw new WorkflowException("The setting \"" + path + "\" is a " + type.name().substring(1) + " and cannot be null.");
        }
        try {
            return type.createEntry(key, text);
        } catch (RuntimeException e) { // what a number's parser throws
            throw new WorkflowException("The setting \"" + path + "\" is a " + type.name().substring(1) + ", not \"" + text + "\".", e);
        }
    }

    /**
     * Gives a setting a value of Java: String, Integer, Long, Double, Boolean, an enum (its name), or several of these for an array.
     *
     * @param settings a tree
     * @param path a path in it; the last key may be new where its group exists or is named by a number (an element of an array of groups)
     * @param values the value; any number for an array
     * @throws WorkflowException if the group does not exist or the value does not fit the setting's type
     */
    public static void set(final NodeSettings settings, final String path, final Object... values) throws WorkflowException {
        final Optional<Place> place = find(settings, path);
        if (place.isEmpty()) {
            add(settings, path, values);
            return;
        }
        final Setting present = setting(path, place.get().parent().getEntry(place.get().key()));
        if (place.get().parent().getEntry(place.get().key()) instanceof ConfigBase c && !isArray(c)) {
            throw new WorkflowException("\"" + path + "\" is a group of settings; set those in it one by one.");
        }
        if (!present.isArray() && values.length != 1) {
            throw new WorkflowException("The setting \"" + path + "\" takes one value, not " + values.length + ".");
        }
        final NodeSettings parent = place.get().parent();
        final String key = place.get().key();
        final ConfigBase target = present.isArray() ? parent.addConfigBase(key) : parent;
        if (present.isArray()) {
            target.addInt(ARRAY_SIZE, values.length);
        }
        for (int i = 0; i < values.length; i++) {
            final ConfigEntries type = present.type() == null ? typeOf(values[i]) : present.type();
            target.addEntry(entry(present.isArray() ? Integer.toString(i) : key, type, text(values[i], type), path));
        }
    }

    private static void add(final NodeSettings settings, final String path, final Object... values) throws WorkflowException {
        final int slash = path.lastIndexOf('/');
        final String group = slash < 0 ? "" : path.substring(0, slash);
        final String key = path.substring(slash + 1);
        NodeSettings parent = settings;
        if (!group.isEmpty()) {
            final Optional<Place> place = find(settings, group);
            if (place.isPresent() && place.get().parent().getEntry(place.get().key()) instanceof NodeSettings c) {
                parent = c;
            } else if (group.matches(".*/\\d+") && find(settings, group.substring(0, group.lastIndexOf('/'))).isPresent()) {
                final Place array = find(settings, group.substring(0, group.lastIndexOf('/'))).get();
                parent = (NodeSettings)((NodeSettings)array.parent().getEntry(array.key()))
                    .addNodeSettings(group.substring(group.lastIndexOf('/') + 1));
            } else {
                throw unknown(settings, path);
            }
        }
        if (parent == settings || !group.matches(".*/\\d+") || values.length != 1) {
            throw unknown(settings, path);
        }
        parent.addEntry(entry(key, typeOf(values[0]), text(values[0], typeOf(values[0])), path));
    }

    private static ConfigEntries typeOf(final Object value) {
        if (value instanceof Integer) {
            return ConfigEntries.xint;
        } else if (value instanceof Long) {
            return ConfigEntries.xlong;
        } else if (value instanceof Double) {
            return ConfigEntries.xdouble;
        }
        return value instanceof Boolean ? ConfigEntries.xboolean : ConfigEntries.xstring;
    }

    private static String text(final Object value, final ConfigEntries type) {
        if (value instanceof Enum<?> e) {
            return e.name();
        }
        return value instanceof Integer i && (type == ConfigEntries.xdouble || type == ConfigEntries.xfloat)
            ? Double.toString(i) : value == null ? null : value.toString();
    }

    private static WorkflowException unknown(final NodeSettings settings, final String path) {
        final List<Setting> all = list(settings);
        return new WorkflowException("There is no setting \"" + path + "\"; " + (all.isEmpty() ? "this node has none."
            : "there are " + String.join(", ", all.stream().map(Setting::path).toList()) + "."));
    }
}
