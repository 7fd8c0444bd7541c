package org.petctflow.learning.model;

import java.util.Arrays;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Grows one classification tree of a forest by the Gini criterion.
 *
 * <p>A row's multiplicity (how often the bootstrap drew it) in each class and the row itself are packed into one long, so that
 * a node's three counts of a side are one addition. Best splits are exact: a node with many rows counts them by the rank of
 * their value (see {@link Ranks}), a small one sorts them. Random splits (extremely randomised trees, Geurts et al. 2006,
 * doi:10.1007/s10994-006-6226-1) need only the node's range. As in scikit-learn, columns are drawn without replacement until
 * enough were looked at, constant ones included, but at least one that is not constant; the threshold lies in the middle
 * between two neighbouring values of the node; the least size of a leaf counts distinct rows.
 */
final class TreeGrower {

    /** More rows would overflow the packed counts. */
    static final int MAX_ROWS = (1 << 21) - 1;

    private static final int BITS = 21;

    private static final long MASK = (1L << BITS) - 1;

    /** A node with fewer than one row for so many distinct values sorts its rows. */
    private static final int SPARSE = 6;

    private final double[][] m_columns;

    private final Ranks m_ranks; // null for random splits

    private final int[] m_y;

    private final double m_weight0;

    private final double m_weight1;

    private final int m_maxDepth;

    private final int m_minLeaf;

    private final int m_minSplit;

    private final int m_maxFeatures;

    private final UniformRandomProvider m_random;

    private final int[] m_rows;

    private final int[] m_scratch;

    private final long[] m_packed;

    private final long[] m_bins;

    private final long[] m_keys;

    private final int[] m_order; // columns, the first ones drawn

    private final double[] m_importance;

    // the best split of the node at hand
    private int m_bestFeature;

    private double m_bestThreshold;

    private double m_bestCost;

    TreeGrower(final double[][] columns, final Ranks ranks, final int[] y, final double[] classWeights, final int maxDepth,
        final int minLeaf, final int minSplit, final int maxFeatures, final boolean bootstrap,
        final UniformRandomProvider random) {
        m_columns = columns;
        m_ranks = ranks;
        m_y = y;
        m_weight0 = classWeights[0];
        m_weight1 = classWeights[1];
        m_maxDepth = maxDepth == 0 ? Integer.MAX_VALUE : maxDepth;
        m_minLeaf = minLeaf;
        m_minSplit = minSplit;
        m_maxFeatures = maxFeatures;
        m_random = random;
        final int n = y.length;
        final int[] draws = new int[n];
        if (bootstrap) {
            for (int i = 0; i < n; i++) {
                draws[random.nextInt(n)]++;
            }
        } else {
            Arrays.fill(draws, 1);
        }
        m_packed = new long[n];
        final int[] rows = new int[n];
        int drawn = 0;
        for (int r = 0; r < n; r++) {
            if (draws[r] > 0) {
                rows[drawn++] = r;
                m_packed[r] = (1L << (2 * BITS)) | ((long)draws[r] << (y[r] == 1 ? BITS : 0));
            }
        }
        m_rows = Arrays.copyOf(rows, drawn);
        m_scratch = new int[drawn];
        int bins = 0;
        if (ranks != null) {
            for (final double[] v : ranks.values()) {
                bins = Math.max(bins, v.length);
            }
        }
        m_bins = new long[bins];
        m_keys = new long[ranks == null ? 0 : drawn];
        m_order = new int[columns.length];
        Arrays.setAll(m_order, i -> i);
        m_importance = new double[columns.length];
    }

    /** @return the decrease of weighted impurity by each column, summing to 1 unless the tree is a single leaf */
    double[] importance() {
        final double sum = Arrays.stream(m_importance).sum();
        for (int c = 0; c < m_importance.length && sum > 0; c++) {
            m_importance[c] /= sum;
        }
        return m_importance;
    }

