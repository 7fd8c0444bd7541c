package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.petctflow.deep.data.Task;
import org.petctflow.deep.train.Ablation;
import org.petctflow.deep.train.Ablation.Run;
import org.petctflow.deep.train.EpochLosses;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;

/** The charts of an ablation: losses of all variants, and what they reach. */
final class AblationPage {

    private AblationPage() {
    }

    static ChartsPage of(final String title, final List<Run> runs, final List<Ablation.Variant> variants, final List<Task> tasks) {
        final List<Chart> charts = new ArrayList<>();
        final int seeds = runs.size() / variants.size();
        final String note = seeds == 1 ? "One seed." : "Mean of " + seeds + " seeds; the band reaches from the lowest to the highest.";
        charts.add(lines("total", "Training loss", note, "Loss", runs, variants, EpochLosses::total));
        if (runs.stream().anyMatch(r -> Double.isFinite(r.curve().get(0).contrastive()))) {
            charts.add(lines("contrastive", "Contrastive loss of training patients", note, "Loss", runs, variants, EpochLosses::contrastive));
        }
        for (int t = 0; t < tasks.size(); t++) {
            final int task = t;
            charts.add(lines("training-" + t, tasks.get(t).name() + ", training patients", note, "Cross-entropy", runs, variants,
                e -> e.tasks().get(task)));
            charts.add(lines("validation-" + t, tasks.get(t).name() + ", validation patients", note, "Cross-entropy", runs, variants,
                e -> e.validationTasks().get(task)));
        }
        for (int t = 0; t < tasks.size(); t++) {
            charts.add(bars(t, tasks.get(t).name(), seeds, runs, variants));
        }
        return new ChartsPage(title, charts, List.of("Variants that see other features or images have losses of other parts: compare what they reach."));
    }

    private static Chart lines(final String id, final String title, final String note, final String y, final List<Run> runs,
        final List<Ablation.Variant> variants, final ToDoubleFunction<EpochLosses> value) {
        final List<Chart.Curve> curves = new ArrayList<>();
        for (final Ablation.Variant variant : variants) {
            final List<Run> own = runs.stream().filter(r -> r.variant().equals(variant)).toList();
            // runs that stopped early have fewer epochs: an epoch's mean is that of the runs that reached it
            final int epochs = own.stream().mapToInt(r -> r.curve().size()).max().orElse(0);
            final double[] x = new double[epochs];
            final double[] mean = new double[epochs];
            final double[] low = new double[epochs];
            final double[] high = new double[epochs];
            for (int e = 0; e < epochs; e++) {
                final int epoch = e;
                final double[] values = own.stream().filter(r -> r.curve().size() > epoch)
                    .mapToDouble(r -> value.applyAsDouble(r.curve().get(epoch))).toArray();
                x[e] = e + 1;
                mean[e] = Ablation.meanAndSd(values)[0];
                low[e] = IntStream.range(0, values.length).mapToDouble(k -> values[k]).min().orElse(Double.NaN);
                high[e] = IntStream.range(0, values.length).mapToDouble(k -> values[k]).max().orElse(Double.NaN);
            }
            if (IntStream.range(0, epochs).anyMatch(e -> Double.isFinite(mean[e]))) {
                curves.add(own.size() == 1 ? Chart.Curve.of(variant.name(), x, mean)
                    : new Chart.Curve(variant.name(), null, x, mean, x, low, high));
            }
        }
        return new Chart.Lines(id, title, note, "Epoch", y, curves, List.of());
    }

    private static Chart bars(final int task, final String name, final int seeds, final List<Run> runs, final List<Ablation.Variant> variants) {
        final double[] means = new double[variants.size()];
        final double[] low = new double[means.length];
        final double[] high = new double[means.length];
        for (int v = 0; v < means.length; v++) {
            final Ablation.Variant variant = variants.get(v);
            final double[] m = Ablation.meanAndSd(runs.stream().filter(r -> r.variant().equals(variant))
                .mapToDouble(r -> r.scores().get(task).auc()).toArray());
            means[v] = m[0];
            low[v] = m[0] - m[1];
            high[v] = m[0] + m[1];
        }
        return new Chart.Bars("auc-" + task, name + ", test patients", seeds == 1 ? "One seed." : "Mean of " + seeds
            + " seeds and one standard deviation.", "AUC", variants.stream().map(Ablation.Variant::name).toList(), means, seeds == 1 ? null : low,
            seeds == 1 ? null : high);
    }
}
