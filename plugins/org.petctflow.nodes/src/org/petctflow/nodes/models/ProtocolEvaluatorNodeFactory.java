package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.protocol.Distribution;
import org.petctflow.learning.protocol.ProtocolEvaluator;
import org.petctflow.learning.protocol.ProtocolEvaluator.PermutationTest;
import org.petctflow.learning.protocol.ProtocolResult;
import org.petctflow.learning.select.SelectionStability;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LearningColumns;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.nodes.models.ProtocolEvaluatorNodeParameters.Select;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;

/** The Protocol Evaluator: a whole protocol inside each of many splits. */
public final class ProtocolEvaluatorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Protocol Evaluator";

    private static final int SHOWN = 30;

    /** A figure and its name; the Brier score is given as it is usual, less is better. */
    private record Column(Metric metric, String name, int sign) {
    }

    private static final List<Column> FIGURES = List.of(new Column(Metric.ROC_AUC, "AUC", 1),
        new Column(Metric.ACCURACY, "Accuracy", 1), new Column(Metric.F1, "F1", 1), new Column(Metric.F1_MACRO, "Macro F1", 1),
        new Column(Metric.SENSITIVITY, "Sensitivity", 1), new Column(Metric.SPECIFICITY, "Specificity", 1),
        new Column(Metric.BALANCED_ACCURACY, "Balanced accuracy", 1), new Column(Metric.MCC, "MCC", 1),
        new Column(Metric.AVERAGE_PRECISION, "Average precision", 1), new Column(Metric.NEGATIVE_BRIER, "Brier score", -1));

    private static final DataTableSpec PREDICTIONS = new DataTableSpec(Tables.column("Row", StringCell.TYPE),
        Tables.column("Model", StringCell.TYPE), Tables.column("Repeat", IntCell.TYPE), Tables.column("Fold", IntCell.TYPE),
        Tables.column("Label", StringCell.TYPE), Tables.column("Probability", DoubleCell.TYPE),
        Tables.column("Prediction", StringCell.TYPE));

    private static final DataTableSpec SELECTION =
        new DataTableSpec(Tables.column("Column", StringCell.TYPE), Tables.column("Selection frequency", DoubleCell.TYPE));

    private static final DataTableSpec SUMMARY = new DataTableSpec(Tables.column("Model", StringCell.TYPE),
        Tables.column("Figure", StringCell.TYPE), Tables.column("Splits", IntCell.TYPE), Tables.column("Mean", DoubleCell.TYPE),
        Tables.column("SD", DoubleCell.TYPE), Tables.column("2.5 %", DoubleCell.TYPE), Tables.column("Median", DoubleCell.TYPE),
        Tables.column("97.5 %", DoubleCell.TYPE), Tables.column("Published", DoubleCell.TYPE),
        Tables.column("Splits that reach it", IntCell.TYPE), Tables.column("Permutation p", DoubleCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("protocol-evaluator"))
        .shortDescription("Runs a whole learning protocol inside each of many splits and gives the distribution of every figure.")
        .fullDescription("""
                Imputation, filters, scaling, selection, tuning, stacking and threshold are learned from the training rows of each split and
                applied to its test rows; nothing of a test row is seen before its prediction. The base learners are evaluated beside the
                stack.
                <p>One split of a small study is a lottery ticket: the distribution over many shows what a published number means ("3 of 50
                splits reach it"). The interval from 2.5 to 97.5 % is that of single splits, not a confidence interval of the mean: test
                sets overlap. The permutation test gives the share of label permutations, at least 1 / (1 + n), whose mean reaches the
                observed one (doi:10.2202/1544-6115.1585).</p>
                <p>It warns where its input looks scaled or selected on all rows: no protocol mends that.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("All rows", "A table with a label of two classes and raw columns of numbers; values may be missing.")
            .addOutputTable("Splits", """
                One row a model and split: repeat and fold (from 1), numbers of rows and of selected columns, threshold and every figure, or
                the problem of a split in which nothing could be learned.""")
            .addOutputTable("Out-of-fold predictions", "Of each test row by a model that has not seen it, by model, repeat and fold.")
            .addOutputTable("Selection frequency", "One row a column: the share of splits in which it was selected.")
            .addOutputTable("Summary", """
                One row a model and figure: mean, SD, percentiles over splits, the published number and how many splits reach it, and the p
                value of the permutation test where one was asked for."""))
        .model(m -> m.parametersClass(ProtocolEvaluatorNodeParameters.class)
            .configure(ProtocolEvaluatorNodeFactory::configure)
            .execute(Execution.of(NAME, ProtocolEvaluatorNodeFactory::execute)))
        .addView(v -> Views.charts(v, "Violins of every figure over splits with the published number as a line, and the selection frequency."))
        .keywords("cross-validation", "nested", "repeated splits", "leakage", "AUC", "validation", "leave one centre out", "permutation test");

    /** For KNIME. */
    public ProtocolEvaluatorNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec splitsSpec() {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Model", StringCell.TYPE),
            Tables.column("Repeat", IntCell.TYPE), Tables.column("Fold", IntCell.TYPE), Tables.column("Training rows", IntCell.TYPE),
            Tables.column("Test rows", IntCell.TYPE), Tables.column("Selected columns", IntCell.TYPE),
            Tables.column("Threshold", DoubleCell.TYPE)));
        FIGURES.forEach(f -> columns.add(Tables.column(f.name, DoubleCell.TYPE)));
        columns.add(Tables.column("Split problem", StringCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ProtocolEvaluatorNodeParameters parameters = in.getParameters();
        parameters.check(in.getInTableSpec(0));
        out.setOutSpecs(splitsSpec(), PREDICTIONS, SELECTION, SUMMARY);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ProtocolEvaluatorNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        final List<String> features = parameters.check(table.getDataTableSpec());
        final LearningColumns.Rows rows =
            parameters.m_columns.read(table, features, parameters.centre(), !parameters.m_impute, progress);
        final Run run = new Run(parameters.m_seed, Parallel.processors(), progress);
        final ProtocolEvaluator evaluator =
            new ProtocolEvaluator(parameters.protocol(), parameters.scheme(), FIGURES.stream().map(Column::metric).toList());
        final double share = 1.0 / (1 + parameters.m_permutations);
        final ProtocolResult result = evaluator.evaluate(rows.data(), run.with(Execution.part(progress, 0, share)));
        final String tested = result.models().contains(ProtocolEvaluatorNodeParameters.STACKING) ? ProtocolEvaluatorNodeParameters.STACKING
            : result.models().get(0);
        final PermutationTest test = parameters.m_permutations == 0 ? null : evaluator.permutationTest(rows.data(), tested,
            parameters.figure(), parameters.m_permutations, false, run.with(Execution.part(progress, share, 1)));
        out.setOutData(Tables.table(exec, splitsSpec(), splits(result)), Tables.table(exec, PREDICTIONS, predictions(result, rows)),
            Tables.table(exec, SELECTION, selection(result)), Tables.table(exec, SUMMARY, summary(result, parameters, tested, test)));
        final List<String> notes = new ArrayList<>(result.warnings());
        if (!rows.warning().isEmpty()) {
            notes.add(rows.warning() + ".");
        }
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
        out.setInternalData(Views.data(exec, page(result, parameters, notes).toJson()));
    }

    private static List<DataCell[]> splits(final ProtocolResult result) {
        final List<DataCell[]> rows = new ArrayList<>();
        for (final ProtocolResult.SplitResult split : result.splits()) {
            if (split.failure() != null) {
                final List<DataCell> cells = start(null, split);
                cells.addAll(List.of(Tables.missing(1 + FIGURES.size())));
                cells.add(Tables.cell(split.failure()));
                rows.add(cells.toArray(DataCell[]::new));
            }
            split.models().forEach((name, model) -> {
                final List<DataCell> cells = start(name, split);
                cells.add(Tables.cell(model.threshold()));
                for (int f = 0; f < FIGURES.size(); f++) {
                    cells.add(Tables.cell(FIGURES.get(f).sign > 0 ? model.scores()[f] : 0 - model.scores()[f])); // never -0
                }
                cells.add(Tables.cell((String)null));
                rows.add(cells.toArray(DataCell[]::new));
            });
        }
        return rows;
    }

    private static List<DataCell> start(final String model, final ProtocolResult.SplitResult split) {
        return new ArrayList<>(List.of(Tables.cell(model), Tables.cell(split.part().repeat() + 1), Tables.cell(split.part().fold() + 1),
            Tables.cell(split.part().rows().train().length), Tables.cell(split.part().rows().test().length),
            Tables.cell(split.selected().size())));
    }

    private static List<DataCell[]> predictions(final ProtocolResult result, final LearningColumns.Rows rows) {
        final List<String> classes = rows.data().labels().classes();
        final List<DataCell[]> cells = new ArrayList<>();
        for (final String model : result.models()) {
            for (final ProtocolResult.Prediction p : result.predictions(model)) {
                cells.add(new DataCell[]{Tables.cell(rows.keys()[p.row()]), Tables.cell(model), Tables.cell(p.repeat() + 1),
                    Tables.cell(p.fold() + 1), Tables.cell(classes.get(rows.data().y()[p.row()])), Tables.cell(p.probability()),
                    Tables.cell(classes.get(p.positive() ? 1 : 0))});
            }
        }
        return cells;
    }

    /** The share of the splits that did not fail in which a column was selected. */
    private static double[] frequency(final ProtocolResult result) {
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

    private static List<DataCell[]> selection(final ProtocolResult result) {
        final double[] frequency = frequency(result);
        return IntStream.range(0, frequency.length)
            .mapToObj(c -> new DataCell[]{Tables.cell(result.columns().get(c)), Tables.cell(frequency[c])}).toList();
    }

    private static List<DataCell[]> summary(final ProtocolResult result, final ProtocolEvaluatorNodeParameters parameters,
        final String tested, final PermutationTest test) {
        final List<DataCell[]> rows = new ArrayList<>();
        for (final String model : result.models()) {
            for (final Column figure : FIGURES) {
                final Distribution d = distribution(result, model, figure);
                final boolean compared = figure.metric == parameters.figure();
                final boolean published = compared && parameters.m_published.isPresent();
                rows.add(new DataCell[]{Tables.cell(model), Tables.cell(figure.name), Tables.cell(d.defined()), Tables.cell(d.mean()),
                    Tables.cell(d.sd()), Tables.cell(d.low()), Tables.cell(d.median()), Tables.cell(d.high()),
                    Tables.cell(published ? parameters.m_published.get() : Double.NaN),
                    published ? Tables.cell(d.compare(parameters.m_published.get()).reaching()) : Tables.cell(Double.NaN),
                    Tables.cell(compared && test != null && model.equals(tested) ? test.p() : Double.NaN)});
            }
        }
        return rows;
    }

    private static Distribution distribution(final ProtocolResult result, final String model, final Column figure) {
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

    private static ChartsPage page(final ProtocolResult result, final ProtocolEvaluatorNodeParameters parameters,
        final List<String> notes) {
        final List<Chart> charts = new ArrayList<>();
        for (final Column figure : FIGURES) {
            final boolean published = figure.metric == parameters.figure() && parameters.m_published.isPresent();
            final List<String> note = new ArrayList<>();
            final List<Chart.Group> groups = new ArrayList<>();
            for (final String model : result.models()) {
                final Distribution d = distribution(result, model, figure);
                groups.add(new Chart.Group(model, d.values()));
                note.add(String.format(Locale.ROOT, "%s %.3f \u00b1 %.3f%s", model, d.mean(), d.sd(),
                    published ? " (" + d.compare(parameters.m_published.get()) + ")" : ""));
            }
            charts.add(new Chart.Violin("figure-" + figure.name.toLowerCase(Locale.ROOT).replace(' ', '-'), figure.name,
                String.join("; ", note) + ".", figure.name, groups, published
                    ? List.of(new Chart.Reference(parameters.m_published.get(), "published " + parameters.m_published.get())) : List.of()));
        }
        if (parameters.m_selection != Select.NONE) {
            final double[] frequency = frequency(result);
            final int[] most = IntStream.range(0, frequency.length).boxed().filter(c -> frequency[c] > 0)
                .sorted(Comparator.comparingDouble(c -> -frequency[c])).limit(SHOWN).mapToInt(Integer::intValue).toArray();
            charts.add(new Chart.Bars("selection", "Selection frequency", stability(result), "Share of splits",
                IntStream.of(most).mapToObj(result.columns()::get).toList(), IntStream.of(most).mapToDouble(c -> frequency[c]).toArray(),
                null, null));
        }
        return new ChartsPage(NAME, charts, notes);
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
