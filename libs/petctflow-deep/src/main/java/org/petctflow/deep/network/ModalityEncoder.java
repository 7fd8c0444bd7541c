package org.petctflow.deep.network;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * One modality's encoder: four stages of two {@link ConvolutionUnit}s, the first of each stage with its stride, channels
 * {@code width, 2 width, 4 width, 8 width}.
 *
 * <p>(B, C, slices, rows, columns) to two maps: small scale (B, 4 width, ...) after the third stage, where a position sees
 * small structures, and large scale (B, 8 width, ...) after the fourth.
 */
final class ModalityEncoder extends AbstractBlock {

    private static final byte VERSION = 1;

    private final List<ConvolutionUnit> m_units = new ArrayList<>();

    ModalityEncoder(final int width, final List<Integer> strides) {
        super(VERSION);
        for (int s = 0; s < Architecture.STAGES; s++) {
            m_units.add(addChildBlock("stage" + (s + 1) + "a", new ConvolutionUnit(width << s, strides.get(s))));
            m_units.add(addChildBlock("stage" + (s + 1) + "b", new ConvolutionUnit(width << s, 1)));
        }
    }

    @Override
    protected void initializeChildBlocks(final NDManager manager, final DataType type, final Shape... inputs) {
        Shape[] shapes = inputs;
        for (final ConvolutionUnit unit : m_units) {
            unit.initialize(manager, type, shapes);
            shapes = unit.getOutputShapes(shapes);
        }
    }

    @Override
    protected NDList forwardInternal(final ParameterStore store, final NDList inputs, final boolean training,
        final PairList<String, Object> parameters) {
        final NDArray small = small(store, inputs.singletonOrThrow(), training);
        return new NDList(small, large(store, small, training));
    }

    /** The first three stages. */
    NDArray small(final ParameterStore store, final NDArray input, final boolean training) {
        return run(store, input, training, 0, m_units.size() - 2);
    }

    /** The fourth stage, from the small-scale map. */
    NDArray large(final ParameterStore store, final NDArray small, final boolean training) {
        return run(store, small, training, m_units.size() - 2, m_units.size());
    }

    private NDArray run(final ParameterStore store, final NDArray input, final boolean training, final int from,
        final int to) {
        NDArray x = input;
        for (int i = from; i < to; i++) {
            x = Modules.apply(m_units.get(i), store, x, training);
        }
        return x;
    }

    @Override
    public Shape[] getOutputShapes(final Shape[] inputs) {
        Shape[] shapes = inputs;
        Shape small = null;
        for (int i = 0; i < m_units.size(); i++) {
            shapes = m_units.get(i).getOutputShapes(shapes);
            if (i == m_units.size() - 3) {
                small = shapes[0];
            }
        }
        return new Shape[]{small, shapes[0]};
    }
}
