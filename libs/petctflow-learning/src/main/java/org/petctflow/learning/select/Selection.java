package org.petctflow.learning.select;

import java.util.Arrays;
import java.util.List;

import org.petctflow.learning.data.FeatureMatrix;

/** What a {@link Selector} found. */
public interface Selection {

    /** @return the selected columns, each once, in the order the method gives them */
    int[] columns();

    /**
     * @param x the matrix that was selected from, or one with the same columns
     * @return the names of the selected columns
     */
    default List<String> names(final FeatureMatrix x) {
        return Arrays.stream(columns()).mapToObj(x::name).toList();
    }
}
