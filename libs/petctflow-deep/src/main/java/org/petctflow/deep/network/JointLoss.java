package org.petctflow.deep.network;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;

/**
 * The loss that a network is trained with: {@code sum_t a_t CE_t + c * contrastive}.
 *
 * @param taskWeights a, one a task, 0 or more
 * @param contrastiveWeight c, 0 or more; 0 leaves the term out
 * @param temperature the contrastive term's, above 0
 */
public record JointLoss(List<Double> taskWeights, double contrastiveWeight, double temperature) {

    /** Checks the numbers. */
    public JointLoss {
        taskWeights = List.copyOf(taskWeights);
        for (final double w : taskWeights) {
            if (!(w >= 0 && w <= 1e6)) {
                throw new IllegalArgumentException("A task's weight must be 0 or more, but they were " + taskWeights);
            }
        }
        if (!(contrastiveWeight >= 0 && contrastiveWeight <= 1e6)) {
            throw new IllegalArgumentException(
                "The contrastive loss' weight must be 0 or more, but was " + contrastiveWeight);
        }
        if (!(temperature >= 1e-3 && temperature <= 1e3)) {
            throw new IllegalArgumentException("The temperature must be from 0.001 to 1000, but was " + temperature);
        }
    }

    /** Two tasks of weight 1, the contrastive term with 0.2 at temperature 0.1. */
    public static final JointLoss DEFAULT = new JointLoss(List.of(1.0, 1.0), 0.2, 0.1);

    /**
     * @param weight 0 or more
     * @return this with another weight of the contrastive term
     */
    public JointLoss withContrastiveWeight(final double weight) {
        return new JointLoss(taskWeights, weight, temperature);
    }

    /**
     * The loss of a batch and its parts.
     *
     * @param total what is minimised, a scalar
     * @param tasks each task's cross-entropy, unweighted
     * @param contrastive the contrastive term, unweighted; null where there is none
     */
    public record Terms(NDArray total, List<NDArray> tasks, NDArray contrastive) {
    }

    /**
     * @param output what the network gave
     * @param labels each task's labels (B), int64, -1 where there is none
     * @param classWeights each task's class weights, or null for 1 each
     * @return the loss
     */
    public Terms of(final Dmdp.Output output, final List<NDArray> labels, final List<NDArray> classWeights) {
        final List<NDArray> tasks = new ArrayList<>();
        NDArray total = null;
        for (int t = 0; t < output.logits().size(); t++) {
            final NDArray ce =
                Losses.crossEntropy(output.logits().get(t), labels.get(t), classWeights == null ? null : classWeights.get(t));
            tasks.add(ce);
            final NDArray weighted = Modules.times(ce, taskWeights.get(t));
            total = total == null ? weighted : total.add(weighted);
        }
        NDArray contrastive = null;
        if (contrastiveWeight > 0 && output.textProjection() != null) {
            contrastive = Losses.contrastive(output.imageProjection(), output.textProjection(), temperature);
            total = total.add(Modules.times(contrastive, contrastiveWeight));
        }
        return new Terms(total, tasks, contrastive);
    }
}
