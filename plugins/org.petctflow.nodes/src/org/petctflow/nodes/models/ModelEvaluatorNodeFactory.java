package org.petctflow.nodes.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
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
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.evaluate.Confusion;
import org.petctflow.learning.evaluate.Interval;
import org.petctflow.learning.evaluate.ModelComparisons;
import org.petctflow.learning.evaluate.Performance;
import org.petctflow.learning.evaluate.Predictions;
import org.petctflow.learning.evaluate.Subgroups;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;

/** The Model Evaluator: what predictions of two-class models are worth, and which model's are better. */
public final class ModelEvaluatorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Model Evaluator";

    private static final String[] DATA = {"Internal", "External"};

    private static final DataTableSpec METRICS = new DataTableSpec(Tables.column("Data", StringCell.TYPE),
        Tables.column("Model", StringCell.TYPE), Tables.column("Metric", StringCell.TYPE), Tables.column("Estimate", DoubleCell.TYPE),
        Tables.column("CI low", DoubleCell.TYPE), Tables.column("CI high", DoubleCell.TYPE), Tables.column("Method", StringCell.TYPE),
        Tables.column("Note", StringCell.TYPE));

    private static final DataTableSpec COMPARISON = new DataTableSpec(Tables.column("Data", StringCell.TYPE),
        Tables.column("Model A", StringCell.TYPE), Tables.column("Model B", StringCell.TYPE), Tables.column("Test", StringCell.TYPE),
        Tables.column("B minus A", DoubleCell.TYPE), Tables.column("CI low", DoubleCell.TYPE), Tables.column("CI high", DoubleCell.TYPE),
        Tables.column("Statistic", DoubleCell.TYPE), Tables.column("p", DoubleCell.TYPE), Tables.column("Adjusted p", DoubleCell.TYPE),
        Tables.column("Note", StringCell.TYPE));

    private static final DataTableSpec CONFUSION = new DataTableSpec(Tables.column("Data", StringCell.TYPE),
        Tables.column("Model", StringCell.TYPE), Tables.column("Threshold", DoubleCell.TYPE), Tables.column("True class", StringCell.TYPE),
        Tables.column("Predicted negative", IntCell.TYPE), Tables.column("Predicted positive", IntCell.TYPE));

    private static final DataTableSpec CURVES = new DataTableSpec(Tables.column("Data", StringCell.TYPE),
        Tables.column("Model", StringCell.TYPE), Tables.column("Curve", StringCell.TYPE), Tables.column("Threshold", DoubleCell.TYPE),
        Tables.column("x", DoubleCell.TYPE), Tables.column("y", DoubleCell.TYPE), Tables.column("y low", DoubleCell.TYPE),
        Tables.column("y high", DoubleCell.TYPE), Tables.column("Rows", IntCell.TYPE));

    private static final DataTableSpec SUBGROUPS = new DataTableSpec(Tables.column("Data", StringCell.TYPE),
        Tables.column("Model", StringCell.TYPE), Tables.column("Column", StringCell.TYPE), Tables.column("Subgroup", StringCell.TYPE),
        Tables.column("Rows", IntCell.TYPE), Tables.column("Positive rows", IntCell.TYPE), Tables.column("AUC", DoubleCell.TYPE),
        Tables.column("AUC low", DoubleCell.TYPE), Tables.column("AUC high", DoubleCell.TYPE), Tables.column("Accuracy", DoubleCell.TYPE),
        Tables.column("Sensitivity", DoubleCell.TYPE), Tables.column("Sensitivity low", DoubleCell.TYPE),
        Tables.column("Sensitivity high", DoubleCell.TYPE), Tables.column("Specificity", DoubleCell.TYPE),
        Tables.column("Specificity low", DoubleCell.TYPE), Tables.column("Specificity high", DoubleCell.TYPE),
        Tables.column("Brier score", DoubleCell.TYPE), Tables.column("Note", StringCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("model-evaluator"))
        .shortDescription("Measures predicted probabilities against the truth, with intervals, and compares models.")
        .fullDescription("""
                <b>Discrimination</b>: area under the ROC curve with DeLong's interval (doi:10.2307/2531595) and bootstrap intervals, average
                precision. <b>Classification</b> at the threshold: accuracy, sensitivity, specificity, predictive values, balanced accuracy, F1
                of the positive class and the mean of both (macro), Matthews correlation, kappa. <b>Calibration</b>: Brier score and scaled
                Brier score (doi:10.1097/EDE.0b013e3181c30fb2), log loss, slope and intercept of the logistic recalibration
                (doi:10.1093/biomet/45.3-4.562), calibration in the large, expected calibration error of ten bins of equal width,
                Hosmer-Lemeshow test of ten groups (doi:10.1080/03610928008827941). <b>Usefulness</b>: decision curves
                (doi:10.1177/0272989X06295361).
                <p><b>Several models</b> are compared on the same rows: DeLong's paired test of the areas, McNemar's exact test of the
                decisions, integrated discrimination improvement and net reclassification improvement, continuous and at the threshold
                (doi:10.1002/sim.2929, doi:10.1002/sim.4085). The last two reward miscalibrated models (doi:10.1002/sim.5804): read
                them beside the calibration.</p>
                <p><b>A second table</b> is an external validation: nothing is chosen on it.</p>
                <p>With several rows a patient whole patients are resampled, and the area's variance is Obuchowski's (doi:10.2307/2533958);
                what still takes rows as independent says so. A figure that cannot be had is missing, and the note says why.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Predictions", "One row a patient with the true class and the predicted probability of one or several models.")
            .addInputPort("External predictions", "The same columns of patients from elsewhere.", BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Metrics", """
                One row a table, model and metric: estimate, interval, how the interval was made, and what to mind. The AUC has a row for
                each of its intervals.""")
            .addOutputTable("Model comparison", """
                One row a pair of models and test: the difference with its interval, statistic, p and adjusted p. The statistic is z, or
                McNemar's chi-square with continuity correction.""")
            .addOutputTable("Confusion matrix", "One row a table, model and true class: how many rows are classed negative and positive.")
            .addOutputTable("Curves", """
                The points of all curves. <b>ROC</b>: x is 1 - specificity, y the sensitivity; <b>ROC band</b>: its pointwise interval;
                <b>Precision-recall</b>: x is the recall, y the precision; <b>Calibration</b>: x is the predicted, y the observed share of a
                group; <b>Decision curve</b>: x is the threshold probability, y the net benefit.""")
            .addOutputTable("Subgroups", "One row a table, model, column and value of it, with DeLong's and Wilson's intervals.")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(ModelEvaluatorNodeParameters.class)
            .configure(ModelEvaluatorNodeFactory::configure)
            .execute(Execution.of(NAME, ModelEvaluatorNodeFactory::execute)))
        .addView(v -> Views.charts(v, "ROC curves with bands, calibration, decision and precision-recall curves, confusion matrices."))
        .keywords("ROC", "AUC", "calibration", "decision curve", "sensitivity", "specificity", "confidence interval", "scorer", "DeLong",
            "McNemar", "external validation", "Brier");

    /** For KNIME. */
    public ModelEvaluatorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ModelEvaluatorNodeParameters parameters = in.getParameters();
        parameters.check(in.getInTableSpec(0));
        if (in.getInTableSpec(1) != null) {
            parameters.check(in.getInTableSpec(1));
        }
        out.setOutSpecs(METRICS, COMPARISON, CONFUSION, CURVES, SUBGROUPS, Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ModelEvaluatorNodeParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final List<PredictionTable> tables = new ArrayList<>();
        tables.add(PredictionTable.read(DATA[0], in.getInTable(0), parameters, null, progress));
        if (in.getInTable(1) != null) {
            tables.add(PredictionTable.read(DATA[1], in.getInTable(1), parameters, tables.get(0), progress));
        }
        final EvaluationCharts charts = new EvaluationCharts(parameters.level());
        final List<DataCell[]> metrics = new ArrayList<>();
        final List<DataCell[]> comparison = new ArrayList<>();
        final List<DataCell[]> confusion = new ArrayList<>();
        final List<DataCell[]> subgroups = new ArrayList<>();
        final List<String> notes = new ArrayList<>();
        for (int t = 0; t < tables.size(); t++) {
            final PredictionTable table = tables.get(t);
            final Run run = new Run(parameters.m_seed, Parallel.processors(),
                Execution.part(progress, t / (double)tables.size(), (t + 1.0) / tables.size()));
            metrics(table, parameters, run, metrics);
            table.models().forEach((name, p) -> confusion(table, name, p, confusion));
            subgroups(table, parameters, subgroups);
            if (table.paired()) {
                comparison(table, parameters, comparison);
            } else {
                notes.add("The models of '" + table.data() + "' were evaluated on different rows and are not compared.");
            }
            charts.add(table, parameters.m_resamples, parameters.m_groups, t == 0 ? "" : "-external", run);
            if (!table.warning().isEmpty()) {
                notes.add(table.warning());
            }
        }
        final ChartsPage page = new ChartsPage(NAME, charts.charts(), notes);
        out.setOutData(Tables.table(exec, METRICS, metrics), Tables.table(exec, COMPARISON, comparison),
            Tables.table(exec, CONFUSION, confusion),
            Tables.table(exec, CURVES, charts.points().stream().map(ModelEvaluatorNodeFactory::point).toList()),
            Tables.table(exec, SUBGROUPS, subgroups), Figures.table(exec, Figure.of(page, null)));
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
        out.setInternalData(Views.data(exec, page.toJson()));
    }

    private static void metrics(final PredictionTable table, final ModelEvaluatorNodeParameters parameters, final Run run,
        final List<DataCell[]> cells) {
        int done = 0;
        for (final Map.Entry<String, Predictions> model : table.models().entrySet()) {
            final Run part = run.with(Execution.part(run.progress(), 0.8 * done / table.models().size(),
                0.8 * (done + 1) / table.models().size()));
            for (final Performance.Figure f : parameters.performance().of(model.getValue(), part)) {
                cells.add(new DataCell[]{Tables.cell(table.data()), Tables.cell(model.getKey()), Tables.cell(f.name()),
                    Tables.cell(f.value().estimate()), Tables.cell(f.value().low()), Tables.cell(f.value().high()), Tables.cell(f.method()),
                    Tables.cell(f.note())});
            }
            done++;
        }
    }

    private static void comparison(final PredictionTable table, final ModelEvaluatorNodeParameters parameters, final List<DataCell[]> cells) {
        for (final ModelComparisons.Row r : ModelComparisons.of(table.models(), parameters.adjustment(), parameters.level())) {
            cells.add(new DataCell[]{Tables.cell(table.data()), Tables.cell(r.a()), Tables.cell(r.b()), Tables.cell(r.test()),
                Tables.cell(r.difference().estimate()), Tables.cell(r.difference().low()), Tables.cell(r.difference().high()),
                Tables.cell(r.statistic()), Tables.cell(r.p()), Tables.cell(r.adjusted()), Tables.cell(r.note())});
        }
    }

    private static void confusion(final PredictionTable table, final String name, final Predictions p, final List<DataCell[]> cells) {
        final Confusion c = p.confusion();
        cells.add(new DataCell[]{Tables.cell(table.data()), Tables.cell(name), Tables.cell(c.threshold()),
            Tables.cell(table.classes().get(0)), Tables.cell(c.tn()), Tables.cell(c.fp())});
        cells.add(new DataCell[]{Tables.cell(table.data()), Tables.cell(name), Tables.cell(c.threshold()),
            Tables.cell(table.classes().get(1)), Tables.cell(c.fn()), Tables.cell(c.tp())});
    }

    private static void subgroups(final PredictionTable table, final ModelEvaluatorNodeParameters parameters, final List<DataCell[]> cells) {
        table.models().forEach((name, p) -> {
            for (final Map.Entry<String, Groups> column : table.subgroups().get(name).entrySet()) {
                for (final Subgroups.Row r : Subgroups.of(p, column.getValue(), parameters.level())) {
                    final Interval sensitivity = r.sensitivity();
                    final Interval specificity = r.specificity();
                    cells.add(new DataCell[]{Tables.cell(table.data()), Tables.cell(name), Tables.cell(column.getKey()), Tables.cell(r.name()),
                        Tables.cell(r.rows()), Tables.cell(r.positives()), Tables.cell(r.auc().estimate()), Tables.cell(r.auc().low()),
                        Tables.cell(r.auc().high()), Tables.cell(r.accuracy().estimate()), Tables.cell(sensitivity.estimate()),
                        Tables.cell(sensitivity.low()), Tables.cell(sensitivity.high()), Tables.cell(specificity.estimate()),
                        Tables.cell(specificity.low()), Tables.cell(specificity.high()), Tables.cell(r.brier()), Tables.cell(r.note())});
                }
            }
        });
    }

    private static DataCell[] point(final EvaluationCharts.Point p) {
        return new DataCell[]{Tables.cell(p.data()), Tables.cell(p.model()), Tables.cell(p.curve()), Tables.cell(p.threshold()),
            Tables.cell(p.x()), Tables.cell(p.y().estimate()), Tables.cell(p.y().low()), Tables.cell(p.y().high()),
            p.rows() < 0 ? Tables.cell(Double.NaN) : Tables.cell(p.rows())};
    }
}
