package org.petctflow.learning.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.petctflow.learning.stats.Adjustment;

/** Every pair of models on the same rows: areas, accuracies, reclassification and discrimination, with adjusted p-values. */
public final class ModelComparisons {

    private ModelComparisons() {
    }

    /**
     * A comparison; differences are b minus a.
     *
     * @param a the one model
     * @param b the other model
     * @param test which test
     * @param difference what was compared, with its interval
     * @param statistic the test's statistic, NaN where it has none
     * @param p two-sided, NaN where there is none
     * @param adjusted p adjusted for the number of pairs, each test for itself
     * @param note why a number is not to be had or not to be trusted, else empty
     */
    public record Row(String a, String b, String test, Interval difference, double statistic, double p, double adjusted, String note) {
    }

    /**
     * @param models predictions of the same rows in the same order by the models' names
     * @param adjustment how p-values are adjusted for the number of pairs
     * @param level the level of the intervals, e.g. 0.95
     * @return DeLong, McNemar, IDI, continuous NRI and NRI at the threshold of each pair; empty for fewer than two models
     */
    public static List<Row> of(final Map<String, Predictions> models, final Adjustment adjustment, final double level) {
        final List<String> names = List.copyOf(models.keySet());
        final List<Row> rows = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            for (int b = a + 1; b < names.size(); b++) {
                pair(names.get(a), models.get(names.get(a)), names.get(b), models.get(names.get(b)), level, rows);
            }
        }
        for (final String test : new LinkedHashSet<>(rows.stream().map(Row::test).toList())) {
            final int[] which = java.util.stream.IntStream.range(0, rows.size()).filter(r -> rows.get(r).test.equals(test)).toArray();
            final double[] adjusted = adjustment.adjust(Arrays.stream(which).mapToDouble(r -> rows.get(r).p).toArray());
            for (int i = 0; i < which.length; i++) {
                final Row r = rows.get(which[i]);
                rows.set(which[i], new Row(r.a, r.b, r.test, r.difference, r.statistic, r.p, adjusted[i], r.note));
            }
        }
        return rows;
    }

    private static void pair(final String nameA, final Predictions a, final String nameB, final Predictions b, final double level,
        final List<Row> rows) {
        final String independent = a.clustered() ? "Takes rows as independent: with several rows a patient its p is too small" : "";
        final DeLong.Comparison areas = DeLong.compare(b.scored(), a.scored(), a.patients(), level);
        rows.add(new Row(nameA, nameB, "AUC, DeLong", areas.difference(), areas.z(), areas.p(), Double.NaN, areas.note()));
        final Comparisons.McNemar m = Comparisons.mcNemar(decisions(a), 0.5, decisions(b), 0.5);
        final double n = a.rows();
        final double difference = (m.onlyB() - m.onlyA()) / n;
        final double se = Math.sqrt(m.onlyA() + m.onlyB() - n * difference * difference) / n; // Wald's, of paired shares
        rows.add(new Row(nameA, nameB, "Accuracy, McNemar exact", interval(difference, se, level), m.corrected(), m.exactP(), Double.NaN,
            m.onlyA() + m.onlyB() == 0 ? "Both models class every row alike" : independent));
        improvement(nameA, nameB, "IDI", Comparisons.idi(a.scored(), b.scored()), level, independent, rows);
        improvement(nameA, nameB, "NRI, continuous", Comparisons.continuousNri(a.scored(), b.scored()), level, independent, rows);
        improvement(nameA, nameB, "NRI, at the threshold", Comparisons.categoricalNri(decisions(a), decisions(b), 0.5), level, independent,
            rows);
    }

    private static Scored decisions(final Predictions p) {
        final double[] classes = new double[p.rows()];
        for (int r = 0; r < classes.length; r++) {
            classes[r] = p.positive()[r] ? 1 : 0;
        }
        return new Scored(p.scored().y(), classes);
    }

    private static Interval interval(final double value, final double se, final double level) {
        final double half = Interval.z(level) * se;
        return new Interval(value, value - half, value + half);
    }

    private static void improvement(final String a, final String b, final String test, final Comparisons.Improvement i, final double level,
        final String note, final List<Row> rows) {
        rows.add(new Row(a, b, test, interval(i.value(), i.se(), level), i.value() / i.se(), i.p(), Double.NaN,
            i.se() > 0 ? note : "It has no variance"));
    }
}
