package org.petctflow.deep.train;

/**
 * How parameters follow their gradients. Weight decay concerns the weights of convolutions and linear layers only.
 *
 * @param kind which rule
 * @param learningRate the schedule's highest, above 0
 * @param weightDecay 0 or more
 * @param beta1 Adam's first moment, 0 to below 1
 * @param beta2 Adam's second moment, 0 to below 1
 * @param epsilon Adam's, above 0
 * @param momentum SGD's, 0 to below 1
 * @param clipNorm gradients longer than this, all parameters together, are shortened to it; 0 for never
 */
public record OptimizerOptions(Kind kind, double learningRate, double weightDecay, double beta1, double beta2,
    double epsilon, double momentum, double clipNorm) {

    /** AdamW, learning rate 0.001, weight decay 0.01, betas 0.9 and 0.999, gradients clipped at length 5. */
    public static final OptimizerOptions DEFAULT =
        new OptimizerOptions(Kind.ADAMW, 1e-3, 0.01, 0.9, 0.999, 1e-8, 0.9, 5);

    /** The rules. */
    public enum Kind {
            /** Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1), weight decay added to the gradient. */
            ADAM,
            /** Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101). */
            ADAMW,
            /** Stochastic gradient descent: {@code v = momentum * v + g + decay * w; w = w - rate * v}. */
            SGD
    }

    /** Checks the numbers. */
    public OptimizerOptions {
        java.util.Objects.requireNonNull(kind, "kind");
        check("learning rate", learningRate, learningRate > 0 && learningRate <= 100, "above 0");
        check("weight decay", weightDecay, weightDecay >= 0 && weightDecay <= 100, "0 or more");
        check("beta1", beta1, beta1 >= 0 && beta1 < 1, "from 0 to below 1");
        check("beta2", beta2, beta2 >= 0 && beta2 < 1, "from 0 to below 1");
        check("epsilon", epsilon, epsilon > 0 && epsilon <= 1, "above 0 and at most 1");
        check("momentum", momentum, momentum >= 0 && momentum < 1, "from 0 to below 1");
        check("clip norm", clipNorm, clipNorm >= 0 && clipNorm < Double.MAX_VALUE, "0 (never) or more");
    }

    private static void check(final String name, final double value, final boolean good, final String range) {
        if (!good) {
            throw new IllegalArgumentException("The optimiser's " + name + " must be " + range + ", but was " + value);
        }
    }

    /**
     * @param newKind which rule
     * @param newRate learning rate
     * @return this with another rule and rate
     */
    public OptimizerOptions with(final Kind newKind, final double newRate) {
        return new OptimizerOptions(newKind, newRate, weightDecay, beta1, beta2, epsilon, momentum, clipNorm);
    }

    /**
     * @param newDecay weight decay
     * @return this with another weight decay
     */
    public OptimizerOptions withWeightDecay(final double newDecay) {
        return new OptimizerOptions(kind, learningRate, newDecay, beta1, beta2, epsilon, momentum, clipNorm);
    }

    /**
     * @param newNorm 0 for never
     * @return this with another clip norm
     */
    public OptimizerOptions withClipNorm(final double newNorm) {
        return new OptimizerOptions(kind, learningRate, weightDecay, beta1, beta2, epsilon, momentum, newNorm);
    }
}
