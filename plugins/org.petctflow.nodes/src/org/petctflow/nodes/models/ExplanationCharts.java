package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.explain.Explainer;
import org.petctflow.learning.explain.PartialDependence;
import org.petctflow.learning.explain.PermutationImportance;
import org.petctflow.learning.explain.ShapleyValues;
import org.petctflow.study.charts.Chart;

/** The charts of the Model Explainer. */
final class ExplanationCharts {

    private final List<Chart> m_charts = new ArrayList<>();

    List<Chart> charts() {
        return m_charts;
    }

    /** @return the columns by falling value, at most so many */
    static int[] most(final double[] values, final int count) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(c -> -values[c])).limit(count)
            .mapToInt(Integer::intValue).toArray();
    }

    /**
     * @param number which part, from 0
     * @param part the part
     * @param s its values
     * @param x the rows
     * @param ids their names
     * @param shown how many columns
     */
    void shapley(final int number, final Explainer.Part part, final ShapleyValues s, final FeatureMatrix x, final String[] ids,
        final int shown) {
        final double[] mean = s.meanAbsolute();
        final int[] columns = most(mean, shown);
        final List<String> names = IntStream.of(columns).mapToObj(s.columns()::get).toList();
        final String id = number == 0 ? "" : "-" + number;
        m_charts.add(new Chart.Bars("importance" + id, "Mean absolute Shapley value: " + part.name(), null, "Change of the " + part.method().scale(),
            names, IntStream.of(columns).mapToDouble(c -> mean[c]).toArray(), null, null));
        final int n = s.parts().length;
        final double[] at = new double[n * columns.length];
        final double[] level = new double[at.length];
        final int[] category = new int[at.length];
        final List<String> points = new ArrayList<>();
        for (int k = 0; k < columns.length; k++) {
            final double[] values = x.column(x.names().indexOf(names.get(k)));
            final double low = Arrays.stream(values).min().orElse(0);
            final double high = Arrays.stream(values).max().orElse(0);
            for (int r = 0; r < n; r++) {
                at[k * n + r] = s.parts()[r][columns[k]];
                level[k * n + r] = high > low ? (values[r] - low) / (high - low) : Double.NaN;
                category[k * n + r] = k;
                points.add(ids[r] + ": " + names.get(k) + " = " + String.format(Locale.ROOT, "%.4g", values[r]));
            }
        }
        m_charts.add(new Chart.Beeswarm("swarm" + id, "Shapley values: " + part.name(),
            String.format(Locale.ROOT, "%s. A point is a row; with nothing known of it the %s would be %.3f.", sentence(part.method().text()),
                part.method().scale(), s.base()),
            "Change of the " + part.method().scale(), names, at, category, level, points, "low value", "high value"));
    }

    private static String sentence(final String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /**
     * @param importance the importance
     * @param figure what a shuffled column makes worse
     * @param shown how many columns
     */
    void permutation(final PermutationImportance importance, final String figure, final int shown) {
        final double[] mean = IntStream.range(0, importance.columns().size()).mapToDouble(importance::mean).toArray();
        final int[] columns = most(mean, shown);
        m_charts.add(new Chart.Bars("permutation", "Permutation importance",
            String.format(Locale.ROOT, "%s with nothing shuffled: %.3f. Bars are from the 2.5th to the 97.5th percentile of the repeats.", figure,
                Math.abs(importance.baseline())),
            "Worse by (" + figure + ")", IntStream.of(columns).mapToObj(importance.columns()::get).toList(),
            IntStream.of(columns).mapToDouble(c -> mean[c]).toArray(),
            IntStream.of(columns).mapToDouble(c -> importance.quantile(c, 0.025)).toArray(),
            IntStream.of(columns).mapToDouble(c -> importance.quantile(c, 0.975)).toArray()));
    }

    /** @param d the dependence of the whole model on a column */
    void dependence(final PartialDependence d) {
        m_charts.add(new Chart.Lines("dependence-" + m_charts.size(), "Partial dependence: " + d.column(),
            "Mean prediction if all rows had this value; the band holds 80 % of the rows.", d.column(), "Probability",
            List.of(new Chart.Curve("mean", null, d.values(), d.mean(), d.values(), d.low(), d.high())), List.of()));
    }
}
