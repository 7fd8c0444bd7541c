package org.petctflow.study.viewer;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/**
 * What the viewer shows, without voxels. Labels should be pseudonyms: the page is made to be handed on.
 *
 * @param title what a person reads on top
 * @param tasks what a network predicts; none for images alone
 * @param layers where heat maps come from
 * @param methods how heat maps were computed
 * @param presets windows to choose from
 * @param notes sentences: where the images come from, what was left out
 * @param initial what is shown first
 * @param cases the cases, in order
 */
public record ViewerPage(String title, List<Task> tasks, List<Named> layers, List<Named> methods, Presets presets, List<String> notes,
    Initial initial, List<Case> cases) {

    /** The schema's name and version. */
    public static final String SCHEMA = "petct.viewer/1";

    /** Numbers that are not finite have no JSON. */
    private static final TypeAdapter<Double> FINITE = new TypeAdapter<>() {
        @Override
        public void write(final JsonWriter out, final Double value) throws IOException {
            out.value(value == null || !Double.isFinite(value) ? null : value);
        }

        @Override
        public Double read(final JsonReader in) {
            throw new UnsupportedOperationException("Viewer pages are written only");
        }
    };

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().registerTypeAdapter(double.class, FINITE)
        .registerTypeAdapter(Double.class, FINITE).create();

    /** Checks that ids are unique and safe in file names and HTML attributes. */
    public ViewerPage {
        tasks = List.copyOf(tasks);
        layers = List.copyOf(layers);
        methods = List.copyOf(methods);
        notes = List.copyOf(notes);
        cases = List.copyOf(cases);
        final Set<String> ids = new HashSet<>();
        for (final Case c : cases) {
            check(c.id(), ids);
            c.volumes().forEach(v -> check(v.id(), ids));
        }
    }

    private static void check(final String id, final Set<String> ids) {
        if (!id.matches("[\\w./-]+") || !ids.add(id)) {
            throw new IllegalArgumentException("The id of a case or volume must be unique and of letters, digits and . _ / -, but was '"
                + id + "'");
        }
    }

    /**
     * Something that can be chosen.
     *
     * @param id what volumes refer to
     * @param name what a person reads
     */
    public record Named(String id, String name) {
    }

    /**
     * What a network predicts.
     *
     * @param id what outputs and heat maps refer to
     * @param name what a person reads
     * @param classes the names of the classes
     */
    public record Task(String id, String name, List<String> classes) {
    }

    /**
     * A window of the CT.
     *
     * @param id its id
     * @param name what a person reads
     * @param level its middle in HU
     * @param width how many HU it spans
     */
    public record CtPreset(String id, String name, double level, double width) {
    }

    /**
     * A range of the PET.
     *
     * @param id its id
     * @param name what a person reads
     * @param min black, in the PET's unit
     * @param max white
     */
    public record PetPreset(String id, String name, double min, double max) {
    }

    /**
     * What can be chosen.
     *
     * @param ct windows
     * @param pet ranges
     */
    public record Presets(List<CtPreset> ct, List<PetPreset> pet) {

        /** The usual windows of the chest and the body. */
        public static final List<CtPreset> CT = List.of(new CtPreset("lung", "Lung", -600, 1500),
            new CtPreset("soft", "Soft tissue", 40, 400), new CtPreset("mediastinum", "Mediastinum", 50, 350),
            new CtPreset("bone", "Bone", 400, 1800), new CtPreset("liver", "Liver", 60, 160), new CtPreset("all", "All", 0, 2000));

        /**
         * @param suv whether the PET is in SUV; otherwise ranges are parts of the maximum
         * @param max the highest value of all PET
         * @return ranges to choose from
         */
        public static List<PetPreset> pet(final boolean suv, final double max) {
            if (suv) {
                return List.of(new PetPreset("suv10", "SUV 0 to 10", 0, 10), new PetPreset("suv5", "SUV 0 to 5", 0, 5),
                    new PetPreset("suv7", "SUV 0 to 7", 0, 7), new PetPreset("suv15", "SUV 0 to 15", 0, 15),
                    new PetPreset("suv20", "SUV 0 to 20", 0, 20), new PetPreset("lesion", "SUV 2.5 to 15", 2.5, 15));
            }
            final double top = max > 0 ? max : 1;
            return List.of(new PetPreset("half", "0 to half of the maximum", 0, top / 2), new PetPreset("max", "0 to the maximum", 0, top),
                new PetPreset("tenth", "0 to a tenth of the maximum", 0, top / 10));
        }
    }

    /**
     * What is shown first; null for the first that there is.
     *
     * @param caseId the case
     * @param task the task
     * @param layer the layer
     * @param ctPreset the window of the CT
     * @param petPreset the range of the PET
     * @param heatOpacity opacity of heat maps, 0 to 1
     * @param heatThreshold what is below is not drawn, 0 to 1
     */
    public record Initial(@com.google.gson.annotations.SerializedName("case") String caseId, String task, String layer, String ctPreset,
        String petPreset, double heatOpacity, double heatThreshold) {
    }

    /**
     * A label of a mask.
     *
     * @param value its value in the volume
     * @param name what a person reads
     */
    public record Label(int value, String name) {
    }

    /**
     * A part of a heat map's weight.
     *
     * @param name where it lies
     * @param value 0 to 1; NaN if unknown
     */
    public record Share(String name, double value) {
    }

    /**
     * What a network says of a case.
     *
     * @param task the task
     * @param kind {@code binary} or {@code multiclass}
     * @param probabilities one a class
     * @param truth the true class; null if unknown
     */
    public record Output(String task, String kind, double[] probabilities, Integer truth) {

        /**
         * @param task the task
         * @param probabilities one a class
         * @param truth the true class; null or -1 if unknown
         * @return the output
         */
        public static Output of(final String task, final double[] probabilities, final Integer truth) {
            return new Output(task, probabilities.length == 2 ? "binary" : "multiclass", probabilities.clone(),
                truth == null || truth < 0 ? null : truth);
        }
    }

    /**
     * A volume without its voxels.
     *
     * @param id the id of its blob
     * @param kind {@code ct}, {@code pet}, {@code mask} or {@code heatmap}
     * @param name what a person reads
     * @param mediaType what the blob is once its base64 is taken off
     * @param shape columns, rows, slices
     * @param affine from column, row, slice to RAS mm; 4 x 4
     * @param space {@code RAS}
     * @param dtype type of the file's samples
     * @param slope value of a step of the samples
     * @param intercept value of the sample 0
     * @param unit unit of a value
     * @param displayMin a good lower end of its range
     * @param displayMax a good upper end
     * @param task of a heat map; null for others, as the next two
     * @param layer where it comes from
     * @param method how it was computed
     * @param labels of a mask; null for others
     * @param shares where a heat map's weight lies; null if unknown
     * @param encodedBytes length of the blob in base64
     * @param rawBytes length of the file when unpacked
     */
    public record VolumeEntry(String id, String kind, String name, String mediaType, int[] shape, double[][] affine, String space,
        String dtype, double slope, double intercept, String unit, double displayMin, double displayMax, String task, String layer,
        String method, List<Label> labels, List<Share> shares, long encodedBytes, long rawBytes) {
    }

    /**
     * A case.
     *
     * @param id its id
     * @param label what a person reads
     * @param note a sentence, null for none
     * @param volumes its volumes
     * @param outputs what a network says of it; may be empty
     */
    public record Case(String id, String label, String note, List<VolumeEntry> volumes, List<Output> outputs) {
    }

    /** @return the JSON; the same page always gives the same text */
    public String toJson() {
        final JsonObject page = new JsonObject();
        page.addProperty("schema", SCHEMA);
        GSON.toJsonTree(this).getAsJsonObject().entrySet().forEach(e -> page.add(e.getKey(), e.getValue()));
        return GSON.toJson(page);
    }
}
