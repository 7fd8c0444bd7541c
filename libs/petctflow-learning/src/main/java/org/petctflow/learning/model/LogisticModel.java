package org.petctflow.learning.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;

import com.google.gson.JsonObject;

/** A linear model of the log odds: p = 1 / (1 + exp(-(x'w + b))). */
public final class LogisticModel implements LogOddsClassifier {

    private final List<String> m_columns;

    private final double m_intercept;

    private final double[] m_coefficients;

    /**
     * @param columns the columns' names
     * @param intercept b
     * @param coefficients w, one a column; copied
     */
    public LogisticModel(final List<String> columns, final double intercept, final double[] coefficients) {
        if (columns.size() != coefficients.length) {
            throw new IllegalArgumentException("There are " + columns.size() + " columns, but " + coefficients.length + " coefficients");
        }
        m_columns = List.copyOf(columns);
        m_intercept = intercept;
        m_coefficients = coefficients.clone();
    }

    @Override
    public List<String> columns() {
        return m_columns;
    }

    /** @return b */
    public double intercept() {
        return m_intercept;
    }

    /** @return a copy of w, one a column */
    public double[] coefficients() {
        return m_coefficients.clone();
    }

    @Override
    public double[] decision(final FeatureMatrix x) {
        final FeatureMatrix input = x.selectColumns(m_columns).requireFinite();
        final double[] f = new double[x.rows()];
        Arrays.fill(f, m_intercept);
        for (int j = 0; j < m_coefficients.length; j++) {
            final double[] column = input.column(j);
            for (int r = 0; r < f.length && m_coefficients[j] != 0; r++) {
                f[r] += m_coefficients[j] * column[r];
            }
        }
        return f;
    }

    @Override
    public Optional<double[]> importances() {
        final double[] squares = new double[m_coefficients.length];
        for (int j = 0; j < squares.length; j++) {
            squares[j] = m_coefficients[j] * m_coefficients[j];
        }
        return Optional.of(squares);
    }

    @Override
    public JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("type", "logistic");
        json.add("columns", Documents.array(m_columns));
        json.addProperty("intercept", m_intercept);
        json.add("coefficients", Documents.array(m_coefficients));
        return json;
    }

    /**
     * @param json what {@link #toJson} made
     * @return the model
     */
    public static LogisticModel fromJson(final JsonObject json) {
        final List<String> columns = Documents.strings(json, "columns");
        return new LogisticModel(columns, Documents.number(json, "intercept"),
            Documents.numbers(json, "coefficients", columns.size()));
    }
}
