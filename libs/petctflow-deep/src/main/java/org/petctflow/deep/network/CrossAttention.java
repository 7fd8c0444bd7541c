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
 * One direction of the attention between modalities: a light pre-norm transformer block whose queries come from one
 * modality and whose keys and values come from the other.
 *
 * <pre>
 *   q = Wq LN(x), k = Wk LN(y), v = Wv LN(y)               in h heads of C / h dimensions; k without bias
 *   u = x + Wo softmax(q k^T / sqrt(C / h)) v
 *   z = u + W2 gelu(W1 LN(u))                              W1: C to 2 C
 * </pre>
 *
 * (Vaswani et al. 2017, arXiv:1706.03762; pre-norm after Xiong et al. 2020, arXiv:2002.04745.) There is no position code:
 * the maps' zero padding tells a position from another. (B, N, C) and (B, M, C) to (B, N, C).
 */
final class CrossAttention extends AbstractBlock {

    private static final byte VERSION = 1;

    private final int m_dimensions;

    private final int m_heads;

    private final LayerNorm m_normX;

    private final LayerNorm m_normY;

    private final Linear m_query;

    private final Linear m_key;

    private final Linear m_value;

    private final Linear m_out;

    private final LayerNorm m_normU;

    private final Linear m_widen;

    private final Linear m_narrow;

    CrossAttention(final int dimensions, final int heads) {
        super(VERSION);
        m_dimensions = dimensions;
        m_heads = heads;
        m_normX = addChildBlock("normX", Modules.layerNorm(2));
        m_normY = addChildBlock("normY", Modules.layerNorm(2));
        m_query = addChildBlock("query", Modules.linear(dimensions));
        // a key's bias adds the same to all of a query's scores: the softmax does not see it
        m_key = addChildBlock("key", Linear.builder().setUnits(dimensions).optBias(false).build());
        m_value = addChildBlock("value", Modules.linear(dimensions));
        m_out = addChildBlock("out", Modules.linear(dimensions));
        m_normU = addChildBlock("normU", Modules.layerNorm(2));
        m_widen = addChildBlock("widen", Modules.linear(2 * dimensions));
        m_narrow = addChildBlock("narrow", Modules.linear(dimensions));
    }

    @Override
    protected void initializeChildBlocks(final NDManager manager, final DataType type, final Shape... inputs) {
        m_normX.initialize(manager, type, inputs[0]);
        m_normY.initialize(manager, type, inputs[1]);
        m_query.initialize(manager, type, inputs[0]);
        m_key.initialize(manager, type, inputs[1]);
        m_value.initialize(manager, type, inputs[1]);
        m_out.initialize(manager, type, inputs[0]);
        m_normU.initialize(manager, type, inputs[0]);
        m_widen.initialize(manager, type, inputs[0]);
        m_narrow.initialize(manager, type, inputs[0].slice(0, 2).add(2L * m_dimensions));
    }

    @Override
    protected NDList forwardInternal(final ParameterStore store, final NDList inputs, final boolean training,
        final PairList<String, Object> parameters) {
        final NDArray x = inputs.get(0);
        final NDArray normX = Modules.apply(m_normX, store, x, training);
        final NDArray normY = Modules.apply(m_normY, store, inputs.get(1), training);
        final NDArray q = split(Modules.apply(m_query, store, normX, training));
        final NDArray k = split(Modules.apply(m_key, store, normY, training));
        final NDArray v = split(Modules.apply(m_value, store, normY, training));
        final double scale = 1 / Math.sqrt((double)m_dimensions / m_heads);
        final NDArray weights = Modules.times(q.matMul(k.swapAxes(2, 3)), scale).softmax(-1);
        final NDArray mixed = weights.matMul(v).swapAxes(1, 2).reshape(x.getShape());
        final NDArray u = x.add(Modules.apply(m_out, store, mixed, training));
        final NDArray wide =
            Activation.gelu(Modules.apply(m_widen, store, Modules.apply(m_normU, store, u, training), training));
        return new NDList(u.add(Modules.apply(m_narrow, store, wide, training)));
    }

    /** (B, N, C) to (B, heads, N, C / heads). */
    private NDArray split(final NDArray x) {
        final Shape s = x.getShape();
        return x.reshape(s.get(0), s.get(1), m_heads, m_dimensions / m_heads).swapAxes(1, 2);
    }

    @Override
    public Shape[] getOutputShapes(final Shape[] inputs) {
        return new Shape[]{inputs[0]};
    }
}
