package org.petctflow.learning.model;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * A random forest (Breiman 2001, doi:10.1023/A:1010933404324): each tree grows on a bootstrap sample of the rows and takes in
 * each node the split of the least Gini impurity among some columns drawn at random. The probability is the mean over trees of
 * the weighted share of positive rows in the leaf.
 *
 * @param trees how many trees
 * @param maxDepth greatest depth, 0 for no limit
 * @param minSamplesLeaf least number of distinct rows in a leaf
 * @param minSamplesSplit least number of distinct rows in a node that is split
 * @param maxFeatures how many columns a node looks at
 * @param classWeight how much a row counts
 */
public record RandomForest(int trees, int maxDepth, int minSamplesLeaf, int minSamplesSplit, MaxFeatures maxFeatures,
    ClassWeight classWeight) implements Learner {

    /** Checks the options. */
    public RandomForest {
        Forest.check(trees, maxDepth, minSamplesLeaf, minSamplesSplit);
    }

    /** @return 100 trees without a limit of depth or leaf, the square root of the columns, no class weights */
    public static RandomForest withDefaults() {
        return new RandomForest(100, 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
    }

    @Override
    public ForestModel fit(final Dataset data, final Run run) {
        return Forest.fit(data, run, true, trees, maxDepth, minSamplesLeaf, minSamplesSplit, maxFeatures, classWeight);
    }
}
