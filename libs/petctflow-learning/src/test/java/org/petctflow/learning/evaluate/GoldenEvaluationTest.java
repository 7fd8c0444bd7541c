package org.petctflow.learning.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.petctflow.learning.Golden;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.stats.RankTests;
import org.petctflow.learning.stats.TestResult;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Every number of evaluation.json, the ROC points and the bootstrap (numpy, scipy 1.10, statsmodels 0.13, scikit-learn 1.2). */
class GoldenEvaluationTest {

    private static final JsonObject GOLDEN = Golden.json("evaluation.json");

    private static final Golden.Table SCORES = Golden.csv("scores.csv");

    private static void near(final double expected, final double actual, final String what) {
        assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)), what);
    }

    private static void near(final JsonArray expected, final Interval actual, final String what) {
        near(expected.get(0).getAsDouble(), actual.low(), what + " low");
        near(expected.get(1).getAsDouble(), actual.high(), what + " high");
    }

    private static double number(final JsonElement e) {
        return e.isJsonNull() ? Double.NaN : e.getAsDouble();
    }

    private static Scored model(final String name) {
        return new Scored(SCORES.ints("label"), SCORES.matrix(List.of(name)).column(0).clone());
    }

    private static void confusion(final JsonObject g, final Scored s, final String what) {
        final Confusion c = Confusion.of(s, g.get("threshold").getAsDouble());
        final Map<String, Double> values = Map.ofEntries(Map.entry("tp", (double)c.tp()), Map.entry("fp", (double)c.fp()),
            Map.entry("tn", (double)c.tn()), Map.entry("fn", (double)c.fn()), Map.entry("accuracy", c.accuracy()),
            Map.entry("balanced_accuracy", c.balancedAccuracy()), Map.entry("sensitivity", c.sensitivity()),
            Map.entry("specificity", c.specificity()), Map.entry("ppv", c.ppv()), Map.entry("npv", c.npv()),
            Map.entry("f1", c.f1()), Map.entry("f1_macro", c.f1Macro()), Map.entry("f1_weighted", c.f1Weighted()),
            Map.entry("mcc", c.mcc()), Map.entry("kappa", c.kappa()), Map.entry("threshold", c.threshold()));
        for (final String key : g.keySet()) {
            near(number(g.get(key)), values.get(key), what + " " + key);
        }
    }

    @Test
    void everyModel() {
        for (final Map.Entry<String, JsonElement> entry : GOLDEN.getAsJsonObject("models").entrySet()) {
            final String name = entry.getKey();
            final JsonObject g = entry.getValue().getAsJsonObject();
            final Scored s = model(name);
            final DeLong d = DeLong.of(s, 0.95);
            near(g.get("auc").getAsDouble(), d.auc(), name);
            near(g.get("auc").getAsDouble(), Roc.auc(s), name);
            near(g.get("delong_se").getAsDouble(), d.se(), name);
            near(g.getAsJsonArray("delong_ci95"), d.ci(), name);
            near(g.getAsJsonArray("delong_logit_ci95"), d.logitCi(), name);
            near(g.get("hanley_mcneil_se").getAsDouble(), DeLong.hanleyMcNeil(d.auc(), s.positives(), s.negatives()), name);
            near(g.get("average_precision").getAsDouble(), PrecisionRecall.average(s), name);
            for (int f = 0; f < 5; f++) {
                near(g.getAsJsonArray("fold_auc").get(f).getAsDouble(),
                    Roc.auc(s.select(SCORES.rowsWhere("fold", Integer.toString(f)))), name + " fold " + f);
            }
            final Roc.Point youden = Roc.of(s).youden();
            final JsonObject gy = g.getAsJsonObject("youden");
            near(gy.get("J").getAsDouble(), youden.youden(), name);
            near(gy.get("threshold").getAsDouble(), youden.threshold(), name);
            near(gy.get("tpr").getAsDouble(), youden.tpr(), name);
            near(gy.get("fpr").getAsDouble(), youden.fpr(), name);
            confusion(g.getAsJsonObject("at_0.5"), s, name);
            confusion(g.getAsJsonObject("at_youden"), s, name + " Youden");
            final Confusion c = Confusion.of(s, 0.5);
            final JsonObject wilson = g.getAsJsonObject("wilson_ci");
            near(wilson.getAsJsonArray("accuracy"), c.accuracy(Confusion.Method.WILSON, 0.95), name);
            near(wilson.getAsJsonArray("sensitivity"), c.sensitivity(Confusion.Method.WILSON, 0.95), name);
            near(wilson.getAsJsonArray("specificity"), c.specificity(Confusion.Method.WILSON, 0.95), name);
            near(g.getAsJsonArray("clopper_sensitivity"), c.sensitivity(Confusion.Method.CLOPPER_PEARSON, 0.95), name);
            near(g.get("brier").getAsDouble(), Calibrations.brier(s), name);
            near(g.get("brier_scaled").getAsDouble(), Calibrations.scaledBrier(s), name);
            near(g.get("logloss_clip1e-15").getAsDouble(), Calibrations.logLoss(s), name);
            calibration(g, s, name);
        }
    }

    private static void calibration(final JsonObject g, final Scored s, final String name) {
        for (final CalibrationCurve.Binning b : CalibrationCurve.Binning.values()) {
            for (final int k : new int[]{5, 10}) {
                final String key = "calibration_" + (b == CalibrationCurve.Binning.UNIFORM ? "uniform" : "quantile") + k;
                final JsonObject gc = g.getAsJsonObject(key);
                final CalibrationCurve curve = CalibrationCurve.of(s, b, k, 0.95);
                assertEquals(gc.getAsJsonArray("frac_pos").size(), curve.bins().size(), name + key);
                for (int i = 0; i < curve.bins().size(); i++) {
                    near(gc.getAsJsonArray("frac_pos").get(i).getAsDouble(), curve.bins().get(i).observed().estimate(), name + key);
                    near(gc.getAsJsonArray("mean_pred").get(i).getAsDouble(), curve.bins().get(i).predicted(), name + key);
                }
            }
        }
        near(g.get("ece10_uniform").getAsDouble(),
            CalibrationCurve.of(s, CalibrationCurve.Binning.UNIFORM, 10, 0.95).expectedError(), name);
        final JsonObject slope = g.getAsJsonObject("calibration_slope_intercept");
        final CalibrationFit fit = CalibrationFit.of(s, 0.95);
        assertEquals(slope.get("intercept").getAsDouble(), fit.intercept(), 1e-6, name);
        assertEquals(slope.get("slope").getAsDouble(), fit.slope().estimate(), 1e-6, name);
        assertEquals(slope.get("slope_se").getAsDouble(), fit.slopeSe(), 1e-6, name);
        assertEquals(slope.get("citl").getAsDouble(), fit.inTheLarge(), 1e-6, name);
        final JsonObject hl = g.getAsJsonObject("hosmer_lemeshow");
        final Calibrations.HosmerLemeshow h = Calibrations.hosmerLemeshow(s, 10);
        near(hl.get("H").getAsDouble(), h.statistic(), name + " Hosmer-Lemeshow");
        assertEquals(hl.get("df").getAsInt(), h.df());
        near(hl.get("p").getAsDouble(), h.p(), name + " Hosmer-Lemeshow p");
        for (int i = 0; i < 10; i++) {
            final JsonArray group = hl.getAsJsonArray("groups_n_obs_exp").get(i).getAsJsonArray();
            assertEquals(group.get(0).getAsInt(), h.groups().get(i).rows());
            assertEquals(group.get(1).getAsInt(), h.groups().get(i).observed());
            near(group.get(2).getAsDouble(), h.groups().get(i).expected(), name);
        }
        for (final JsonElement e : g.getAsJsonArray("net_benefit")) {
            final JsonObject nb = e.getAsJsonObject();
            final DecisionCurve.Point point = DecisionCurve.of(s, nb.get("pt").getAsDouble()).get(0);
            near(nb.get("nb").getAsDouble(), point.model(), name + " net benefit");
            near(nb.get("nb_all").getAsDouble(), point.all(), name + " net benefit of all");
        }
    }

    @Test
    void everyPointOfTheRocCurves() {
        for (final String name : GOLDEN.getAsJsonObject("models").keySet()) {
            final Golden.Table g = Golden.csv("roc_" + name + ".csv");
            final Roc roc = Roc.of(model(name));
            assertEquals(g.rows().size(), roc.thresholds().length, name);
            for (int i = 0; i < g.rows().size(); i++) {
                if (i > 0) {
                    assertEquals(Double.parseDouble(g.rows().get(i)[0]), roc.thresholds()[i], 0, name);
                }
                assertEquals(Double.parseDouble(g.rows().get(i)[1]), roc.fpr()[i], 1e-16, name);
                assertEquals(Double.parseDouble(g.rows().get(i)[2]), roc.tpr()[i], 1e-16, name);
            }
        }
    }

    @Test
    void everyPair() {
        for (final JsonElement e : GOLDEN.getAsJsonArray("delong_pairs")) {
            final JsonObject g = e.getAsJsonObject();
            final Scored a = model(g.get("a").getAsString());
            final Scored b = model(g.get("b").getAsString());
            final DeLong.Comparison c = DeLong.compare(a, b, 0.95);
            near(g.getAsJsonArray("auc").get(0).getAsDouble(), c.aucA(), "a");
            near(g.getAsJsonArray("auc").get(1).getAsDouble(), c.aucB(), "b");
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    near(g.getAsJsonArray("cov").get(i).getAsJsonArray().get(j).getAsDouble(), c.covariance()[i][j], "cov");
                }
            }
            near(g.get("z").getAsDouble(), c.z(), "z");
            near(g.get("p").getAsDouble(), c.p(), "p");
            near(g.getAsJsonArray("diff_ci95"), c.difference(), "difference");
            final Comparisons.McNemar m = Comparisons.mcNemar(a, 0.5, b, 0.5);
            assertEquals(g.get("n10").getAsInt(), m.onlyA());
            assertEquals(g.get("n01").getAsInt(), m.onlyB());
            near(g.get("mcnemar_exact_p").getAsDouble(), m.exactP(), "McNemar");
            near(g.getAsJsonArray("mcnemar_cc").get(0).getAsDouble(), m.corrected(), "McNemar");
            near(g.getAsJsonArray("mcnemar_cc").get(1).getAsDouble(), m.correctedP(), "McNemar");
            near(g.get("idi").getAsDouble(), Comparisons.idi(b, a).value(), "IDI");
            near(g.get("nri_continuous").getAsDouble(), Comparisons.continuousNri(b, a).value(), "NRI");
        }
    }

    @Test
    void friedmanOverFolds() {
        final JsonObject g = GOLDEN.getAsJsonObject("friedman_fold_auc");
        final double[][] auc = Golden.strings(g.getAsJsonArray("models")).stream()
            .map(m -> Golden.doubles(GOLDEN.getAsJsonObject("models").getAsJsonObject(m).getAsJsonArray("fold_auc")))
            .toArray(double[][]::new);
        final TestResult r = RankTests.friedman(auc);
        near(g.get("stat").getAsDouble(), r.statistic(), "Friedman");
        near(g.get("p").getAsDouble(), r.p(), "Friedman");
    }

    @Test
    void bootstrapWithTheGivenRows() {
        final JsonObject g = GOLDEN.getAsJsonObject("bootstrap_test_lr_c1");
        final Golden.Table test = Golden.csv("scores_test.csv");
        final Scored s = new Scored(test.ints("label"), test.matrix(List.of("lr_c1")).column(0));
        final int[][] drawn = Golden.intRows("bootstrap_idx.csv");
        assertEquals(1000, drawn.length);
        final Bootstrap b = Bootstrap.of(s, Bootstrap.AUC, drawn, 0.95, Run.of(0));
        assertEquals(g.get("n_valid").getAsInt(), b.resamples().length);
        near(g.get("auc").getAsDouble(), b.estimate(), "auc");
        near(g.get("mean").getAsDouble(), Arrays.stream(b.resamples()).average().orElseThrow(), "mean");
        near(g.get("sd_ddof1").getAsDouble(), org.petctflow.learning.stats.Description.of(b.resamples()).sd(), "sd");
        for (int i = 0; i < 10; i++) {
            near(g.getAsJsonArray("first10").get(i).getAsDouble(), b.resamples()[i], "resample " + i);
        }
        near(g.getAsJsonArray("ci_percentile"), b.percentile(), "percentile");
        near(g.getAsJsonArray("ci_bca"), b.bca(), "BCa");
        near(g.get("z0").getAsDouble(), b.z0(), "z0");
        near(g.get("accel").getAsDouble(), b.acceleration(), "acceleration");
        final Map<String, Bootstrap.Figure> figures = Map.of("ci_accuracy", x -> Confusion.of(x, 0.5).accuracy(), "ci_f1",
            x -> Confusion.of(x, 0.5).f1(), "ci_sens", x -> Confusion.of(x, 0.5).sensitivity(), "ci_spec",
            x -> Confusion.of(x, 0.5).specificity(), "ci_brier", Calibrations::brier);
        figures.forEach((key, figure) -> near(g.getAsJsonArray(key), Bootstrap.of(s, figure, drawn, 0.95, Run.of(0)).percentile(), key));
        confusion(g.getAsJsonObject("point"), s, "test");
    }
}
