package org.petctflow.learning.model;

import java.util.Arrays;

import org.petctflow.learning.data.Documents;

import com.google.gson.JsonObject;

/**
 * A binary tree in flat arrays; node 0 is the root and a child has a higher number than its parent. A row goes left where its
 * value is at most the threshold.
 */
public final class DecisionTree {

    private final int[] m_feature;

    private final double[] m_threshold;

    private final int[] m_left;

    private final int[] m_right;

    private final double[] m_value;

    private final double[] m_cover;

    DecisionTree(final int[] feature, final double[] threshold, final int[] left, final int[] right, final double[] value,
        final double[] cover) {
        m_feature = feature;
        m_threshold = threshold;
        m_left = left;
        m_right = right;
        m_value = value;
        m_cover = cover;
    }

    /** @return how many nodes there are */
    public int nodes() {
        return m_feature.length;
    }

    /**
     * @param node a node
     * @return the column it splits, -1 for a leaf
     */
    public int feature(final int node) {
        return m_feature[node];
    }

    /**
     * @param node an inner node
     * @return rows with a value up to this go left
     */
    public double threshold(final int node) {
        return m_threshold[node];
    }

    /**
     * @param node an inner node
     * @return its left child
     */
    public int left(final int node) {
        return m_left[node];
    }

    /**
     * @param node an inner node
     * @return its right child
     */
    public int right(final int node) {
        return m_right[node];
    }

    /**
     * @param node a node
     * @return its value: in a forest the weighted share of positive training rows, in a boosted model the log odds it adds
     */
    public double value(final int node) {
        return m_value[node];
    }

    /**
     * @param node a node
     * @return the weight of the training rows that reached it
     */
    public double cover(final int node) {
        return m_cover[node];
    }

    /**
     * Adds the tree's values to those of other trees.
     *
     * @param columns the rows' values, [column][row]
     * @param factor what the values are multiplied by
     * @param sums where they are added, one a row
     */
    void addTo(final double[][] columns, final double factor, final double[] sums) {
        for (int r = 0; r < sums.length; r++) {
            int node = 0;
            while (m_feature[node] >= 0) {
                node = columns[m_feature[node]][r] <= m_threshold[node] ? m_left[node] : m_right[node];
            }
            sums[r] += factor * m_value[node];
        }
    }

    JsonObject toJson() {
        final JsonObject json = new JsonObject();
        json.add("feature", Documents.array(m_feature));
        json.add("threshold", Documents.array(m_threshold));
        json.add("left", Documents.array(m_left));
        json.add("right", Documents.array(m_right));
        json.add("value", Documents.array(m_value));
        json.add("cover", Documents.array(m_cover));
        return json;
    }

    /** Checks what is read: a child after its parent (so that every walk ends) and only columns that are there. */
    static DecisionTree fromJson(final JsonObject json, final int columns) {
        final int[] feature = Documents.integers(json, "feature", -1, -1, columns - 1);
        final int n = feature.length;
        final DecisionTree tree = new DecisionTree(feature, Documents.numbers(json, "threshold", n),
            Documents.integers(json, "left", n, 0, n - 1), Documents.integers(json, "right", n, 0, n - 1),
            Documents.numbers(json, "value", n), Documents.numbers(json, "cover", n));
        if (n == 0) {
            throw new IllegalArgumentException("A tree of the model has no node");
        }
        for (int i = 0; i < n; i++) {
            if (feature[i] >= 0 && (tree.m_left[i] <= i || tree.m_right[i] <= i)) {
                throw new IllegalArgumentException("Node " + i + " of a tree of the model has a child before it");
            }
        }
        return tree;
    }

    /** Collects nodes while a tree grows. */
    static final class Builder {

        private int[] m_feature;

        private double[] m_threshold;

        private int[] m_left;

        private int[] m_right;

        private double[] m_value;

        private double[] m_cover;

        private int m_nodes;

        Builder(final int capacity) {
            m_feature = new int[capacity];
            m_threshold = new double[capacity];
            m_left = new int[capacity];
            m_right = new int[capacity];
            m_value = new double[capacity];
            m_cover = new double[capacity];
        }

        /** Adds a leaf below a parent (-1: the root). */
        int add(final int parent, final boolean left, final double value, final double cover) {
            if (m_nodes == m_feature.length) {
                final int more = 2 * m_nodes;
                m_feature = Arrays.copyOf(m_feature, more);
                m_threshold = Arrays.copyOf(m_threshold, more);
                m_left = Arrays.copyOf(m_left, more);
                m_right = Arrays.copyOf(m_right, more);
                m_value = Arrays.copyOf(m_value, more);
                m_cover = Arrays.copyOf(m_cover, more);
            }
            final int node = m_nodes++;
            m_feature[node] = -1;
            m_value[node] = value;
            m_cover[node] = cover;
            if (parent >= 0) {
                (left ? m_left : m_right)[parent] = node;
            }
            return node;
        }

        void split(final int node, final int feature, final double threshold) {
            m_feature[node] = feature;
            m_threshold[node] = threshold;
        }

        DecisionTree build() {
            return new DecisionTree(Arrays.copyOf(m_feature, m_nodes), Arrays.copyOf(m_threshold, m_nodes),
                Arrays.copyOf(m_left, m_nodes), Arrays.copyOf(m_right, m_nodes), Arrays.copyOf(m_value, m_nodes),
                Arrays.copyOf(m_cover, m_nodes));
        }
    }
}
