package org.petctflow.learning.model;

import java.util.List;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;

import com.google.gson.JsonObject;

/**
 * Gaussian naive Bayes as in scikit-learn: in each class each column is normal and independent of the others; class priors are
 * the classes' shares; {@code varSmoothing} times the greatest variance of a column (over all rows) is added to each variance.
 *
 * @param varSmoothing share of the greatest variance that is added to every variance, 0 or more
 */
public record GaussianNaiveBayes(double varSmoothing) implements Learner {

    /** Checks the option. */
    public GaussianNaiveBayes {
        if (!(varSmoothing >= 0)) {
            throw new IllegalArgumentException("The smoothing of variances must be 0 or more, but was " + varSmoothing);
        }
    }

    /** @return smoothing 1e-9 */
    public static GaussianNaiveBayes withDefaults() {
        return new GaussianNaiveBayes(1e-9);
    }

    @Override
    public Classifier fit(final Dataset data, final Run run) {
        data.requireLearnable();
        final FeatureMatrix x = data.features();
        final int[] y = data.y();
        final int[] counts = data.labels().counts();
        final double[][] means = new double[2][x.columns()];
        final double[][] variances = new double[2][x.columns()];
        double greatest = 0;
        for (int j = 0; j < x.columns(); j++) {
            final double[] column = x.column(j);
            double total = 0;
            for (int i = 0; i < y.length; i++) {
                means[y[i]][j] += column[i] / counts[y[i]];
                total += column[i] / y.length;
            }
            double variance = 0;
            for (int i = 0; i < y.length; i++) {
                final double d = column[i] - means[y[i]][j];
                variances[y[i]][j] += d * d / counts[y[i]];
                variance += (column[i] - total) * (column[i] - total) / y.length;
            }
            greatest = Math.max(greatest, variance);
        }
        for (int j = 0; j < x.columns(); j++) {
            for (int c = 0; c < 2; c++) {
                variances[c][j] += varSmoothing * greatest;
                if (variances[c][j] == 0) {
                    throw new IllegalArgumentException("Column \"" + x.name(j) + "\" is constant within the class \""
                        + data.labels().classes().get(c) + "\", which has no normal distribution; drop it or smooth the variances");
                }
            }
        }
        return new Model(x.names(), Math.log((double)counts[1] / counts[0]), means, variances);
    }

    /** The fitted model. */
    static final class Model implements LogOddsClassifier {

        private final List<String> m_columns;

        private final double m_priorLogOdds;

        private final double[][] m_means;

        private final double[][] m_variances;

        Model(final List<String> columns, final double priorLogOdds, final double[][] means, final double[][] variances) {
            m_columns = List.copyOf(columns);
            m_priorLogOdds = priorLogOdds;
            m_means = means;
            m_variances = variances;
        }

        @Override
        public List<String> columns() {
            return m_columns;
        }

        /** The log odds. */
        @Override
        public double[] decision(final FeatureMatrix x) {
            final FeatureMatrix input = x.selectColumns(m_columns).requireFinite();
            final double[] f = new double[x.rows()];
            for (int r = 0; r < f.length; r++) {
                f[r] = m_priorLogOdds;
                for (int j = 0; j < m_columns.size(); j++) {
                    final double v = input.get(r, j);
                    for (int c = 0; c < 2; c++) {
                        final double d = v - m_means[c][j];
                        final double logDensity = -0.5 * (Math.log(m_variances[c][j]) + d * d / m_variances[c][j]);
                        f[r] += c == 1 ? logDensity : -logDensity;
                    }
                }
            }
            return f;
        }

        @Override
        public JsonObject toJson() {
            final JsonObject json = new JsonObject();
            json.addProperty("type", "gaussian-naive-bayes");
            json.add("columns", Documents.array(m_columns));
            json.addProperty("prior_log_odds", m_priorLogOdds);
            for (int c = 0; c < 2; c++) {
                json.add("means_" + c, Documents.array(m_means[c]));
                json.add("variances_" + c, Documents.array(m_variances[c]));
            }
            return json;
        }
    }

    /**
     * @param json what the model's {@link Classifier#toJson} made
     * @return the model
     */
    public static Classifier modelFromJson(final JsonObject json) {
        final List<String> columns = Documents.strings(json, "columns");
        final double[][] means = new double[2][];
        final double[][] variances = new double[2][];
        for (int c = 0; c < 2; c++) {
            means[c] = Documents.numbers(json, "means_" + c, columns.size());
            variances[c] = Documents.numbers(json, "variances_" + c, columns.size());
        }
        return new Model(columns, Documents.number(json, "prior_log_odds"), means, variances);
    }
}
