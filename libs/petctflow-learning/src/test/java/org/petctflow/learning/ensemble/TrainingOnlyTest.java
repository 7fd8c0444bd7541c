package org.petctflow.learning.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.Metric;

/** Oversampling, calibration and thresholds: what is learned from training rows besides the model. */
class TrainingOnlyTest {

    @Test
    void smoteBalancesWithRowsBetweenRowsOfTheSmallerClass() {
        final Dataset data = Synthetic.task(60, 12, 3, 1, 3, 2);
        final Dataset more = new Oversampled(LogisticRegression.withDefaults(), 5).oversample(data, Run.of(1));
        assertArrayEquals(new int[]{48, 48}, more.labels().counts());
        assertArrayEquals(data.features().toRows(), Arrays.copyOf(more.features().toRows(), 60), "the rows themselves come first");
        for (int r = 60; r < 96; r++) {
            boolean between = false;
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 60; j++) {
                    if (data.y()[i] == 1 && data.y()[j] == 1 && i != j) {
                        final double t = (more.features().get(r, 0) - data.features().get(i, 0))
                            / (data.features().get(j, 0) - data.features().get(i, 0));
                        boolean all = t >= 0 && t <= 1;
                        for (int c = 1; c < 3; c++) {
                            all &= Math.abs(more.features().get(r, c) - data.features().get(i, c)
                                - t * (data.features().get(j, c) - data.features().get(i, c))) < 1e-9;
                        }
                        between |= all;
                    }
                }
            }
            assertTrue(between, "row " + r);
        }
        final Dataset lonely = Synthetic.task(20, 1, 2, 1, 3, 2);
        assertArrayEquals(new int[]{19, 19},
            new Oversampled(LogisticRegression.withDefaults(), 5).oversample(lonely, Run.of(1)).labels().counts());
    }

    @Test
    void foldsAreMadeBeforeRowsAreAdded() {
        final GridSearch inside = new GridSearch(new Oversampled(LogisticRegression.withDefaults(), 5),
            Map.of("learner.c", List.of("0.1", "10"), "neighbours", List.of("3")), 3, Metric.ROC_AUC);
        assertEquals(new Oversampled(LogisticRegression.ridge(10), 3), inside.candidates().get(1));
        final GridSearch plain = new GridSearch(LogisticRegression.withDefaults(), Map.of("c", List.of("1")), 3, Metric.ROC_AUC);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Oversampled(plain, 5)).getMessage()
            .startsWith("A grid-search makes folds of its own"));
    }

    /** Isotonic regression against the min-max formula, fitted(i) = max over a <= i of min over b >= i of the mean of a..b. */
    @Test
    void isotonicRegressionIsThatOfTheMinMaxFormula() {
        final Random random = new Random(4);
        for (int n = 2; n < 40; n++) {
            final double[] p = new double[n];
            final int[] y = new int[n];
            for (int i = 0; i < n; i++) {
                p[i] = random.nextInt(30) / 30.0;
                y[i] = random.nextDouble() < p[i] ? 1 : 0;
            }
            final Calibration calibration = Calibration.fit(Calibration.Method.ISOTONIC, p, y);
            for (int i = 0; i < n; i++) {
                double best = 0;
                for (final double a : p) {
                    double least = 1;
                    for (final double b : p) {
                        if (a <= p[i] && b >= p[i]) {
                            double sum = 0;
                            double count = 0;
                            for (int k = 0; k < n; k++) {
                                sum += p[k] >= a && p[k] <= b ? y[k] : 0;
                                count += p[k] >= a && p[k] <= b ? 1 : 0;
                            }
                            least = Math.min(least, sum / count);
                        }
                    }
                    best = a <= p[i] ? Math.max(best, least) : best;
                }
                assertEquals(best, calibration.apply(p[i]), 1e-12);
            }
            assertEquals(calibration.apply(Arrays.stream(p).max().orElseThrow()), calibration.apply(2));
        }
    }

    @Test
    void plattScalingMendsOverconfidence() {
        final Random random = new Random(5);
        final double[] p = new double[5000];
        final int[] y = new int[5000];
        for (int i = 0; i < 5000; i++) {
            final double truth = 0.2 + 0.6 * random.nextDouble();
            y[i] = random.nextDouble() < truth ? 1 : 0;
            final double odds = Math.pow(truth / (1 - truth), 3);
            p[i] = odds / (1 + odds);
        }
        final Calibration calibration = Calibration.fit(Calibration.Method.PLATT, p, y);
        assertEquals(0.5, calibration.apply(0.5), 0.03);
        final double odds = Math.pow(0.7 / 0.3, 3);
        assertEquals(0.7, calibration.apply(odds / (1 + odds)), 0.03);
        assertEquals(0.3, Calibration.fit(Calibration.Method.NONE, p, y).apply(0.3));
    }

    @Test
    void thresholdsFollowTheirRules() {
        final double[] p = {0.1, 0.2, 0.35, 0.4, 0.6, 0.8};
        final int[] y = {0, 0, 1, 0, 1, 1};
        assertEquals(0.5, ThresholdPolicy.half().choose(p, y));
        // at 0.6: sensitivity 2/3, specificity 1; at 0.35: 1 and 2/3: equal, the greater threshold wins
        assertEquals(0.6, ThresholdPolicy.youden().choose(p, y));
        assertEquals(0.35, new ThresholdPolicy(ThresholdPolicy.Rule.SENSITIVITY, 0.9).choose(p, y));
        assertEquals(0.6, new ThresholdPolicy(ThresholdPolicy.Rule.SENSITIVITY, 0.6).choose(p, y));
        assertThrows(IllegalArgumentException.class, () -> new ThresholdPolicy(ThresholdPolicy.Rule.SENSITIVITY, 0));
    }
}
