package org.petctflow.base;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * Where a result comes from: the step that made it, the version of the suite, the settings, the seed and digests of its
 * inputs. It holds no time stamp and no path, so that the same computation always gives the same provenance.
 *
 * @param step the name of the node or class
 * @param version the suite's version
 * @param settings what was set, in the order of the dialog
 * @param seed the seed, or null where nothing is random
 * @param inputs digests by the input's name
 * @param software versions of what computed the result, e.g. {@code dcm4che -> 5.35.0}
 */
public record Provenance(String step, String version, Map<String, String> settings, Long seed, Map<String, String> inputs,
    Map<String, String> software) {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** Copies the maps, keeping their order. */
    public Provenance {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(version, "version");
        settings = ordered(settings);
        inputs = ordered(inputs);
        software = ordered(software);
    }

    private static Map<String, String> ordered(final Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** @return this as one line of JSON */
    public String toJson() {
        return GSON.toJson(this);
    }

    /**
     * @param steps several
     * @return them as one line of JSON
     */
    public static String toJson(final List<Provenance> steps) {
        return GSON.toJson(steps);
    }

    /**
     * @param json what {@link #toJson} gave
     * @return the provenance
     * @throws IllegalArgumentException if it is something else
     */
    public static Provenance fromJson(final String json) {
        try {
            return Objects.requireNonNull(GSON.fromJson(json, Provenance.class), "nothing");
        } catch (final RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("This is no provenance: " + e.getMessage(), e);
        }
    }

    /**
     * @param json what {@link #toJson(List)} gave
     * @return the provenances
     * @throws IllegalArgumentException if it is something else
     */
    public static List<Provenance> listFromJson(final String json) {
        try {
            return List.of(GSON.fromJson(json, Provenance[].class));
        } catch (final RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("This is no list of provenances: " + e.getMessage(), e);
        }
    }
}
