package org.petctflow.learning.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.learning.cohort.StudyTable;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Documents;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.data.Split;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.ensemble.StackingModel;
import org.petctflow.learning.model.ClassWeight;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.GaussianNaiveBayes;
import org.petctflow.learning.model.Learner;
import org.petctflow.learning.model.LogisticModel;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.LogitTable;
import org.petctflow.learning.model.MaxFeatures;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.preprocess.FittedPreprocessor;
import org.petctflow.learning.select.Lasso;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.learning.select.Rfecv;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Preprocessing, selection and models of a reference folder. */
final class ModelValues {

    private ModelValues() {
    }

    static JsonObject preprocess(final Inputs in, final Run run) throws IOException {
        final List<String> columns = in.columns(in.json("preprocess.json"), "columns", c -> true);
        final FittedPreprocessor f = FeaturePreprocessor.withDefaults().fit(in.raw.selectColumns(columns), run.progress());
        final int n = columns.size();
        return Json.object().put("columns", Json.texts(columns)).put("median", IntStream.range(0, n).mapToDouble(f::median).toArray())
            .put("mean", IntStream.range(0, n).mapToDouble(f::mean).toArray())
            .put("sd", IntStream.range(0, n).mapToDouble(f::standardDeviation).toArray())
            .put("n_missing", Json.array(IntStream.range(0, n).map(f::missing).toArray())).done();
    }

    private static List<JsonObject> fits(final JsonObject json, final String key, final double... otherwise) {
        final List<JsonObject> fits = new ArrayList<>();
        if (json.has("fits")) {
            Documents.list(json, "fits").forEach(e -> fits.add(e.getAsJsonObject()));
        } else {
            Arrays.stream(otherwise).forEach(v -> fits.add(Json.object().put(key, v).done()));
        }
        return fits;
    }

    static JsonObject logistic(final Inputs in, final Run run) throws IOException {
        final JsonObject given = in.json("logistic.json");
        final List<String> columns = in.columns(given, "columns", c -> true);
        final Dataset data = in.design(columns);
        final List<JsonObject> fits = fits(given, "C", 0.01, 0.1, 1, 10, 0.01, 0.1, 1, 10);
        final JsonArray results = new JsonArray();
        for (int i = 0; i < fits.size(); i++) {
            final double c = Documents.number(fits.get(i), "C");
            final String weight = fits.get(i).has("class_weight") ? Documents.string(fits.get(i), "class_weight")
                : i < fits.size() / 2 ? "none" : "balanced";
            final LogisticModel m =
                new LogisticRegression(c, 0, "balanced".equals(weight) ? ClassWeight.BALANCED : ClassWeight.NONE).fit(data, run);
            final double[] p = m.predictProbability(data.features());
            results.add(Json.object().put("C", c).put("class_weight", weight).put("intercept", m.intercept())
                .put("coef", m.coefficients()).put("auc_resub", Metric.ROC_AUC.of(data.y(), p, 0.5))
                .put("logloss_resub", -Metric.NEGATIVE_LOG_LOSS.of(data.y(), p, 0.5))
                .put("first5_prob", Arrays.copyOf(p, Math.min(5, p.length))).done());
        }
        final JsonObject table = given.has("unpenalised") ? given.getAsJsonObject("unpenalised") : new JsonObject();
        final List<String> terms = table.has("columns") ? Documents.strings(table, "columns").stream().filter(c -> !c.equals("const")).toList()
            : columns.subList(0, Math.min(8, columns.size()));
        final Json.Builder result = Json.object().put("columns", Json.texts(columns)).put("fits", results);
        try {
            result.put("unpenalised", unpenalised(LogitTable.of(in.design(terms), 0.95), terms));
        } catch (final IllegalArgumentException e) { // e.g. classes that are separated perfectly: the penalised fits stand
            result.put("unpenalised", Json.object().put("problem", e.getMessage()).done());
        }
        return result.done();
    }

