package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.petctflow.learning.model.Metric;
import org.petctflow.learning.protocol.Distribution;
import org.petctflow.learning.protocol.ProtocolEvaluator.LearningPoint;
import org.petctflow.learning.protocol.ProtocolResult;
import org.petctflow.learning.select.SelectionStability;
import org.petctflow.nodes.models.ProtocolTables.Evaluated;
import org.petctflow.nodes.models.ProtocolTables.Figure;
import org.petctflow.nodes.models.ProtocolTables.Published;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;

/** The page of the Protocol Evaluator: of one feature set every figure, of several the one that is compared. */
final class ProtocolCharts {

    private static final int SHOWN = 30;

    private ProtocolCharts() {
    }

    static ChartsPage page(final String title, final Map<String, Evaluated> sets, final Metric compared, final List<Published> published,
        final boolean selects, final List<String> notes) {
        final List<Chart> charts = new ArrayList<>();
        final boolean one = sets.size() == 1;
        sets.forEach((set, e) -> {
            for (final Figure figure : ProtocolTables.FIGURES) {
                if (one || figure.metric() == compared) {
                    charts.add(violin(set, e.result(), figure, published, one));
                }
            }
        });
        sets.forEach((set, e) -> {
            if (!e.curve().isEmpty()) {
                charts.add(curve(set, e, compared, one));
            }
        });
        if (selects) {
            sets.forEach((set, e) -> charts.add(selection(set, e.result(), one)));
        }
        return new ChartsPage(title, charts, notes);
    }

    private static String id(final String kind, final String set, final boolean one) {
        return one ? kind : kind + "-" + set.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static Chart violin(final String set, final ProtocolResult result, final Figure figure, final List<Published> published,
        final boolean one) {
        final List<String> note = new ArrayList<>();
        final List<Chart.Group> groups = new ArrayList<>();
        final List<Chart.Reference> references = new ArrayList<>();
        for (final String model : result.models()) {
            final Distribution d = ProtocolTables.distribution(result, model, figure);
            groups.add(new Chart.Group(model, d.values()));
            final double number = ProtocolTables.published(published, set, model, figure.name());
            note.add(String.format(Locale.ROOT, "%s %.3f \u00b1 %.3f%s", model, d.mean(), d.sd(), Double.isNaN(number) ? ""
                : " (" + ProtocolTables.reaching(d, figure, number) + " of " + d.defined() + " splits reach " + number + ")"));
            if (!Double.isNaN(number) && references.stream().noneMatch(r -> r.value() == number)) {
                references.add(new Chart.Reference(number, "published " + number));
            }
        }
        return new Chart.Violin(id("figure-" + figure.name().toLowerCase(Locale.ROOT).replace(' ', '-'), set, one),
            one ? figure.name() : set + ": " + figure.name(), String.join("; ", note) + ".", figure.name(), groups, references);
    }

    private static Chart curve(final String set, final Evaluated e, final Metric compared, final boolean one) {
        final Figure figure = ProtocolTables.FIGURES.stream().filter(f -> f.metric() == compared).findFirst().orElseThrow();
        final List<LearningPoint> points = e.curve().stream().filter(p -> !p.result().models().isEmpty())
            .sorted(Comparator.comparingDouble(LearningPoint::trainingRows)).toList();
        final double[] x = points.stream().mapToDouble(LearningPoint::trainingRows).toArray();
        final List<Chart.Curve> curves = e.result().models().stream().map(m -> Chart.Curve.of(m, x, points.stream()
            .mapToDouble(p -> ProtocolTables.distribution(p.result(), m, figure).mean()).toArray())).toList();
        return new Chart.Lines(id("learning-curve", set, one), (one ? "" : set + ": ") + "Learning curve",
            "Mean over splits, with the same test rows.", "Training rows", figure.name(), curves, List.of());
    }

    private static Chart selection(final String set, final ProtocolResult result, final boolean one) {
        final double[] frequency = ProtocolTables.frequency(result);
        final int[] most = IntStream.range(0, frequency.length).boxed().filter(c -> frequency[c] > 0)
            .sorted(Comparator.comparingDouble(c -> -frequency[c])).limit(SHOWN).mapToInt(Integer::intValue).toArray();
        return new Chart.Bars(id("selection", set, one), (one ? "" : set + ": ") + "Selection frequency", stability(result), "Share of splits",
            IntStream.of(most).mapToObj(result.columns()::get).toList(), IntStream.of(most).mapToDouble(c -> frequency[c]).toArray(), null, null);
    }

    private static String stability(final ProtocolResult result) {
        if (result.splits().stream().filter(s -> s.failure() == null).count() < 2) {
            return null; // nothing to compare
        }
        final SelectionStability s = result.selection();
        return String.format(Locale.ROOT, "Kuncheva index %.2f, Jaccard index %.2f, on average %.1f columns.", s.kuncheva(), s.jaccard(),
            s.meanSize());
    }
}
