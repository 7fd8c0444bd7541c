package org.petctflow.learning.explain;

import java.util.List;

import org.petctflow.base.Seeds;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.DecisionTree;
import org.petctflow.learning.model.ForestModel;
import org.petctflow.learning.model.GradientBoosting;
import org.petctflow.learning.model.LogisticModel;

/**
 * Shapley values (Lundberg and Lee 2017): each column's part in each row's prediction. Base and parts of a row add up to its
 * prediction: the log odds of a logistic model or of boosted trees, the probability of a forest or of any other model.
 *
 * @param columns the model's columns
 * @param base the prediction where nothing is known of a row
 * @param parts the parts, [row][column]
 */
public record ShapleyValues(List<String> columns, double base, double[][] parts) {

    /**
     * Exact values of a linear model with independent columns: coefficient times difference from the background's mean.
     *
     * @param model a logistic model
     * @param background the training rows, as the model saw them
     * @param x the rows to explain
     * @return log odds
     */
    public static ShapleyValues linear(final LogisticModel model, final FeatureMatrix background, final FeatureMatrix x) {
        final FeatureMatrix train = background.selectColumns(model.columns()).requireFinite();
        final FeatureMatrix rows = x.selectColumns(model.columns()).requireFinite();
        final double[] w = model.coefficients();
        final double[][] parts = new double[rows.rows()][w.length];
        double base = model.intercept();
        for (int c = 0; c < w.length; c++) {
            final double mean = java.util.Arrays.stream(train.column(c)).average().orElseThrow(
                () -> new IllegalArgumentException("The background has no row"));
            base += w[c] * mean;
            for (int r = 0; r < parts.length; r++) {
                parts[r][c] = w[c] * (rows.get(r, c) - mean);
            }
        }
        return new ShapleyValues(model.columns(), base, parts);
    }

    /**
     * Exact path-dependent values of a forest: TreeSHAP (Lundberg, Erion, Lee 2018, arXiv:1802.03888, algorithm 2). What is not
     * known of a row is taken from the training rows that reached each node.
     *
     * @param model a forest
     * @param x the rows to explain
     * @param run threads and progress
     * @return probabilities
     */
    public static ShapleyValues forest(final ForestModel model, final FeatureMatrix x, final Run run) {
        return trees(model.columns(), model.trees(), 0, 1.0 / model.trees().size(), x, run);
    }

    /**
     * The same of boosted trees.
     *
     * @param model boosted trees
     * @param x the rows to explain
     * @param run threads and progress
     * @return log odds
     */
    public static ShapleyValues boosted(final GradientBoosting.Model model, final FeatureMatrix x, final Run run) {
        return trees(model.columns(), model.trees(), model.start(), 1, x, run);
    }

    private static ShapleyValues trees(final List<String> columns, final List<DecisionTree> trees, final double start, final double factor,
        final FeatureMatrix x, final Run run) {
        final double[][] rows = x.selectColumns(columns).requireFinite().toRows();
        double base = start;
        for (final DecisionTree tree : trees) {
            base += factor * expected(tree, 0);
        }
        final double[][] parts = run.map(rows.length, r -> {
            final double[] phi = new double[columns.size()];
            for (final DecisionTree tree : trees) {
                walk(tree, 0, rows[r], phi, new Path(0), 1, 1, -1);
            }
            for (int c = 0; c < phi.length; c++) {
                phi[c] *= factor;
            }
            return phi;
        }).toArray(double[][]::new);
        return new ShapleyValues(columns, base, parts);
    }

    /** More columns than these would take a table too large for the memory. */
    private static final int MOST_SAMPLED = 2000;

    /**
     * Values of any model by sampling (&#352;trumbelj and Kononenko 2014, doi:10.1007/s10115-013-0679-x): columns turn from a background row's
     * value to the explained row's one after another in a random order, and each gets the change of the prediction; then once more in the
     * opposite order. What is not known of a row is taken from background rows, whatever the row's other columns are. Base and parts of a row
     * add up to its prediction exactly; orders and background rows are the same for all rows.
     *
     * @param model any model
     * @param background rows of whose predictions the base is the mean, as far as they are drawn
     * @param x the rows to explain
     * @param orders how many random orders, at least 1; the error falls with their square root
     * @param run seed, threads and progress
     * @return probabilities
     */
    public static ShapleyValues sampled(final Classifier model, final FeatureMatrix background, final FeatureMatrix x, final int orders,
        final Run run) {
        final List<String> columns = model.columns();
        final int m = columns.size();
        if (orders < 1 || background.rows() == 0) {
            throw new IllegalArgumentException("Sampled Shapley values need at least one order and one background row, but there are "
                + orders + " and " + background.rows());
        }
        if (m > MOST_SAMPLED) {
            throw new IllegalArgumentException("Sampled Shapley values can be had of models of up to " + MOST_SAMPLED + " columns, but this one has "
                + m + ": select columns before");
        }
        final double[][] from = background.selectColumns(columns).requireFinite().toRows();
        final double[][] rows = x.selectColumns(columns).requireFinite().toRows();
        final int[][] ranks = new int[orders][m]; // when a column turns
        final double[][] start = new double[orders][];
        final int[] drawn = new int[from.length];
        for (int k = 0; k < orders; k++) {
            if (k % from.length == 0) { // every background row once before one comes again
                java.util.Arrays.setAll(drawn, i -> i);
                Randoms.shuffle(drawn, Randoms.of(Seeds.derive(run.seed(), -1, k)));
            }
            start[k] = from[drawn[k % from.length]];
            final int[] order = new int[m];
            java.util.Arrays.setAll(order, i -> i);
            Randoms.shuffle(order, Randoms.of(Seeds.derive(run.seed(), k)));
            for (int i = 0; i < m; i++) {
                ranks[k][order[i]] = i;
            }
        }
        final double[] at = model.predictProbability(FeatureMatrix.ofRows(columns, start));
        double base = 0;
        for (final double p : at) {
            base += p / orders;
        }
        final double[][] parts = run.map(rows.length, r -> {
            final double[] phi = new double[m];
            for (int k = 0; k < orders; k++) {
                run.progress().checkCancelled();
                for (int direction = 0; direction < 2; direction++) {
                    turn(model, columns, start[k], rows[r], ranks[k], direction == 1, 0.5 / orders, phi);
                }
            }
            return phi;
        }).toArray(double[][]::new);
        return new ShapleyValues(columns, base, parts);
    }

