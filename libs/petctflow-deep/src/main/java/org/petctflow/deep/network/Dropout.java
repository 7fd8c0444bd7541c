package org.petctflow.deep.network;

import org.apache.commons.rng.UniformRandomProvider;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Sets units to zero at random and enlarges the others by {@code 1 / (1 - rate)} (Srivastava et al. 2014). The mask comes
 * from a generator of ours, not from PyTorch's: that one is shared by the whole Java machine, so that a training would
 * depend on what runs beside it.
 */
final class Dropout {

    private Dropout() {
    }

    static NDArray apply(final NDArray x, final double rate, final UniformRandomProvider random) {
        if (random == null || rate == 0) {
            return x;
        }
        final Shape shape = x.getShape();
        final float[] mask = new float[Math.toIntExact(shape.size())];
        final float keep = (float)(1 / (1 - rate));
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextDouble() < rate ? 0 : keep;
        }
        return x.mul(x.getManager().create(mask, shape));
    }
}