    DecisionTree grow() {
        final int[] stack = new int[5 * (64 + 2 * Math.min(m_rows.length, 1000))];
        int[] nodes = stack;
        int top = push(nodes, 0, 0, m_rows.length, 0, -1, 1);
        final DecisionTree.Builder tree = new DecisionTree.Builder(64);
        while (top > 0) {
            top -= 5;
            final int start = nodes[top];
            final int end = nodes[top + 1];
            final int depth = nodes[top + 2];
            final int parent = nodes[top + 3];
            final boolean left = nodes[top + 4] == 1;
            long total = 0;
            for (int i = start; i < end; i++) {
                total += m_packed[m_rows[i]];
            }
            final double w0 = (total & MASK) * m_weight0;
            final double w1 = ((total >>> BITS) & MASK) * m_weight1;
            final int node = tree.add(parent, left, w1 / (w0 + w1), w0 + w1);
            final int size = end - start;
            if (w0 == 0 || w1 == 0 || depth >= m_maxDepth || size < m_minSplit || size < 2 * m_minLeaf) {
                continue;
            }
            findSplit(start, end, total);
            if (m_bestFeature < 0) {
                continue;
            }
            tree.split(node, m_bestFeature, m_bestThreshold);
            m_importance[m_bestFeature] += Math.max(0, 2 * (w0 * w1 / (w0 + w1) - m_bestCost));
            final int middle = partition(start, end);
            if (top + 10 > nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * nodes.length);
            }
            top = push(nodes, top, middle, end, depth + 1, node, 0);
            top = push(nodes, top, start, middle, depth + 1, node, 1);
        }
        return tree.build();
    }

    private static int push(final int[] nodes, final int top, final int start, final int end, final int depth, final int parent,
        final int left) {
        nodes[top] = start;
        nodes[top + 1] = end;
        nodes[top + 2] = depth;
        nodes[top + 3] = parent;
        nodes[top + 4] = left;
        return top + 5;
    }

    private void findSplit(final int start, final int end, final long total) {
        m_bestFeature = -1;
        m_bestCost = Double.POSITIVE_INFINITY;
        int looked = 0;
        boolean varies = false;
        int left = m_order.length;
        while (left > 0 && (looked < m_maxFeatures || !varies)) {
            final int at = m_random.nextInt(left--);
            final int feature = m_order[at];
            m_order[at] = m_order[left];
            m_order[left] = feature;
            looked++;
            if (m_ranks == null) {
                varies |= randomSplit(feature, start, end, total);
            } else {
                final int bins = m_ranks.values()[feature].length;
                varies |= bins > 1 && (bins <= SPARSE * (end - start) ? countedSplit(feature, start, end, total)
                    : sortedSplit(feature, start, end, total));
            }
        }
    }

    /** Looks at the split with the given counts on the left: a smaller cost is a smaller weighted impurity of the children. */
    private boolean better(final long leftCounts, final long total) {
        final long rightCounts = total - leftCounts;
        if (leftCounts >>> (2 * BITS) < m_minLeaf || rightCounts >>> (2 * BITS) < m_minLeaf) {
            return false;
        }
        final double l0 = (leftCounts & MASK) * m_weight0;
        final double l1 = ((leftCounts >>> BITS) & MASK) * m_weight1;
        final double r0 = (rightCounts & MASK) * m_weight0;
        final double r1 = ((rightCounts >>> BITS) & MASK) * m_weight1;
        final double l = l0 + l1;
        final double r = r0 + r1;
        // half of l * Gini(left) + r * Gini(right)
        final double cost = (l0 * l1 * r + r0 * r1 * l) / (l * r);
        if (cost < m_bestCost) {
            m_bestCost = cost;
            return true;
        }
        return false;
    }

    private boolean countedSplit(final int feature, final int start, final int end, final long total) {
        final int[] ranks = m_ranks.ranks()[feature];
        final double[] values = m_ranks.values()[feature];
        for (int i = start; i < end; i++) {
            final int row = m_rows[i];
            m_bins[ranks[row]] += m_packed[row];
        }
        long counts = 0;
        int before = -1;
        boolean varies = false;
        for (int b = 0; b < values.length; b++) {
            final long here = m_bins[b];
            if (here == 0) {
                continue;
            }
            m_bins[b] = 0;
            if (before >= 0) {
                varies = true;
                if (better(counts, total)) {
                    m_bestFeature = feature;
                    m_bestThreshold = Ranks.between(values[before], values[b]);
                }
            }
            counts += here;
            before = b;
        }
        return varies;
    }

    private boolean sortedSplit(final int feature, final int start, final int end, final long total) {
        final int[] ranks = m_ranks.ranks()[feature];
        final double[] values = m_ranks.values()[feature];
        final int n = end - start;
        for (int i = 0; i < n; i++) {
            final int row = m_rows[start + i];
            final long key = ((long)ranks[row] << 32) | row;
            if (n <= 24) {
                int j = i;
                while (j > 0 && m_keys[j - 1] > key) {
                    m_keys[j] = m_keys[j - 1];
                    j--;
                }
                m_keys[j] = key;
            } else {
                m_keys[i] = key;
            }
        }
        if (n > 24) {
            Arrays.sort(m_keys, 0, n);
        }
        long counts = m_packed[(int)m_keys[0]];
        boolean varies = false;
        for (int i = 1; i < n; i++) {
            final int before = (int)(m_keys[i - 1] >>> 32);
            final int here = (int)(m_keys[i] >>> 32);
            if (before != here) {
                varies = true;
                if (better(counts, total)) {
                    m_bestFeature = feature;
                    m_bestThreshold = Ranks.between(values[before], values[here]);
                }
            }
            counts += m_packed[(int)m_keys[i]];
        }
        return varies;
    }

    private boolean randomSplit(final int feature, final int start, final int end, final long total) {
        final double[] x = m_columns[feature];
        double least = x[m_rows[start]];
        double greatest = least;
        for (int i = start + 1; i < end; i++) {
            final double v = x[m_rows[i]];
            least = v < least ? v : least;
            greatest = v > greatest ? v : greatest;
        }
        if (!(greatest > least)) {
            return false;
        }
        final double drawn = least + m_random.nextDouble() * (greatest - least);
        final double threshold = drawn < greatest && drawn >= least ? drawn : least;
        long counts = 0;
        for (int i = start; i < end; i++) {
            final int row = m_rows[i];
            counts += x[row] <= threshold ? m_packed[row] : 0;
        }
        if (better(counts, total)) {
            m_bestFeature = feature;
            m_bestThreshold = threshold;
        }
        return true;
    }

    /** Puts the rows that go left before those that go right, keeping their order; returns where the right ones begin. */
    private int partition(final int start, final int end) {
        final double[] x = m_columns[m_bestFeature];
        int l = start;
        int r = 0;
        for (int i = start; i < end; i++) {
            final int row = m_rows[i];
            if (x[row] <= m_bestThreshold) {
                m_rows[l++] = row;
            } else {
                m_scratch[r++] = row;
            }
        }
        System.arraycopy(m_scratch, 0, m_rows, l, r);
        return l;
    }
}