    /** Turns the columns one after another and adds each one's change. */
    private static void turn(final Classifier model, final List<String> columns, final double[] from, final double[] to, final int[] ranks,
        final boolean backwards, final double weight, final double[] phi) {
        final int m = ranks.length;
        final double[][] steps = new double[m][m + 1];
        for (int c = 0; c < m; c++) {
            final int rank = backwards ? m - 1 - ranks[c] : ranks[c];
            for (int i = 0; i <= m; i++) {
                steps[c][i] = i <= rank ? from[c] : to[c];
            }
        }
        final double[] p = model.predictProbability(FeatureMatrix.ofColumns(columns, steps, m + 1));
        for (int c = 0; c < m; c++) {
            final int rank = backwards ? m - 1 - ranks[c] : ranks[c];
            phi[c] += weight * (p[rank + 1] - p[rank]);
        }
    }

    private static double expected(final DecisionTree tree, final int node) {
        if (tree.feature(node) < 0) {
            return tree.value(node);
        }
        final double left = tree.cover(tree.left(node));
        final double right = tree.cover(tree.right(node));
        return (left * expected(tree, tree.left(node)) + right * expected(tree, tree.right(node))) / (left + right);
    }

    /** The distinct columns on the way to a node, the share of the rows that pass without and with each, and subsets' weights. */
    private static final class Path {
        private final int[] m_column;

        private final double[] m_zero;

        private final double[] m_one;

        private final double[] m_weight;

        private int m_length;

        Path(final int capacity) {
            m_column = new int[capacity];
            m_zero = new double[capacity];
            m_one = new double[capacity];
            m_weight = new double[capacity];
        }

        Path copy() {
            final Path p = new Path(m_length + 1);
            System.arraycopy(m_column, 0, p.m_column, 0, m_length);
            System.arraycopy(m_zero, 0, p.m_zero, 0, m_length);
            System.arraycopy(m_one, 0, p.m_one, 0, m_length);
            System.arraycopy(m_weight, 0, p.m_weight, 0, m_length);
            p.m_length = m_length;
            return p;
        }

        void extend(final double zero, final double one, final int column) {
            final int l = m_length++;
            m_column[l] = column;
            m_zero[l] = zero;
            m_one[l] = one;
            m_weight[l] = l == 0 ? 1 : 0;
            for (int i = l - 1; i >= 0; i--) {
                m_weight[i + 1] += one * m_weight[i] * (i + 1) / (l + 1);
                m_weight[i] = zero * m_weight[i] * (l - i) / (l + 1);
            }
        }

        /** Takes a column out again; weights only, if {@code sumOnly}: then returns what they add up to. */
        double unwind(final int i, final boolean sumOnly) {
            final int l = m_length - 1;
            final double one = m_one[i];
            final double zero = m_zero[i];
            double next = m_weight[l];
            double sum = 0;
            for (int j = l - 1; j >= 0; j--) {
                final double weight;
                if (one != 0) {
                    weight = next * (l + 1) / ((j + 1) * one);
                    next = m_weight[j] - weight * zero * (l - j) / (l + 1);
                } else {
                    weight = m_weight[j] * (l + 1) / (zero * (l - j));
                }
                sum += weight;
                if (!sumOnly) {
                    m_weight[j] = weight;
                }
            }
            if (!sumOnly) {
                for (int j = i; j < l; j++) {
                    m_column[j] = m_column[j + 1];
                    m_zero[j] = m_zero[j + 1];
                    m_one[j] = m_one[j + 1];
                }
                m_length--;
            }
            return sum;
        }
    }

    private static void walk(final DecisionTree tree, final int node, final double[] x, final double[] phi, final Path before,
        final double zero, final double one, final int column) {
        final Path path = before.copy();
        path.extend(zero, one, column);
        final int split = tree.feature(node);
        if (split < 0) {
            for (int i = 1; i < path.m_length; i++) {
                phi[path.m_column[i]] += path.unwind(i, true) * (path.m_one[i] - path.m_zero[i]) * tree.value(node);
            }
            return;
        }
        final boolean left = x[split] <= tree.threshold(node);
        final int hot = left ? tree.left(node) : tree.right(node);
        final int cold = left ? tree.right(node) : tree.left(node);
        final double cover = tree.cover(hot) + tree.cover(cold);
        double zeroBefore = 1;
        double oneBefore = 1;
        for (int i = 1; i < path.m_length; i++) {
            if (path.m_column[i] == split) { // split on again: the earlier one is merged with this one
                zeroBefore = path.m_zero[i];
                oneBefore = path.m_one[i];
                path.unwind(i, false);
                break;
            }
        }
        walk(tree, hot, x, phi, path, zeroBefore * tree.cover(hot) / cover, oneBefore, split);
        walk(tree, cold, x, phi, path, zeroBefore * tree.cover(cold) / cover, 0, split);
    }

    /** @return each column's mean absolute part */
    public double[] meanAbsolute() {
        final double[] mean = new double[columns.size()];
        for (final double[] row : parts) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += Math.abs(row[c]) / parts.length;
            }
        }
        return mean;
    }
}