    private static JsonObject unpenalised(final LogitTable t, final List<String> columns) {
        final List<String> names = new ArrayList<>(List.of("const"));
        names.addAll(columns);
        return Json.object().put("columns", Json.texts(names))
            .put("coef", t.terms().stream().mapToDouble(LogitTable.Term::coefficient).toArray())
            .put("se", t.terms().stream().mapToDouble(LogitTable.Term::standardError).toArray())
            .put("z", t.terms().stream().mapToDouble(LogitTable.Term::z).toArray())
            .put("p", t.terms().stream().mapToDouble(LogitTable.Term::p).toArray())
            .put("odds_ratio", t.terms().stream().mapToDouble(LogitTable.Term::oddsRatio).toArray())
            .put("ci", Json.array(t.terms().stream().map(e -> new double[]{e.low(), e.high()}).toArray(double[][]::new)))
            .put("loglik", t.logLikelihood()).put("loglik_null", t.nullLogLikelihood()).put("aic", t.aic()).put("bic", t.bic())
            .put("mcfadden_r2", t.mcFaddenR2()).put("lr_test_p", t.likelihoodRatioP()).done();
    }

    private static double[] dense(final int columns, final int[] which, final double[] coefficients) {
        final double[] w = new double[columns];
        for (int k = 0; k < which.length; k++) {
            w[which[k]] = coefficients[k];
        }
        return w;
    }

    static JsonObject lassoLogistic(final Inputs in, final Run run) throws IOException {
        final JsonObject given = in.json("lasso_logistic.json");
        final List<String> columns = in.columns(given, "columns", Inputs::isCt);
        final Dataset data = in.design(columns);
        final JsonArray fits = new JsonArray();
        for (final JsonObject fit : fits(given, "lam", 0.08, 0.04, 0.02, 0.01, 0.005)) {
            final double lambda = Documents.number(fit, "lam");
            final Lasso.Point point = Lasso.withDefaults().path(data, new double[]{lambda}, run.progress()).get(0);
            fits.add(Json.object().put("lam", lambda).put("intercept", point.intercept())
                .put("coef", dense(columns.size(), point.columns(), point.coefficients())).done());
        }
        return Json.object().put("columns", Json.texts(columns)).put("fits", fits).put("lambda_max", Lasso.greatestPenalty(data)).done();
    }

    static JsonObject lasso(final Inputs in, final Run run) throws IOException {
        final JsonObject given = in.json("lasso.json");
        final List<String> columns = in.columns(given, "columns", Inputs::isCt);
        final Dataset data = in.design(columns);
        final Lasso lasso = new Lasso(Lasso.Family.GAUSSIAN, Lasso.Rule.MIN, 100, 1e-3, in.folds.count());
        final JsonArray fits = new JsonArray();
        for (final JsonObject fit : fits(given, "alpha", 0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.001)) {
            final double alpha = Documents.number(fit, "alpha");
            final Lasso.Point point = lasso.path(data, new double[]{alpha}, run.progress()).get(0);
            fits.add(Json.object().put("alpha", alpha).put("intercept", point.intercept())
                .put("coef", dense(columns.size(), point.columns(), point.coefficients())).put("n_nonzero", point.columns().length).done());
        }
        final Lasso.Result cv = lasso.select(data, in.folds, run);
        final double[] w = dense(columns.size(), cv.columns(), cv.coefficients());
        return Json.object().put("columns", Json.texts(columns)).put("fits", fits).put("cv", Json.object().put("alphas", cv.penalties())
            .put("mse_mean", cv.errors()).put("mse_se", cv.standardErrors()).put("alpha", cv.penaltyMin())
            .put("alpha_1se", cv.penaltyOneSe()).put("intercept", cv.intercept()).put("coef", w)
            .put("selected", Json.texts(IntStream.range(0, w.length).filter(c -> w[c] != 0).mapToObj(columns::get).toList())).done()).done();
    }

