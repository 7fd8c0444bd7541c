package org.petctflow.learning.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class TableOneTest {

    private static final int[] GROUPS = IntStream.range(0, 40).map(r -> r % 2).toArray();

    /** Normal quantiles, shifted and stretched in group 1. */
    private static double[] normal(final double shift, final double stretch) {
        return IntStream.range(0, 40).mapToDouble(r -> (r % 2 == 0 ? 1 : stretch)
            * NormalDistribution.of(0, 1).inverseCumulativeProbability((r / 2 + 0.5) / 20) + shift * (r % 2)).toArray();
    }

    private static TableOne.Row only(final TableOne.Variable v) {
        return TableOne.withDefaults().of(List.of(v), GROUPS, 2).get(0);
    }

    @Test
    void theTestFollowsShapeAndSpread() {
        assertEquals("Student t", only(TableOne.Variable.of("x", normal(1, 1))).test().test());
        assertEquals("Welch t", only(TableOne.Variable.of("x", normal(1, 4))).test().test());
        final double[] skewed = normal(0.5, 1);
        for (int r = 0; r < skewed.length; r++) {
            skewed[r] = Math.exp(2 * skewed[r]);
        }
        final TableOne.Row row = only(TableOne.Variable.of("x", skewed));
        assertEquals("Mann-Whitney U (exact)", row.test().test());
        assertTrue(row.groups().get(0).matches("[\\d.]+ \\[[\\d.]+, [\\d.]+\\]"), row.groups().get(0));
        assertEquals("0.00 ± 0.99", only(TableOne.Variable.of("x", normal(1, 1))).groups().get(0).replace("-0.00", "0.00"));
        final int[] three = IntStream.range(0, 40).map(r -> r % 3).toArray();
        assertTrue(TableOne.withDefaults().of(List.of(TableOne.Variable.of("x", skewed)), three, 3).get(0).test().test()
            .startsWith("Kruskal"));
    }

    @Test
    void categoriesAreCountedAndTested() {
        final String[] sex = IntStream.range(0, 40).mapToObj(r -> r == 3 ? null : r % 4 < 2 ? "f" : "m").toArray(String[]::new);
        final List<TableOne.Row> rows = TableOne.withDefaults().of(List.of(TableOne.Variable.of("sex", sex)), GROUPS, 2);
        assertEquals(2, rows.size());
        assertEquals(List.of("10 (50.0%)", "10 (52.6%)"), rows.get(0).groups());
        assertArrayEquals(new int[]{0, 1}, rows.get(0).missing());
        assertEquals("Chi-square", rows.get(0).test().test());
        final String[] rare = IntStream.range(0, 40).mapToObj(r -> r < 3 ? "yes" : "no").toArray(String[]::new);
        assertEquals("Fisher exact", only(TableOne.Variable.of("rare", rare)).test().test());
    }

    @Test
    void pValuesAreAdjustedOverVariablesNotRows() {
        final String[] sex = IntStream.range(0, 40).mapToObj(r -> r % 4 < 2 ? "f" : "m").toArray(String[]::new);
        final TableOne bonferroni = new TableOne(0.05, Adjustment.BONFERRONI, 2, 1);
        final List<TableOne.Row> rows =
            bonferroni.of(List.of(TableOne.Variable.of("x", normal(1, 1)), TableOne.Variable.of("sex", sex)), GROUPS, 2);
        assertEquals(2 * rows.get(0).test().p(), rows.get(0).adjustedP(), 1e-15);
    }

    @Test
    void whatCannotBeTestedSaysWhy() {
        assertTrue(only(TableOne.Variable.of("c", "a".repeat(40).split(""))).note().contains("two categories"));
        final double[] inf = normal(0, 1);
        inf[4] = Double.POSITIVE_INFINITY;
        assertTrue(only(TableOne.Variable.of("x", inf)).note().contains("infinite"));
        assertTrue(only(TableOne.Variable.of("x", new String[40])).note().contains("No value"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> only(TableOne.Variable.of("x", 1.0, 2.0))).getMessage()
            .contains("\"x\" has 2 values"));
    }

    @Test
    void rulesOverrideTheChoiceByShape() {
        final TableOne forced = new TableOne(0.05, Adjustment.NONE, 1, 1,
            new TableOne.Rules(TableOne.Centre.MEAN, TableOne.TwoMeans.WELCH, RankTests.Method.ASYMPTOTIC, TableOne.Categories.YATES));
        assertEquals("Welch t", forced.of(List.of(TableOne.Variable.of("x", normal(1, 1))), GROUPS, 2).get(0).test().test());
        final String[] sex = IntStream.range(0, 40).mapToObj(r -> r % 4 < 2 ? "f" : "m").toArray(String[]::new);
        assertEquals("Chi-square (Yates)", forced.of(List.of(TableOne.Variable.of("sex", sex)), GROUPS, 2).get(0).test().test());
        final TableOne ranks = new TableOne(0.05, Adjustment.NONE, 1, 1,
            new TableOne.Rules(TableOne.Centre.MEDIAN, TableOne.TwoMeans.STUDENT, RankTests.Method.ASYMPTOTIC, TableOne.Categories.FISHER));
        final TableOne.Row row = ranks.of(List.of(TableOne.Variable.of("x", normal(1, 1))), GROUPS, 2).get(0);
        assertEquals("Mann-Whitney U", row.test().test());
        assertEquals("0.5 [-0.2, 1.2]", row.overall());
        assertEquals("Fisher exact", ranks.of(List.of(TableOne.Variable.of("sex", sex)), GROUPS, 2).get(0).test().test());
    }

    @Test
    void theNumbersBehindTheTableAreTheTestsThemselves() {
        final double[] x = normal(1, 1);
        x[0] = Double.NaN;
        final List<GroupStatistics.Figure> figures = GroupStatistics.of(TableOne.Variable.of("x", x), GROUPS, List.of("a", "b"));
        final double[][] by = Samples.byGroup(x, GROUPS, 2);
        final GroupStatistics.Figure welch = figures.stream().filter(f -> f.figure().equals("Welch t")).findFirst().orElseThrow();
        assertEquals(MeanTests.welch(by[0], by[1]).p(), welch.p());
        assertEquals(MeanTests.welch(by[0], by[1]).df(), welch.df());
        assertEquals(1, figures.stream().filter(f -> f.group().equals("a") && f.figure().equals("Missing")).findFirst().orElseThrow().value());
        assertEquals(2, figures.stream().filter(f -> f.figure().equals("Shapiro-Wilk")).count());
        // nothing to compare: the descriptions stay
        final double[] constant = new double[40];
        assertEquals(0, GroupStatistics.of(TableOne.Variable.of("c", constant), GROUPS, List.of("a", "b")).stream()
            .filter(f -> f.figure().equals("Shapiro-Wilk")).count());
        assertTrue(GroupStatistics.of(TableOne.Variable.of("x", new double[]{1, 2, Double.NaN}), new int[]{0, 0, 1}, List.of("a", "b")).stream()
            .allMatch(f -> !f.group().isEmpty()));
        assertTrue(GroupStatistics.of(TableOne.Variable.of("t", "a".repeat(40).split("")), GROUPS, List.of("a", "b")).stream()
            .allMatch(f -> Double.isNaN(f.p())));
    }
}
