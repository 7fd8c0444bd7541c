package org.petctflow.deep.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.base.ModelManifest;
import org.petctflow.base.ModelManifest.Input;
import org.petctflow.base.ModelManifest.Type;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.Task;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;

/**
 * What is to be known of a DMDP network without loading it, as a {@link ModelManifest}: its inputs, its tasks with their
 * classes, and how long its embeddings are. Before it is trained the classes are not known.
 *
 * @param ct whether it takes CT
 * @param pet whether it takes PET
 * @param mask whether it takes the tumour's mask
 * @param features the features that it takes, in order
 * @param tasks what it predicts; empty if not known yet
 * @param imageEmbedding length of a patient's image embedding
 * @param featureEmbedding length of its feature embedding, 0 for a network without features
 */
public record DmdpManifest(boolean ct, boolean pet, boolean mask, List<String> features, List<Task> tasks,
    int imageEmbedding, int featureEmbedding) {

    private static final Gson GSON = new Gson();

    private static final String INPUTS = "Volumes";

    private static final String TASKS = "Tasks";

    private static final String EMBEDDINGS = "Embeddings";

    /** Copies the lists. */
    public DmdpManifest {
        features = List.copyOf(features);
        tasks = List.copyOf(tasks);
    }

    /**
     * @param model a trained network
     * @return what is to be known of it
     */
    public static DmdpManifest of(final DmdpModel model) {
        final var a = model.architecture();
        final boolean text = model.features() != null;
        return new DmdpManifest(a.ct(), a.pet(), a.maskChannel(), text ? model.features().names() : List.of(), model.tasks(),
            text ? a.projection() : a.hidden(), text ? a.projection() : 0);
    }

    /**
     * @param summary one line for a person
     * @param ctColumn the column that CT was learned from
     * @param petColumn the column that PET was learned from
     * @param maskColumn the column that the mask was learned from
     * @param provenance where the network comes from
     * @return the manifest
     */
    public ModelManifest toManifest(final String summary, final String ctColumn, final String petColumn,
        final String maskColumn, final Provenance provenance) {
        final List<Input> inputs = new ArrayList<>();
        final List<String> volumes = new ArrayList<>();
        add(ct, "CT", ctColumn, inputs, volumes);
        add(pet, "PET", petColumn, inputs, volumes);
        add(mask, "Mask", maskColumn, inputs, volumes);
        features.forEach(f -> inputs.add(new Input(f, Type.NUMBER)));
        final Map<String, String> details = new LinkedHashMap<>();
        details.put(INPUTS, String.join(" ", volumes));
        details.put(TASKS, GSON.toJson(tasks));
        details.put(EMBEDDINGS, imageEmbedding + " " + featureEmbedding);
        return new ModelManifest(ModelManifest.DMDP_NETWORK, summary, inputs,
            tasks.size() == 1 ? tasks.get(0).name() : "", tasks.size() == 1 ? tasks.get(0).classes() : List.of(), details,
            provenance);
    }

    private static void add(final boolean used, final String what, final String column, final List<Input> inputs,
        final List<String> volumes) {
        if (used) {
            inputs.add(new Input(column, Type.VOLUME));
            volumes.add(what);
        }
    }

    /**
     * @param manifest what {@link #toManifest} gave
     * @return what it says
     * @throws IllegalArgumentException if it is no DMDP network's
     */
    public static DmdpManifest fromManifest(final ModelManifest manifest) {
        try {
            final Map<String, String> details = manifest.details();
            final List<String> volumes = List.of(details.getOrDefault(INPUTS, "").split(" "));
            final String[] lengths = details.getOrDefault(EMBEDDINGS, "").split(" ");
            return new DmdpManifest(volumes.contains("CT"), volumes.contains("PET"), volumes.contains("Mask"),
                manifest.inputNames(Type.NUMBER), List.of(GSON.fromJson(details.getOrDefault(TASKS, ""), Task[].class)),
                Integer.parseInt(lengths[0]), Integer.parseInt(lengths[1]));
        } catch (final JsonParseException | NullPointerException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("The model is no DMDP network that this version can read; train it again", e);
        }
    }
}
