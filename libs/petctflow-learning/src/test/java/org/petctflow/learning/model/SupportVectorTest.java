package org.petctflow.learning.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.base.Progress;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;

class SupportVectorTest {

    /** Two rows at -1 and 3 on a line: the widest margin has w = 1/2 and b = -1/2. */
    @Test
    void twoPointsGiveTheKnownMargin() {
        final Dataset data = Dataset.of(FeatureMatrix.ofRows(List.of("x"), new double[][]{{-1}, {3}}), Labels.binary(0, 1));
        final SupportVectorModel model = new LinearSvm(100, false, ClassWeight.NONE).fit(data, Run.of(1));
        assertEquals(0.5, model.weights().orElseThrow()[0], 1e-9);
        assertEquals(-0.5, model.intercept(), 1e-9);
    }

    /** The primal and the dual objective meet only at the optimum. */
    @ParameterizedTest
    @CsvSource({"0.1,NONE", "1,BALANCED", "50,NONE"})
    void thereIsNoDualityGap(final double c, final ClassWeight classWeight) {
        final Dataset data = Synthetic.task(120, 40, 6, 3, 0.8, 2);
        final double[] s = classWeight.of(data.y());
        final double[] upper = new double[120];
        for (int i = 0; i < 120; i++) {
            upper[i] = c * s[data.y()[i]];
        }
        final double[][] rows = data.features().toRows();
        for (final double gamma : new double[]{0, 0.2}) {
            final SupportVectorSolver.Kernel kernel = (a, b) -> {
                double dot = 0;
                double distance = 0;
                for (int j = 0; j < a.length; j++) {
                    dot += a[j] * b[j];
                    distance += (a[j] - b[j]) * (a[j] - b[j]);
                }
                return gamma == 0 ? dot : Math.exp(-gamma * distance);
            };
            final SupportVectorSolver solver = new SupportVectorSolver(rows, data.y(), upper, kernel);
            final double[] coefficients = solver.solve(1e-7, Progress.NONE);
            double quadratic = 0;
            double sum = 0;
            double balance = 0;
            double hinge = 0;
            for (int i = 0; i < 120; i++) {
                double f = -solver.rho();
                for (int k = 0; k < 120; k++) {
                    f += coefficients[k] * kernel.of(rows[k], rows[i]);
                    quadratic += coefficients[i] * coefficients[k] * kernel.of(rows[i], rows[k]);
                }
                final int t = 2 * data.y()[i] - 1;
                sum += t * coefficients[i];
                balance += coefficients[i];
                hinge += upper[i] * Math.max(0, 1 - t * f);
            }
            assertEquals(0, balance, 1e-9);
            assertEquals(quadratic / 2 + hinge, sum - quadratic / 2, 1e-5 * (1 + hinge));
        }
    }

    @Test
    void theRbfKernelSeparatesARing() {
        final Random random = new Random(1);
        final double[][] rows = new double[200][];
        final int[] y = new int[200];
        for (int r = 0; r < 200; r++) {
            final double radius = r % 2 == 0 ? random.nextDouble() : 1.5 + random.nextDouble();
            final double angle = random.nextDouble() * 2 * Math.PI;
            rows[r] = new double[]{radius * Math.cos(angle), radius * Math.sin(angle)};
            y[r] = r % 2;
        }
        final Dataset data = Dataset.of(FeatureMatrix.ofRows(List.of("a", "b"), rows), Labels.binary(y));
        final double[] p = RbfSvm.withDefaults().fit(data, Run.of(1)).predictProbability(data.features());
        assertTrue(Metric.ACCURACY.of(y, p, 0.5) > 0.98);
        assertTrue(Metric.ROC_AUC.of(y, LinearSvm.withDefaults().fit(data, Run.of(1)).decision(data.features()), 0) < 0.7);
        assertArrayEquals(p, RbfSvm.withDefaults().fit(data, Run.of(1)).predictProbability(data.features()));
    }

    @Test
    void plattsProbabilitiesAreCalibrated() {
        final Random random = new Random(3);
        final int n = 20_000;
        final double[] score = new double[n];
        final int[] y = new int[n];
        for (int i = 0; i < n; i++) {
            score[i] = random.nextGaussian() * 2;
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(-(1.3 * score[i] - 0.4))) ? 1 : 0;
        }
        final PlattScaling scaling = PlattScaling.fit(score, y);
        assertEquals(-1.3, scaling.a(), 0.05);
        assertEquals(0.4, scaling.b(), 0.05);
    }

    @Test
    void smallClassesAndBadOptionsAreMet() {
        final Dataset data = Synthetic.task(10, 1, 2, 1, 2, 1);
        assertEquals(10, LinearSvm.withDefaults().fit(data, Run.of(1)).predictProbability(data.features()).length);
        assertThrows(IllegalArgumentException.class, () -> new LinearSvm(-1, true, ClassWeight.NONE));
        assertThrows(IllegalArgumentException.class, () -> new RbfSvm(1, Double.NaN, true, ClassWeight.NONE));
    }
}
