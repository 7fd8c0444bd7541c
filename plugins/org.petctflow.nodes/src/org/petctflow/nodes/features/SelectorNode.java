package org.petctflow.nodes.features;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.RequirePorts.PortsAdder;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.select.Selection;
import org.petctflow.learning.select.SelectionStability;
import org.petctflow.learning.select.Selector;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.LearningColumns;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;

/**
 * What the selectors share: the selected columns, a table of all columns, the path and the stability, and the view.
 *
 * @param <S> what the method finds
 */
abstract class SelectorNode<S extends Selection> {

    private static final int SHOWN = 30;

    private static final DataTableSpec STABILITY = new DataTableSpec(Tables.column("Resamples", IntCell.TYPE),
        Tables.column("Mean number of columns", DoubleCell.TYPE), Tables.column("Kuncheva index", DoubleCell.TYPE),
        Tables.column("Jaccard index", DoubleCell.TYPE));

    private final String m_name;

    private final String[] m_scoreNames;

    private final DataTableSpec m_path;

    /**
     * @param name the node's name
     * @param path the columns of the third output
     * @param scoreNames the method's own columns of the second output
     */
    SelectorNode(final String name, final DataTableSpec path, final String... scoreNames) {
        m_name = name;
        m_path = path;
        m_scoreNames = scoreNames;
    }

    /** @return for each of the score names a value for each feature, NaN for missing */
    abstract double[][] scores(S selection, FeatureMatrix x);

    /** @return the rows of the third output */
    abstract List<DataCell[]> path(S selection, FeatureMatrix x);

    /** @return the curve of the view */
    abstract Chart curve(S selection, FeatureMatrix x);

