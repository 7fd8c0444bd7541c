package org.petctflow.learning.reference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.petctflow.learning.data.Documents;
import org.petctflow.learning.stats.Adjustment;
import org.petctflow.learning.stats.Contingency;
import org.petctflow.learning.stats.Correlation;
import org.petctflow.learning.stats.Description;
import org.petctflow.learning.stats.EffectSize;
import org.petctflow.learning.stats.MeanTests;
import org.petctflow.learning.stats.RankTests;
import org.petctflow.learning.stats.Samples;
import org.petctflow.learning.stats.SinglePrecisionShapiroWilk;
import org.petctflow.learning.stats.TestResult;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * Tests and descriptions of a reference folder: raw values, those that are missing left out. Shapiro-Wilk is rounded as SciPy did before
 * 1.11, and Kolmogorov-Smirnov has SciPy's asymptotic p, for such are the folders' figures.
 */
final class StatsValues {

    private static final double ALPHA = 0.05;

    private StatsValues() {
    }

    static JsonObject stats(final Inputs in) throws IOException {
        final JsonObject given = in.json("stats.json");
        final Json.Builder result = Json.object();
        final List<String> names =
            given.has("variables") ? List.copyOf(given.getAsJsonObject("variables").keySet()) : in.raw.names();
        final Json.Builder variables = Json.object();
        final double[] ps = new double[names.size()];
        for (int i = 0; i < ps.length; i++) {
            final JsonObject v = variable(in, names.get(i));
            ps[i] = v.get("paper_rule_p").isJsonNull() ? Double.NaN : v.get("paper_rule_p").getAsDouble();
            variables.put(names.get(i), v);
        }
        result.put("variables", variables.done());
        result.put("fdr_bh", adjusted(Adjustment.BENJAMINI_HOCHBERG, names, ps)).put("holm", adjusted(Adjustment.HOLM, names, ps))
            .put("bonferroni", adjusted(Adjustment.BONFERRONI, names, ps));
        small(given, result);
        final Json.Builder categorical = Json.object();
        final List<String> categories = given.has("categorical") ? List.copyOf(given.getAsJsonObject("categorical").keySet())
            : in.raw.names().stream().filter(c -> Arrays.stream(Samples.present(in.raw.column(c))).allMatch(v -> v == 0 || v == 1)).toList();
        for (final String c : categories) {
            categorical.put(c, counts(Contingency.table(in.labels.codes(), 2, codes(in, c), classes(in, c).size())));
        }
        result.put("categorical", categorical.done());
        cohorts(in, given, result);
        for (final String key : given.keySet()) {
            if (key.startsWith("correlation_")) {
                result.put(key, correlation(in, key.substring("correlation_".length()).split("_")));
            }
        }
        return result.done();
    }

    /** Statistic, degrees of freedom where there are some, p. */
    private static JsonArray test(final TestResult t, final boolean df) {
        return df ? Json.array(t.statistic(), t.df(), t.p()) : Json.array(t.statistic(), t.p());
    }

