package org.petctflow.learning.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.petctflow.learning.Synthetic;

class MetricTest {

    private static final int[] Y = {1, 1, 1, 0, 0, 0, 0, 0};

    private static final double[] P = {0.9, 0.6, 0.3, 0.6, 0.5, 0.2, 0.1, 0.1};

    @Test
    void figuresAreThoseWorkedOutByHand() {
        // at 0.5: TP 2, FN 1, FP 2, TN 3
        assertEquals(5 / 8.0, Metric.ACCURACY.of(Y, P, 0.5), 1e-15);
        assertEquals(2 / 3.0, Metric.SENSITIVITY.of(Y, P, 0.5), 1e-15);
        assertEquals(3 / 5.0, Metric.SPECIFICITY.of(Y, P, 0.5), 1e-15);
        assertEquals((2 / 3.0 + 3 / 5.0) / 2, Metric.BALANCED_ACCURACY.of(Y, P, 0.5), 1e-15);
        assertEquals(4 / 7.0, Metric.F1.of(Y, P, 0.5), 1e-15);
        assertEquals((4 / 7.0 + 6 / 9.0) / 2, Metric.F1_MACRO.of(Y, P, 0.5), 1e-15);
        assertEquals((2 * 3 - 2 * 1) / Math.sqrt(4 * 3 * 5 * 4), Metric.MCC.of(Y, P, 0.5), 1e-15);
        // pairs: 0.9 wins 5; 0.6 wins 4 and ties 1; 0.3 wins 3 of 5
        assertEquals((5 + 4.5 + 3) / 15, Metric.ROC_AUC.of(Y, P, 0.5), 1e-15);
        // thresholds 0.9: precision 1; 0.6: 2/3; 0.3: 3/5
        assertEquals((1 + 2 / 3.0 + 3 / 5.0) / 3, Metric.AVERAGE_PRECISION.of(Y, P, 0.5), 1e-15);
        assertEquals(-(0.01 + 0.16 + 0.49 + 0.36 + 0.25 + 0.04 + 0.01 + 0.01) / 8, Metric.NEGATIVE_BRIER.of(Y, P, 0.5), 1e-15);
    }

    @Test
    void theAreaIsTheShareOfPairs() {
        final Random random = new Random(1);
        for (int n = 2; n < 60; n++) {
            final int[] y = new int[n];
            final double[] p = new double[n];
            y[0] = 1;
            for (int i = 0; i < n; i++) {
                y[i] = i == 0 ? 1 : i == 1 ? 0 : random.nextInt(2);
                p[i] = random.nextInt(10) / 10.0;
            }
            assertEquals(Synthetic.auc(y, p), Metric.ROC_AUC.of(y, p, 0.5), 1e-14);
        }
    }

    @Test
    void undefinedFiguresAreNaN() {
        assertEquals(Double.NaN, Metric.ROC_AUC.of(new int[]{1, 1}, new double[]{0.1, 0.2}, 0.5));
        assertEquals(Double.NaN, Metric.SENSITIVITY.of(new int[]{0, 0}, new double[]{0.1, 0.2}, 0.5));
        assertEquals(Double.NaN, Metric.ROC_AUC.of(new int[]{1, 0}, new double[]{Double.NaN, 0.2}, 0.5));
    }
}
