package org.petctflow.learning.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Decision curve analysis (Vickers and Elkin 2006, doi:10.1177/0272989X06295361). */
public final class DecisionCurve {

    private DecisionCurve() {
    }

    /**
     * A point.
     *
     * @param threshold the threshold probability: the risk at which a patient would be treated
     * @param model net benefit of treating by the model, in true positives per patient
     * @param all net benefit of treating everybody (treating nobody has 0)
     */
    public record Point(double threshold, double model, double all) {
    }

    /**
     * @param scored rows with probabilities
     * @param thresholds threshold probabilities, from 0 to below 1
     * @return net benefit TP/n - FP/n t/(1 - t) at each threshold
     */
    public static List<Point> of(final Scored scored, final double... thresholds) {
        scored.requireProbabilities();
        final double n = scored.rows();
        final List<Point> points = new ArrayList<>();
        for (final double t : thresholds) {
            if (!(t >= 0 && t < 1)) {
                throw new IllegalArgumentException("A threshold probability lies from 0 to below 1, but was " + t);
            }
            final Confusion c = Confusion.of(scored, t);
            final double odds = t / (1 - t);
            points.add(new Point(t, c.tp() / n - c.fp() / n * odds, scored.positives() / n - scored.negatives() / n * odds));
        }
        return points;
    }
}
