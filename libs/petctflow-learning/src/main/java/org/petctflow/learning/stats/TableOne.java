package org.petctflow.learning.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The table of a cohort's variables by group that opens a paper: mean +- SD where a variable is normal in every group by the
 * Shapiro-Wilk test, else median [IQR]; counts and percentages of categories; and a test of the groups' difference.
 *
 * <p>Normal variables: Student's t where Brown and Forsythe's test sees no difference of variances, else Welch's; with more than
 * two groups analysis of variance. Other ones: Mann-Whitney U or Kruskal-Wallis. Categories: chi-square where all expected counts
 * are at least 5 (Cochran 1954), else Fisher's exact test, by simulation where it has too many tables.
 *
 * @param alpha the level of the Shapiro-Wilk and Brown-Forsythe tests, usually 0.05
 * @param adjustment how p-values are corrected for the number of variables
 * @param decimals of the figures in texts
 * @param seed of simulated tests
 * @param rules which figures and tests are chosen
 */
public record TableOne(double alpha, Adjustment adjustment, int decimals, long seed, Rules rules) {

    private static final int DRAWS = 20_000;

    private static final int MOST_ENUMERATED = 1000;

    /** How numbers are shown, and so which family of tests they have. */
    public enum Centre {
        /** Mean +- SD where every group is normal by the Shapiro-Wilk test, else median [IQR]. */
        BY_SHAPE,
        /** Mean +- SD, and tests of means. */
        MEAN,
        /** Median [IQR], and tests on ranks. */
        MEDIAN
    }

    /** The test of two means. */
    public enum TwoMeans {
        /** Welch's where Brown and Forsythe's test sees different variances, else Student's. */
        BY_SPREAD,
        /** Student's. */
        STUDENT,
        /** Welch's. */
        WELCH
    }

    /** The test of categories. */
    public enum Categories {
        /** Chi-square where all expected counts are at least 5, else Fisher's. */
        BY_COUNTS,
        /** Pearson's chi-square. */
        CHI_SQUARE,
        /** The same, 2 x 2 tables with Yates's correction. */
        YATES,
        /** Fisher's exact test. */
        FISHER
    }

    /**
     * Which figures and tests are chosen.
     *
     * @param centre how numbers are shown
     * @param means the test of two means
     * @param ranks how p of the Mann-Whitney test is found
     * @param categories the test of categories
     */
    public record Rules(Centre centre, TwoMeans means, RankTests.Method ranks, Categories categories) {

        /** @return by shape, by spread, exact where that is possible, by counts */
        public static Rules withDefaults() {
            return new Rules(Centre.BY_SHAPE, TwoMeans.BY_SPREAD, RankTests.Method.AUTO, Categories.BY_COUNTS);
        }
    }

    /**
     * With the default rules.
     *
     * @param alpha the level of the Shapiro-Wilk and Brown-Forsythe tests, usually 0.05
     * @param adjustment how p-values are corrected for the number of variables
     * @param decimals of the figures in texts
     * @param seed of simulated tests
     */
    public TableOne(final double alpha, final Adjustment adjustment, final int decimals, final long seed) {
        this(alpha, adjustment, decimals, seed, Rules.withDefaults());
    }

