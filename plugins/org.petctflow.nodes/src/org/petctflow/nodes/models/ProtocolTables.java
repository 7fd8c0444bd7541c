package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.protocol.Distribution;
import org.petctflow.learning.protocol.ProtocolEvaluator.LearningPoint;
import org.petctflow.learning.protocol.ProtocolEvaluator.PermutationTest;
import org.petctflow.learning.protocol.ProtocolResult;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Tables;

/** The tables that the Protocol Evaluator gives. */
final class ProtocolTables {

    /** A figure and its name; the Brier score is given as it is usual, less is better. */
    record Figure(Metric metric, String name, int sign) {
    }

    static final List<Figure> FIGURES = List.of(new Figure(Metric.ROC_AUC, "AUC", 1), new Figure(Metric.ACCURACY, "Accuracy", 1),
        new Figure(Metric.F1, "F1", 1), new Figure(Metric.F1_MACRO, "Macro F1", 1), new Figure(Metric.SENSITIVITY, "Sensitivity", 1),
        new Figure(Metric.SPECIFICITY, "Specificity", 1), new Figure(Metric.BALANCED_ACCURACY, "Balanced accuracy", 1),
        new Figure(Metric.MCC, "MCC", 1), new Figure(Metric.AVERAGE_PRECISION, "Average precision", 1),
        new Figure(Metric.NEGATIVE_BRIER, "Brier score", -1));

    static final DataTableSpec PREDICTIONS = new DataTableSpec(Tables.column("Feature set", StringCell.TYPE),
        Tables.column("Row", StringCell.TYPE), Tables.column("Model", StringCell.TYPE), Tables.column("Repeat", IntCell.TYPE),
        Tables.column("Fold", IntCell.TYPE), Tables.column("Label", StringCell.TYPE), Tables.column("Probability", DoubleCell.TYPE),
        Tables.column("Prediction", StringCell.TYPE));

    static final DataTableSpec SELECTION = new DataTableSpec(Tables.column("Feature set", StringCell.TYPE),
        Tables.column("Column", StringCell.TYPE), Tables.column("Selection frequency", DoubleCell.TYPE));

    static final DataTableSpec SUMMARY = new DataTableSpec(Tables.column("Feature set", StringCell.TYPE),
        Tables.column("Model", StringCell.TYPE), Tables.column("Figure", StringCell.TYPE), Tables.column("Splits", IntCell.TYPE),
        Tables.column("Mean", DoubleCell.TYPE), Tables.column("SD", DoubleCell.TYPE), Tables.column("2.5 %", DoubleCell.TYPE),
        Tables.column("Median", DoubleCell.TYPE), Tables.column("97.5 %", DoubleCell.TYPE), Tables.column("Published", DoubleCell.TYPE),
        Tables.column("Splits that reach it", IntCell.TYPE), Tables.column("Permutation p", DoubleCell.TYPE));

    static final DataTableSpec CURVE = new DataTableSpec(Tables.column("Feature set", StringCell.TYPE),
        Tables.column("Model", StringCell.TYPE), Tables.column("Figure", StringCell.TYPE), Tables.column("Share (%)", DoubleCell.TYPE),
        Tables.column("Training rows", DoubleCell.TYPE), Tables.column("Splits", IntCell.TYPE), Tables.column("Mean", DoubleCell.TYPE),
        Tables.column("SD", DoubleCell.TYPE), Tables.column("2.5 %", DoubleCell.TYPE), Tables.column("97.5 %", DoubleCell.TYPE));

    private ProtocolTables() {
    }

    /**
     * What a feature set gave.
     *
     * @param result the splits
     * @param tested the model that was tested by permutation
     * @param test the test, or null
     * @param curve the learning curve, perhaps empty
     */
    record Evaluated(ProtocolResult result, String tested, PermutationTest test, List<LearningPoint> curve) {
    }

    /** A published number; the set is null where it holds for all. */
    record Published(String set, String model, String figure, double value) {

        boolean isOf(final String otherSet, final String otherModel, final String otherFigure) {
            return (set == null || set.equals(otherSet)) && (model == null || model.equals(otherModel)) && figure.equals(otherFigure);
        }
    }

