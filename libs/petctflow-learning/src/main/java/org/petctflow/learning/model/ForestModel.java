package org.petctflow.learning.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Trees whose mean value is the probability. */
public final class ForestModel implements Classifier {

    private final List<String> m_columns;

    private final List<DecisionTree> m_trees;

    private final double[] m_importances;

    ForestModel(final List<String> columns, final List<DecisionTree> trees, final double[] importances) {
        m_columns = List.copyOf(columns);
        m_trees = List.copyOf(trees);
        m_importances = importances;
    }

    @Override
    public List<String> columns() {
        return m_columns;
    }

    /** @return the trees; a leaf's value is the weighted share of positive training rows */
    public List<DecisionTree> trees() {
        return m_trees;
    }

    @Override
    public double[] predictProbability(final FeatureMatrix x) {
        final double[][] columns = Forest.columns(x.selectColumns(m_columns).requireFinite());
        final double[] p = new double[x.rows()];
        for (final DecisionTree tree : m_trees) {
            tree.addTo(columns, 1, p);
        }
        for (int r = 0; r < p.length; r++) {
            p[r] /= m_trees.size();
        }
        return p;
    }

    @Override
    public Optional<double[]> importances() {
        return Optional.of(m_importances.clone());
    }

    @Override
    public JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("type", "forest");
        json.add("columns", Documents.array(m_columns));
        json.add("importances", Documents.array(m_importances));
        json.add("trees", trees(m_trees));
        return json;
    }

    /**
     * @param json what {@link #toJson} made
     * @return the model
     */
    public static ForestModel fromJson(final JsonObject json) {
        final List<String> columns = Documents.strings(json, "columns");
        return new ForestModel(columns, trees(json, columns.size()), Documents.numbers(json, "importances", columns.size()));
    }

    static JsonArray trees(final List<DecisionTree> trees) {
        final JsonArray array = new JsonArray();
        trees.forEach(t -> array.add(t.toJson()));
        return array;
    }

    static List<DecisionTree> trees(final JsonObject json, final int columns) {
        final List<DecisionTree> trees = new ArrayList<>();
        for (final JsonElement e : Documents.list(json, "trees")) {
            if (!e.isJsonObject()) {
                throw new IllegalArgumentException("\"trees\" must hold objects");
            }
            trees.add(DecisionTree.fromJson(e.getAsJsonObject(), columns));
        }
        if (trees.isEmpty()) {
            throw new IllegalArgumentException("The model has no tree");
        }
        return trees;
    }
}
