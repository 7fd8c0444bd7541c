package org.petctflow.learning.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.evaluate.Bootstrap;
import org.petctflow.learning.evaluate.CalibrationCurve;
import org.petctflow.learning.evaluate.CalibrationFit;
import org.petctflow.learning.evaluate.Calibrations;
import org.petctflow.learning.evaluate.Comparisons;
import org.petctflow.learning.evaluate.Confusion;
import org.petctflow.learning.evaluate.DecisionCurve;
import org.petctflow.learning.evaluate.DeLong;
import org.petctflow.learning.evaluate.Interval;
import org.petctflow.learning.evaluate.PrecisionRecall;
import org.petctflow.learning.evaluate.Roc;
import org.petctflow.learning.evaluate.Scored;
import org.petctflow.learning.explain.ShapleyValues;
import org.petctflow.learning.model.LogisticModel;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.preprocess.FittedPreprocessor;
import org.petctflow.learning.stats.Description;
import org.petctflow.learning.stats.RankTests;
import org.petctflow.learning.stats.TestResult;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What the probabilities of scores.csv are worth, and comparisons, bootstrap and Shapley values of a reference folder. */
final class EvaluationValues {

    private static final double LEVEL = 0.95;

    private EvaluationValues() {
    }

    /** The models of scores.csv. */
    static Map<String, Scored> models(final Inputs in) throws IOException {
        final StudyTable scores = in.table("scores.csv");
        final int[] y = Arrays.stream(scores.numbers("label")).mapToInt(v -> (int)v).toArray();
        final Map<String, Scored> models = new LinkedHashMap<>();
        scores.names().stream().filter(n -> !List.of("case", "label", "fold").contains(n))
            .forEach(n -> models.put(n, new Scored(y, scores.numbers(n))));
        return models;
    }

    static JsonObject evaluation(final Inputs in, final Run run) throws IOException {
        final JsonObject given = in.json("evaluation.json");
        final Map<String, Scored> models = models(in);
        final double[] fold = in.table("scores.csv").numbers("fold");
        final Json.Builder each = Json.object();
        final Map<String, double[]> foldAuc = new LinkedHashMap<>();
        for (final Map.Entry<String, Scored> m : models.entrySet()) {
            final double[] auc = new double[in.folds.count()];
            for (int f = 0; f < auc.length; f++) {
                final int k = f;
                auc[f] = Roc.auc(m.getValue().select(IntStream.range(0, fold.length).filter(r -> fold[r] == k).toArray()));
            }
            foldAuc.put(m.getKey(), auc);
            each.put(m.getKey(), model(m.getValue(), auc));
        }
        final Json.Builder result = Json.object().put("models", each.done());
        final JsonArray pairs = new JsonArray();
        if (given.has("delong_pairs")) {
            for (final JsonElement e : given.getAsJsonArray("delong_pairs")) {
                final String a = Documents.string(e.getAsJsonObject(), "a");
                final String b = Documents.string(e.getAsJsonObject(), "b");
                pairs.add(pair(a, b, models.get(a), models.get(b)));
            }
        }
        result.put("delong_pairs", pairs);
        if (given.has("friedman_fold_auc")) {
            final List<String> names = Documents.strings(given.getAsJsonObject("friedman_fold_auc"), "models");
            final TestResult t = RankTests.friedman(names.stream().map(foldAuc::get).toArray(double[][]::new));
            result.put("friedman_fold_auc",
                Json.object().put("models", Json.texts(names)).put("stat", t.statistic()).put("p", t.p()).done());
        }
        for (final String key : given.keySet()) {
            if (key.startsWith("linear_shap_lr_c")) {
                result.put(key, shap(in, Double.parseDouble(key.substring("linear_shap_lr_c".length())), given.getAsJsonObject(key), run));
            }
        }
        bootstrap(in, given, result, run);
        return result.done();
    }

    private static JsonArray interval(final Interval i) {
        return Json.array(i.low(), i.high());
    }

