package org.petctflow.learning.model;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Options;
import org.petctflow.learning.data.Run;

/** A way to learn a two-class model: a record of checked options. */
public interface Learner {

    /**
     * @param data the training rows; both classes, no missing or infinite value
     * @param run seed, threads and progress; the same seed gives the same model for any number of threads
     * @return the model
     * @throws IllegalArgumentException if nothing can be learned from these rows; the message names column or class
     */
    Classifier fit(Dataset data, Run run);

    /**
     * Settles what is still open, such as a grid of options, on training rows.
     *
     * @param data the training rows
     * @param run seed, threads and progress
     * @return a learner with nothing open
     */
    default Learner settle(final Dataset data, final Run run) {
        return this;
    }

    /** @return the learner's name in kebab case, e.g. {@code random-forest} */
    default String type() {
        return Options.typeName(getClass());
    }
}
