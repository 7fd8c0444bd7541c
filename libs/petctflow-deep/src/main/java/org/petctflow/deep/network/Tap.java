package org.petctflow.deep.network;

import ai.djl.ndarray.NDArray;

/** Looks at an activation during a forward pass, and may put another in its place. */
@FunctionalInterface
public interface Tap {
    /**
     * @param layer where
     * @param activation (B, C, d, h, w) from an encoder; (B, N, C) from an attention, with N = d * h * w
     * @return what the pass goes on with, of the same shape
     */
    NDArray at(Layer layer, NDArray activation);
}