    private static JsonObject confusion(final Scored s, final double threshold) {
        final Confusion c = Confusion.of(s, threshold);
        return Json.object().put("threshold", threshold).put("tp", c.tp()).put("fp", c.fp()).put("tn", c.tn()).put("fn", c.fn())
            .put("accuracy", c.accuracy()).put("balanced_accuracy", c.balancedAccuracy()).put("sensitivity", c.sensitivity())
            .put("specificity", c.specificity()).put("ppv", c.ppv()).put("npv", c.npv()).put("f1", c.f1()).put("f1_macro", c.f1Macro())
            .put("f1_weighted", c.f1Weighted()).put("mcc", c.mcc()).put("kappa", c.kappa()).done();
    }

    private static JsonObject model(final Scored s, final double[] foldAuc) {
        final DeLong d = DeLong.of(s, LEVEL);
        final Roc.Point youden = Roc.of(s).youden();
        final Confusion c = Confusion.of(s, 0.5);
        final Json.Builder m = Json.object().put("auc", d.auc()).put("delong_se", d.se()).put("delong_ci95", interval(d.ci()))
            .put("delong_logit_ci95", interval(d.logitCi()))
            .put("hanley_mcneil_se", DeLong.hanleyMcNeil(d.auc(), s.positives(), s.negatives())).put("fold_auc", foldAuc)
            .put("average_precision", PrecisionRecall.average(s))
            .put("youden", Json.object().put("J", youden.youden()).put("threshold", youden.threshold()).put("tpr", youden.tpr())
                .put("fpr", youden.fpr()).done())
            .put("at_0.5", confusion(s, 0.5)).put("at_youden", confusion(s, youden.threshold()))
            .put("wilson_ci", Json.object().put("accuracy", interval(c.accuracy(Confusion.Method.WILSON, LEVEL)))
                .put("sensitivity", interval(c.sensitivity(Confusion.Method.WILSON, LEVEL)))
                .put("specificity", interval(c.specificity(Confusion.Method.WILSON, LEVEL))).done())
            .put("clopper_sensitivity", interval(c.sensitivity(Confusion.Method.CLOPPER_PEARSON, LEVEL)))
            .put("brier", Calibrations.brier(s)).put("brier_scaled", Calibrations.scaledBrier(s))
            .put("logloss_clip1e-15", Calibrations.logLoss(s));
        for (final CalibrationCurve.Binning b : CalibrationCurve.Binning.values()) {
            for (final int k : new int[]{5, 10}) {
                final CalibrationCurve curve = CalibrationCurve.of(s, b, k, LEVEL);
                m.put("calibration_" + (b == CalibrationCurve.Binning.UNIFORM ? "uniform" : "quantile") + k,
                    Json.object().put("frac_pos", curve.bins().stream().mapToDouble(x -> x.observed().estimate()).toArray())
                        .put("mean_pred", curve.bins().stream().mapToDouble(CalibrationCurve.Bin::predicted).toArray()).done());
            }
        }
        final CalibrationFit fit = CalibrationFit.of(s, LEVEL);
        final Calibrations.HosmerLemeshow h = Calibrations.hosmerLemeshow(s, 10);
        final JsonArray net = new JsonArray();
        for (int t = 1; t < 20; t++) {
            final double threshold = t / 20.0;
            final DecisionCurve.Point point = DecisionCurve.of(s, threshold).get(0);
            net.add(Json.object().put("pt", threshold).put("nb", point.model()).put("nb_all", point.all()).done());
        }
        return m.put("ece10_uniform", CalibrationCurve.of(s, CalibrationCurve.Binning.UNIFORM, 10, LEVEL).expectedError())
            .put("calibration_slope_intercept", Json.object().put("intercept", fit.intercept()).put("slope", fit.slope().estimate())
                .put("slope_se", fit.slopeSe()).put("citl", fit.inTheLarge()).done())
            .put("hosmer_lemeshow", Json.object().put("H", h.statistic()).put("df", h.df()).put("p", h.p()).put("groups_n_obs_exp",
                Json.array(h.groups().stream().map(g -> new double[]{g.rows(), g.observed(), g.expected()}).toArray(double[][]::new))).done())
            .put("net_benefit", net).done();
    }

