package org.petctflow.learning.select;

import java.util.Arrays;
import java.util.List;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/**
 * Selectors one after the other, each on the columns that the one before left, as the study's mRMR to 20 columns and LASSO.
 *
 * @param selectors the selectors, at least one
 */
public record SelectorChain(List<Selector> selectors) implements Selector {

    /** Copies the selectors. */
    public SelectorChain {
        selectors = List.copyOf(selectors);
        if (selectors.isEmpty()) {
            throw new IllegalArgumentException("A chain of selectors needs at least one");
        }
    }

    @Override
    public Selection select(final Dataset data, final Run run) {
        int[] columns = selectors.get(0).select(data, run.part("selector", 0)).columns();
        for (int s = 1; s < selectors.size(); s++) {
            final int[] before = columns;
            final int[] next = selectors.get(s).select(data.with(data.features().selectColumns(before)), run.part("selector", s))
                .columns();
            columns = Arrays.stream(next).map(c -> before[c]).toArray();
        }
        final int[] selected = columns;
        return () -> selected;
    }
}
