package org.petctflow.learning.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Everything that is known of a variable in groups, figure by figure: description of each group, tests of its shape, every test of a difference
 * with its statistic, and effect sizes. {@link TableOne} chooses among these tests.
 */
public final class GroupStatistics {

    private GroupStatistics() {
    }

    /**
     * A figure.
     *
     * @param variable the variable
     * @param category the category, empty where it is of the whole variable
     * @param group the group, empty where it is of all groups together
     * @param figure which figure or test
     * @param value the figure, or the test's statistic
     * @param df degrees of freedom, NaN where there are none
     * @param df2 degrees of freedom of the denominator, NaN where there are none
     * @param p the p-value, NaN where it is no test
     */
    public record Figure(String variable, String category, String group, String figure, double value, double df, double df2, double p) {
    }

    /**
     * @param variable the variable
     * @param codes each row's group, from 0; negative: left out
     * @param names the groups' names
     * @return its figures; tests that are not defined for it are left out
     */
    public static List<Figure> of(final TableOne.Variable variable, final int[] codes, final List<String> names) {
        final List<Figure> figures = new ArrayList<>();
        if (variable.numbers() != null) {
            numbers(variable, codes, names, figures);
        } else {
            categories(variable, codes, names, figures);
        }
        return figures;
    }

    private static Figure plain(final String variable, final String category, final String group, final String figure, final double value) {
        return new Figure(variable, category, group, figure, value, Double.NaN, Double.NaN, Double.NaN);
    }

    private static Figure test(final String variable, final String group, final TestResult t) {
        return new Figure(variable, "", group, t.test(), t.statistic(), t.df(), t.df2(), t.p());
    }

    private static void numbers(final TableOne.Variable variable, final int[] codes, final List<String> names, final List<Figure> figures) {
        final String v = variable.name();
        final double[][] groups = Samples.byGroup(variable.numbers(), codes, names.size());
        for (int g = 0; g < groups.length; g++) {
            final int group = g;
            final Description d = Description.of(groups[g]);
            final long rows = Arrays.stream(codes).filter(c -> c == group).count();
            final String[] what = {"n", "Missing", "Mean", "SD", "Median", "Lower quartile", "Upper quartile", "Minimum", "Maximum"};
            final double[] values = {d.n(), rows - d.n(), d.mean(), d.sd(), d.median(), d.q1(), d.q3(), d.min(), d.max()};
            for (int i = 0; i < what.length; i++) {
                figures.add(plain(v, "", names.get(g), what[i], values[i]));
            }
            if (shaped(groups[g])) {
                figures.add(test(v, names.get(g), ShapiroWilk.test(groups[g])));
            }
        }
        final boolean infinite = Arrays.stream(groups).flatMapToDouble(Arrays::stream).anyMatch(Double::isInfinite);
        if (infinite || groups.length < 2 || Arrays.stream(groups).anyMatch(g -> g.length < 2)) {
            return;
        }
        figures.add(test(v, "", MeanTests.levene(groups)));
        figures.add(test(v, "", MeanTests.brownForsythe(groups)));
        if (groups.length == 2) {
            two(v, groups[0], groups[1], figures);
        }
        figures.add(test(v, "", MeanTests.anova(groups)));
        figures.add(test(v, "", RankTests.kruskalWallis(groups)));
        figures.add(plain(v, "", "", "Eta squared", EffectSize.etaSquared(groups)));
        figures.add(plain(v, "", "", "Epsilon squared", EffectSize.epsilonSquared(groups)));
    }

    private static boolean shaped(final double[] x) {
        return x.length >= 3 && x.length <= 5000 && Arrays.stream(x).noneMatch(Double::isInfinite) && Arrays.stream(x).distinct().count() > 1;
    }

    private static void two(final String v, final double[] x, final double[] y, final List<Figure> figures) {
        figures.add(test(v, "", MeanTests.student(x, y)));
        figures.add(test(v, "", MeanTests.welch(x, y)));
        if (Samples.tieSum(Samples.concat(x, y)) == 0 && Math.max(x.length, y.length) < RankTests.EXACT_BELOW) {
            figures.add(test(v, "", RankTests.mannWhitney(x, y, RankTests.Method.EXACT)));
        }
        figures.add(named(v, "Mann-Whitney U", RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC_CORRECTED)));
        figures.add(named(v, "Mann-Whitney U (no continuity correction)", RankTests.mannWhitney(x, y, RankTests.Method.ASYMPTOTIC)));
        if ((double)x.length * y.length <= 1e6) { // its time grows with the product
            figures.add(named(v, "Kolmogorov-Smirnov (exact)", RankTests.kolmogorovSmirnov(x, y)));
        }
        figures.add(named(v, "Kolmogorov-Smirnov", RankTests.kolmogorovSmirnov(x, y, RankTests.Method.ASYMPTOTIC)));
        figures.add(plain(v, "", "", "Cohen's d", EffectSize.cohenD(x, y)));
        figures.add(plain(v, "", "", "Hedges' g", EffectSize.hedgesG(x, y)));
        figures.add(plain(v, "", "", "Rank-biserial r", EffectSize.rankBiserial(x, y)));
    }

    private static Figure named(final String v, final String name, final TestResult t) {
        return new Figure(v, "", "", name, t.statistic(), t.df(), t.df2(), t.p());
    }

    private static void categories(final TableOne.Variable variable, final int[] codes, final List<String> names,
        final List<Figure> figures) {
        final String v = variable.name();
        final TreeSet<String> found = new TreeSet<>();
        Arrays.stream(variable.categories()).filter(c -> c != null).forEach(found::add);
        final List<String> categories = List.copyOf(found);
        final int[] values = Arrays.stream(variable.categories()).mapToInt(c -> c == null ? -1 : categories.indexOf(c)).toArray();
        final long[][] table = Contingency.table(values, categories.size(), codes, names.size());
        for (int g = 0; g < names.size(); g++) {
            final int group = g;
            final long all = Arrays.stream(table).mapToLong(t -> t[group]).sum();
            final long rows = Arrays.stream(codes).filter(c -> c == group).count();
            figures.add(plain(v, "", names.get(g), "n", all));
            figures.add(plain(v, "", names.get(g), "Missing", rows - all));
            for (int c = 0; c < categories.size(); c++) {
                figures.add(plain(v, categories.get(c), names.get(g), "Count", table[c][g]));
                figures.add(plain(v, categories.get(c), names.get(g), "Share", all == 0 ? Double.NaN : table[c][g] / (double)all));
            }
        }
        final long[][] filled = Arrays.stream(table).filter(t -> Arrays.stream(t).sum() > 0).toArray(long[][]::new);
        final long groups = java.util.stream.IntStream.range(0, names.size())
            .filter(g -> Arrays.stream(table).mapToLong(t -> t[g]).sum() > 0).count();
        if (filled.length < 2 || groups < 2) {
            return;
        }
        figures.add(test(v, "", Contingency.chiSquare(filled, false)));
        if (filled.length == 2 && names.size() == 2) {
            figures.add(test(v, "", Contingency.chiSquare(filled, true)));
            figures.add(test(v, "", Contingency.fisher(filled)));
            figures.add(plain(v, "", "", "Odds ratio", Contingency.oddsRatio(filled)));
        }
        figures.add(plain(v, "", "", "Cramér's V", Contingency.cramersV(filled)));
    }
}
