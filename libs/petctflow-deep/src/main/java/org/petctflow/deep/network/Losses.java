package org.petctflow.deep.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** The terms of the joint loss. All take and give arrays of the step's manager. */
public final class Losses {

    private Losses() {
    }

    /**
     * Cross-entropy over the cases that have a label: {@code -sum_i w[y_i] log softmax(z_i)[y_i] / sum_i w[y_i]}; 0 if none
     * has one.
     *
     * @param logits z (B, classes)
     * @param labels y (B), int64, -1 where a case has no label
     * @param classWeights w (classes); null for 1 each
     * @return a scalar
     */
    public static NDArray crossEntropy(final NDArray logits, final NDArray labels, final NDArray classWeights) {
        final NDArray known = labels.gte(0).toType(DataType.FLOAT32, false);
        final NDArray index = labels.maximum(0);
        final NDArray picked = logits.logSoftmax(-1).gather(index.expandDims(1), 1).squeeze(1);
        final NDArray weights = classWeights == null ? known : known.mul(classWeights.gather(index, 0));
        return picked.mul(weights).sum().neg().div(weights.sum().maximum(1e-12f));
    }

    /**
     * Symmetric contrastive loss with in-batch negatives (InfoNCE; van den Oord et al. 2018, arXiv:1807.03748; both
     * directions as in Radford et al. 2021, arXiv:2103.00020). With {@code s_ij = u_i . v_j / t}:
     * {@code 1/2B sum_i [ log sum_j exp s_ij - s_ii + log sum_j exp s_ji - s_ii ]}. It is 0 for a batch of one.
     *
     * @param image u (B, p), rows of length 1
     * @param text v (B, p), rows of length 1
     * @param temperature t, above 0
     * @return a scalar
     */
    public static NDArray contrastive(final NDArray image, final NDArray text, final double temperature) {
        final NDArray s = Modules.times(image.matMul(text.swapAxes(0, 1)), 1 / temperature);
        final NDArray own =
            image.getManager().arange(0, (int)image.getShape().get(0), 1, DataType.INT64).expandDims(1);
        final NDArray imageToText = s.logSoftmax(1).gather(own, 1).mean();
        final NDArray textToImage = s.swapAxes(0, 1).logSoftmax(1).gather(own, 1).mean();
        return Modules.times(imageToText.add(textToImage), -0.5);
    }
}
