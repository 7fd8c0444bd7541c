package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
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
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.protocol.FeatureSets;
import org.petctflow.learning.protocol.LeakSigns;
import org.petctflow.learning.protocol.ProtocolEvaluator;
import org.petctflow.learning.protocol.ProtocolEvaluator.LearningPoint;
import org.petctflow.learning.protocol.ProtocolEvaluator.PermutationTest;
import org.petctflow.learning.protocol.ProtocolResult;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.nodes.models.ProtocolEvaluatorNodeParameters.Select;
import org.petctflow.nodes.models.ProtocolTables.Evaluated;
import org.petctflow.nodes.models.ProtocolTables.Published;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;

/** The Protocol Evaluator: a whole protocol inside each of many splits. */
public final class ProtocolEvaluatorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Protocol Evaluator";

    private static final String ALL = "All features";

    private static final String CAPTION =
        "Imputation, scaling, selection, tuning, stacking and threshold were learned from the training rows of each split.";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("protocol-evaluator"))
        .shortDescription("Runs a whole learning protocol inside each of many splits and gives the distribution of every figure.")
        .fullDescription("""
                Imputation, filters, scaling, harmonisation, selection, tuning, stacking and threshold are learned from the training rows of
                each split and applied to its test rows; nothing of a test row is seen before its prediction. The base learners are evaluated
                beside the stack. Several feature sets are evaluated on the same splits.
                <p>One split of a small study is a lottery ticket: the distribution over many shows what a published number means ("3 of 50
                splits reach it"). The interval from 2.5 to 97.5 % is that of single splits, not a confidence interval of the mean: test
                sets overlap. The permutation test gives the share of label permutations, at least 1 / (1 + n), whose mean reaches the
                observed one (doi:10.2202/1544-6115.1585).</p>
                <p>It warns where its input looks scaled or selected on all rows: no protocol mends that.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("All rows", "A table with a label of two classes and raw columns of numbers; values may be missing.")
            .addInputPort("Feature sets", """
                If connected, the columns <tt>Feature set</tt> and <tt>Columns</tt>: a row names a set and one of its columns, or a regular
                expression for several. Rows with the same name make one set.""", BufferedDataTable.TYPE_OPTIONAL)
            .addInputPort("Published figures", """
                If connected, the columns <tt>Feature set</tt>, <tt>Model</tt>, <tt>Figure</tt> and <tt>Published</tt>, e.g. PET, Random forest,
                AUC, 0.72. A missing set or model stands for all; a row without a number is left out.""", BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Splits", """
                One row a feature set, model and split: repeat and fold (from 1), numbers of rows and of selected columns, threshold and every
                figure, or the problem of a split in which nothing could be learned.""")
            .addOutputTable("Out-of-fold predictions", "Of each test row by a model that has not seen it, by feature set, model, repeat and fold.")
            .addOutputTable("Selection frequency", "One row a feature set and column: the share of splits in which it was selected.")
            .addOutputTable("Summary", """
                One row a feature set, model and figure: mean, SD, percentiles over splits, the published number and how many splits reach it,
                and the p value of the permutation test where one was asked for.""")
            .addOutputTable("Table", """
                One row a feature set and model, as it goes into a paper: mean &#177; SD over splits of every figure, and how many splits reach
                the published numbers.""")
            .addOutputTable("Learning curve", """
                One row a feature set, model and share of the training rows, if shares are set: their mean number and the compared figure's mean,
                SD and percentiles over splits.""")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(ProtocolEvaluatorNodeParameters.class)
            .configure(ProtocolEvaluatorNodeFactory::configure)
            .execute(Execution.of(NAME, ProtocolEvaluatorNodeFactory::execute)))
        .addView(v -> Views.charts(v, "Violins of every figure over splits with the published number as a line, learning curve and selection frequency."))
        .keywords("cross-validation", "nested", "repeated splits", "leakage", "AUC", "validation", "leave one centre out", "permutation test");

    /** For KNIME. */
    public ProtocolEvaluatorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ProtocolEvaluatorNodeParameters parameters = in.getParameters();
        final List<String> features = parameters.check(in.getInTableSpec(0));
        try {
            parameters.warning(sets(parameters, null, features).values(), 0).ifPresent(out::setWarningMessage);
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        final DataTableSpec sets = in.getInTableSpec(1);
        if (sets != null) {
            Tables.column(sets, "Feature set", "Feature sets", DataValue.class);
            Tables.column(sets, "Columns", "Feature sets", StringValue.class);
            if (!parameters.m_featureSets.isBlank()) {
                throw new InvalidSettingsException("Give the feature sets in the dialog or as a table, not both");
            }
        }
        final DataTableSpec published = in.getInTableSpec(2);
        if (published != null) {
            Tables.column(published, "Figure", "Published figures", StringValue.class);
            Tables.column(published, "Published", "Published figures", DoubleValue.class, StringValue.class);
        }
        out.setOutSpecs(ProtocolTables.splits(), ProtocolTables.PREDICTIONS, ProtocolTables.SELECTION, ProtocolTables.SUMMARY,
            ProtocolTables.report(), ProtocolTables.CURVE, Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ProtocolEvaluatorNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        final List<String> features = parameters.check(table.getDataTableSpec());
        final LearningRows rows =
            LearningRows.read(parameters.m_columns, table, features, parameters.centre(), !parameters.m_impute, progress);
        final Map<String, List<String>> sets = sets(parameters, in.getInTable(1), features);
        final BufferedDataTable figures = in.getInTable(2);
        final List<Published> published = published(parameters, figures);
        final Map<String, Evaluated> evaluated = new LinkedHashMap<>();
        final List<String> used = features.stream().filter(f -> sets.values().stream().anyMatch(c -> c.contains(f))).toList();
        final List<String> notes = new ArrayList<>(LeakSigns.of(rows.data().with(rows.data().features().selectColumns(used))));
        int done = 0;
        for (final Map.Entry<String, List<String>> set : sets.entrySet()) {
            final Progress part = Execution.part(progress, (double)done / sets.size(), (done + 1.0) / sets.size());
            final Dataset data = rows.data().with(rows.data().features().selectColumns(set.getValue()));
            final Evaluated e = evaluate(parameters, data, part);
            e.result().failures().forEach(f -> notes.add(sets.size() == 1 ? f : set.getKey() + ": " + f));
            evaluated.put(set.getKey(), e);
            done++;
        }
        rows.notes().forEach(n -> notes.add(n + "."));
        final long typed = published.size() - (parameters.m_published.isPresent() ? 1 : 0);
        if (figures != null && typed < figures.size()) {
            notes.add((figures.size() - typed) + " of " + figures.size() + " published figures are not filled in, so nothing is compared with them: type "
                + "them in from the paper.");
        }
        parameters.warning(sets.values(), rows.data().centres() == null ? 0 : rows.data().centres().count()).ifPresent(notes::add);
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
        final ChartsPage page =
            ProtocolCharts.page(NAME, evaluated, parameters.figure(), published, parameters.m_selection != Select.NONE, notes);
        out.setOutData(Tables.table(exec, ProtocolTables.splits(), ProtocolTables.splits(evaluated)),
            Tables.table(exec, ProtocolTables.PREDICTIONS, ProtocolTables.predictions(evaluated, rows)),
            Tables.table(exec, ProtocolTables.SELECTION, ProtocolTables.selection(evaluated)),
            Tables.table(exec, ProtocolTables.SUMMARY, ProtocolTables.summary(evaluated, parameters.figure(), published)),
            Tables.table(exec, ProtocolTables.report(), ProtocolTables.report(evaluated, published)),
            Tables.table(exec, ProtocolTables.CURVE, ProtocolTables.curve(evaluated, parameters.figure())),
            Figures.table(exec, Figure.of(page, CAPTION)));
        out.setInternalData(Views.data(exec, page.toJson()));
    }

    private static Evaluated evaluate(final ProtocolEvaluatorNodeParameters parameters, final Dataset data, final Progress progress) {
        final Run run = new Run(parameters.m_seed, Parallel.processors(), progress);
        final ProtocolEvaluator evaluator = new ProtocolEvaluator(parameters.protocol(), parameters.scheme(),
            ProtocolTables.FIGURES.stream().map(ProtocolTables.Figure::metric).toList());
        final double[] shares = parameters.shares();
        final double whole = 1.0 + parameters.m_permutations + shares.length;
        final ProtocolResult result = evaluator.evaluate(data, run.with(Execution.part(progress, 0, 1 / whole)));
        final String tested = result.models().contains(ProtocolEvaluatorNodeParameters.STACKING) ? ProtocolEvaluatorNodeParameters.STACKING
            : result.models().get(0);
        final double tests = (1 + parameters.m_permutations) / whole;
        final PermutationTest test = parameters.m_permutations == 0 ? null : evaluator.permutationTest(data, tested, parameters.figure(),
            parameters.m_permutations, parameters.m_withinCentres, run.with(Execution.part(progress, 1 / whole, tests)));
        final List<LearningPoint> curve =
            shares.length == 0 ? List.of() : evaluator.learningCurve(data, shares, run.with(Execution.part(progress, tests, 1)));
        return new Evaluated(result, tested, test, curve);
    }

    private static Map<String, List<String>> sets(final ProtocolEvaluatorNodeParameters parameters, final BufferedDataTable table,
        final List<String> features) {
        final Map<String, List<String>> sets = FeatureSets.parse(parameters.m_featureSets);
        if (table != null) {
            final int name = table.getDataTableSpec().findColumnIndex("Feature set");
            final int column = table.getDataTableSpec().findColumnIndex("Columns");
            for (final DataRow row : table) {
                final String set = Tables.text(row.getCell(name));
                final String columns = Tables.text(row.getCell(column));
                if (set == null || columns == null) {
                    throw new IllegalArgumentException("Row '" + row.getKey() + "' of the feature sets lacks its set or its columns");
                }
                sets.computeIfAbsent(set, k -> new ArrayList<>()).add(columns);
            }
        }
        return sets.isEmpty() ? Map.of(ALL, features) : FeatureSets.resolve(sets, features);
    }

    private static List<Published> published(final ProtocolEvaluatorNodeParameters parameters, final BufferedDataTable table) {
        final List<Published> published = new ArrayList<>();
        if (table != null) {
            final DataTableSpec spec = table.getDataTableSpec();
            for (final DataRow row : table) {
                final double number = number(row, spec.findColumnIndex("Published"));
                final String figure = text(row, spec, "Figure");
                if (!Double.isNaN(number)) {
                    if (ProtocolTables.FIGURES.stream().noneMatch(f -> f.name().equals(figure))) {
                        throw new IllegalArgumentException("Row '" + row.getKey() + "' of the published figures: there is no figure \"" + figure
                            + "\"; there are " + String.join(", ", ProtocolTables.FIGURES.stream().map(ProtocolTables.Figure::name).toList()));
                    }
                    published.add(new Published(text(row, spec, "Feature set"), text(row, spec, "Model"), figure, number));
                }
            }
        }
        parameters.m_published.ifPresent(v -> published.add(new Published(null, null, ProtocolTables.FIGURES.stream()
            .filter(f -> f.metric() == parameters.figure()).findFirst().orElseThrow().name(), v)));
        return published;
    }

    /** A column without any number yet is read as text. */
    private static double number(final DataRow row, final int column) {
        final DataCell cell = row.getCell(column);
        if (cell.isMissing() || cell instanceof DoubleValue) {
            return Tables.number(cell);
        }
        throw new IllegalArgumentException("Row '" + row.getKey() + "' of the published figures: \"" + Tables.text(cell) + "\" is no number");
    }

    private static String text(final DataRow row, final DataTableSpec spec, final String column) {
        return spec.containsName(column) ? Tables.text(row.getCell(spec.findColumnIndex(column))) : null;
    }
}
