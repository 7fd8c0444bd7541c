package org.petctflow.deep.train;

import java.util.List;

import org.petctflow.learning.evaluate.Confusion;
import org.petctflow.learning.evaluate.Roc;
import org.petctflow.learning.evaluate.Scored;

/**
 * How well a task's classes are told apart. The last class is the positive one of two; of more, F1, sensitivity, specificity
 * and AUC are the means of every class against the rest (macro average).
 *
 * @param patients how many had a label and a prediction
 * @param accuracy share whose most probable class is the right one
 * @param f1 harmonic mean of sensitivity and precision
 * @param sensitivity share of the positives that are found
 * @param specificity share of the negatives that are not
 * @param auc area under the ROC curve
 */
public record Score(int patients, double accuracy, double f1, double sensitivity, double specificity, double auc) {

    /**
     * @param probabilities a patient's class probabilities each
     * @param labels its class each, -1 where there is none
     * @return the score; all NaN where nobody has a label, and what needs a class of which nobody is
     */
    public static Score of(final List<double[]> probabilities, final int[] labels) {
        final int[] rows = java.util.stream.IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
        if (rows.length == 0) {
            return new Score(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        final int classes = probabilities.get(rows[0]).length;
        int right = 0;
        for (final int i : rows) {
            right += best(probabilities.get(i)) == labels[i] ? 1 : 0;
        }
        final double[] sums = new double[4];
        final int from = classes == 2 ? 1 : 0;
        for (int c = from; c < classes; c++) {
            final int[] is = new int[rows.length];
            final double[] chosen = new double[rows.length];
            final double[] p = new double[rows.length];
            for (int k = 0; k < rows.length; k++) {
                is[k] = labels[rows[k]] == c ? 1 : 0;
                p[k] = probabilities.get(rows[k])[c];
                chosen[k] = best(probabilities.get(rows[k])) == c ? 1 : 0;
            }
            final Scored scored = new Scored(is, p);
            final Confusion confusion = Confusion.of(new Scored(is, chosen), 0.5);
            sums[0] += confusion.f1();
            sums[1] += confusion.sensitivity();
            sums[2] += confusion.specificity();
            sums[3] += scored.positives() == 0 || scored.negatives() == 0 ? Double.NaN : Roc.auc(scored);
        }
        final int n = classes - from;
        return new Score(rows.length, (double)right / rows.length, sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
    }

    private static int best(final double[] p) {
        int best = 0;
        for (int c = 1; c < p.length; c++) {
            best = p[c] > p[best] ? c : best;
        }
        return best;
    }
}
