package org.petctflow.deep.network;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/** One batch for {@link Fixtures#TINY} with missing labels and class weights, for PyTorch and for {@link Reference}. */
public final class TinyProblem {

    /** The network. */
    public static final Architecture A = Fixtures.TINY;

    /** Cases in the batch. */
    public static final int B = 4;

    static final Shape VOLUME = new Shape(B, 1, A.slices(), A.rows(), A.columns());

    private static final int[][] LABELS = {{0, 1, -1, 1}, {2, -1, 0, 1}};

    private static final double[][] CLASS_WEIGHTS = {{0.7, 1.6}, {1, 2, 0.5}};

    private static final JointLoss LOSS = new JointLoss(List.of(1.0, 0.5), 0.25, 0.25); // exact in 32 bits

    private static final float[] CT = Fixtures.gaussian((int)VOLUME.size(), 2);

    private static final float[] PET = Fixtures.gaussian((int)VOLUME.size(), 3);

    private static final float[] FEATURES = Fixtures.gaussian(B * A.features(), 4);

    private TinyProblem() {
    }

    /**
     * @param manager owns the arrays
     * @return the network's inputs
     */
    public static NDList inputs(final NDManager manager) {
        return inputs(manager, DataType.FLOAT32);
    }

    static NDList inputs(final NDManager manager, final DataType type) {
        return new NDList(manager.create(CT, VOLUME).toType(type, false), manager.create(PET, VOLUME).toType(type, false),
            manager.create(FEATURES, new Shape(B, A.features())).toType(type, false));
    }

    /**
     * @param reference the reference
     * @return its outputs for the inputs
     */
    public static List<Reference.Node> forward(final Reference reference) {
        final int[] volume = {B, 1, A.slices(), A.rows(), A.columns()};
        return reference.forward(A, Reference.constant(volume, CT), Reference.constant(volume, PET),
            Reference.constant(new int[]{B, A.features()}, FEATURES));
    }

    /**
     * @param r the reference
     * @return its loss
     */
    public static Reference.Node loss(final Reference r) {
        final List<Reference.Node> out = forward(r);
        Reference.Node total = r.contrastive(out.get(3), out.get(4), LOSS.temperature());
        total = r.combine(r.crossEntropy(out.get(0), LABELS[0], CLASS_WEIGHTS[0]), total, LOSS.taskWeights().get(0),
            LOSS.contrastiveWeight());
        return r.combine(r.crossEntropy(out.get(1), LABELS[1], CLASS_WEIGHTS[1]), total, LOSS.taskWeights().get(1), 1);
    }

    /**
     * @param network PyTorch's
     * @param step owns the arrays
     * @return its loss
     */
    public static NDArray loss(final Network network, final NDManager step) {
        return loss(network.block(), network.store(), step, DataType.FLOAT32);
    }

    static NDArray loss(final Dmdp block, final ParameterStore store, final NDManager step, final DataType type) {
        final NDArray[] labels = new NDArray[2];
        final NDArray[] weights = new NDArray[2];
        for (int t = 0; t < 2; t++) {
            final long[] l = new long[B];
            for (int i = 0; i < B; i++) {
                l[i] = LABELS[t][i];
            }
            labels[t] = step.create(l);
            weights[t] = step.create(CLASS_WEIGHTS[t]).toType(type, false);
        }
        return LOSS.of(block.run(store, inputs(step, type), true), List.of(labels), List.of(weights)).total();
    }
}
