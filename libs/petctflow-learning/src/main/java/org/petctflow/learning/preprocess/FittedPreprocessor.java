package org.petctflow.learning.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** What a {@link FeaturePreprocessor} learned from training rows, ready to be applied to any rows. */
public final class FittedPreprocessor {

    private static final String FORMAT = "petctflow-preprocessor";

    private final List<String> m_names;

    private final double[] m_medians;

    private final double[] m_means;

    private final double[] m_sds;

    private final int[] m_missing;

    private final String[] m_reasons;

    private final boolean m_impute;

    private final boolean m_scale;

    private final int[] m_kept;

    FittedPreprocessor(final List<String> names, final double[] medians, final double[] means, final double[] sds,
        final int[] missing, final String[] reasons, final boolean impute, final boolean scale) {
        m_names = names;
        m_medians = medians;
        m_means = means;
        m_sds = sds;
        m_missing = missing;
        m_reasons = reasons;
        m_impute = impute;
        m_scale = scale;
        int n = 0;
        final int[] kept = new int[names.size()];
        for (int c = 0; c < kept.length; c++) {
            if (reasons[c] == null) {
                kept[n++] = c;
            }
        }
        m_kept = Arrays.copyOf(kept, n);
    }

    /** @return the columns it was learned from */
    public List<String> inputColumns() {
        return m_names;
    }

    /** @return the columns it gives */
    public List<String> outputColumns() {
        final List<String> names = new ArrayList<>(m_kept.length);
        for (final int c : m_kept) {
            names.add(m_names.get(c));
        }
        return names;
    }

    /** @return the dropped columns, each with the reason, such as "has no value" */
    public Map<String, String> dropped() {
        final Map<String, String> dropped = new LinkedHashMap<>();
        for (int c = 0; c < m_reasons.length; c++) {
            if (m_reasons[c] != null) {
                dropped.put(m_names.get(c), m_reasons[c]);
            }
        }
        return dropped;
    }

    /**
     * @param column an input column
     * @return the median of its values, NaN if it had none
     */
    public double median(final int column) {
        return m_medians[column];
    }

    /**
     * @param column an input column
     * @return its mean after imputation
     */
    public double mean(final int column) {
        return m_means[column];
    }

    /**
     * @param column an input column
     * @return its population SD after imputation
     */
    public double standardDeviation(final int column) {
        return m_sds[column];
    }

    /**
     * @param column an input column
     * @return how many values were missing in the training rows
     */
    public int missing(final int column) {
        return m_missing[column];
    }

    /**
     * @param x rows with at least the input columns, in any order
     * @return the output columns of those rows
     * @throws IllegalArgumentException if a column is absent, a value infinite, or missing where nothing is imputed
     */
    public FeatureMatrix apply(final FeatureMatrix x) {
        final FeatureMatrix input = x.selectColumns(m_names).selectColumns(m_kept);
        if (m_impute) {
            input.requireNoInfinite();
        } else {
            input.requireFinite();
        }
        final double[][] columns = new double[m_kept.length][x.rows()];
        for (int k = 0; k < m_kept.length; k++) {
            final int c = m_kept[k];
            final double[] from = input.column(k);
            final double[] to = columns[k];
            final double mean = m_scale ? m_means[c] : 0;
            final double sd = m_scale && m_sds[c] > 0 ? m_sds[c] : 1;
            for (int r = 0; r < to.length; r++) {
                to[r] = ((Double.isNaN(from[r]) ? m_medians[c] : from[r]) - mean) / sd;
            }
        }
        return FeatureMatrix.ofColumns(input.names(), columns, x.rows());
    }

    /** @return this as JSON; {@link #fromJson} reads it */
    public JsonObject toJson() {
        final JsonObject json = Documents.create(FORMAT, 1);
        json.addProperty("impute", m_impute);
        json.addProperty("scale", m_scale);
        json.add("columns", Documents.array(m_names));
        json.add("median", Documents.array(m_medians));
        json.add("mean", Documents.array(m_means));
        json.add("standard_deviation", Documents.array(m_sds));
        json.add("missing", Documents.array(m_missing));
        final JsonArray reasons = new JsonArray();
        for (final String reason : m_reasons) {
            if (reason == null) {
                reasons.add(JsonNull.INSTANCE);
            } else {
                reasons.add(reason);
            }
        }
        json.add("dropped_because", reasons);
        return json;
    }

    /** @return {@link #toJson} as text */
    public String write() {
        return toJson().toString();
    }

    /**
     * @param text what {@link #write} made
     * @return the object
     * @throws IllegalArgumentException if it is damaged or of a newer version
     */
    public static FittedPreprocessor fromJson(final String text) {
        final JsonObject json = Documents.parse(text, FORMAT, 1);
        final List<String> names = List.copyOf(Documents.strings(json, "columns"));
        final JsonArray reasons = Documents.list(json, "dropped_because");
        if (reasons.size() != names.size()) {
            throw new IllegalArgumentException("\"dropped_because\" must have " + names.size() + " values, but has " + reasons.size());
        }
        final String[] because = new String[names.size()];
        for (int c = 0; c < because.length; c++) {
            because[c] = reasons.get(c).isJsonNull() ? null : reasons.get(c).getAsString();
        }
        return new FittedPreprocessor(names, Documents.numbers(json, "median", names.size()),
            Documents.numbers(json, "mean", names.size()), Documents.numbers(json, "standard_deviation", names.size()),
            Documents.integers(json, "missing", names.size(), 0, Integer.MAX_VALUE), because,
            Documents.member(json, "impute").getAsBoolean(), Documents.member(json, "scale").getAsBoolean());
    }
}
