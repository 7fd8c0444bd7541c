package org.petctflow.deep.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.base.AtomicFiles;
import org.petctflow.base.DiskSpace;
import org.petctflow.deep.model.FloatArchive;
import org.petctflow.deep.network.Parameters;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/**
 * All that a training needs to go on as if it had not stopped.
 *
 * @param fingerprint of the options and the patients
 * @param epoch how many epochs are done
 * @param steps how many optimiser steps
 * @param curve the epochs' losses
 * @param bestEpoch the best epoch so far, from 1
 * @param bestLoss its validation loss
 * @param now the parameters
 * @param average the averaged parameters; the same as {@code now} without averaging
 * @param best the best epoch's averaged parameters
 * @param optimizer the optimiser's arrays by name
 */
record Checkpoint(String fingerprint, int epoch, long steps, List<EpochLosses> curve, int bestEpoch, double bestLoss,
    Parameters now, Parameters average, Parameters best, Map<String, float[]> optimizer) {

    private static final String FORMAT = "petctflow-dmdp-checkpoint";

    private static final int VERSION = 1;

    /** Losses may be NaN where there is nothing to measure. */
    private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /** Writes it whole or not at all: the one before stays if this fails. */
    void write(final Path file) throws IOException {
        try {
            AtomicFiles.write(file, this::write);
        } catch (final IOException e) {
            throw new IOException(e.getMessage() + " (" + ((bytes() >> 20) + 1) + " MB are needed beside the checkpoint before; "
                + DiskSpace.left(file) + ")", e);
        }
    }

    /** How large the file is, but for the manifest. */
    private long bytes() {
        return 4 * (now.size() + average.size() + best.size() + optimizer.values().stream().mapToLong(a -> a.length).sum());
    }

    void write(final OutputStream out) throws IOException {
        final JsonObject json = new JsonObject();
        json.addProperty("fingerprint", fingerprint);
        json.addProperty("epoch", epoch);
        json.addProperty("steps", steps);
        json.addProperty("bestEpoch", bestEpoch);
        json.addProperty("bestLoss", Double.toString(bestLoss));
        json.addProperty("curve", GSON.toJson(curve));
        final Map<String, float[]> values = new LinkedHashMap<>();
        final Map<String, long[]> shapes = new LinkedHashMap<>();
        add("now/", now, values, shapes);
        add("average/", average, values, shapes);
        add("best/", best, values, shapes);
        optimizer.forEach((name, array) -> {
            values.put("optimizer/" + name, array);
            shapes.put("optimizer/" + name, new long[]{array.length});
        });
        FloatArchive.write(out, FORMAT, VERSION, json, values, shapes);
    }

    private static void add(final String prefix, final Parameters parameters, final Map<String, float[]> values,
        final Map<String, long[]> shapes) {
        parameters.values().forEach((name, array) -> values.put(prefix + name, array));
        parameters.shapes().forEach((name, shape) -> shapes.put(prefix + name, shape));
    }

    static Checkpoint read(final Path file) throws IOException {
        final String name = "The checkpoint " + file.getFileName();
        final FloatArchive.Content content;
        try (InputStream in = Files.newInputStream(file)) {
            content = FloatArchive.read(in, name, FORMAT, "training checkpoint", VERSION);
        } catch (final IOException e) {
            throw new IOException(e.getMessage() + ". To begin anew, delete " + file, e);
        }
        final JsonObject json = content.manifest();
        try {
            final Map<String, float[]> optimizer = new LinkedHashMap<>();
            content.values().forEach((key, array) -> {
                if (key.startsWith("optimizer/")) {
                    optimizer.put(key.substring("optimizer/".length()), array);
                }
            });
            return new Checkpoint(json.get("fingerprint").getAsString(), json.get("epoch").getAsInt(),
                json.get("steps").getAsLong(), List.of(GSON.fromJson(json.get("curve").getAsString(), EpochLosses[].class)),
                json.get("bestEpoch").getAsInt(), Double.parseDouble(json.get("bestLoss").getAsString()),
                part("now/", content), part("average/", content), part("best/", content), optimizer);
        } catch (final RuntimeException e) {
            throw new IOException(name + " is damaged: " + e.getMessage(), e);
        }
    }

    private static Parameters part(final String prefix, final FloatArchive.Content content) {
        final Map<String, float[]> values = new LinkedHashMap<>();
        final Map<String, long[]> shapes = new LinkedHashMap<>();
        content.values().forEach((key, array) -> {
            if (key.startsWith(prefix)) {
                values.put(key.substring(prefix.length()), array);
                shapes.put(key.substring(prefix.length()), content.shapes().get(key));
            }
        });
        return new Parameters(values, shapes);
    }
}
