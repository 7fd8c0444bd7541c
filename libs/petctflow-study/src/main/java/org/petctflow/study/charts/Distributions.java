package org.petctflow.study.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How columns of numbers are distributed, over all rows or a group at a time: a violin a group and five numbers. Quartiles are linear
 * interpolations between order statistics (type 7 of Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566).
 */
public final class Distributions {

    /** More groups than that make no readable chart; they point to an id that was chosen by mistake. */
    public static final int MOST_GROUPS = 30;

    /** The group of all rows, where no group is asked for. */
    public static final String ALL = "all";

    /** What rows without a group are called. */
    public static final String MISSING = "(missing)";

    /**
     * Five numbers of one column in one group; NaN where there is no value.
     *
     * @param column the column
     * @param group the group
     * @param n how many values
     * @param missing how many values are missing
     * @param minimum the smallest
     * @param lowerQuartile a quarter lies below
     * @param median half lies below
     * @param upperQuartile three quarters lie below
     * @param maximum the largest
     */
    public record Summary(String column, String group, int n, int missing, double minimum, double lowerQuartile, double median,
        double upperQuartile, double maximum) {
    }

    /**
     * Both forms.
     *
     * @param page the charts
     * @param summaries a column at a time, groups in alphabetical order, those without rows left out
     */
    public record Result(ChartsPage page, List<Summary> summaries) {
    }

    private Distributions() {
    }

    /**
     * @param title the page's title
     * @param names names of the columns
     * @param values [row][column]; what is not finite counts as missing
     * @param groups one a row, null where it is missing; null for one group of all rows
     * @return charts and summaries
     * @throws IllegalArgumentException if there are more than {@value #MOST_GROUPS} groups
     */
    public static Result of(final String title, final List<String> names, final double[][] values, final String[] groups) {
        final String[] of = new String[values.length];
        Arrays.setAll(of, r -> groups == null ? ALL : Objects.requireNonNullElse(groups[r], MISSING));
        final List<String> all = List.copyOf(new TreeSet<>(Arrays.asList(of)));
        if (all.size() > MOST_GROUPS) {
            throw new IllegalArgumentException("The group column has " + all.size() + " different values, e.g. '" + all.get(0) + "' and '"
                + all.get(1) + "'; a chart holds " + MOST_GROUPS + ": choose a column with few values");
        }
        final List<Chart> charts = new ArrayList<>();
        final List<Summary> summaries = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            final int column = c;
            final List<Chart.Group> violins = new ArrayList<>();
            for (final String group : all) {
                final double[] raw = IntStream.range(0, values.length).filter(r -> of[r].equals(group))
                    .mapToDouble(r -> values[r][column]).toArray();
                final Chart.Group violin = new Chart.Group(group, raw);
                violins.add(violin);
                summaries.add(summary(names.get(c), group, raw.length, violin.values()));
            }
            charts.add(new Chart.Violin("column-" + c, names.get(c), null, names.get(c), violins, List.of()));
        }
        return new Result(new ChartsPage(title, charts, List.of()), List.copyOf(summaries));
    }

    private static Summary summary(final String column, final String group, final int rows, final double[] values) {
        final double[] s = values.clone();
        Arrays.sort(s);
        return new Summary(column, group, s.length, rows - s.length, quantile(s, 0), quantile(s, 0.25), quantile(s, 0.5),
            quantile(s, 0.75), quantile(s, 1));
    }

    private static double quantile(final double[] sorted, final double p) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        final double at = (sorted.length - 1) * p;
        final int below = (int)at;
        final int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
    }
}