    private static JsonObject pair(final String nameA, final String nameB, final Scored a, final Scored b) {
        final DeLong.Comparison c = DeLong.compare(a, b, LEVEL);
        final Comparisons.McNemar m = Comparisons.mcNemar(a, 0.5, b, 0.5);
        return Json.object().put("a", nameA).put("b", nameB).put("auc", Json.array(c.aucA(), c.aucB())).put("cov", Json.array(c.covariance()))
            .put("z", c.z()).put("p", c.p()).put("diff_ci95", interval(c.difference())).put("mcnemar_exact_p", m.exactP())
            .put("mcnemar_cc", Json.array(m.corrected(), m.correctedP())).put("n10", m.onlyA()).put("n01", m.onlyB())
            .put("idi", Comparisons.idi(b, a).value()).put("nri_continuous", Comparisons.continuousNri(b, a).value()).done();
    }

    private static JsonObject shap(final Inputs in, final double c, final JsonObject given, final Run run) {
        final List<String> columns = in.columns(given, "columns", n -> true);
        final FeatureMatrix raw = in.raw.selectColumns(columns);
        final FittedPreprocessor fitted = FeaturePreprocessor.withDefaults().fit(raw.selectRows(in.train), run.progress());
        final FeatureMatrix train = fitted.apply(raw.selectRows(in.train));
        final LogisticModel model = LogisticRegression.ridge(c).fit(Dataset.of(train, in.labels.select(in.train)), run);
        final ShapleyValues s = ShapleyValues.linear(model, train, fitted.apply(raw.selectRows(in.test)));
        return Json.object().put("columns", Json.texts(columns)).put("base", s.base())
            .put("first3", Json.array(Arrays.copyOf(s.parts(), Math.min(3, s.parts().length)))).put("mean_abs", s.meanAbsolute()).done();
    }

    /** With the rows of bootstrap_idx.csv, on a model of scores_test.csv. */
    private static void bootstrap(final Inputs in, final JsonObject given, final Json.Builder result, final Run run) throws IOException {
        if (!in.has("bootstrap_idx.csv") || !in.has("scores_test.csv")) {
            return;
        }
        final StudyTable scores = in.table("scores_test.csv");
        final int[] y = Arrays.stream(scores.numbers("label")).mapToInt(v -> (int)v).toArray();
        final int[][] drawn = in.indices("bootstrap_idx.csv", y.length);
        final List<String> keys = new ArrayList<>(given.keySet().stream().filter(k -> k.startsWith("bootstrap_test_")).toList());
        if (keys.isEmpty()) {
            keys.add("bootstrap_test_lr_c1");
        }
        for (final String key : keys) {
            final Scored s = new Scored(y, scores.numbers(key.substring("bootstrap_test_".length())));
            final Bootstrap b = Bootstrap.of(s, Bootstrap.AUC, drawn, LEVEL, run);
            final Json.Builder r = Json.object().put("n_valid", b.resamples().length).put("auc", b.estimate())
                .put("mean", Arrays.stream(b.resamples()).average().orElse(Double.NaN)).put("sd_ddof1", Description.of(b.resamples()).sd())
                .put("first10", Arrays.copyOf(b.resamples(), Math.min(10, b.resamples().length)))
                .put("ci_percentile", interval(b.percentile())).put("ci_bca", interval(b.bca())).put("z0", b.z0())
                .put("accel", b.acceleration());
            final Map<String, Bootstrap.Figure> figures = new LinkedHashMap<>();
            figures.put("ci_accuracy", x -> Confusion.of(x, 0.5).accuracy());
            figures.put("ci_f1", x -> Confusion.of(x, 0.5).f1());
            figures.put("ci_sens", x -> Confusion.of(x, 0.5).sensitivity());
            figures.put("ci_spec", x -> Confusion.of(x, 0.5).specificity());
            figures.put("ci_brier", Calibrations::brier);
            figures.forEach((k, f) -> r.put(k, interval(Bootstrap.of(s, f, drawn, LEVEL, run).percentile())));
            result.put(key, r.put("point", confusion(s, 0.5)).done());
        }
    }
}