    /** Checks the options. */
    public TableOne {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("The level of the tests must lie between 0 and 1, but was " + alpha);
        }
        if (decimals < 0 || decimals > 10) {
            throw new IllegalArgumentException("The number of decimals must lie between 0 and 10, but was " + decimals);
        }
    }

    /** @return level 0.05, Benjamini-Hochberg, 2 decimals */
    public static TableOne withDefaults() {
        return new TableOne(0.05, Adjustment.BENJAMINI_HOCHBERG, 2, 1);
    }

    /**
     * A variable.
     *
     * @param name its name
     * @param numbers its values, NaN where missing; null for categories
     * @param categories its categories, null where missing; null for numbers
     */
    public record Variable(String name, double[] numbers, String[] categories) {

        /**
         * @param name the name
         * @param values the values, NaN where missing
         * @return a variable of numbers
         */
        public static Variable of(final String name, final double... values) {
            return new Variable(name, values, null);
        }

        /**
         * @param name the name
         * @param values the categories, null where missing
         * @return a variable of categories
         */
        public static Variable of(final String name, final String... values) {
            return new Variable(name, null, values);
        }

        int rows() {
            return numbers == null ? categories.length : numbers.length;
        }
    }

    /**
     * A row of the table.
     *
     * @param variable the variable
     * @param category the category, empty for numbers
     * @param overall the figures of all groups together as text
     * @param groups each group's figures as text
     * @param missing each group's missing values
     * @param test the test; its p is NaN where there is none. The same in all rows of a variable
     * @param adjustedP the corrected p
     * @param effect the effect size, NaN where there is none
     * @param effectName which one it is
     * @param note why there is no test, else empty
     */
    public record Row(String variable, String category, String overall, List<String> groups, int[] missing, TestResult test, double adjustedP,
        double effect, String effectName, String note) {
    }

    /**
     * @param variables the variables
     * @param codes each row's group, from 0; negative: left out
     * @param count how many groups, at least 1
     * @return the table, variables in order, categories in alphabetical order
     */
    public List<Row> of(final List<Variable> variables, final int[] codes, final int count) {
        final List<Row> rows = new ArrayList<>();
        final double[] p = new double[variables.size()];
        final int[] firstRow = new int[variables.size() + 1];
        for (int v = 0; v < p.length; v++) {
            final Variable variable = variables.get(v);
            if (variable.rows() != codes.length) {
                throw new IllegalArgumentException("The variable \"" + variable.name() + "\" has " + variable.rows()
                    + " values, but there are " + codes.length + " rows");
            }
            rows.addAll(variable.numbers() != null ? numbers(variable, codes, count) : categories(variable, codes, count));
            firstRow[v + 1] = rows.size();
            p[v] = rows.get(rows.size() - 1).test().p();
        }
        final double[] adjusted = adjustment.adjust(p);
        for (int v = 0; v < p.length; v++) {
            for (int r = firstRow[v]; r < firstRow[v + 1]; r++) {
                final Row w = rows.get(r);
                rows.set(r,
                    new Row(w.variable, w.category, w.overall, w.groups, w.missing, w.test, adjusted[v], w.effect, w.effectName, w.note));
            }
        }
        return rows;
    }

    private static final TestResult NONE = TestResult.of("", Double.NaN, Double.NaN);

    private String f(final double v) {
        return String.format(Locale.ROOT, "%." + decimals + "f", v);
    }

    private List<Row> numbers(final Variable variable, final int[] codes, final int count) {
        final double[][] groups = Samples.byGroup(variable.numbers(), codes, count);
        final int[] missing = new int[count];
        for (int r = 0; r < codes.length; r++) {
            if (codes[r] >= 0 && Double.isNaN(variable.numbers()[r])) {
                missing[codes[r]]++;
            }
        }
        final boolean infinite = Arrays.stream(groups).flatMapToDouble(Arrays::stream).anyMatch(Double::isInfinite);
        final boolean normal = rules.centre == Centre.MEAN
            || rules.centre == Centre.BY_SHAPE && !infinite && Arrays.stream(groups).allMatch(this::normal);
        final List<String> texts = Arrays.stream(groups).map(g -> text(g, normal)).toList();
        String note = "";
        TestResult test = NONE;
        double effect = Double.NaN;
        String name = "";
        if (infinite) {
            note = "The column holds infinite values";
        } else if (count < 2 || Arrays.stream(groups).anyMatch(g -> g.length < 2)) {
            note = count < 2 ? "There is one group" : "A group has fewer than 2 values";
        } else if (count == 2) {
            if (normal) {
                final boolean equal = rules.means == TwoMeans.STUDENT
                    || rules.means == TwoMeans.BY_SPREAD && !(MeanTests.brownForsythe(groups).p() < alpha);
                test = equal ? MeanTests.student(groups[0], groups[1]) : MeanTests.welch(groups[0], groups[1]);
                effect = EffectSize.cohenD(groups[0], groups[1]);
                name = "Cohen's d";
            } else {
                test = RankTests.mannWhitney(groups[0], groups[1], rules.ranks);
                effect = EffectSize.rankBiserial(groups[0], groups[1]);
                name = "rank-biserial r";
            }
        } else if (normal) {
            test = MeanTests.anova(groups);
            effect = EffectSize.etaSquared(groups);
            name = "eta squared";
        } else {
            test = RankTests.kruskalWallis(groups);
            effect = EffectSize.epsilonSquared(groups);
            name = "epsilon squared";
        }
        return List.of(new Row(variable.name(), "", text(Samples.concat(groups), normal), texts, missing, test, Double.NaN, effect, name, note));
    }

    private String text(final double[] values, final boolean normal) {
        final Description d = Description.of(values);
        if (d.n() == 0) {
            return "";
        }
        return normal ? f(d.mean()) + " ± " + f(d.sd()) : f(d.median()) + " [" + f(d.q1()) + ", " + f(d.q3()) + "]";
    }

    private static String share(final long count, final long all) {
        return count + (all == 0 ? "" : " (" + String.format(Locale.ROOT, "%.1f", 100.0 * count / all) + "%)");
    }

    private boolean normal(final double[] x) {
        return x.length >= 3 && x.length <= 5000 && Arrays.stream(x).distinct().count() > 1 && ShapiroWilk.test(x).p() >= alpha;
    }

    private List<Row> categories(final Variable variable, final int[] codes, final int count) {
        final TreeSet<String> found = new TreeSet<>();
        for (final String c : variable.categories()) {
            if (c != null) {
                found.add(c);
            }
        }
        final List<String> names = List.copyOf(found);
        final int[] values = Arrays.stream(variable.categories()).mapToInt(c -> c == null ? -1 : names.indexOf(c)).toArray();
        final int[] missing = new int[count];
        for (int r = 0; r < codes.length; r++) {
            if (codes[r] >= 0 && values[r] < 0) {
                missing[codes[r]]++;
            }
        }
        final long[][] table = Contingency.table(values, names.size(), codes, count);
        TestResult test = NONE;
        double effect = Double.NaN;
        String note = "";
        final long filled = Arrays.stream(table).filter(t -> Arrays.stream(t).sum() > 0).count();
        final long groups = IntStream.range(0, count).filter(g -> Arrays.stream(table).mapToLong(t -> t[g]).sum() > 0).count();
        if (filled < 2 || groups < 2) {
            note = filled < 2 ? "There are not two categories" : "There are not two groups with values";
        } else {
            test = test(table);
            effect = Contingency.cramersV(table);
        }
        final List<Row> rows = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            final List<String> texts = new ArrayList<>();
            for (int g = 0; g < count; g++) {
                final int group = g;
                texts.add(share(table[c][g], Arrays.stream(table).mapToLong(t -> t[group]).sum()));
            }
            final String overall = share(Arrays.stream(table[c]).sum(), Arrays.stream(table).flatMapToLong(Arrays::stream).sum());
            rows.add(new Row(variable.name(), names.get(c), overall, texts, missing, test, Double.NaN, effect, "Cramér's V", note));
        }
        if (rows.isEmpty()) {
            rows.add(new Row(variable.name(), "", "", Collections.nCopies(count, ""), missing, test, Double.NaN, effect, "",
                "No value is there"));
        }
        return rows;
    }

    private TestResult test(final long[][] table) {
        final long[][] filled = Arrays.stream(table).filter(t -> Arrays.stream(t).sum() > 0).toArray(long[][]::new);
        if (rules.categories == Categories.CHI_SQUARE || rules.categories == Categories.YATES) {
            return Contingency.chiSquare(table, rules.categories == Categories.YATES);
        }
        final boolean large = rules.categories == Categories.BY_COUNTS
            && Arrays.stream(Contingency.expected(filled)).flatMapToDouble(Arrays::stream).filter(e -> e > 0).allMatch(e -> e >= 5);
        if (large) {
            return Contingency.chiSquare(table, false);
        }
        // a small table is enumerated; of a larger one the number of tables explodes, so it is simulated
        final int cells = filled.length * filled[0].length;
        final long total = Arrays.stream(filled).flatMapToLong(Arrays::stream).sum();
        return cells == 4 || cells <= 6 && total <= MOST_ENUMERATED ? Contingency.fisher(table)
            : Contingency.fisherSimulated(table, DRAWS, seed);
    }
}
