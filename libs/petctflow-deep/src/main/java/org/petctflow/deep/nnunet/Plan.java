package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What one configuration of a plans.json says about inference. Axes are nnU-Net's: those of the image, transposed.
 *
 * @param name the configuration, e.g. {@code 3d_fullres}
 * @param patch the network's input in voxels; two numbers for a network that sees slices
 * @param spacing the grid it works on in mm, as many numbers as the patch
 * @param transpose which axis of the image (0 slices, 1 rows, 2 columns) is the first, second and third
 * @param channels how each channel is normalised
 * @param dataOrder order of the splines that bring the image onto the grid: 0, 1 or 3
 * @param dataOrderZ order along an axis of much coarser spacing
 * @param logitOrder order of the splines that bring the prediction back
 * @param logitOrderZ order along an axis of much coarser spacing
 * @param dataSeparate whether such an axis is treated apart; null to decide by the spacing
 * @param logitSeparate the same on the way back
 */
record Plan(String name, int[] patch, double[] spacing, int[] transpose, List<Normalization> channels, int dataOrder,
    int dataOrderZ, int logitOrder, int logitOrderZ, Boolean dataSeparate, Boolean logitSeparate) {

    private static final int MAX_PATCH = 1024;

    private static final String RESAMPLING = "resample_data_or_seg_to_shape";

    /**
     * @param plans the content of plans.json
     * @param wanted a configuration's name; null for {@code 3d_fullres} or the only one there is
     * @param channels how many channels the dataset has
     * @throws IOException if it cannot be used; the message says why
     */
    static Plan of(final JsonObject plans, final String wanted, final int channels) throws IOException {
        final JsonObject all = Json.object(plans, "configurations");
        final String name = choose(all, wanted);
        final JsonObject own = resolved(all, name, 0);
        if (own.has("previous_stage") && !own.get("previous_stage").isJsonNull()) {
            throw new IOException("The configuration '" + name + "' is the second stage of a cascade, which cannot be used: choose "
                + "another one of " + all.keySet());
        }
        final int[] patch = Json.ints(own, "patch_size");
        final double[] spacing = Json.numbers(own, "spacing");
        if (patch.length < 2 || patch.length > 3 || spacing.length != patch.length) {
            throw new IOException("plans.json: patch_size and spacing of '" + name + "' must have two or three numbers each");
        }
        if (!Arrays.stream(patch).allMatch(p -> p > 0 && p <= MAX_PATCH) || !Arrays.stream(spacing).allMatch(s -> s > 0 && s < 1e3)) {
            throw new IOException("plans.json: patch_size " + Arrays.toString(patch) + " or spacing " + Arrays.toString(spacing)
                + " is out of range");
        }
        final int[] transpose = plans.has("transpose_forward") ? Json.ints(plans, "transpose_forward") : new int[]{0, 1, 2};
        if (!Arrays.equals(Arrays.stream(transpose).sorted().toArray(), new int[]{0, 1, 2})) {
            throw new IOException("plans.json: transpose_forward must hold 0, 1 and 2, but is " + Arrays.toString(transpose));
        }
        final JsonObject data = resampling(own, "data", 3);
        final JsonObject logits = resampling(own, "probabilities", 1);
        return new Plan(name, patch, spacing, transpose, normalizations(plans, own, channels), order(data, "order"),
            order(data, "order_z"), order(logits, "order"), order(logits, "order_z"), separate(data), separate(logits));
    }

    private static String choose(final JsonObject all, final String wanted) throws IOException {
        if (wanted != null) {
            if (!all.has(wanted)) {
                throw new IOException("plans.json has no configuration '" + wanted + "', but " + all.keySet());
            }
            return wanted;
        }
        if (all.has("3d_fullres")) {
            return "3d_fullres";
        }
        if (all.size() == 1) {
            return all.keySet().iterator().next();
        }
        throw new IOException("plans.json has the configurations " + all.keySet() + ": name the one that was exported");
    }

    /** A configuration may inherit from another one. */
    private static JsonObject resolved(final JsonObject all, final String name, final int depth) throws IOException {
        final JsonObject own = Json.object(all, name);
        if (!own.has("inherits_from")) {
            return own;
        }
        if (depth > all.size()) {
            throw new IOException("plans.json: configurations inherit from each other in a circle");
        }
        final JsonObject result = resolved(all, Json.text(own, "inherits_from"), depth + 1).deepCopy();
        own.entrySet().forEach(e -> result.add(e.getKey(), e.getValue()));
        return result;
    }

    private static JsonObject resampling(final JsonObject configuration, final String what, final int order) throws IOException {
        final String function = "resampling_fn_" + what;
        if (configuration.has(function) && !RESAMPLING.equals(Json.text(configuration, function))) {
            throw new IOException("plans.json: " + function + " is " + Json.text(configuration, function) + ", but only " + RESAMPLING
                + " (nnU-Net's default) is known");
        }
        final JsonObject options = new JsonObject();
        options.addProperty("order", order);
        options.addProperty("order_z", 0);
        final String given = "resampling_fn_" + what + "_kwargs";
        if (configuration.has(given)) {
            Json.object(configuration, given).entrySet().forEach(e -> options.add(e.getKey(), e.getValue()));
        }
        return options;
    }

    private static int order(final JsonObject options, final String key) throws IOException {
        final int order = (int)Json.number(options, key);
        if (order != 0 && order != 1 && order != 3) {
            throw new IOException("plans.json: splines of order " + order + " are not known, only 0, 1 and 3");
        }
        return order;
    }

    private static Boolean separate(final JsonObject options) throws IOException {
        final JsonElement e = options.get("force_separate_z");
        if (e == null || e.isJsonNull()) {
            return null;
        }
        if (!e.isJsonPrimitive() || !e.getAsJsonPrimitive().isBoolean()) {
            throw new IOException("plans.json: force_separate_z must be true, false or null");
        }
        return e.getAsBoolean();
    }

    private static List<Normalization> normalizations(final JsonObject plans, final JsonObject configuration, final int channels)
        throws IOException {
        final List<String> schemes = Json.texts(configuration, "normalization_schemes");
        if (schemes.size() != channels) {
            throw new IOException("plans.json normalises " + schemes.size() + " channels, but dataset.json has " + channels);
        }
        final List<JsonElement> masked = configuration.has("use_mask_for_norm")
            ? Json.array(configuration, "use_mask_for_norm").asList() : List.of();
        final List<Normalization> result = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            final JsonObject intensity = plans.has("foreground_intensity_properties_per_channel")
                ? Json.object(plans, "foreground_intensity_properties_per_channel") : new JsonObject();
            result.add(Normalization.of(schemes.get(c), c < masked.size() && masked.get(c).getAsBoolean(),
                intensity.has(String.valueOf(c)) ? Json.object(intensity, String.valueOf(c)) : null));
        }
        return List.copyOf(result);
    }

    /**
     * @param image mm between voxels along the transposed axes
     * @return mm between voxels of the grid that the network works on; slices stay as they are for a network that sees slices
     */
    double[] target(final double[] image) {
        return patch.length == 3 ? spacing.clone() : new double[]{image[0], spacing[0], spacing[1]};
    }

    /** @return the patch in three numbers */
    int[] window() {
        return patch.length == 3 ? patch.clone() : IntStream.of(1, patch[0], patch[1]).toArray();
    }
}
