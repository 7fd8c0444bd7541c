package org.petctflow.deep.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.petctflow.base.AtomicFiles;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.FeatureScaler;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Parameters;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

/**
 * A trained network with all that is needed to use it. Immutable; {@link #toString()} is a summary for a person.
 *
 * @param architecture the sizes
 * @param preprocessing what is done to volumes
 * @param features how features are filled and scaled; null for a network without
 * @param tasks what it predicts
 * @param provenance where it comes from
 * @param parameters its parameters
 */
public record DmdpModel(Architecture architecture, Preprocessing preprocessing, FeatureScaler features, List<Task> tasks,
    Provenance provenance, Parameters parameters) {

    private static final String FORMAT = "petctflow-dmdp-model";

    private static final int VERSION = 1;

    private static final Gson GSON = new Gson();

    /** Checks that the parts fit. */
    public DmdpModel {
        tasks = List.copyOf(tasks);
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(parameters, "parameters");
        final var grid = preprocessing.grid();
        if (grid.slices() != architecture.slices() || grid.rows() != architecture.rows()
            || grid.columns() != architecture.columns()) {
            throw new IllegalArgumentException("The preprocessing's grid " + grid + " is not the network's " + architecture);
        }
        if ((features == null ? 0 : features.names().size()) != architecture.features()) {
            throw new IllegalArgumentException("The network takes " + architecture.features() + " features, but the scaling has "
                + (features == null ? 0 : features.names().size()));
        }
        if (!tasks.stream().map(t -> t.classes().size()).toList().equals(architecture.classes())) {
            throw new IllegalArgumentException("The network's classes " + architecture.classes() + " are not the tasks' " + tasks);
        }
        if (parameters.size() < fewest(architecture)) {
            throw new IllegalArgumentException("There are " + parameters.size() + " parameters, but the network has more than "
                + fewest(architecture));
        }
    }

    /** Of the largest arrays: no memory is taken for a network that is only promised. */
    private static long fewest(final Architecture a) {
        return 27L * 64 * a.width() * a.width() + (long)a.features() * a.textUnits()
            + (long)a.hidden() * a.classes().stream().mapToLong(c -> c).sum();
    }

    /**
     * Writes the model, whole or not at all.
     *
     * @param file the file; its folder must exist
     * @throws IOException if writing fails
     */
    public void write(final Path file) throws IOException {
        AtomicFiles.write(file, this::write);
    }

    /**
     * @param out where to; stays open
     * @throws IOException if writing fails
     */
    public void write(final OutputStream out) throws IOException {
        FloatArchive.write(out, FORMAT, VERSION, header(), parameters.values(), parameters.shapes());
    }

    /** All but the parameters. */
    JsonObject header() {
        final JsonObject json = new JsonObject();
        json.add("architecture", GSON.toJsonTree(architecture));
        json.add("preprocessing", GSON.toJsonTree(preprocessing));
        if (features != null) {
            json.add("features", GSON.toJsonTree(features));
        }
        json.add("tasks", GSON.toJsonTree(tasks));
        json.add("provenance", GSON.toJsonTree(provenance));
        return json;
    }

    /**
     * @param file a model's file
     * @return the model
     * @throws IOException if it is none, newer, or damaged
     */
    public static DmdpModel read(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, String.valueOf(file.getFileName()));
        }
    }

    /**
     * @param in a model; stays open
     * @param name how messages call it
     * @return the model
     * @throws IOException if it is none, newer, or damaged
     */
    public static DmdpModel read(final InputStream in, final String name) throws IOException {
        final FloatArchive.Content content = FloatArchive.read(in, name, FORMAT, "DMDP model", VERSION);
        final JsonObject json = content.manifest();
        try {
            return new DmdpModel(GSON.fromJson(json.get("architecture"), Architecture.class),
                GSON.fromJson(json.get("preprocessing"), Preprocessing.class),
                json.has("features") ? GSON.fromJson(json.get("features"), FeatureScaler.class) : null,
                List.of(GSON.fromJson(json.get("tasks"), Task[].class)),
                GSON.fromJson(json.get("provenance"), Provenance.class),
                new Parameters(content.values(), content.shapes()));
        } catch (final RuntimeException e) {
            // the records check themselves; Gson wraps what their constructors throw
            throw new IOException(name + " is damaged: " + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        }
    }

    @Override
    public String toString() {
        final Architecture a = architecture;
        return "DMDP network for " + String.join(", ", tasks.stream().map(Task::name).toList()) + ": "
            + (a.ct() && a.pet() ? "CT and PET" : a.ct() ? "CT" : "PET") + " of " + a.slices() + " x " + a.rows() + " x "
            + a.columns() + " voxels" + (a.features() > 0 ? ", " + a.features() + " features" : ", no features") + ", "
            + parameters.size() + " parameters";
    }
}
