package org.petctflow.learning.reference;

import java.util.Arrays;
import java.util.Collection;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** JSON as the reference files have it: null for NaN, texts for the infinities. */
final class Json {

    private Json() {
    }

    static JsonElement number(final double v) {
        if (Double.isNaN(v)) {
            return JsonNull.INSTANCE;
        } else if (Double.isInfinite(v)) {
            return new JsonPrimitive(v > 0 ? "Infinity" : "-Infinity");
        }
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? new JsonPrimitive((long)v) : new JsonPrimitive(v);
    }

    static JsonArray array(final double... values) {
        final JsonArray array = new JsonArray(values.length);
        Arrays.stream(values).forEach(v -> array.add(number(v)));
        return array;
    }

    static JsonArray array(final int... values) {
        return array(Arrays.stream(values).asDoubleStream().toArray());
    }

    static JsonArray array(final double[][] rows) {
        final JsonArray array = new JsonArray(rows.length);
        Arrays.stream(rows).forEach(r -> array.add(array(r)));
        return array;
    }

    static JsonArray texts(final Collection<String> values) {
        final JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    /** An object built in a chain. */
    static final class Builder {

        private final JsonObject m_object = new JsonObject();

        Builder put(final String key, final double value) {
            m_object.add(key, number(value));
            return this;
        }

        Builder put(final String key, final String value) {
            m_object.addProperty(key, value);
            return this;
        }

        Builder put(final String key, final JsonElement value) {
            m_object.add(key, value);
            return this;
        }

        Builder put(final String key, final double[] values) {
            return put(key, array(values));
        }

        JsonObject done() {
            return m_object;
        }
    }

    static Builder object() {
        return new Builder();
    }
}