    private static JsonObject variable(final Inputs in, final String name) {
        final double[][] groups = Samples.byGroup(in.raw.column(name), in.labels.codes(), 2);
        final double[] x = groups[0];
        final double[] y = groups[1];
        final Description a = Description.of(x);
        final Description b = Description.of(y);
        final TestResult w0 = SinglePrecisionShapiroWilk.test(x);
        final TestResult w1 = SinglePrecisionShapiroWilk.test(y);
        final TestResult student = MeanTests.student(x, y);
        final TestResult u = RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC_CORRECTED);
        final boolean normal = w0.p() >= ALPHA && w1.p() >= ALPHA;
        return Json.object().put("n0", a.n()).put("n1", b.n()).put("mean", Json.array(a.mean(), b.mean()))
            .put("sd", Json.array(a.sd(), b.sd())).put("median", Json.array(a.median(), b.median())).put("q1", Json.array(a.q1(), b.q1()))
            .put("q3", Json.array(a.q3(), b.q3())).put("shapiro0", test(w0, false)).put("shapiro1", test(w1, false))
            .put("t_student", test(student, true)).put("t_welch", test(MeanTests.welch(x, y), true))
            .put("mwu", Json.object().put("U_group0", u.statistic()).put("p_asym_cc", u.p())
                .put("p_asym_nocc", RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC).p()).done())
            .put("levene_mean", test(MeanTests.levene(x, y), false)).put("brown_forsythe", test(MeanTests.brownForsythe(x, y), false))
            .put("cohen_d_1minus0", EffectSize.cohenD(y, x)).put("ks2", test(RankTests.kolmogorovSmirnov(x, y, RankTests.Method.ASYMPTOTIC), false))
            .put("paper_rule_test", normal ? "t_student" : "mwu_cc").put("paper_rule_p", normal ? student.p() : u.p()).done();
    }

    private static JsonObject adjusted(final Adjustment adjustment, final List<String> names, final double[] ps) {
        final double[] adjusted = adjustment.adjust(ps);
        final Json.Builder result = Json.object();
        for (int i = 0; i < adjusted.length; i++) {
            result.put(names.get(i), adjusted[i]);
        }
        return result.done();
    }

    /** The small samples are given in the file itself. */
    private static void small(final JsonObject given, final Json.Builder result) {
        if (given.has("mwu_exact_small")) {
            final JsonObject g = given.getAsJsonObject("mwu_exact_small");
            final double[] x = Documents.numbers(g, "x", -1);
            final double[] y = Documents.numbers(g, "y", -1);
            final TestResult exact = RankTests.mannWhitney(x, y, RankTests.Method.EXACT);
            result.put("mwu_exact_small", Json.object().put("x", x).put("y", y).put("U_x", exact.statistic()).put("p_exact", exact.p())
                .put("p_asym_cc", RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC_CORRECTED).p()).done());
        }
        if (given.has("shapiro_small")) {
            final double[] x = Documents.numbers(given.getAsJsonObject("shapiro_small"), "x", -1);
            result.put("shapiro_small", Json.object().put("x", x).put("W_p", test(SinglePrecisionShapiroWilk.test(x), false)).done());
        }
        if (given.has("wilcoxon_small")) {
            final double[] d = Documents.numbers(given.getAsJsonObject("wilcoxon_small"), "d", -1);
            result.put("wilcoxon_small",
                Json.object().put("d", d).put("W_p_exact", test(RankTests.wilcoxon(d, RankTests.Method.EXACT), false)).done());
        }
    }

    private static List<Double> classes(final Inputs in, final String column) {
        return List.copyOf(new TreeSet<>(Arrays.stream(Samples.present(in.raw.column(column))).boxed().toList()));
    }

    /** The values' places among the sorted distinct ones, -1 for missing. */
    private static int[] codes(final Inputs in, final String column) {
        final List<Double> classes = classes(in, column);
        return Arrays.stream(in.raw.column(column)).mapToInt(classes::indexOf).toArray();
    }

    private static JsonArray array(final long[][] table) {
        return Json.array(Arrays.stream(table).map(r -> Arrays.stream(r).asDoubleStream().toArray()).toArray(double[][]::new));
    }

    private static JsonObject counts(final long[][] t) {
        final TestResult yates = Contingency.chiSquare(t, true);
        final TestResult fisher = Contingency.fisher(t);
        return Json.object().put("table", array(t)).put("chi2", test(Contingency.chiSquare(t, false), true))
            .put("chi2_yates", test(yates, false)).put("expected", Json.array(Contingency.expected(t)))
            .put("fisher_sample_or_p", test(fisher, false)).put("cramers_v", Contingency.cramersV(t)).done();
    }

    private static void cohorts(final Inputs in, final JsonObject given, final Json.Builder result) {
        final String[] cohort = in.data.text("cohort");
        final List<String> all = List.copyOf(new TreeSet<>(Arrays.stream(cohort).filter(c -> c != null).toList()));
        final JsonObject compared = given.has("cohort_compare") ? given.getAsJsonObject("cohort_compare") : new JsonObject();
        final Json.Builder tests = Json.object();
        for (final String column : compared.keySet()) {
            final JsonObject g = compared.getAsJsonObject(column);
            final List<String> names = g.has("groups") ? Documents.strings(g, "groups") : all;
            final double[][] groups =
                names.stream().map(n -> Samples.present(select(in.raw.column(column), cohort, n))).toArray(double[][]::new);
            tests.put(column, Json.object().put("groups", Json.texts(names)).put("kruskal", test(RankTests.kruskalWallis(groups), false))
                .put("anova", test(MeanTests.anova(groups), false)).done());
        }
        result.put("cohort_compare", tests.done());
        if (given.has("cohort_chi2")) {
            final JsonObject g = given.getAsJsonObject("cohort_chi2");
            final String column = Documents.string(g, "variable");
            final List<String> names = g.has("rows") ? Documents.strings(g, "rows") : all;
            final int[] codes = codes(in, column);
            final int[] rows = Arrays.stream(cohort).mapToInt(names::indexOf).toArray();
            for (int r = 0; r < codes.length; r++) {
                codes[r] = rows[r] < 0 ? -1 : codes[r];
            }
            final long[][] t = Contingency.table(rows, names.size(), codes, classes(in, column).size());
            final TestResult chi = Contingency.chiSquare(t, false);
            result.put("cohort_chi2", Json.object().put("variable", column).put("rows", Json.texts(names)).put("table", array(t))
                .put("chi2_p_df", Json.array(chi.statistic(), chi.p(), chi.df())).done());
        }
    }

    private static double[] select(final double[] values, final String[] cohort, final String name) {
        return IntStream.range(0, values.length).filter(r -> name.equals(cohort[r])).mapToDouble(r -> values[r]).toArray();
    }

    /** The columns are named without their underscores. */
    private static JsonElement correlation(final Inputs in, final String[] names) {
        final List<double[]> columns = new ArrayList<>();
        for (final String name : names) {
            columns.add(in.raw.column(in.raw.names().stream().filter(c -> c.replace("_", "").equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stats.json: data.csv has no column \"" + name + "\""))));
        }
        final double[] a = columns.get(0);
        final double[] b = columns.get(1);
        final int[] both = IntStream.range(0, a.length).filter(i -> !Double.isNaN(a[i] + b[i])).toArray();
        final double[] x = Arrays.stream(both).mapToDouble(i -> a[i]).toArray();
        final double[] y = Arrays.stream(both).mapToDouble(i -> b[i]).toArray();
        return Json.object().put("spearman", test(Correlation.spearman(x, y), false)).put("pearson", test(Correlation.pearson(x, y), false))
            .put("kendall_b", test(Correlation.kendall(x, y), false)).done();
    }
}
