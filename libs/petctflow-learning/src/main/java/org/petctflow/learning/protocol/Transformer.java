package org.petctflow.learning.protocol;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;

/** A change of the values that is learned from training rows, such as the harmonisation of centres. */
@FunctionalInterface
public interface Transformer {

    /** What was learned. */
    @FunctionalInterface
    interface Fitted {
        /**
         * @param data any rows; labels are not looked at
         * @return their new values, the same columns for any rows
         */
        FeatureMatrix apply(Dataset data);
    }

    /**
     * @param data the training rows
     * @param run seed, threads and progress
     * @return what was learned
     */
    Fitted fit(Dataset data, Run run);
}
