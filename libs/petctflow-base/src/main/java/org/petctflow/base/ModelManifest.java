package org.petctflow.base;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * What is to be known of a model without loading it: what it is, what it wants to be applied to, what it gives, and where
 * it comes from. As JSON it begins with {@code format} and {@code formatVersion}.
 *
 * @param kind what the model is: one of the constants here, or another
 * @param summary one or more lines for a person; no path, no patient
 * @param inputs what it is applied to, in its order
 * @param target the column it predicts, or empty
 * @param classes the classes it tells apart, in the order of its probabilities; empty if none, or not known yet
 * @param details further facts by name
 * @param provenance where it comes from
 */
public record ModelManifest(String kind, String summary, List<Input> inputs, String target, List<String> classes,
    Map<String, String> details, Provenance provenance) {

    /** Prepares features: learned by one node, applied to other data by another. */
    public static final String FEATURE_TRANSFORMER = "feature transformer";

    /** Predicts a class from features. */
    public static final String CLASSIFIER = "classifier";

    /** Predicts tasks from volumes and features. */
    public static final String DMDP_NETWORK = "DMDP network";

    static final String FORMAT = "petctflow-model";

    static final int VERSION = 1;

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    /** What a column holds. */
    public enum Type {
            /** Numbers. */
            NUMBER,
            /** One of a few words. */
            NOMINAL,
            /** Any text. */
            TEXT,
            /** Volumes. */
            VOLUME
    }

    /**
     * A column that the model is applied to.
     *
     * @param name the column's name
     * @param type what it must hold
     */
    public record Input(String name, Type type) {

        /** Refuses null. */
        public Input {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
        }
    }

    /** Copies lists and map; refuses null and names that occur twice. */
    public ModelManifest {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(provenance, "provenance");
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        checkDistinct("input", inputs.stream().map(Input::name).toList());
        checkDistinct("class", classes);
    }

    private static void checkDistinct(final String what, final List<String> names) {
        final Set<String> seen = new java.util.HashSet<>();
        for (final String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("The " + what + " '" + name + "' occurs twice");
            }
        }
    }

    /** @return the names of the inputs of one type, in their order */
    public List<String> inputNames(final Type type) {
        return inputs.stream().filter(i -> i.type() == type).map(Input::name).toList();
    }

    /** @return this as JSON */
    public String toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("formatVersion", VERSION);
        GSON.toJsonTree(this).getAsJsonObject().entrySet().forEach(e -> json.add(e.getKey(), e.getValue()));
        return GSON.toJson(json);
    }

    /**
     * @param json what {@link #toJson} gave
     * @return the manifest
     * @throws IllegalArgumentException if it is something else, or written by a newer version; the message says which
     */
    public static ModelManifest fromJson(final String json) {
        try {
            final JsonElement root = JsonParser.parseString(json);
            if (!root.isJsonObject() || !root.getAsJsonObject().has("format")
                || !FORMAT.equals(root.getAsJsonObject().get("format").getAsString())) {
                throw new IllegalArgumentException("This is no model of PETCT Flow");
            }
            final int version = root.getAsJsonObject().get("formatVersion").getAsInt();
            if (version > VERSION) {
                throw new IllegalArgumentException("The model was written by a newer version of PETCT Flow (format " + version
                    + "; this one reads up to " + VERSION + "): update PETCT Flow, or make the model again with this one");
            }
            return GSON.fromJson(root, ModelManifest.class);
        } catch (final IllegalArgumentException e) {
            throw e;
        } catch (final RuntimeException | StackOverflowError e) {
            // Gson wraps what a record's constructor throws, and JSON may be nested as deep as it likes
            throw new IllegalArgumentException("The model's manifest cannot be understood: "
                + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        }
    }
}
