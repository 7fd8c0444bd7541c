package org.petctflow.learning.harmonise;

import java.util.List;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Groups;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** What {@link ComBat} learned on training rows; it never changes. */
public final class FittedComBat {

    private static final String FORMAT = "petctflow-combat";

    private final List<String> m_features;

    private final List<String> m_covariates;

    private final List<String> m_batches;

    private final double[] m_mean;

    private final double[] m_sd;

    private final double[][] m_beta; // [feature][covariate]

    private final double[][] m_gamma; // [batch][feature]

    private final double[][] m_delta;

    private final ComBat.Unseen m_unseen;

    FittedComBat(final List<String> features, final List<String> covariates, final List<String> batches, final double[] mean,
        final double[] sd, final double[][] beta, final double[][] gamma, final double[][] delta, final ComBat.Unseen unseen) {
        m_features = List.copyOf(features);
        m_covariates = List.copyOf(covariates);
        m_batches = List.copyOf(batches);
        m_mean = mean;
        m_sd = sd;
        m_beta = beta;
        m_gamma = gamma;
        m_delta = delta;
        m_unseen = unseen;
    }

    /** @return the harmonised columns */
    public List<String> features() {
        return m_features;
    }

    /** @return the batches that were there in training */
    public List<String> batches() {
        return m_batches;
    }

    /**
     * @param batch which batch
     * @param feature which feature
     * @return the batch's shift in standard deviations
     */
    public double shift(final int batch, final int feature) {
        return m_gamma[batch][feature];
    }

    /**
     * @param batch which batch
     * @param feature which feature
     * @return the batch's variance over the common one
     */
    public double scale(final int batch, final int feature) {
        return m_delta[batch][feature];
    }

    /**
     * @param x rows with the features and covariates, perhaps more columns, which stay as they are
     * @param batches each row's batch
     * @return the same columns with harmonised features; missing values stay missing
     * @throws IllegalArgumentException if a column is absent, a covariate missing, or a batch was not there in training and such are
     *             refused
     */
    public FeatureMatrix apply(final FeatureMatrix x, final Groups batches) {
        if (batches.rows() != x.rows()) {
            throw new IllegalArgumentException("There are " + x.rows() + " rows, but batches of " + batches.rows() + " rows");
        }
        final int[] known = batches.names().stream().mapToInt(m_batches::indexOf).toArray();
        if (m_unseen == ComBat.Unseen.REFUSE) {
            final List<String> unknown =
                IntStream.range(0, known.length).filter(b -> known[b] < 0).mapToObj(b -> batches.names().get(b)).toList();
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("ComBat was not trained on the batches " + FeatureMatrix.brief(unknown) + ", only on "
                    + FeatureMatrix.brief(m_batches) + "; train it with some of their rows, or let unseen batches be left as they are");
            }
        }
        x.selectColumns(m_features);
        final FeatureMatrix design = x.selectColumns(m_covariates).requireFinite();
        final double[][] columns = new double[x.columns()][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = x.column(c);
        }
        for (int f = 0; f < m_features.size(); f++) {
            if (m_sd[f] == 0) {
                continue; // did not vary in training
            }
            final double[] y = x.column(m_features.get(f));
            final double[] out = y.clone();
            for (int r = 0; r < out.length; r++) {
                final int b = known[batches.codes()[r]];
                if (b >= 0) {
                    final double centre = m_mean[f] + ComBat.effect(design, r, m_beta[f]);
                    final double z = (y[r] - centre) / m_sd[f];
                    out[r] = (z - m_gamma[b][f]) / Math.sqrt(m_delta[b][f]) * m_sd[f] + centre;
                }
            }
            columns[x.indexOf(m_features.get(f))] = out;
        }
        return FeatureMatrix.ofColumns(x.names(), columns, x.rows());
    }

    private static JsonArray rows(final double[][] values) {
        final JsonArray array = new JsonArray();
        for (final double[] row : values) {
            array.add(Documents.array(row));
        }
        return array;
    }

    private static double[][] rows(final JsonObject json, final String key, final int rows, final int length) {
        final JsonArray list = Documents.list(json, key);
        if (list.size() != rows) {
            throw new IllegalArgumentException("\"" + key + "\" must have " + rows + " lists, but has " + list.size());
        }
        final double[][] values = new double[rows][];
        for (int i = 0; i < rows; i++) {
            final JsonObject row = new JsonObject();
            row.add(key, list.get(i));
            values[i] = Documents.numbers(row, key, length);
        }
        return values;
    }

    /** @return this as JSON; {@link #fromJson} reads it */
    public JsonObject toJson() {
        final JsonObject json = Documents.create(FORMAT, 1);
        json.add("features", Documents.array(m_features));
        json.add("covariates", Documents.array(m_covariates));
        json.add("batches", Documents.array(m_batches));
        json.add("mean", Documents.array(m_mean));
        json.add("standard_deviation", Documents.array(m_sd));
        json.add("effects", rows(m_beta));
        json.add("shift", rows(m_gamma));
        json.add("scale", rows(m_delta));
        json.addProperty("leave_unseen", m_unseen == ComBat.Unseen.LEAVE);
        return json;
    }

    /** @return {@link #toJson} as text */
    public String toText() {
        return toJson().toString();
    }

    /**
     * @param text what {@link #toJson} made
     * @return the object
     * @throws IllegalArgumentException if it is damaged or of a newer version
     */
    public static FittedComBat fromJson(final String text) {
        final JsonObject json = Documents.parse(text, FORMAT, 1);
        final List<String> features = Documents.strings(json, "features");
        final List<String> covariates = Documents.strings(json, "covariates");
        final List<String> batches = Documents.strings(json, "batches");
        final int n = features.size();
        return new FittedComBat(features, covariates, batches, Documents.numbers(json, "mean", n),
            Documents.numbers(json, "standard_deviation", n), rows(json, "effects", n, covariates.size()),
            rows(json, "shift", batches.size(), n), rows(json, "scale", batches.size(), n),
            Documents.member(json, "leave_unseen").getAsBoolean() ? ComBat.Unseen.LEAVE : ComBat.Unseen.REFUSE);
    }
}
