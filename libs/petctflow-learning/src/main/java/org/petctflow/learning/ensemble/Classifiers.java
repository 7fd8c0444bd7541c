package org.petctflow.learning.ensemble;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.ForestModel;
import org.petctflow.learning.model.GaussianNaiveBayes;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.LogisticModel;
import org.petctflow.learning.model.SupportVectorModel;

import com.google.gson.JsonObject;

/** Reads fitted models of every kind. A new kind is a line here. */
public final class Classifiers {

    private static final String FORMAT = "petctflow-classifier";

    private static final Map<String, Function<JsonObject, Classifier>> READERS = new LinkedHashMap<>();

    static {
        READERS.put("logistic", LogisticModel::fromJson);
        READERS.put("forest", ForestModel::fromJson);
        READERS.put("boosted-trees", GradientBoosting.Model::fromJson);
        READERS.put("support-vectors", SupportVectorModel::fromJson);
        READERS.put("gaussian-naive-bayes", GaussianNaiveBayes::modelFromJson);
        READERS.put("calibrated", CalibratedModel::fromJson);
        READERS.put("stacking", StackingModel::fromJson);
    }

    private Classifiers() {
    }

    /**
     * @param model a fitted model
     * @return its document, {@code format} and {@code version} first
     */
    public static String write(final Classifier model) {
        final JsonObject json = Documents.create(FORMAT, 1);
        json.add("model", model.toJson());
        return json.toString();
    }

    /**
     * @param text what {@link #write} made
     * @return the model
     * @throws IllegalArgumentException if the document is damaged, foreign or of a newer version
     */
    public static Classifier read(final String text) {
        return fromJson(Documents.object(Documents.parse(text, FORMAT, 1), "model"));
    }

    /**
     * @param json what a model's {@link Classifier#toJson} made
     * @return the model
     * @throws IllegalArgumentException if it is damaged or of an unknown kind
     */
    public static Classifier fromJson(final JsonObject json) {
        final String type = Documents.string(json, "type");
        final Function<JsonObject, Classifier> reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("There is no model of the kind \"" + type + "\"; there are "
                + String.join(", ", READERS.keySet()));
        }
        return reader.apply(json);
    }
}
