package org.petctflow.learning.model;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * Extremely randomised trees (Geurts, Ernst, Wehenkel 2006, doi:10.1007/s10994-006-6226-1): each tree grows on all rows; a node
 * draws some columns and for each one threshold, evenly between the node's least and greatest value, and takes the split of the
 * least Gini impurity. The probability is the mean over trees of the weighted share of positive rows in the leaf.
 *
 * @param trees how many trees
 * @param maxDepth greatest depth, 0 for no limit
 * @param minSamplesLeaf least number of rows in a leaf
 * @param minSamplesSplit least number of rows in a node that is split
 * @param maxFeatures how many columns a node looks at
 * @param classWeight how much a row counts
 */
public record ExtraTrees(int trees, int maxDepth, int minSamplesLeaf, int minSamplesSplit, MaxFeatures maxFeatures,
    ClassWeight classWeight) implements Learner {

    /** Checks the options. */
    public ExtraTrees {
        Forest.check(trees, maxDepth, minSamplesLeaf, minSamplesSplit);
    }

    /** @return 100 trees without a limit of depth or leaf, the square root of the columns, no class weights */
    public static ExtraTrees withDefaults() {
        return new ExtraTrees(100, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
    }

    @Override
    public ForestModel fit(final Dataset data, final Run run) {
        return Forest.fit(data, run, false, trees, maxDepth, minSamplesLeaf, minSamplesSplit, maxFeatures, classWeight);
    }
}
