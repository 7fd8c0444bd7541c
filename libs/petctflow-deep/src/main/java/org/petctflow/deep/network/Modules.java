package org.petctflow.deep.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;

/** The small steps that the modules share. */
final class Modules {

    /** Keeps a division by a standard deviation finite; PyTorch's default. */
    static final float EPSILON = 1e-5f;

    private Modules() {
    }

    static NDArray apply(final Block block, final ParameterStore store, final NDArray input, final boolean training) {
        return block.forward(store, new NDList(input), training).singletonOrThrow();
    }

    static Linear linear(final int units) {
        return Linear.builder().setUnits(units).build();
    }

    static LayerNorm layerNorm(final int axis) {
        return LayerNorm.builder().axis(axis).optEpsilon(EPSILON).build();
    }

    /**
     * x times a number. Not DJL's own {@code mul(Number)}: that keeps the number in a Java buffer and lets go of it at once,
     * although the recorded multiplication reads it again in the backward pass; when the garbage collector comes in between,
     * the gradient is whatever lies there then. Here the number lives as long as the step.
     */
    static NDArray times(final NDArray x, final double number) {
        return x.mul(x.getManager().create((float)number));
    }

    /** (B, C, d, h, w) to (B, N, C). */
    static NDArray tokens(final NDArray map) {
        final Shape s = map.getShape();
        return map.reshape(s.get(0), s.get(1), s.slice(2).size()).swapAxes(1, 2);
    }

    /** The shape of {@link #tokens}. */
    static Shape tokens(final Shape s) {
        return new Shape(s.get(0), s.slice(2).size(), s.get(1));
    }
}
