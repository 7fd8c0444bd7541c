package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** Reads nnU-Net's files; what is missing or of another type is an error that names the key. */
final class Json {

    private static final long MAX_BYTES = 64L << 20;

    private Json() {
    }

    static JsonObject read(final Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no " + file.getFileName() + " in " + file.getParent()
                + ": nnU-Net writes it into the folder of a trained model");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is too large for what it should be");
        }
        try {
            final JsonElement e = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8));
            if (!e.isJsonObject()) {
                throw new IOException(file + " holds no JSON object");
            }
            return e.getAsJsonObject();
        } catch (final JsonParseException | StackOverflowError | java.nio.charset.CharacterCodingException e) {
            throw new IOException(file + " is no JSON: " + e.getMessage(), e);
        }
    }

    private static JsonElement get(final JsonObject object, final String key) throws IOException {
        final JsonElement e = object.get(key);
        if (e == null || e.isJsonNull()) {
            throw new IOException("plans.json or dataset.json has no \"" + key + "\"");
        }
        return e;
    }

    static JsonObject object(final JsonObject object, final String key) throws IOException {
        final JsonElement e = get(object, key);
        if (!e.isJsonObject()) {
            throw new IOException("\"" + key + "\" in plans.json or dataset.json must be an object");
        }
        return e.getAsJsonObject();
    }

    static JsonArray array(final JsonObject object, final String key) throws IOException {
        final JsonElement e = get(object, key);
        if (!e.isJsonArray()) {
            throw new IOException("\"" + key + "\" in plans.json or dataset.json must be a list");
        }
        return e.getAsJsonArray();
    }

    static String text(final JsonObject object, final String key) throws IOException {
        return text(get(object, key), key);
    }

    private static String text(final JsonElement e, final String key) throws IOException {
        if (!e.isJsonPrimitive()) {
            throw new IOException("\"" + key + "\" in plans.json or dataset.json must be a text");
        }
        return e.getAsString();
    }

    static double number(final JsonObject object, final String key) throws IOException {
        return number(get(object, key), key);
    }

    static double number(final JsonElement e, final String key) throws IOException {
        try {
            final double value = e.getAsDouble();
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (final NumberFormatException | IllegalStateException | UnsupportedOperationException x) {
            throw new IOException("\"" + key + "\" in plans.json or dataset.json must be a number, but is " + e, x);
        }
        throw new IOException("\"" + key + "\" in plans.json or dataset.json must be a number, but is " + e);
    }

    static double[] numbers(final JsonObject object, final String key) throws IOException {
        final JsonArray array = array(object, key);
        final double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(array.get(i), key);
        }
        return values;
    }

    static int[] ints(final JsonObject object, final String key) throws IOException {
        final double[] values = numbers(object, key);
        final int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (int)values[i];
            if (result[i] != values[i]) {
                throw new IOException("\"" + key + "\" in plans.json or dataset.json must hold whole numbers, but has " + values[i]);
            }
        }
        return result;
    }

    static List<String> texts(final JsonObject object, final String key) throws IOException {
        final List<String> result = new ArrayList<>();
        for (final JsonElement e : array(object, key)) {
            result.add(text(e, key));
        }
        return result;
    }
}
