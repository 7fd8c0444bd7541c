package org.petctflow.learning.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.petctflow.learning.Golden;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Every number of stats.json (scipy 1.10, statsmodels 0.13). */
class GoldenStatsTest {

    private static final JsonObject GOLDEN = Golden.json("stats.json");

    private static final Golden.Table DATA = Golden.csv("data.csv");

    private static void statistic(final double expected, final double actual, final String what) {
        assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)), what);
    }

    private static void p(final double expected, final double actual, final String what) {
        assertEquals(expected, actual, 1e-7 * expected, what);
    }

    private static void test(final JsonArray expected, final TestResult actual, final String what) {
        statistic(expected.get(0).getAsDouble(), actual.statistic(), what);
        if (expected.size() == 3) {
            statistic(expected.get(1).getAsDouble(), actual.df(), what + " df");
        }
        p(expected.get(expected.size() - 1).getAsDouble(), actual.p(), what + " p");
    }

    private static double[] column(final String name) {
        return DATA.matrix(List.of(name)).column(0);
    }

    @Test
    void everyVariableBetweenTheTwoLabels() {
        final int[] label = DATA.ints("label");
        final List<String> names = new ArrayList<>();
        final List<Double> ps = new ArrayList<>();
        for (final Map.Entry<String, JsonElement> entry : GOLDEN.getAsJsonObject("variables").entrySet()) {
            final String name = entry.getKey();
            final JsonObject g = entry.getValue().getAsJsonObject();
            final double[][] xy = Samples.byGroup(column(name), label, 2);
            final double[] x = xy[0];
            final double[] y = xy[1];
            for (int k = 0; k < 2; k++) {
                final Description d = Description.of(xy[k]);
                assertEquals(g.get("n" + k).getAsInt(), d.n(), name);
                statistic(g.getAsJsonArray("mean").get(k).getAsDouble(), d.mean(), name + " mean");
                statistic(g.getAsJsonArray("sd").get(k).getAsDouble(), d.sd(), name + " sd");
                statistic(g.getAsJsonArray("median").get(k).getAsDouble(), d.median(), name + " median");
                statistic(g.getAsJsonArray("q1").get(k).getAsDouble(), d.q1(), name + " q1");
                statistic(g.getAsJsonArray("q3").get(k).getAsDouble(), d.q3(), name + " q3");
                shapiro(g.getAsJsonArray("shapiro" + k), xy[k], name);
            }
            test(g.getAsJsonArray("t_student"), MeanTests.student(x, y), name + " Student");
            test(g.getAsJsonArray("t_welch"), MeanTests.welch(x, y), name + " Welch");
            final JsonObject u = g.getAsJsonObject("mwu");
            final TestResult corrected = RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC_CORRECTED);
            statistic(u.get("U_group0").getAsDouble(), corrected.statistic(), name + " U");
            p(u.get("p_asym_cc").getAsDouble(), corrected.p(), name + " U");
            p(u.get("p_asym_nocc").getAsDouble(), RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC).p(), name + " U");
            test(g.getAsJsonArray("levene_mean"), MeanTests.levene(x, y), name + " Levene");
            test(g.getAsJsonArray("brown_forsythe"), MeanTests.brownForsythe(x, y), name + " Brown-Forsythe");
            statistic(g.get("cohen_d_1minus0").getAsDouble(), EffectSize.cohenD(y, x), name + " d");
            test(g.getAsJsonArray("ks2"), RankTests.kolmogorovSmirnov(x, y, RankTests.Method.ASYMPTOTIC), name + " KS");
            // exact p: the golden one is of a single sample of as many values as both weigh
            final double approximate = g.getAsJsonArray("ks2").get(1).getAsDouble();
            assertEquals(approximate, RankTests.kolmogorovSmirnov(x, y).p(), Math.min(0.02, 0.2 * approximate), name + " exact KS p");
            final boolean normal = ShapiroWilk.test(x).p() >= 0.05 && ShapiroWilk.test(y).p() >= 0.05;
            final double rule = normal ? MeanTests.student(x, y).p() : corrected.p();
            p(g.get("paper_rule_p").getAsDouble(), rule, name + " rule");
            names.add(name);
            ps.add(rule);
        }
        assertEquals(44, names.size());
        final double[] raw = ps.stream().mapToDouble(Double::doubleValue).toArray();
        for (final Map.Entry<String, Adjustment> a : Map.of("fdr_bh", Adjustment.BENJAMINI_HOCHBERG, "holm", Adjustment.HOLM,
            "bonferroni", Adjustment.BONFERRONI).entrySet()) {
            final double[] adjusted = a.getValue().adjust(raw);
            for (int i = 0; i < raw.length; i++) {
                p(GOLDEN.getAsJsonObject(a.getKey()).get(names.get(i)).getAsDouble(), adjusted[i], a.getKey() + names.get(i));
            }
        }
    }

    @Test
    void smallSamplesExactly() {
        final JsonObject u = GOLDEN.getAsJsonObject("mwu_exact_small");
        final double[] x = Golden.doubles(u.getAsJsonArray("x"));
        final double[] y = Golden.doubles(u.getAsJsonArray("y"));
        final TestResult exact = RankTests.mannWhitney(x, y, RankTests.Method.EXACT);
        statistic(u.get("U_x").getAsDouble(), exact.statistic(), "U");
        p(u.get("p_exact").getAsDouble(), exact.p(), "U exact");
        p(u.get("p_asym_cc").getAsDouble(), RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC_CORRECTED).p(), "U");
        assertEquals(exact, RankTests.mannWhitney(x, y, RankTests.Method.AUTO));
        final JsonObject w = GOLDEN.getAsJsonObject("wilcoxon_small");
        test(w.getAsJsonArray("W_p_exact"), RankTests.wilcoxon(Golden.doubles(w.getAsJsonArray("d")), RankTests.Method.EXACT),
            "Wilcoxon");
        final JsonObject s = GOLDEN.getAsJsonObject("shapiro_small");
        shapiro(s.getAsJsonArray("W_p"), Golden.doubles(s.getAsJsonArray("x")), "small");
    }

    /**
     * SciPy 1.10 computed in single precision: what is rounded alike is within the golden tolerances; in double precision, as SciPy has it
     * since 1.11 (ShapiroWilkTest has its figures), W differs by up to 1.6e-6 and p by up to 3e-4 of itself.
     */
    private static void shapiro(final JsonArray golden, final double[] x, final String name) {
        final double w = golden.get(0).getAsDouble();
        final double p = golden.get(1).getAsDouble();
        final TestResult single = SinglePrecisionShapiroWilk.test(x);
        assertEquals(w, single.statistic(), 1e-6, name + " W");
        assertEquals(p, single.p(), 1e-4 * p + 1e-15, name + " Shapiro p");
        final TestResult precise = ShapiroWilk.test(x);
        assertEquals(w, precise.statistic(), 2e-6, name + " precise W");
        assertEquals(p, precise.p(), 3e-4 * p + 1e-15, name + " precise Shapiro p");
    }

    private static long[][] counts(final JsonArray table) {
        return IntStream.range(0, table.size())
            .mapToObj(r -> Arrays.stream(Golden.ints(table.get(r).getAsJsonArray())).asLongStream().toArray()).toArray(long[][]::new);
    }

    @Test
    void countsOfCategories() {
        for (final Map.Entry<String, JsonElement> entry : GOLDEN.getAsJsonObject("categorical").entrySet()) {
            final JsonObject g = entry.getValue().getAsJsonObject();
            final int[] values =
                Arrays.stream(column(entry.getKey())).mapToInt(v -> Double.isNaN(v) ? -1 : (int)v).toArray();
            final long[][] t = Contingency.table(DATA.ints("label"), 2, values, 2);
            assertEquals(Arrays.deepToString(counts(g.getAsJsonArray("table"))), Arrays.deepToString(t), entry.getKey());
            test(g.getAsJsonArray("chi2"), Contingency.chiSquare(t, false), entry.getKey());
            test(g.getAsJsonArray("chi2_yates"), Contingency.chiSquare(t, true), entry.getKey() + " Yates");
            test(g.getAsJsonArray("fisher_sample_or_p"), Contingency.fisher(t), entry.getKey() + " Fisher");
            statistic(g.get("cramers_v").getAsDouble(), Contingency.cramersV(t), entry.getKey() + " V");
            for (int r = 0; r < 2; r++) {
                final double[] expected = Golden.doubles(g.getAsJsonArray("expected").get(r).getAsJsonArray());
                for (int c = 0; c < 2; c++) {
                    statistic(expected[c], Contingency.expected(t)[r][c], entry.getKey());
                }
            }
        }
    }

    @Test
    void cohortsAndCorrelations() {
        final int[] cohort = DATA.column("cohort").stream().mapToInt(c -> "GD".equals(c) ? 0 : 1).toArray();
        for (final Map.Entry<String, JsonElement> entry : GOLDEN.getAsJsonObject("cohort_compare").entrySet()) {
            final double[][] groups = Samples.byGroup(column(entry.getKey()), cohort, 2);
            final JsonObject g = entry.getValue().getAsJsonObject();
            test(g.getAsJsonArray("kruskal"), RankTests.kruskalWallis(groups), entry.getKey());
            test(g.getAsJsonArray("anova"), MeanTests.anova(groups), entry.getKey());
        }
        final JsonObject chi = GOLDEN.getAsJsonObject("cohort_chi2");
        final TestResult c = Contingency.chiSquare(counts(chi.getAsJsonArray("table")), false);
        final double[] expected = Golden.doubles(chi.getAsJsonArray("chi2_p_df"));
        statistic(expected[0], c.statistic(), "cohort chi2");
        p(expected[1], c.p(), "cohort chi2");
        assertEquals(expected[2], c.df());
        final double[] a = column("suv_max");
        final double[] b = column("TLG_3");
        final int[] both = IntStream.range(0, a.length).filter(i -> !Double.isNaN(a[i] + b[i])).toArray();
        final double[] x = Arrays.stream(both).mapToDouble(i -> a[i]).toArray();
        final double[] y = Arrays.stream(both).mapToDouble(i -> b[i]).toArray();
        final JsonObject r = GOLDEN.getAsJsonObject("correlation_suvmax_TLG3");
        test(r.getAsJsonArray("spearman"), Correlation.spearman(x, y), "spearman");
        test(r.getAsJsonArray("pearson"), Correlation.pearson(x, y), "pearson");
        test(r.getAsJsonArray("kendall_b"), Correlation.kendall(x, y), "kendall");
    }
}
