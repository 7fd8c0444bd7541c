package org.petctflow.deep.predict;

import java.util.List;

/**
 * What a network says of a patient. Arrays are not copied.
 *
 * @param index which patient
 * @param name how messages call it
 * @param probabilities of each task's classes; with an uncertainty asked for, the mean over the passes; null with a problem
 * @param spread standard deviation (n - 1) of the probabilities over the passes; null if no uncertainty was asked for
 * @param imageEmbedding where the images lie in the space they share with the features (length 1); for a network without
 *            features the fused image embedding
 * @param textEmbedding where the features lie in that space; null for a network without features
 * @param problem why there is nothing; null if there is
 */
public record Prediction(int index, String name, List<double[]> probabilities, List<double[]> spread, float[] imageEmbedding,
    float[] textEmbedding, String problem) {

    static Prediction failed(final int index, final String name, final String problem) {
        return new Prediction(index, name, null, null, null, null, problem);
    }

    /**
     * The entropy of a task's mean probabilities in bits: 0 for certain, log2 of the number of classes for a guess.
     *
     * @param task which task
     * @return the predictive entropy
     */
    public double entropy(final int task) {
        double bits = 0;
        for (final double p : probabilities.get(task)) {
            bits -= p > 0 ? p * Math.log(p) / Math.log(2) : 0;
        }
        return bits;
    }
}
