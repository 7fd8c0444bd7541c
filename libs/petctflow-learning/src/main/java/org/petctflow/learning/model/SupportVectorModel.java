package org.petctflow.learning.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A support vector machine: f(x) = sum over support vectors of coefficient K(vector, x) + intercept. */
public final class SupportVectorModel implements Classifier {

    private static final double TOLERANCE = 1e-6; // of the optimality conditions; scikit-learn stops at 1e-3

    private static final int PLATT_FOLDS = 5;

    private final List<String> m_columns;

    private final double m_gamma; // 0: linear

    private final double[][] m_vectors;

    private final double[] m_coefficients;

    private final double m_intercept;

    private final PlattScaling m_platt; // null: none

    private final double[] m_weights; // of the linear model, else null

    private SupportVectorModel(final List<String> columns, final double gamma, final double[][] vectors,
        final double[] coefficients, final double intercept, final PlattScaling platt) {
        m_columns = List.copyOf(columns);
        m_gamma = gamma;
        m_vectors = vectors;
        m_coefficients = coefficients;
        m_intercept = intercept;
        m_platt = platt;
        if (gamma == 0) {
            m_weights = new double[columns.size()];
            for (int v = 0; v < vectors.length; v++) {
                for (int j = 0; j < m_weights.length; j++) {
                    m_weights[j] += coefficients[v] * vectors[v][j];
                }
            }
        } else {
            m_weights = null;
        }
    }

    static void checkCost(final double c) {
        if (!(c > 0 && c < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The cost C must be above 0 and finite, but was " + c);
        }
    }

    static SupportVectorModel fit(final Dataset data, final Run run, final double c, final double gamma, final boolean platt,
        final ClassWeight classWeight) {
        data.requireLearnable();
        final double[][] rows = data.features().toRows();
        PlattScaling scaling = null;
        if (platt) {
            final int folds = Math.min(PLATT_FOLDS, data.patientsOfSmallerClass());
            final double[] scores;
            if (folds < 2) {
                // a class of one patient cannot be left out: its own scores are all there is
                scores = fit(data, rows, run, c, gamma, classWeight, null).decision(data.features());
            } else {
                scores = outOfFold(data, rows, run, c, gamma, classWeight, data.folds(folds, run.part("platt").seed()));
            }
            scaling = PlattScaling.fit(scores, data.y());
        }
        return fit(data, rows, run, c, gamma, classWeight, scaling);
    }

    private static double[] outOfFold(final Dataset data, final double[][] rows, final Run run, final double c,
        final double gamma, final ClassWeight classWeight, final Folds folds) {
        final double[] scores = new double[rows.length];
        for (final Split split : folds.splits()) {
            final double[][] train = Arrays.stream(split.train()).mapToObj(r -> rows[r]).toArray(double[][]::new);
            final Dataset part = data.select(split.train());
            final double[] f = fit(part, train, run, c, gamma, classWeight, null)
                .decision(data.features().selectRows(split.test()));
            for (int i = 0; i < f.length; i++) {
                scores[split.test()[i]] = f[i];
            }
        }
        return scores;
    }

    private static SupportVectorModel fit(final Dataset data, final double[][] rows, final Run run, final double c,
        final double gamma, final ClassWeight classWeight, final PlattScaling platt) {
        final int[] y = data.y();
        final double[] ofClass = classWeight.of(y);
        final double[] upper = Arrays.stream(y).mapToDouble(k -> c * ofClass[k]).toArray();
        final SupportVectorSolver solver =
            new SupportVectorSolver(rows, y, upper, gamma == 0 ? SupportVectorModel::dot : (a, b) -> gaussian(a, b, gamma));
        final double[] coefficients = solver.solve(TOLERANCE, run.progress());
        final int[] support = IntStream.range(0, y.length).filter(i -> coefficients[i] != 0).toArray();
        return new SupportVectorModel(data.features().names(), gamma,
            Arrays.stream(support).mapToObj(i -> rows[i]).toArray(double[][]::new),
            Arrays.stream(support).mapToDouble(i -> coefficients[i]).toArray(), -solver.rho(), platt);
    }

    private static double dot(final double[] a, final double[] b) {
        double s = 0;
        for (int j = 0; j < a.length; j++) {
            s += a[j] * b[j];
        }
        return s;
    }

    private static double gaussian(final double[] a, final double[] b, final double gamma) {
        double s = 0;
        for (int j = 0; j < a.length; j++) {
            final double d = a[j] - b[j];
            s += d * d;
        }
        return Math.exp(-gamma * s);
    }

    @Override
    public List<String> columns() {
        return m_columns;
    }

    /** @return b */
    public double intercept() {
        return m_intercept;
    }

    /** @return the linear model's weights, one a column; empty for another kernel */
    public Optional<double[]> weights() {
        return Optional.ofNullable(m_weights).map(double[]::clone);
    }

    @Override
    public double[] decision(final FeatureMatrix x) {
        final double[][] rows = x.selectColumns(m_columns).requireFinite().toRows();
        final double[] f = new double[rows.length];
        for (int r = 0; r < f.length; r++) {
            double s = m_intercept;
            if (m_weights != null) {
                s += dot(m_weights, rows[r]);
            } else {
                for (int v = 0; v < m_vectors.length; v++) {
                    s += m_coefficients[v] * gaussian(m_vectors[v], rows[r], m_gamma);
                }
            }
            f[r] = s;
        }
        return f;
    }

    @Override
    public double[] predictProbability(final FeatureMatrix x) {
        final double[] p = decision(x);
        for (int r = 0; r < p.length; r++) {
            p[r] = m_platt == null ? Maths.sigmoid(p[r]) : m_platt.probability(p[r]);
        }
        return p;
    }

    @Override
    public Optional<double[]> importances() {
        return weights().map(w -> Arrays.stream(w).map(v -> v * v).toArray());
    }

    @Override
    public JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.addProperty("type", "support-vectors");
        json.add("columns", Documents.array(m_columns));
        json.addProperty("gamma", m_gamma);
        json.addProperty("intercept", m_intercept);
        json.add("coefficients", Documents.array(m_coefficients));
        final JsonArray vectors = new JsonArray();
        for (final double[] v : m_vectors) {
            vectors.add(Documents.array(v));
        }
        json.add("vectors", vectors);
        if (m_platt != null) {
            json.add("platt", m_platt.toJson());
        }
        return json;
    }

    /**
     * @param json what {@link #toJson} made
     * @return the model
     */
    public static SupportVectorModel fromJson(final JsonObject json) {
        final List<String> columns = Documents.strings(json, "columns");
        final double[] coefficients = Documents.numbers(json, "coefficients", -1);
        final List<double[]> vectors = new ArrayList<>();
        Documents.list(json, "vectors").forEach(e -> {
            final JsonObject row = new JsonObject();
            row.add("vectors", e);
            vectors.add(Documents.numbers(row, "vectors", columns.size()));
        });
        if (vectors.size() != coefficients.length) {
            throw new IllegalArgumentException("The model has " + vectors.size() + " support vectors, but " + coefficients.length
                + " coefficients");
        }
        return new SupportVectorModel(columns, Documents.number(json, "gamma"), vectors.toArray(double[][]::new), coefficients,
            Documents.number(json, "intercept"),
            json.has("platt") ? PlattScaling.fromJson(Documents.object(json, "platt")) : null);
    }
}
