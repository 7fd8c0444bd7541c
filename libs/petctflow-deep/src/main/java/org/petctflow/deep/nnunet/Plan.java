package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * What one configuration of a plans.json says about inference. Axes are nnU-Net's: those of the image, transposed.
 *
 * @param name the configuration, e.g. {@code 3d_fullres}
 * @param patch the network's input in voxels; two numbers for a network that sees slices
 * @param spacing the grid it works on in mm, as many numbers as the patch
 * @param transpose which axis of the image (0 slices, 1 rows, 2 columns) is the first, second and third
 * @param channels how each channel is normalised
 * @param data how the image is brought onto the grid; null if it stays on its own
 * @param logits how the prediction is brought back; null if it is there already
 */
record Plan(String name, int[] patch, double[] spacing, int[] transpose, List<Normalization> channels, Resampling data, Resampling logits) {

    /**
     * How arrays are brought onto another grid.
     *
     * @param order of the splines: 0, 1 or 3
     * @param orderZ of the splines along an axis of much coarser spacing, where it is treated apart
     * @param separate whether it is; null to decide by the spacing
     * @param threshold how many times the finest spacing it must have then, at least
     */
    record Resampling(int order, int orderZ, Boolean separate, double threshold) {

        /** @return the axis that is treated apart, or -1; spacings in mm of the image and of the result */
        int axis(final double[] from, final double[] to) {
            return Resize.separateAxis(from, to, separate, threshold);
        }
    }

    private static final int MAX_PATCH = 1024;

    /** Splines of SciPy; nnU-Net's default. */
    private static final String RESAMPLING = "resample_data_or_seg_to_shape";

    /** Linear interpolation by PyTorch; the nearest plane along an axis apart. */
    private static final String LINEAR = "resample_torch_fornnunet";

    /** The network sees images on their own grids. */
    private static final String NONE = "no_resampling_hack";

    /** Those that hand arrays over as they are stored. */
    private static final List<String> READERS = List.of("SimpleITKIO", "NibabelIO", "Tiff3DIO");

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
                + "another one of " + all.keySet() + ", which must have been trained, too");
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
        checkReading(plans, own);
        final Resampling data = resampling(own, "data", 3);
        final Resampling logits = resampling(own, "probabilities", 1);
        if ((data == null) != (logits == null)) {
            throw new IOException("plans.json resamples the image or the prediction, but not both");
        }
        return new Plan(name, patch, spacing, transpose, normalizations(plans, own, channels), data, logits);
    }

    private static void checkReading(final JsonObject plans, final JsonObject configuration) throws IOException {
        if (configuration.has("preprocessor_name") && !"DefaultPreprocessor".equals(Json.text(configuration, "preprocessor_name"))) {
            throw new IOException("plans.json: the images were prepared by " + Json.text(configuration, "preprocessor_name")
                + ", but only nnU-Net's DefaultPreprocessor is known");
        }
        if (plans.has("image_reader_writer") && !READERS.contains(Json.text(plans, "image_reader_writer"))) {
            throw new IOException("plans.json: the training's images were read by " + Json.text(plans, "image_reader_writer") + ", which may turn "
                + "or flip them; known are " + READERS + ", which read them as they are stored");
        }
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

    /** Without options those of nnU-Net's planner; an option that is not among those given has the function's own default. */
    private static Resampling resampling(final JsonObject configuration, final String what, final int order) throws IOException {
        final String key = "resampling_fn_" + what;
        final String function = configuration.has(key) ? Json.text(configuration, key) : RESAMPLING;
        final JsonObject options = configuration.has(key + "_kwargs") ? Json.object(configuration, key + "_kwargs") : null;
        if (options != null && options.has("is_seg") && !options.get("is_seg").equals(new JsonPrimitive(false))) {
            throw new IOException("plans.json: " + key + " must not treat " + what + " as a segmentation");
        }
        final double threshold = options != null && options.has("separate_z_anisotropy_threshold")
            ? Json.number(options, "separate_z_anisotropy_threshold") : Resize.ANISOTROPY;
        return switch (function) {
            case NONE -> null;
            case LINEAR -> {
                mustBe(options, "mode", "linear");
                mustBe(options, "aniso_axis_mode", "nearest-exact");
                yield new Resampling(1, 0, options == null ? null : separate(options), threshold);
            }
            case RESAMPLING -> options == null ? new Resampling(order, 0, null, threshold)
                : new Resampling(order(options, "order", 3), order(options, "order_z", 0),
                    options.has("force_separate_z") ? separate(options) : Boolean.FALSE, threshold);
            default -> throw new IOException("plans.json: " + key + " is " + function + ", but only " + RESAMPLING + " (nnU-Net's default), "
                + LINEAR + " and " + NONE + " are known");
        };
    }

    private static void mustBe(final JsonObject options, final String key, final String value) throws IOException {
        if (options != null && options.has(key) && !value.equals(Json.text(options, key))) {
            throw new IOException("plans.json: " + key + " is " + Json.text(options, key) + ", but only " + value + " is known");
        }
    }

    private static int order(final JsonObject options, final String key, final int standard) throws IOException {
        final int order = options.has(key) ? (int)Json.number(options, key) : standard;
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
            // older files call it by modality
            final String key = "foreground_intensity_properties_"
                + (plans.has("foreground_intensity_properties_per_channel") ? "per_channel" : "by_modality");
            final JsonObject intensity = plans.has(key) ? Json.object(plans, key) : new JsonObject();
            result.add(Normalization.of(schemes.get(c), c < masked.size() && masked.get(c).equals(new JsonPrimitive(true)),
                intensity.has(String.valueOf(c)) ? Json.object(intensity, String.valueOf(c)) : null));
        }
        return List.copyOf(result);
    }

    /**
     * @param image mm between voxels along the transposed axes
     * @return mm between voxels of the grid that the network works on; slices stay as they are for a network that sees slices
     */
    double[] target(final double[] image) {
        if (data == null) {
            return image.clone();
        }
        return patch.length == 3 ? spacing.clone() : new double[]{image[0], spacing[0], spacing[1]};
    }

    /** @return the patch in three numbers */
    int[] window() {
        return patch.length == 3 ? patch.clone() : IntStream.of(1, patch[0], patch[1]).toArray();
    }
}