    /** The ports of a selector. */
    static void ports(final PortsAdder p, final String scores, final String path) {
        p.addInputTable("Training rows", """
            A table with a label of two classes and columns of numbers without missing values. Give it training rows only: columns selected
            on all rows make every later test too good.""")
            .addOutputTable("Selected columns", "The same rows without the features that were not selected. Other columns stay.")
            .addOutputTable("Columns", "One row a feature: whether and as which one it was selected, " + scores
                + ", and the share of resamples that select it.")
            .addOutputTable("Path", path)
            .addOutputTable("Stability", """
                One row: number of resamples, mean number of selected columns, and over pairs of resamples the mean of Kuncheva's index (0 by
                chance, 1 if equal; for unequal sizes after doi:10.1007/978-3-319-46227-1_28) and of the Jaccard index. No row without
                resamples.""")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION);
    }

    /** A method that takes the folds it is given. */
    @FunctionalInterface
    interface WithFolds<S> {
        S select(Dataset data, Folds folds, Run run);
    }

    private static List<String> check(final DataTableSpec spec, final LearningColumns columns, final String foldColumn)
        throws InvalidSettingsException {
        if (foldColumn == null) {
            return columns.check(spec);
        }
        Tables.column(spec, foldColumn, "Fold column", DataValue.class);
        return columns.check(spec, foldColumn);
    }

    final void configure(final DataTableSpec spec, final LearningColumns columns, final StabilityOptions options, final Selector selector,
        final String foldColumn, final ConfigureOutput out) throws InvalidSettingsException {
        warning(selector, check(spec, columns, foldColumn), options).ifPresent(out::setWarningMessage);
        out.setOutSpec(0, null); // which columns are selected is not known yet
        out.setOutSpec(1, columnsSpec());
        out.setOutSpec(2, m_path);
        out.setOutSpec(3, STABILITY);
        out.setOutSpec(4, Figures.SPEC);
    }

    private DataTableSpec columnsSpec() {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Column", StringCell.TYPE),
            Tables.column("Selected", BooleanCell.TYPE), Tables.column("Order", IntCell.TYPE)));
        for (final String score : m_scoreNames) {
            columns.add(Tables.column(score, DoubleCell.TYPE));
        }
        columns.add(Tables.column("Selection frequency", DoubleCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static Optional<String> warning(final Selector selector, final List<String> features, final StabilityOptions options) {
        return selector.cost(features).times(1 + options.m_resamples)
            .warning(selector.coarser().cost(features).times(1 + options.m_resamples), "Step");
    }

    final void execute(final ExecuteInput in, final ExecuteOutput out, final LearningColumns columns, final StabilityOptions options,
        final Selector selector, final String foldColumn, final WithFolds<S> withFolds, final Progress progress) throws Exception {
        final BufferedDataTable table = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        final List<String> features = check(table.getDataTableSpec(), columns, foldColumn);
        final LearningRows rows = LearningRows.read(columns, table, features, null, true, progress);
        final FeatureMatrix x = rows.data().features();
        final double first = 1 / (1 + options.m_resamples * options.m_percent / 100); // of the whole time, the one on all rows
        final Run run = new Run(options.m_seed, Parallel.processors(), progress);
        final Run own = run.with(Execution.part(progress, 0, first));
        @SuppressWarnings("unchecked") // each selector gives its own kind of result
        final S selection = foldColumn == null ? (S)selector.select(rows.data(), own)
            : withFolds.select(rows.data(), rows.folds(table, foldColumn), own);
        final SelectionStability stability = options.m_resamples == 0 ? null : SelectionStability.of(selector, rows.data(),
            options.m_resamples, options.m_percent / 100, run.part("stability").with(Execution.part(progress, first, 1)));
        out.setOutData(0, selected(exec, table, features, selection.names(x), progress));
        out.setOutData(1, columns(exec, selection, x, stability));
        out.setOutData(2, Tables.table(exec, m_path, path(selection, x)));
        out.setOutData(3, Tables.table(exec, STABILITY, stability == null ? List.of() : List.<DataCell[]>of(new DataCell[]{
            Tables.cell(stability.selections()), Tables.cell(stability.meanSize()), Tables.cell(stability.kuncheva()),
            Tables.cell(stability.jaccard())})));
        final ChartsPage page = page(selection, x, stability, rows);
        out.setOutData(4, Figures.table(exec, Figure.of(page, m_name + ".")));
        out.setInternalData(Views.data(exec, page.toJson()));
        final List<String> notes = new ArrayList<>(rows.notes());
        warning(selector, features, options).ifPresent(notes::add);
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
    }

    private static BufferedDataTable selected(final ExecutionContext exec, final BufferedDataTable table, final List<String> features,
        final List<String> selected, final Progress progress) {
        final DataTableSpec in = table.getDataTableSpec();
        final Set<String> gone = new HashSet<>(features);
        gone.removeAll(selected);
        final int[] kept = IntStream.range(0, in.getNumColumns()).filter(c -> !gone.contains(in.getColumnSpec(c).getName())).toArray();
        final BufferedDataContainer container = exec.createDataContainer(
            new DataTableSpec(IntStream.of(kept).mapToObj(in::getColumnSpec).toArray(DataColumnSpec[]::new)));
        for (final DataRow row : table) {
            progress.checkCancelled();
            container.addRowToTable(new DefaultRow(row.getKey(), IntStream.of(kept).mapToObj(row::getCell).toArray(DataCell[]::new)));
        }
        container.close();
        return container.getTable();
    }

    private BufferedDataTable columns(final ExecutionContext exec, final S selection, final FeatureMatrix x,
        final SelectionStability stability) {
        final int[] order = new int[x.columns()];
        for (int k = 0; k < selection.columns().length; k++) {
            order[selection.columns()[k]] = k + 1;
        }
        final double[][] scores = scores(selection, x);
        final List<DataCell[]> rows = new ArrayList<>();
        for (int c = 0; c < x.columns(); c++) {
            final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(x.name(c)), Tables.cell(order[c] > 0),
                order[c] > 0 ? Tables.cell(order[c]) : Tables.cell(Double.NaN)));
            for (final double[] score : scores) {
                cells.add(Tables.cell(score[c]));
            }
            cells.add(Tables.cell(stability == null ? Double.NaN : stability.frequency()[c]));
            rows.add(cells.toArray(DataCell[]::new));
        }
        return Tables.table(exec, columnsSpec(), rows);
    }

    private ChartsPage page(final S selection, final FeatureMatrix x, final SelectionStability stability, final LearningRows rows) {
        final List<Chart> charts = new ArrayList<>();
        charts.add(curve(selection, x));
        if (stability != null) {
            final int[] most = IntStream.range(0, x.columns()).boxed().filter(c -> stability.frequency()[c] > 0)
                .sorted(Comparator.comparingDouble(c -> -stability.frequency()[c])).limit(SHOWN).mapToInt(Integer::intValue).toArray();
            charts.add(new Chart.Bars("frequency", "Selection frequency",
                String.format(Locale.ROOT, "%d resamples; Kuncheva index %.2f, Jaccard index %.2f, on average %.1f columns.",
                    stability.selections(), stability.kuncheva(), stability.jaccard(), stability.meanSize()),
                "Share of resamples", IntStream.of(most).mapToObj(x::name).toList(),
                IntStream.of(most).mapToDouble(c -> stability.frequency()[c]).toArray(), null, null));
        }
        final List<String> notes = new ArrayList<>(List.of(selection.columns().length + " of " + x.columns() + " columns selected on "
            + x.rows() + " rows: " + FeatureMatrix.brief(selection.names(x)) + "."));
        rows.notes().forEach(n -> notes.add(n + "."));
        return new ChartsPage(m_name, charts, notes);
    }
}
