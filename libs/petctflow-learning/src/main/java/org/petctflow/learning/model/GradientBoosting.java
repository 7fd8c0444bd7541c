package org.petctflow.learning.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.apache.commons.rng.UniformRandomProvider;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

import com.google.gson.JsonObject;

/**
 * Gradient boosting of the logistic loss (Friedman 2001, doi:10.1214/aos/1013203451): starting from the log odds of the
 * classes, each regression tree fits the residuals y - p by least squares, and its leaves take one Newton step, the sum of
 * residuals over the sum of p (1 - p), times the learning rate.
 *
 * @param trees how many trees
 * @param learningRate factor of each tree, above 0 and up to 1
 * @param maxDepth greatest depth of a tree, at least 1
 * @param minSamplesLeaf least number of rows in a leaf
 * @param subsample share of the rows, drawn without replacement, on which a tree grows, above 0 and up to 1
 * @param classWeight how much a row counts
 */
public record GradientBoosting(int trees, double learningRate, int maxDepth, int minSamplesLeaf, double subsample,
    ClassWeight classWeight) implements Learner {

    /** Checks the options. */
    public GradientBoosting {
        Forest.check(trees, maxDepth, minSamplesLeaf, 2);
        if (maxDepth < 1) {
            throw new IllegalArgumentException("The greatest depth must be 1 or more, but was " + maxDepth);
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("The learning rate must be above 0 and up to 1, but was " + learningRate);
        }
        if (!(subsample > 0 && subsample <= 1)) {
            throw new IllegalArgumentException("The share of rows of a tree must be above 0 and up to 1, but was " + subsample);
        }
    }

    /** @return 100 trees of depth 3, learning rate 0.1, all rows, no class weights */
    public static GradientBoosting withDefaults() {
        return new GradientBoosting(100, 0.1, 3, 1, 1, ClassWeight.NONE);
    }

    @Override
    public Classifier fit(final Dataset data, final Run run) {
        data.requireLearnable();
        final int[] y = data.y();
        final int n = y.length;
        final double[][] columns = Forest.columns(data.features());
        final double[] ofClass = classWeight.of(y);
        final double[] weights = new double[n];
        final double[] sum = new double[2];
        for (int i = 0; i < n; i++) {
            weights[i] = ofClass[y[i]];
            sum[y[i]] += weights[i];
        }
        final double start = Math.log(sum[1] / sum[0]);
        final double[] f = new double[n];
        Arrays.fill(f, start);
        final Grower grower = new Grower(columns, Ranks.of(columns, run.progress()), weights);
        final List<DecisionTree> grown = new ArrayList<>(trees);
        final int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        for (int t = 0; t < trees; t++) {
            run.progress().checkCancelled();
            for (int i = 0; i < n; i++) {
                final double p = Maths.sigmoid(f[i]);
                grower.m_residual[i] = y[i] - p;
                grower.m_curvature[i] = p * (1 - p);
            }
            int[] rows = all;
            if (subsample < 1) {
                final UniformRandomProvider random = Randoms.of(run.part("tree", t).seed());
                rows = all.clone();
                Randoms.shuffle(rows, random);
                rows = Arrays.copyOf(rows, Math.max(1, (int)(subsample * n)));
                Arrays.sort(rows);
            }
            final DecisionTree tree = grower.grow(rows.clone(), maxDepth, minSamplesLeaf, learningRate);
            tree.addTo(columns, 1, f);
            grown.add(tree);
        }
        final double total = Arrays.stream(grower.m_importance).sum();
        final double[] importances = Arrays.stream(grower.m_importance).map(v -> total > 0 ? v / total : 0).toArray();
        return new Model(data.features().names(), start, grown, importances);
    }

    /** Grows least-squares trees; counts by rank as {@link TreeGrower} does, but sums of residuals. */
    private static final class Grower {

        private final double[][] m_columns;

        private final Ranks m_ranks;

        private final double[] m_weights;

        private final double[] m_residual;

        private final double[] m_curvature;

        private final double[] m_importance;

        private final double[] m_sums;

        private final double[] m_weightSums;

        private final int[] m_counts;

        private int[] m_rows;

        private int m_bestFeature;

        private double m_bestThreshold;

        private double m_bestGain;

        Grower(final double[][] columns, final Ranks ranks, final double[] weights) {
            m_columns = columns;
            m_ranks = ranks;
            m_weights = weights;
            m_residual = new double[weights.length];
            m_curvature = new double[weights.length];
            m_importance = new double[columns.length];
            m_sums = new double[weights.length];
            m_weightSums = new double[weights.length];
            m_counts = new int[weights.length];
        }

        DecisionTree grow(final int[] rows, final int maxDepth, final int minLeaf, final double learningRate) {
            m_rows = rows;
            final DecisionTree.Builder tree = new DecisionTree.Builder(16);
            grow(tree, 0, rows.length, -1, false, maxDepth, minLeaf, learningRate);
            return tree.build();
        }

        private void grow(final DecisionTree.Builder tree, final int start, final int end, final int parent, final boolean left,
            final int depth, final int minLeaf, final double learningRate) {
            double sum = 0;
            double weight = 0;
            double curvature = 0;
            for (int i = start; i < end; i++) {
                final int r = m_rows[i];
                sum += m_weights[r] * m_residual[r];
                curvature += m_weights[r] * m_curvature[r];
                weight += m_weights[r];
            }
            final double value = curvature < 1e-150 ? 0 : learningRate * sum / curvature;
            final int node = tree.add(parent, left, value, weight);
            if (depth == 0 || end - start < 2 * minLeaf) {
                return;
            }
            m_bestFeature = -1;
            m_bestGain = 1e-12 * weight; // less is rounding
            for (int c = 0; c < m_columns.length; c++) {
                look(c, start, end, sum, weight, minLeaf);
            }
            if (m_bestFeature < 0) {
                return;
            }
            m_importance[m_bestFeature] += m_bestGain;
            final double threshold = m_bestThreshold;
            final double[] x = m_columns[m_bestFeature];
            tree.split(node, m_bestFeature, threshold);
            final int[] right = new int[end - start];
            int l = start;
            int r = 0;
            for (int i = start; i < end; i++) {
                final int row = m_rows[i];
                if (x[row] <= threshold) {
                    m_rows[l++] = row;
                } else {
                    right[r++] = row;
                }
            }
            System.arraycopy(right, 0, m_rows, l, r);
            grow(tree, start, l, node, true, depth - 1, minLeaf, learningRate);
            grow(tree, l, end, node, false, depth - 1, minLeaf, learningRate);
        }

        private void look(final int feature, final int start, final int end, final double sum, final double weight,
            final int minLeaf) {
            final int[] ranks = m_ranks.ranks()[feature];
            final double[] values = m_ranks.values()[feature];
            for (int i = start; i < end; i++) {
                final int row = m_rows[i];
                final int b = ranks[row];
                m_sums[b] += m_weights[row] * m_residual[row];
                m_weightSums[b] += m_weights[row];
                m_counts[b]++;
            }
            double l = 0;
            double lw = 0;
            int ln = 0;
            int before = -1;
            final int n = end - start;
            for (int b = 0; b < values.length; b++) {
                if (m_counts[b] == 0) {
                    continue;
                }
                if (before >= 0 && ln >= minLeaf && n - ln >= minLeaf) {
                    final double r = sum - l;
                    final double gain = l * l / lw + r * r / (weight - lw) - sum * sum / weight;
                    if (gain > m_bestGain) {
                        m_bestGain = gain;
                        m_bestFeature = feature;
                        m_bestThreshold = Ranks.between(values[before], values[b]);
                    }
                }
                l += m_sums[b];
                lw += m_weightSums[b];
                ln += m_counts[b];
                m_sums[b] = 0;
                m_weightSums[b] = 0;
                m_counts[b] = 0;
                before = b;
            }
        }
    }

    /** Trees whose sum is the log odds. */
    public static final class Model implements LogOddsClassifier {

        private final List<String> m_columns;

        private final double m_start;

        private final List<DecisionTree> m_trees;

        private final double[] m_importances;

        Model(final List<String> columns, final double start, final List<DecisionTree> trees, final double[] importances) {
            m_columns = List.copyOf(columns);
            m_start = start;
            m_trees = List.copyOf(trees);
            m_importances = importances;
        }

        @Override
        public List<String> columns() {
            return m_columns;
        }

        /** @return the log odds before the first tree */
        public double start() {
            return m_start;
        }

        /** @return the trees; their values add to the log odds */
        public List<DecisionTree> trees() {
            return m_trees;
        }

        @Override
        public double[] decision(final FeatureMatrix x) {
            final double[][] columns = Forest.columns(x.selectColumns(m_columns).requireFinite());
            final double[] f = new double[x.rows()];
            Arrays.fill(f, m_start);
            for (final DecisionTree tree : m_trees) {
                tree.addTo(columns, 1, f);
            }
            return f;
        }

        @Override
        public Optional<double[]> importances() {
            return Optional.of(m_importances.clone());
        }

        @Override
        public JsonObject toJson() {
            final JsonObject json = new JsonObject();
            json.addProperty("type", "boosted-trees");
            json.add("columns", Documents.array(m_columns));
            json.addProperty("start", m_start);
            json.add("importances", Documents.array(m_importances));
            json.add("trees", ForestModel.trees(m_trees));
            return json;
        }

        /**
         * @param json what {@link #toJson} made
         * @return the model
         */
        public static Model fromJson(final JsonObject json) {
            final List<String> columns = Documents.strings(json, "columns");
            return new Model(columns, Documents.number(json, "start"), ForestModel.trees(json, columns.size()),
                Documents.numbers(json, "importances", columns.size()));
        }
    }
}
