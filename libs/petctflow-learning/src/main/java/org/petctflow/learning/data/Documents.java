package org.petctflow.learning.data;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;

/**
 * The JSON in which this library keeps what it has learned: an object whose first two members are {@code format} and
 * {@code version}. Numbers are written so that reading gives the same bits; NaN and the infinities are texts. Everything that
 * is read is checked; a damaged or foreign document gives an IllegalArgumentException that says what is wrong.
 */
public final class Documents {

    private Documents() {
    }

    /**
     * @param format what the document holds
     * @param version the version of the format
     * @return an empty document
     */
    public static JsonObject create(final String format, final int version) {
        final JsonObject json = new JsonObject();
        json.addProperty("format", format);
        json.addProperty("version", version);
        return json;
    }

    /**
     * @param text a document
     * @param format what it must hold
     * @param newest the newest version that can be read
     * @return the document
     * @throws IllegalArgumentException if it is no such document, or a newer one
     */
    public static JsonObject parse(final String text, final String format, final int newest) {
        return parse(new StringReader(text), format, newest);
    }

    /**
     * @param text a document
     * @param format what it must hold
     * @param newest the newest version that can be read
     * @return the document
     * @throws IllegalArgumentException if it is no such document, or a newer one
     */
    public static JsonObject parse(final Reader text, final String format, final int newest) {
        final JsonElement element;
        try (JsonReader reader = new JsonReader(text)) {
            element = JsonParser.parseReader(reader);
        } catch (final JsonParseException | IOException | StackOverflowError e) {
            throw new IllegalArgumentException("This is no " + format + ": it is not valid JSON (" + e.getMessage() + ")", e);
        }
        if (!element.isJsonObject() || !element.getAsJsonObject().has("format")
            || !format.equals(string(element.getAsJsonObject(), "format"))) {
            throw new IllegalArgumentException("This is no " + format + ": its \"format\" says something else");
        }
        final JsonObject json = element.getAsJsonObject();
        final int version = integer(json, "version", 1, Integer.MAX_VALUE);
        if (version > newest) {
            throw new IllegalArgumentException("This " + format + " has version " + version + ", but this release reads up to "
                + newest + ": update PETCT Flow");
        }
        return json;
    }

    /**
     * @param values numbers
     * @return their array
     */
    public static JsonArray array(final double[] values) {
        final JsonArray array = new JsonArray(values.length);
        for (final double v : values) {
            if (Double.isFinite(v)) {
                array.add(v);
            } else {
                array.add(Double.toString(v));
            }
        }
        return array;
    }

    /**
     * @param values numbers
     * @return their array
     */
    public static JsonArray array(final int[] values) {
        final JsonArray array = new JsonArray(values.length);
        for (final int v : values) {
            array.add(v);
        }
        return array;
    }

    /**
     * @param values texts
     * @return their array
     */
    public static JsonArray array(final List<String> values) {
        final JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    /**
     * @param json an object
     * @param key a member
     * @return that member
     */
    public static JsonElement member(final JsonObject json, final String key) {
        if (!json.has(key)) {
            throw new IllegalArgumentException("The document lacks \"" + key + "\"");
        }
        return json.get(key);
    }

    /**
     * @param json an object
     * @param key a member that is an object
     * @return that object
     */
    public static JsonObject object(final JsonObject json, final String key) {
        final JsonElement e = member(json, key);
        if (!e.isJsonObject()) {
            throw new IllegalArgumentException("\"" + key + "\" must be an object");
        }
        return e.getAsJsonObject();
    }

    /**
     * @param json an object
     * @param key a member that is a list
     * @return that list
     */
    public static JsonArray list(final JsonObject json, final String key) {
        final JsonElement e = member(json, key);
        if (!e.isJsonArray()) {
            throw new IllegalArgumentException("\"" + key + "\" must be a list");
        }
        return e.getAsJsonArray();
    }

    /**
     * @param json an object
     * @param key a member that is a text
     * @return that text
     */
    public static String string(final JsonObject json, final String key) {
        return string(member(json, key), key);
    }

    private static String string(final JsonElement e, final String key) {
        if (!e.isJsonPrimitive() || !e.getAsJsonPrimitive().isString()) {
            throw new IllegalArgumentException("\"" + key + "\" must be a text");
        }
        return e.getAsString();
    }

    /**
     * @param json an object
     * @param key a member that is a number, or a text for NaN and the infinities
     * @return that number
     */
    public static double number(final JsonObject json, final String key) {
        return number(member(json, key), key);
    }

    private static double number(final JsonElement e, final String key) {
        try {
            return e.getAsDouble();
        } catch (final RuntimeException x) {
            throw new IllegalArgumentException("\"" + key + "\" must hold numbers", x);
        }
    }

    /**
     * @param json an object
     * @param key a member that is a whole number
     * @param from the least value allowed
     * @param to the greatest value allowed
     * @return that number
     */
    public static int integer(final JsonObject json, final String key, final int from, final int to) {
        return integer(member(json, key), key, from, to);
    }

    private static int integer(final JsonElement e, final String key, final int from, final int to) {
        final int v;
        try {
            v = e.getAsBigDecimal().intValueExact();
        } catch (final RuntimeException x) {
            throw new IllegalArgumentException("\"" + key + "\" must hold whole numbers", x);
        }
        if (v < from || v > to) {
            throw new IllegalArgumentException("\"" + key + "\" must lie within " + from + " and " + to + ", but was " + v);
        }
        return v;
    }

    /**
     * @param json an object
     * @param key a member that is a list of numbers
     * @param length how many there must be, or -1
     * @return the numbers
     */
    public static double[] numbers(final JsonObject json, final String key, final int length) {
        final JsonArray list = list(json, key);
        checkLength(list, key, length);
        final double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(list.get(i), key);
        }
        return values;
    }

    /**
     * @param json an object
     * @param key a member that is a list of whole numbers
     * @param length how many there must be, or -1
     * @param from the least value allowed
     * @param to the greatest value allowed
     * @return the numbers
     */
    public static int[] integers(final JsonObject json, final String key, final int length, final int from, final int to) {
        final JsonArray list = list(json, key);
        checkLength(list, key, length);
        final int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(list.get(i), key, from, to);
        }
        return values;
    }

    /**
     * @param json an object
     * @param key a member that is a list of texts
     * @return the texts
     */
    public static List<String> strings(final JsonObject json, final String key) {
        final List<String> values = new ArrayList<>();
        list(json, key).forEach(e -> values.add(string(e, key)));
        return values;
    }

    private static void checkLength(final JsonArray list, final String key, final int length) {
        if (length >= 0 && list.size() != length) {
            throw new IllegalArgumentException("\"" + key + "\" must have " + length + " values, but has " + list.size());
        }
    }
}
