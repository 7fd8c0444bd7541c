package org.petctflow.learning.model;

import java.util.List;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Randoms;
import org.petctflow.learning.data.Run;

/** What random forests and extremely randomised trees share. */
final class Forest {

    private Forest() {
    }

    static void check(final int trees, final int maxDepth, final int minSamplesLeaf, final int minSamplesSplit) {
        if (trees < 1 || trees > 100_000) {
            throw new IllegalArgumentException("The number of trees must lie within 1 and 100000, but was " + trees);
        }
        if (maxDepth < 0) {
            throw new IllegalArgumentException("The greatest depth must be 1 or more, or 0 for no limit, but was " + maxDepth);
        }
        if (minSamplesLeaf < 1) {
            throw new IllegalArgumentException("The least number of rows in a leaf must be 1 or more, but was " + minSamplesLeaf);
        }
        if (minSamplesSplit < 2) {
            throw new IllegalArgumentException("The least number of rows to split must be 2 or more, but was " + minSamplesSplit);
        }
    }

    static double[][] columns(final FeatureMatrix x) {
        final double[][] columns = new double[x.columns()][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = x.column(c);
        }
        return columns;
    }

    private record Grown(DecisionTree tree, double[] importance) {
    }

    /** @param best whether splits are the best ones on a bootstrap sample, or random ones on all rows */
    static ForestModel fit(final Dataset data, final Run run, final boolean best, final int trees, final int maxDepth,
        final int minSamplesLeaf, final int minSamplesSplit, final MaxFeatures maxFeatures, final ClassWeight classWeight) {
        data.requireLearnable();
        final int[] y = data.y();
        if (y.length > TreeGrower.MAX_ROWS) {
            throw new IllegalArgumentException("A forest takes up to " + TreeGrower.MAX_ROWS + " rows, but there are " + y.length);
        }
        final double[][] columns = columns(data.features());
        final Ranks ranks = best ? Ranks.of(columns, run.progress()) : null;
        final double[] weights = classWeight.of(y);
        final int looks = maxFeatures.of(columns.length);
        final List<Grown> grown = run.map(trees, t -> {
            final TreeGrower grower = new TreeGrower(columns, ranks, y, weights, maxDepth, minSamplesLeaf, minSamplesSplit, looks,
                best, Randoms.of(run.part("tree", t).seed()));
            return new Grown(grower.grow(), grower.importance());
        });
        final double[] importance = new double[columns.length];
        for (final Grown g : grown) {
            for (int c = 0; c < importance.length; c++) {
                importance[c] += g.importance[c] / trees;
            }
        }
        return new ForestModel(data.features().names(), grown.stream().map(Grown::tree).toList(), importance);
    }
}
