package org.petctflow.learning.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petctflow.base.Progress;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

class LassoTest {

    private static Dataset data(final JsonObject golden) {
        final Golden.Table table = Golden.csv("design_all.csv");
        return Dataset.of(table.matrix(Golden.strings(golden.getAsJsonArray("columns"))), table.label());
    }

    private static double[] dense(final Lasso.Point point, final int columns) {
        final double[] w = new double[columns];
        for (int k = 0; k < point.columns().length; k++) {
            w[point.columns()[k]] = point.coefficients()[k];
        }
        return w;
    }

    @Test
    void linearCoefficientsAreTheGoldenOnes() {
        final JsonObject golden = Golden.json("lasso.json");
        final Dataset data = data(golden);
        final Lasso lasso = new Lasso(Lasso.Family.GAUSSIAN, Lasso.Rule.MIN, 100, 1e-3, 5);
        for (final JsonElement e : golden.getAsJsonArray("fits")) {
            final JsonObject fit = e.getAsJsonObject();
            final Lasso.Point point = lasso.path(data, new double[]{fit.get("alpha").getAsDouble()}, Progress.NONE).get(0);
            assertEquals(fit.get("intercept").getAsDouble(), point.intercept(), 1e-8);
            assertArrayEquals(Golden.doubles(fit.getAsJsonArray("coef")), dense(point, data.features().columns()), 1e-7);
            assertEquals(fit.get("n_nonzero").getAsInt(), point.columns().length);
        }
    }

    @Test
    void crossValidationChoosesTheGoldenPenalties() {
        final JsonObject golden = Golden.json("lasso.json");
        final JsonObject cv = golden.getAsJsonObject("cv");
        final Dataset data = data(golden);
        final Lasso.Result min = new Lasso(Lasso.Family.GAUSSIAN, Lasso.Rule.MIN, 100, 1e-3, 5)
            .select(data, Golden.csv("design_all.csv").folds(), Run.of(1));
        assertArrayEquals(Golden.doubles(cv.getAsJsonArray("alphas")), min.penalties(), 1e-12);
        assertArrayEquals(Golden.doubles(cv.getAsJsonArray("mse_mean")), min.errors(), 1e-9);
        assertArrayEquals(Golden.doubles(cv.getAsJsonArray("mse_se")), min.standardErrors(), 1e-9);
        assertEquals(cv.get("alpha").getAsDouble(), min.penalty(), 1e-12);
        assertEquals(cv.get("alpha_1se").getAsDouble(), min.penaltyOneSe(), 1e-12);
        assertEquals(cv.get("intercept").getAsDouble(), min.intercept(), 1e-8);
        final double[] w = new double[data.features().columns()];
        for (int k = 0; k < min.columns().length; k++) {
            w[min.columns()[k]] = min.coefficients()[k];
        }
        assertArrayEquals(Golden.doubles(cv.getAsJsonArray("coef")), w, 1e-7);
        assertEquals(Set.copyOf(Golden.strings(cv.getAsJsonArray("selected"))), Set.copyOf(min.names(data.features())));
        final Lasso.Result oneSe = new Lasso(Lasso.Family.GAUSSIAN, Lasso.Rule.ONE_SE, 100, 1e-3, 5)
            .select(data, Golden.csv("design_all.csv").folds(), new Run(1, 2, Progress.NONE));
        assertEquals(cv.get("alpha_1se").getAsDouble(), oneSe.penalty(), 1e-12);
        assertTrue(oneSe.columns().length < min.columns().length);
    }

    @Test
    void logisticCoefficientsAreTheGoldenOnes() {
        final JsonObject golden = Golden.json("lasso_logistic.json");
        final Dataset data = data(golden);
        assertEquals(golden.get("lambda_max").getAsDouble(), Lasso.greatestPenalty(data), 1e-12);
        for (final JsonElement e : golden.getAsJsonArray("fits")) {
            final JsonObject fit = e.getAsJsonObject();
            final Lasso.Point point =
                Lasso.withDefaults().path(data, new double[]{fit.get("lam").getAsDouble()}, Progress.NONE).get(0);
            assertEquals(fit.get("intercept").getAsDouble(), point.intercept(), 1e-6);
            assertArrayEquals(Golden.doubles(fit.getAsJsonArray("coef")), dense(point, data.features().columns()), 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(Lasso.Family.class)
    void thePathIsEmptyAtTheGreatestPenaltyAndOptimalBelow(final Lasso.Family family) {
        final Dataset data = Synthetic.task(60, 25, 150, 4, 1, 7);
        final double greatest = Lasso.greatestPenalty(data);
        final List<Lasso.Point> path = new Lasso(family, Lasso.Rule.MIN, 100, 1e-3, 5).path(data,
            new double[]{greatest * (1 + 1e-9), 0.9 * greatest, 0.3 * greatest, 0.02 * greatest}, Progress.NONE);
        assertEquals(0, path.get(0).columns().length);
        for (final Lasso.Point point : path) {
            final double[] w = dense(point, 150);
            final double[] residual = new double[60];
            double sum = 0;
            for (int i = 0; i < 60; i++) {
                double f = point.intercept();
                for (int j = 0; j < 150; j++) {
                    f += w[j] * data.features().get(i, j);
                }
                residual[i] = data.y()[i] - (family == Lasso.Family.GAUSSIAN ? f : 1 / (1 + Math.exp(-f)));
                sum += residual[i] / 60;
            }
            assertEquals(0, sum, 1e-8);
            for (int j = 0; j < 150; j++) {
                double slope = 0;
                for (int i = 0; i < 60; i++) {
                    slope += data.features().get(i, j) * residual[i] / 60;
                }
                if (w[j] == 0) {
                    assertTrue(Math.abs(slope) <= point.penalty() + 1e-8);
                } else {
                    assertEquals(point.penalty() * Math.signum(w[j]), slope, 1e-8);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Lasso.Rule.class)
    void onPureNoiseAtLeastOneColumnIsSelected(final Lasso.Rule rule) {
        for (int seed = 0; seed < 5; seed++) {
            final Dataset noise = Synthetic.task(60, 20, 30, 0, 0, seed);
            final Lasso.Result result = new Lasso(Lasso.Family.BINOMIAL, rule, 30, 1e-2, 5).select(noise, Run.of(seed));
            assertTrue(result.columns().length >= 1);
        }
    }

    @Test
    void constantColumnsStayOutAndAloneAreRefused() {
        final Dataset data = Synthetic.task(40, 15, 2, 2, 1, 3);
        final double[] constant = new double[40];
        Arrays.fill(constant, 0.1);
        final Dataset one = data.with(FeatureMatrix.ofColumns(List.of("constant", "x"), new double[][]{constant, data.features().column(0)}));
        final Dataset none = data.with(FeatureMatrix.ofColumns(List.of("constant"), new double[][]{new double[40]}));
        for (final Lasso.Family family : Lasso.Family.values()) {
            final Lasso lasso = new Lasso(family, Lasso.Rule.MIN, 20, 1e-2, 3);
            assertArrayEquals(new int[]{1}, lasso.select(one, Run.of(1)).columns());
            assertEquals("The LASSO cannot select: no column varies together with the label",
                assertThrows(IllegalArgumentException.class, () -> lasso.select(none, Run.of(1))).getMessage());
        }
    }
}
