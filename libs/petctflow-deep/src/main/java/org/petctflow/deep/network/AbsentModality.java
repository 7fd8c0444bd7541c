package org.petctflow.deep.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * What stands for a modality that a patient does not have: a learnt vector of the map's channels, at every position.
 * {@code out = present * map + (1 - present) * token}.
 *
 * <p>(B, C, d, h, w) and presence (B, 1, 1, 1, 1), 1 or 0, to (B, C, d, h, w).
 */
final class AbsentModality extends AbstractBlock {

    private static final byte VERSION = 1;

    private final Parameter m_token;

    AbsentModality() {
        super(VERSION);
        m_token = addParameter(Parameter.builder().setName("token").setType(Parameter.Type.BIAS).build());
    }

    @Override
    protected void prepare(final Shape[] inputs) {
        m_token.setShape(new Shape(1, inputs[0].get(1), 1, 1, 1));
    }

    @Override
    protected NDList forwardInternal(final ParameterStore store, final NDList inputs, final boolean training,
        final PairList<String, Object> parameters) {
        final NDArray present = inputs.get(1);
        final NDArray token = store.getValue(m_token, present.getDevice(), training);
        // presence first, so that the result belongs to the step's manager and not to the parameter's
        return new NDList(inputs.get(0).mul(present).add(present.mul(-1).add(1).mul(token)));
    }

    @Override
    public Shape[] getOutputShapes(final Shape[] inputs) {
        return new Shape[]{inputs[0]};
    }
}