    static JsonObject rfecv(final Inputs in, final Run run) throws IOException {
        final JsonObject given = in.json("rfecv.json");
        final List<String> columns = in.columns(given, "columns", c -> !Inputs.isCt(c) && !Inputs.isClinical(c));
        final Dataset data = in.design(columns);
        final Json.Builder result = Json.object().put("columns", Json.texts(columns));
        for (final Metric metric : List.of(Metric.ROC_AUC, Metric.ACCURACY)) {
            final Rfecv.Result r =
                new Rfecv(LogisticRegression.ridge(1), 1, 1, metric, in.folds.count()).select(data, in.folds, run);
            final JsonArray support = new JsonArray();
            Arrays.stream(r.ranking()).forEach(k -> support.add(k == 1));
            result.put(metric == Metric.ROC_AUC ? "roc_auc" : "accuracy",
                Json.object().put("n_features", r.columns().length).put("support", support).put("selected", Json.texts(r.names(data.features())))
                    .put("ranking", Json.array(r.ranking())).put("mean_score_by_n", r.meanScores()).put("std_score_by_n", r.sdScores())
                    .put("fold_scores", Json.array(r.foldScores())).done());
        }
        return result.done();
    }

    static JsonObject mrmr(final Inputs in, final Run run) throws IOException {
        final JsonObject given = in.json("mrmr.json");
        final List<String> real = in.columns(given, "real_columns", c -> !Inputs.isClinical(c));
        final Json.Builder result = Json.object().put("real_columns", Json.texts(real)).put("real", mrmr(in.design(real), run));
        if (in.has("wide130.csv")) {
            final StudyTable wide = in.table("wide130.csv");
            final List<String> columns = wide.names().stream().filter(c -> !c.equals("label")).toList();
            result.put("wide130", mrmr(Dataset.of(wide.matrix(columns),
                Labels.binary(Arrays.stream(wide.numbers("label")).mapToInt(v -> (int)v).toArray())), run));
        }
        final JsonObject pair = given.has("mi_pair_example") ? given.getAsJsonObject("mi_pair_example")
            : Json.object().put("a", real.get(0)).put("b", real.get(1)).done();
        final String a = Documents.string(pair, "a");
        final String b = Documents.string(pair, "b");
        final FeatureMatrix x = in.design.features();
        return result.put("mi_pair_example", Json.object().put("a", a).put("b", b)
            .put("mi_peng3", Mrmr.mutualInformation(x.column(a), x.column(b), Mrmr.Discretisation.THREE_STATES))
            .put("mi_eqwidth10", Mrmr.mutualInformation(x.column(a), x.column(b), Mrmr.Discretisation.TEN_BINS)).done()).done();
    }

    private static JsonObject mrmr(final Dataset data, final Run run) {
        final Json.Builder result = Json.object();
        for (final Mrmr.Discretisation d : Mrmr.Discretisation.values()) {
            final String suffix = d == Mrmr.Discretisation.THREE_STATES ? "_peng3" : "_eqwidth10";
            double[] relevance = null;
            for (final Mrmr.Scheme scheme : List.of(Mrmr.Scheme.MID, Mrmr.Scheme.MIQ)) {
                final Mrmr.Result r = new Mrmr(20, scheme, d).select(data, run);
                result.put(scheme + suffix, order(r, data.features()));
                relevance = r.relevance();
            }
            result.put("MI" + suffix, relevance);
        }
        double[] f = null;
        for (final Mrmr.Scheme scheme : List.of(Mrmr.Scheme.FCQ, Mrmr.Scheme.FCD)) {
            final Mrmr.Result r = new Mrmr(20, scheme, Mrmr.Discretisation.THREE_STATES).select(data, run);
            result.put(scheme.name(), order(r, data.features()));
            f = r.relevance();
        }
        return result.put("F", f).put("F_p", Arrays.stream(f).map(v -> Mrmr.fPValue(v, data.rows())).toArray()).done();
    }

    private static JsonObject order(final Mrmr.Result r, final FeatureMatrix x) {
        return Json.object().put("order", Json.array(r.columns())).put("names", Json.texts(r.names(x))).put("score", r.scores()).done();
    }

