package org.petctflow.deep.predict;

/** Logits to probabilities, in double precision. */
public final class Softmax {

    private Softmax() {
    }

    /**
     * @param logits rows of classes
     * @param row which row
     * @param classes how many classes a row has
     * @return its probabilities; they sum to 1
     */
    public static double[] row(final float[] logits, final int row, final int classes) {
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            max = Math.max(max, logits[row * classes + c]);
        }
        final double[] p = new double[classes];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            p[c] = Math.exp(logits[row * classes + c] - max);
            sum += p[c];
        }
        for (int c = 0; c < classes; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
