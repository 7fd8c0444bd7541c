package org.petctflow.deep.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Encodes radiomic and clinical features: fully connected, instance normalisation, ReLU, fully connected. Instance
 * normalisation of a vector is over its units, a patient at a time, with a gain and a bias a unit.
 *
 * <p>(B, features) to (B, units).
 */
final class TextEncoder extends AbstractBlock {

    private static final byte VERSION = 1;

    private final Linear m_in;

    private final LayerNorm m_norm;

    private final Linear m_out;

    private final int m_units;

    TextEncoder(final int units) {
        super(VERSION);
        m_units = units;
        m_in = addChildBlock("in", Modules.linear(units));
        m_norm = addChildBlock("norm", Modules.layerNorm(1));
        m_out = addChildBlock("out", Modules.linear(units));
    }

    @Override
    protected void initializeChildBlocks(final NDManager manager, final DataType type, final Shape... inputs) {
        final Shape units = new Shape(inputs[0].get(0), m_units);
        m_in.initialize(manager, type, inputs);
        m_norm.initialize(manager, type, units);
        m_out.initialize(manager, type, units);
    }

    @Override
    protected NDList forwardInternal(final ParameterStore store, final NDList inputs, final boolean training,
        final PairList<String, Object> parameters) {
        final NDArray in = Modules.apply(m_in, store, inputs.singletonOrThrow(), training);
        final NDArray active = Activation.relu(Modules.apply(m_norm, store, in, training));
        return new NDList(Modules.apply(m_out, store, active, training));
    }

    @Override
    public Shape[] getOutputShapes(final Shape[] inputs) {
        return new Shape[]{new Shape(inputs[0].get(0), m_units)};
    }
}
