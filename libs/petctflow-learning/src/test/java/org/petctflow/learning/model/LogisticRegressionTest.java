package org.petctflow.learning.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

class LogisticRegressionTest {

    @Test
    void coefficientsAndPredictionsAreTheExactOptimum() {
        final JsonObject golden = Golden.json("logistic.json");
        final Golden.Table table = Golden.csv("design_all.csv");
        final Dataset data = Dataset.of(table.matrix(Golden.strings(golden.getAsJsonArray("columns"))), table.label());
        for (final JsonElement e : golden.getAsJsonArray("fits")) {
            final JsonObject fit = e.getAsJsonObject();
            final LogisticModel model = new LogisticRegression(fit.get("C").getAsDouble(), 0,
                fit.get("class_weight").getAsString().equals("none") ? ClassWeight.NONE : ClassWeight.BALANCED)
                    .fit(data, Run.of(1));
            assertEquals(fit.get("intercept").getAsDouble(), model.intercept(), 1e-9);
            assertArrayEquals(Golden.doubles(fit.getAsJsonArray("coef")), model.coefficients(), 1e-9);
            final double[] p = model.predictProbability(data.features());
            assertArrayEquals(Golden.doubles(fit.getAsJsonArray("first5_prob")), Arrays.copyOf(p, 5), 1e-9);
            assertEquals(fit.get("auc_resub").getAsDouble(), Metric.ROC_AUC.of(data.y(), p, 0.5), 1e-12);
            assertEquals(fit.get("logloss_resub").getAsDouble(), -Metric.NEGATIVE_LOG_LOSS.of(data.y(), p, 0.5), 1e-9);
        }
    }

    @Test
    void theUnpenalisedTableIsThatOfStatsmodels() {
        final JsonObject golden = Golden.json("logistic.json").getAsJsonObject("unpenalised");
        final Golden.Table table = Golden.csv("design_all.csv");
        final List<String> names = Golden.strings(golden.getAsJsonArray("columns"));
        final LogitTable logit = LogitTable.of(Dataset.of(table.matrix(names.subList(1, names.size())), table.label()), 0.95);
        for (int j = 0; j < names.size(); j++) {
            final LogitTable.Term term = logit.terms().get(j);
            assertEquals(golden.getAsJsonArray("coef").get(j).getAsDouble(), term.coefficient(), 1e-8);
            assertEquals(golden.getAsJsonArray("se").get(j).getAsDouble(), term.standardError(), 1e-8);
            assertEquals(golden.getAsJsonArray("z").get(j).getAsDouble(), term.z(), 1e-7);
            assertEquals(golden.getAsJsonArray("p").get(j).getAsDouble(), term.p(), 1e-8);
            assertEquals(golden.getAsJsonArray("odds_ratio").get(j).getAsDouble(), term.oddsRatio(), 1e-8);
            assertArrayEquals(Golden.doubles(golden.getAsJsonArray("ci").get(j).getAsJsonArray()),
                new double[]{term.low(), term.high()}, 1e-8);
        }
        assertEquals(golden.get("loglik").getAsDouble(), logit.logLikelihood(), 1e-9);
        assertEquals(golden.get("loglik_null").getAsDouble(), logit.nullLogLikelihood(), 1e-9);
        assertEquals(golden.get("aic").getAsDouble(), logit.aic(), 1e-9);
        assertEquals(golden.get("bic").getAsDouble(), logit.bic(), 1e-9);
        assertEquals(golden.get("mcfadden_r2").getAsDouble(), logit.mcFaddenR2(), 1e-10);
        assertEquals(golden.get("lr_test_p").getAsDouble(), logit.likelihoodRatioP(), 1e-9);
    }

    /** At an optimum the subgradient holds 0 (Karush-Kuhn-Tucker). */
    @ParameterizedTest
    @CsvSource({"0.01,0,NONE,30", "100,0,BALANCED,30", "1,1,NONE,30", "0.05,1,BALANCED,30", "10,0.5,NONE,30", "1,0,NONE,300",
        "1000,0,BALANCED,300", "1,1,NONE,300", "0.3,0.7,NONE,300"})
    void theOptimumHasNoSlopeLeft(final double c, final double l1Ratio, final ClassWeight weight, final int columns) {
        final Dataset data = Synthetic.task(80, 25, columns, 3, 0.8, 5);
        final LogisticModel model = new LogisticRegression(c, l1Ratio, weight).fit(data, Run.of(1));
        final double[] f = model.decision(data.features());
        final double[] w = model.coefficients();
        final double[] s = weight.of(data.y());
        double g0 = 0;
        final double[] g = new double[columns];
        for (int i = 0; i < f.length; i++) {
            final double r = c * s[data.y()[i]] * (1 / (1 + Math.exp(-f[i])) - data.y()[i]);
            g0 += r;
            for (int j = 0; j < columns; j++) {
                g[j] += r * data.features().get(i, j);
            }
        }
        final double tolerance = 1e-8 * Math.max(1, 80 * c);
        assertEquals(0, g0, tolerance);
        for (int j = 0; j < columns; j++) {
            final double slope = g[j] + (1 - l1Ratio) * w[j];
            if (w[j] == 0) {
                assertTrue(Math.abs(slope) <= l1Ratio + tolerance, "column " + j + ": " + slope);
            } else {
                assertEquals(0, slope + l1Ratio * Math.signum(w[j]), tolerance, "column " + j);
            }
        }
    }

    @Test
    void aHundredThousandColumnsAreFitted() {
        final Dataset data = Synthetic.task(30, 12, 100_000, 50, 1, 2);
        final LogisticModel model = LogisticRegression.withDefaults().fit(data, Run.of(1));
        assertEquals(1, Metric.ROC_AUC.of(data.y(), model.predictProbability(data.features()), 0.5));
    }

    @Test
    void constantAndRepeatedColumnsAreNoTrouble() {
        final Dataset base = Synthetic.task(60, 20, 3, 2, 1, 4);
        final double[] x = base.features().column(0);
        final FeatureMatrix wide = FeatureMatrix.ofColumns(List.of("a", "again", "constant"), new double[][]{x, x, new double[60]});
        final double[] w = LogisticRegression.withDefaults().fit(base.with(wide), Run.of(1)).coefficients();
        assertEquals(w[0], w[1], 1e-12);
        assertEquals(0, w[2], 1e-15);
        assertEquals(0, new LogisticRegression(1, 1, ClassWeight.NONE).fit(base.with(wide), Run.of(1)).coefficients()[2]);
    }

    @Test
    void whatCannotBeLearnedIsSaid() {
        final Dataset data = Dataset.of(FeatureMatrix.ofRows(List.of("a"), new double[][]{{1}, {2}, {3}}), Labels.binary(0, 0, 1));
        final LogisticRegression free = new LogisticRegression(Double.POSITIVE_INFINITY, 0, ClassWeight.NONE);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> free.fit(data, Run.of(1))).getMessage()
            .contains("separate the classes perfectly"));
        assertTrue(LogisticRegression.withDefaults().fit(data, Run.of(1)).coefficients()[0] > 0, "three rows are enough");
        assertThrows(IllegalArgumentException.class, () -> LogisticRegression.ridge(0));
        assertThrows(IllegalArgumentException.class, () -> LogisticRegression.ridge(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new LogisticRegression(1, 1.2, ClassWeight.NONE));
    }
}
