package org.petctflow.learning.model;

import org.petctflow.learning.data.FeatureMatrix;

/** A model whose decision value is the log odds of the positive class. */
interface LogOddsClassifier extends Classifier {

    @Override
    double[] decision(FeatureMatrix x);

    @Override
    default double[] predictProbability(final FeatureMatrix x) {
        final double[] p = decision(x);
        for (int r = 0; r < p.length; r++) {
            p[r] = Maths.sigmoid(p[r]);
        }
        return p;
    }
}