    static double published(final List<Published> published, final String set, final String model, final String figure) {
        return published.stream().filter(p -> p.isOf(set, model, figure)).mapToDouble(Published::value).findFirst().orElse(Double.NaN);
    }

    static DataTableSpec splits() {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Feature set", StringCell.TYPE),
            Tables.column("Model", StringCell.TYPE), Tables.column("Repeat", IntCell.TYPE), Tables.column("Fold", IntCell.TYPE),
            Tables.column("Training rows", IntCell.TYPE), Tables.column("Test rows", IntCell.TYPE),
            Tables.column("Selected columns", IntCell.TYPE), Tables.column("Threshold", DoubleCell.TYPE)));
        FIGURES.forEach(f -> columns.add(Tables.column(f.name, DoubleCell.TYPE)));
        columns.add(Tables.column("Split problem", StringCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    static List<DataCell[]> splits(final Map<String, Evaluated> sets) {
        final List<DataCell[]> rows = new ArrayList<>();
        sets.forEach((set, e) -> {
            for (final ProtocolResult.SplitResult split : e.result.splits()) {
                if (split.failure() != null) {
                    final List<DataCell> cells = start(set, null, split);
                    cells.addAll(List.of(Tables.missing(1 + FIGURES.size())));
                    cells.add(Tables.cell(split.failure()));
                    rows.add(cells.toArray(DataCell[]::new));
                }
                split.models().forEach((name, model) -> {
                    final List<DataCell> cells = start(set, name, split);
                    cells.add(Tables.cell(model.threshold()));
                    for (int f = 0; f < FIGURES.size(); f++) {
                        cells.add(Tables.cell(FIGURES.get(f).sign > 0 ? model.scores()[f] : 0 - model.scores()[f])); // never -0
                    }
                    cells.add(Tables.cell((String)null));
                    rows.add(cells.toArray(DataCell[]::new));
                });
            }
        });
        return rows;
    }

    private static List<DataCell> start(final String set, final String model, final ProtocolResult.SplitResult split) {
        return new ArrayList<>(List.of(Tables.cell(set), Tables.cell(model), Tables.cell(split.part().repeat() + 1),
            Tables.cell(split.part().fold() + 1), Tables.cell(split.part().rows().train().length),
            Tables.cell(split.part().rows().test().length), Tables.cell(split.selected().size())));
    }

    static List<DataCell[]> predictions(final Map<String, Evaluated> sets, final LearningRows rows) {
        final List<String> classes = rows.data().labels().classes();
        final List<DataCell[]> cells = new ArrayList<>();
        sets.forEach((set, e) -> {
            for (final String model : e.result.models()) {
                for (final ProtocolResult.Prediction p : e.result.predictions(model)) {
                    cells.add(new DataCell[]{Tables.cell(set), Tables.cell(rows.keys()[p.row()]), Tables.cell(model),
                        Tables.cell(p.repeat() + 1), Tables.cell(p.fold() + 1), Tables.cell(classes.get(rows.data().y()[p.row()])),
                        Tables.cell(p.probability()), Tables.cell(classes.get(p.positive() ? 1 : 0))});
                }
            }
        });
        return cells;
    }

    /** The share of the splits that did not fail in which a column was selected. */
    static double[] frequency(final ProtocolResult result) {
        final double[] frequency = new double[result.columns().size()];
        final List<ProtocolResult.SplitResult> done = result.splits().stream().filter(s -> s.failure() == null).toList();
        for (final ProtocolResult.SplitResult split : done) {
            final Set<String> selected = new HashSet<>(split.selected());
            for (int c = 0; c < frequency.length; c++) {
                frequency[c] += selected.contains(result.columns().get(c)) ? 1 : 0;
            }
        }
        for (int c = 0; c < frequency.length; c++) {
            frequency[c] /= done.size();
        }
        return frequency;
    }

    static List<DataCell[]> selection(final Map<String, Evaluated> sets) {
        final List<DataCell[]> rows = new ArrayList<>();
        sets.forEach((set, e) -> {
            final double[] frequency = frequency(e.result);
            for (int c = 0; c < frequency.length; c++) {
                rows.add(new DataCell[]{Tables.cell(set), Tables.cell(e.result.columns().get(c)), Tables.cell(frequency[c])});
            }
        });
        return rows;
    }

    static List<DataCell[]> summary(final Map<String, Evaluated> sets, final Metric compared, final List<Published> published) {
        final List<DataCell[]> rows = new ArrayList<>();
        sets.forEach((set, e) -> {
            for (final String model : e.result.models()) {
                for (final Figure figure : FIGURES) {
                    final Distribution d = distribution(e.result, model, figure);
                    final double number = published(published, set, model, figure.name);
                    rows.add(new DataCell[]{Tables.cell(set), Tables.cell(model), Tables.cell(figure.name), Tables.cell(d.defined()),
                        Tables.cell(d.mean()), Tables.cell(d.sd()), Tables.cell(d.low()), Tables.cell(d.median()), Tables.cell(d.high()),
                        Tables.cell(number), Double.isNaN(number) ? Tables.cell(Double.NaN) : Tables.cell(reaching(d, figure, number)),
                        Tables.cell(figure.metric == compared && e.test != null && model.equals(e.tested) ? e.test.p() : Double.NaN)});
                }
            }
        });
        return rows;
    }

    /** In how many splits a figure is at least as good as a published one. */
    static int reaching(final Distribution d, final Figure figure, final double number) {
        return figure.sign > 0 ? d.compare(number).reaching()
            : (int)java.util.Arrays.stream(d.values()).filter(v -> v <= number + 1e-12).count();
    }

    static Distribution distribution(final ProtocolResult result, final String model, final Figure figure) {
        final Distribution d = result.distribution(model, figure.metric);
        if (figure.sign > 0) {
            return d;
        }
        final double[] values = d.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = 0 - values[i]; // never -0
        }
        return Distribution.of(values);
    }

    static DataTableSpec report() {
        final List<DataColumnSpec> columns =
            new ArrayList<>(List.of(Tables.column("Feature set", StringCell.TYPE), Tables.column("Model", StringCell.TYPE)));
        for (final Figure figure : FIGURES) {
            columns.add(Tables.column(figure.name, StringCell.TYPE));
        }
        columns.add(Tables.column("Published", StringCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /** A row a set and model as it goes into a paper: mean and SD of each figure, and what was published. */
    static List<DataCell[]> report(final Map<String, Evaluated> sets, final List<Published> published) {
        final List<DataCell[]> rows = new ArrayList<>();
        sets.forEach((set, e) -> {
            for (final String model : e.result.models()) {
                final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(set), Tables.cell(model)));
                final List<String> compared = new ArrayList<>();
                for (final Figure figure : FIGURES) {
                    final Distribution d = distribution(e.result, model, figure);
                    cells.add(Tables.cell(d.defined() == 0 ? null : String.format(Locale.ROOT, "%.3f \u00b1 %.3f", d.mean(), d.sd())));
                    final double number = published(published, set, model, figure.name);
                    if (!Double.isNaN(number)) {
                        compared.add(figure.name + " " + number + ": " + reaching(d, figure, number) + " of " + d.defined() + " splits reach it");
                    }
                }
                cells.add(Tables.cell(compared.isEmpty() ? null : String.join("; ", compared)));
                rows.add(cells.toArray(DataCell[]::new));
            }
        });
        return rows;
    }

    static List<DataCell[]> curve(final Map<String, Evaluated> sets, final Metric compared) {
        final Figure figure = FIGURES.stream().filter(f -> f.metric == compared).findFirst().orElseThrow();
        final List<DataCell[]> rows = new ArrayList<>();
        sets.forEach((set, e) -> {
            for (final String model : e.result.models()) {
                for (final LearningPoint point : e.curve) {
                    final Distribution d = point.result().models().isEmpty() ? Distribution.of(new double[0])
                        : distribution(point.result(), model, figure);
                    rows.add(new DataCell[]{Tables.cell(set), Tables.cell(model), Tables.cell(figure.name), Tables.cell(100 * point.share()),
                        Tables.cell(point.trainingRows()), Tables.cell(d.defined()), Tables.cell(d.mean()), Tables.cell(d.sd()),
                        Tables.cell(d.low()), Tables.cell(d.high())});
                }
            }
        });
        return rows;
    }
}
