package org.petctflow.learning.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.model.Classifier;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Base models and the meta-model that combines their probabilities. */
public final class StackingModel implements Classifier {

    private final List<Classifier> m_bases;

    private final Classifier m_meta;

    private final FeatureMatrix m_outOfFold; // null after reading

    StackingModel(final List<Classifier> bases, final Classifier meta, final FeatureMatrix outOfFold) {
        m_bases = List.copyOf(bases);
        m_meta = meta;
        m_outOfFold = outOfFold;
    }

    static List<String> inputNames(final int bases) {
        return IntStream.range(0, bases).mapToObj(b -> "base_" + b).toList();
    }

    @Override
    public List<String> columns() {
        return m_bases.get(0).columns();
    }

    /** @return the base models */
    public List<Classifier> bases() {
        return m_bases;
    }

    /** @return the meta-model */
    public Classifier meta() {
        return m_meta;
    }

    /** @return the meta-learner's training input, one column a base learner; only a freshly fitted model has it */
    public Optional<FeatureMatrix> outOfFold() {
        return Optional.ofNullable(m_outOfFold);
    }

    /**
     * @param x rows with at least the model's columns
     * @return the base models' probabilities, one column each
     */
    public FeatureMatrix baseProbabilities(final FeatureMatrix x) {
        final double[][] columns = new double[m_bases.size()][];
        for (int b = 0; b < columns.length; b++) {
            columns[b] = m_bases.get(b).predictProbability(x);
        }
        return FeatureMatrix.ofColumns(inputNames(columns.length), columns, x.rows());
    }

    @Override
    public double[] predictProbability(final FeatureMatrix x) {
        return m_meta.predictProbability(baseProbabilities(x));
    }

    @Override
    public double[] decision(final FeatureMatrix x) {
        return m_meta.decision(baseProbabilities(x));
    }

    @Override
    public JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("type", "stacking");
        final JsonArray bases = new JsonArray();
        m_bases.forEach(b -> bases.add(b.toJson()));
        json.add("bases", bases);
        json.add("meta", m_meta.toJson());
        return json;
    }

    /**
     * @param json what {@link #toJson} made
     * @return the model
     */
    public static StackingModel fromJson(final JsonObject json) {
        final List<Classifier> bases = new ArrayList<>();
        for (final JsonElement e : Documents.list(json, "bases")) {
            if (!e.isJsonObject()) {
                throw new IllegalArgumentException("\"bases\" must hold objects");
            }
            bases.add(Classifiers.fromJson(e.getAsJsonObject()));
        }
        if (bases.isEmpty()) {
            throw new IllegalArgumentException("A stacking model needs at least one base model");
        }
        final Classifier meta = Classifiers.fromJson(Documents.object(json, "meta"));
        if (!meta.columns().equals(inputNames(bases.size()))) {
            throw new IllegalArgumentException("The meta-model does not fit the " + bases.size() + " base models");
        }
        return new StackingModel(bases, meta, null);
    }
}
