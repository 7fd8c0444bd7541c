package org.petctflow.learning.select;

import java.util.stream.IntStream;

import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;

/** Selects every column. */
public record AllColumns() implements Selector {

    @Override
    public Selection select(final Dataset data, final Run run) {
        final int[] all = IntStream.range(0, data.features().columns()).toArray();
        return () -> all;
    }
}
