package org.petctflow.deep.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * 3x3x3 convolution without bias, batch normalisation, ReLU: {@code max(0, gamma * (W*x - mean) / sqrt(var + 1e-5) + beta)}.
 * The mean and the variance are the batch's while training (and their running averages follow with momentum 0.9), the
 * running averages otherwise.
 *
 * <p>(B, C, d, h, w) to (B, filters, ceil(d / stride), ceil(h / stride), ceil(w / stride)).
 */
final class ConvolutionUnit extends AbstractBlock {

    private static final byte VERSION = 1;

    private static final Shape KERNEL = new Shape(3, 3, 3);

    private static final Shape PADDING = new Shape(1, 1, 1);

    private final Conv3d m_conv;

    private final BatchNorm m_norm;

    ConvolutionUnit(final int filters, final int stride) {
        super(VERSION);
        m_conv = addChildBlock("conv", Conv3d.builder().setFilters(filters).setKernelShape(KERNEL)
            .optStride(new Shape(stride, stride, stride)).optPadding(PADDING).optBias(false).build());
        m_norm = addChildBlock("norm", BatchNorm.builder().optEpsilon(Modules.EPSILON).optMomentum(0.9f).build());
    }

    @Override
    protected void initializeChildBlocks(final NDManager manager, final DataType type, final Shape... inputs) {
        m_conv.initialize(manager, type, inputs);
        m_norm.initialize(manager, type, m_conv.getOutputShapes(inputs));
    }

    @Override
    protected NDList forwardInternal(final ParameterStore store, final NDList inputs, final boolean training,
        final PairList<String, Object> parameters) {
        return Activation.relu(m_norm.forward(store, m_conv.forward(store, inputs, training), training));
    }

    @Override
    public Shape[] getOutputShapes(final Shape[] inputs) {
        return m_conv.getOutputShapes(inputs);
    }
}