    /** lr_c0.01 is a logistic regression with C = 0.01, lr_petclin one with C = 1 on all but the CT columns, gnb naive Bayes. */
    private static Learner learner(final String name) {
        if (name.matches("lr_c[0-9.]+")) {
            return LogisticRegression.ridge(Double.parseDouble(name.substring(4)));
        }
        if (name.matches("rf[1-9]\\d{0,4}")) {
            return new RandomForest(Integer.parseInt(name.substring(2)), 0, 1, 2, MaxFeatures.SQRT, ClassWeight.NONE);
        }
        return switch (name) {
            case "lr_petclin" -> LogisticRegression.ridge(1);
            case "gnb" -> GaussianNaiveBayes.withDefaults();
            default -> throw new IllegalArgumentException(
                "There is no model \"" + name + "\"; there are lr_c<C>, lr_petclin, gnb and rf<trees>");
        };
    }

    /** Whether a model of scores.csv can be fitted again; others' probabilities are evaluated only. */
    static boolean isKnown(final String name) {
        return name.matches("lr_c[0-9.]+|lr_petclin|gnb|rf[1-9]\\d{0,4}");
    }

    static JsonObject stacking(final Inputs in, final Run run) throws IOException {
        final JsonObject given = in.json("stacking.json");
        final List<String> bases = given.has("base") ? Documents.strings(given, "base") : List.of("lr_c0.01", "lr_c1", "gnb");
        final FittedPreprocessor fitted = FeaturePreprocessor.withDefaults().fit(in.raw.selectRows(in.train), run.progress());
        final Dataset train = Dataset.of(fitted.apply(in.raw.selectRows(in.train)), in.labels.select(in.train));
        final FeatureMatrix x = fitted.apply(in.raw.selectRows(in.test));
        final StackingModel model = new Stacking(bases.stream().map(ModelValues::learner).toList(), LogisticRegression.ridge(1),
            in.folds.count()).fit(train, in.folds.select(in.train), run);
        final LogisticModel meta = (LogisticModel)model.meta();
        final double[] p = model.predictProbability(x);
        final String[] cases = in.data.text("case");
        return Json.object().put("base", Json.texts(bases))
            .put("train_cases", Json.texts(Arrays.stream(in.train).mapToObj(r -> cases[r]).toList()))
            .put("test_cases", Json.texts(Arrays.stream(in.test).mapToObj(r -> cases[r]).toList()))
            .put("oof_train", Json.array(model.outOfFold().orElseThrow().toRows())).put("meta_coef", meta.coefficients())
            .put("meta_intercept", meta.intercept()).put("test_base_prob", Json.array(model.baseProbabilities(x).toRows()))
            .put("test_prob", p).put("test_auc", Metric.ROC_AUC.of(in.labels.select(in.test).codes(), p, 0.5)).done();
    }

    /** Out-of-fold probabilities with the preprocessing inside folds, by model. */
    static Map<String, double[]> scores(final Inputs in, final List<String> models, final Run run) {
        final Map<String, double[]> scores = new LinkedHashMap<>();
        for (final String name : models) {
            final FeatureMatrix raw = name.equals("lr_petclin")
                ? in.raw.selectColumns(in.raw.names().stream().filter(c -> !Inputs.isCt(c)).toList()) : in.raw;
            final double[] p = new double[raw.rows()];
            for (int f = 0; f < in.folds.count(); f++) {
                final Split split = in.folds.split(f);
                final double[] part = predict(learner(name), raw, in.labels, split, run.part(name, f));
                for (int i = 0; i < part.length; i++) {
                    p[split.test()[i]] = part[i];
                }
            }
            scores.put(name, p);
        }
        return scores;
    }

    private static double[] predict(final Learner learner, final FeatureMatrix raw, final Labels labels, final Split split, final Run run) {
        final FeatureMatrix train = raw.selectRows(split.train());
        final FittedPreprocessor fitted = FeaturePreprocessor.withDefaults().fit(train, Progress.NONE);
        final Classifier model = learner.fit(Dataset.of(fitted.apply(train), labels.select(split.train())), run);
        return model.predictProbability(fitted.apply(raw.selectRows(split.test())));
    }

    /** Test rows' probabilities of a logistic regression that learned on the training rows. */
    static double[] testScores(final Inputs in, final String name, final Run run) {
        return predict(learner(name), in.raw, in.labels, new Split(in.train, in.test), run);
    }
}
