package org.petctflow.learning.select;

import java.util.List;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/** A way to select columns: a record of checked options. */
public interface Selector {

    /**
     * @param data the training rows; both classes, no missing or infinite value
     * @param run seed, threads and progress; the same seed gives the same selection for any number of threads
     * @return the selection, at least one column
     * @throws IllegalArgumentException if nothing can be selected from these rows
     */
    Selection select(Dataset data, Run run);

    /**
     * @param columns the names of the columns to select from
     * @return what a selection costs at most
     */
    default Cost cost(final List<String> columns) {
        return Cost.NONE;
    }

    /** @return the same method with steps of a tenth of the columns, if it has steps */
    default Selector coarser() {
        return this;
    }
}
