package org.petctflow.nodes.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
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
import org.petctflow.base.ModelManifest;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Labels;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.ensemble.Classifiers;
import org.petctflow.learning.ensemble.StackingModel;
import org.petctflow.learning.explain.Explainer;
import org.petctflow.learning.explain.PartialDependence;
import org.petctflow.learning.explain.PermutationImportance;
import org.petctflow.learning.explain.ShapleyValues;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.LogisticModel;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LabelClasses;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Models;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;
import org.petctflow.types.ClassifierPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** The Model Explainer: what a model's predictions rest on. */
public final class ModelExplainerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Model Explainer";

    private static final DataTableSpec IMPORTANCE = new DataTableSpec(Tables.column("Part", StringCell.TYPE),
        Tables.column("Column", StringCell.TYPE), Tables.column("Rank", IntCell.TYPE), Tables.column("Mean absolute Shapley value", DoubleCell.TYPE),
        Tables.column("Scale", StringCell.TYPE), Tables.column("Method", StringCell.TYPE), Tables.column("Permutation importance", DoubleCell.TYPE),
        Tables.column("SD", DoubleCell.TYPE), Tables.column("CI low", DoubleCell.TYPE), Tables.column("CI high", DoubleCell.TYPE));

    private static final DataTableSpec DEPENDENCE = new DataTableSpec(Tables.column("Column", StringCell.TYPE),
        Tables.column("Value", DoubleCell.TYPE), Tables.column("Mean probability", DoubleCell.TYPE), Tables.column("10 %", DoubleCell.TYPE),
        Tables.column("90 %", DoubleCell.TYPE));

    private static final String CAPTION = "Shapley values of a row add up, with the base, to its prediction (Lundberg and Lee 2017).";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("model-explainer"))
        .shortDescription("Shows what a model's predictions rest on: Shapley values, permutation importance, partial dependence.")
        .fullDescription("""
                <b>Shapley values</b> (Lundberg and Lee 2017, arXiv:1705.07874) share out each row's prediction among the columns. Logistic
                regressions have them exactly as coefficient times difference from the background's mean, in log odds; forests and boosted trees
                exactly by TreeSHAP (arXiv:1802.03888), in probability and log odds. For a whole stack, a calibrated model or an SVM there is no
                such algorithm: what is explained is the final probability, by sampling (doi:10.1007/s10115-013-0679-x), and its base learners each
                exactly beside it. How much the stack listens to each of them is shown if its meta-learner is a logistic regression.
                <p><b>Permutation importance</b> (doi:10.1023/A:1010933404324): how much worse the model does when a column is shuffled among rows
                it has not learned from. Correlated columns share their importance: each seems to matter less than both.</p>
                <p><b>Partial dependence</b> (doi:10.1214/aos/1013203451): the mean prediction if all rows had the same value in a column.</p>
                <p>All this explains the model, not the disease: a column may matter because it stands for another, or for a centre.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputPort("Model", "What a Stacking Learner learned.", ClassifierPortObject.TYPE)
            .addInputTable("Rows", "The rows to explain, prepared as the training rows were; with the label for permutation importance.")
            .addInputPort("Background", "The training rows, from which what is not known of a row is taken. Without, the rows themselves serve.",
                BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Importance", """
                One row a part of the model and column: rank and mean absolute Shapley value, and for the whole model the drop of the figure by
                shuffling: mean, standard deviation and percentiles over the repeats.""")
            .addOutputTable("Shapley values", """
                One row a part of the model and input row: the base, the prediction that base and values add up to, and a value for each
                column.""")
            .addOutputTable("Partial dependence", "One row a column and value: mean prediction, and between which 80 % of the rows' lie.")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(ModelExplainerNodeParameters.class)
            .configure(ModelExplainerNodeFactory::configure)
            .execute(Execution.of(NAME, ModelExplainerNodeFactory::execute)))
        .addView(v -> Views.charts(v, "Swarms and means of Shapley values, permutation importance, partial dependence."))
        .keywords("SHAP", "Shapley", "feature importance", "interpretability", "explainable", "partial dependence", "XAI");

    /** For KNIME. */
    public ModelExplainerNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec shapleySpec(final ModelManifest manifest) {
        final DataTableSpec first = new DataTableSpec(Tables.column("Part", StringCell.TYPE), Tables.column("Row", StringCell.TYPE),
            Tables.column("Scale", StringCell.TYPE), Tables.column("Base", DoubleCell.TYPE), Tables.column("Prediction", DoubleCell.TYPE));
        return Tables.append(first, manifest.inputNames(ModelManifest.Type.NUMBER).stream()
            .map(n -> Tables.column("Shapley (" + n + ")", DoubleCell.TYPE)).toArray(DataColumnSpec[]::new));
    }

    private static void check(final ModelManifest manifest, final DataTableSpec rows, final DataTableSpec background,
        final ModelExplainerNodeParameters parameters) throws InvalidSettingsException {
        Models.checkInputs(manifest, rows);
        if (background != null) {
            Models.checkInputs(manifest, background);
        }
        final String label = parameters.m_labelColumn.orElse(manifest.target());
        if (parameters.m_importance && !rows.containsName(label)) {
            throw new InvalidSettingsException("The rows have no column '" + label + "' with the label, which permutation importance needs: choose "
                + "\"Label\", or uncheck \"Compute permutation importance\"");
        } else if (parameters.m_importance) {
            Tables.column(rows, label, "Label", StringValue.class, DoubleValue.class);
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ModelPortObjectSpec model = in.getInPortSpec(0);
        check(model.getManifest(), in.getInPortSpec(1), in.getInPortSpec(2), in.getParameters());
        out.setOutSpecs(IMPORTANCE, shapleySpec(model.getManifest()), DEPENDENCE, Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ModelExplainerNodeParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final ClassifierPortObject port = in.getInPortObject(0);
        final BufferedDataTable table = in.getInPortObject(1);
        final BufferedDataTable trained = in.getInPortObject(2);
        final ModelManifest manifest = port.getManifest();
        check(manifest, table.getDataTableSpec(), trained == null ? null : trained.getDataTableSpec(), parameters);
        final Classifier model = port.read(i -> Classifiers.read(new String(i.readAllBytes(), StandardCharsets.UTF_8)));
        final List<String> features = manifest.inputNames(ModelManifest.Type.NUMBER);
        final FeatureMatrix x = LearningRows.matrix(table, features, true, null, progress);
        if (x.rows() == 0) {
            throw new IllegalArgumentException("There is no row to explain");
        }
        final FeatureMatrix background = trained == null ? x : LearningRows.matrix(trained, features, true, null, progress);
        final String[] keys = Tables.keys(table);
        final Run run = new Run(parameters.m_seed, Parallel.processors(), progress);
        final String names = manifest.details().getOrDefault(StackingLearnerNodeFactory.LEARNERS_DETAIL, "");
        final List<Explainer.Part> parts = Explainer.parts(model, names.isEmpty() ? List.of() : Arrays.asList(names.split("\n")));
        final PermutationImportance permutation = parameters.m_importance
            ? permutation(model, manifest, table, x, parameters, run.with(Execution.part(progress, 0, 0.3))) : null;
        final ExplanationCharts charts = new ExplanationCharts();
        final List<DataCell[]> importance = new ArrayList<>();
        final List<DataCell[]> values = new ArrayList<>();
        final List<DataCell[]> dependence = new ArrayList<>();
        for (int p = 0; p < (parameters.m_bases ? parts.size() : 1); p++) {
            final double from = p == 0 ? 0.3 : 0.7 + 0.2 * (p - 1) / (parts.size() - 1);
            final double to = p == 0 ? 0.7 : 0.7 + 0.2 * p / (parts.size() - 1);
            final ShapleyValues s = parts.get(p).explain(background, x, parameters.m_orders, run.with(Execution.part(progress, from, to)));
            charts.shapley(p, parts.get(p), s, x, keys, parameters.m_shown);
            importance(parts.get(p), s, p == 0 ? permutation : null, importance);
            values(parts.get(p), s, keys, values);
            if (p == 0) {
                if (permutation != null) {
                    charts.permutation(permutation, parameters.figure(), parameters.m_shown);
                }
                dependences(model, x, s.meanAbsolute(), parameters, run.with(Execution.part(progress, 0.9, 1)), charts, dependence);
            }
        }
        listensTo(Explainer.stack(model), background, x, parts, importance);
        final ChartsPage page = new ChartsPage(NAME, charts.charts(), trained == null ? List.of("The explained rows themselves are the background.")
            : List.of());
        out.setOutData(Tables.table(exec, IMPORTANCE, importance), Tables.table(exec, shapleySpec(manifest), values),
            Tables.table(exec, DEPENDENCE, dependence), Figures.table(exec, Figure.of(page, CAPTION)));
        out.setInternalData(Views.data(exec, page.toJson()));
    }

    private static PermutationImportance permutation(final Classifier model, final ModelManifest manifest, final BufferedDataTable table,
        final FeatureMatrix x, final ModelExplainerNodeParameters parameters, final Run run) {
        final String column = parameters.m_labelColumn.orElse(manifest.target());
        final int at = table.getDataTableSpec().findColumnIndex(column);
        final int[] codes = new int[x.rows()];
        int r = 0;
        for (final DataRow row : table) {
            final String label = LabelClasses.label(row.getCell(at));
            codes[r] = manifest.classes().indexOf(String.valueOf(label));
            if (codes[r] < 0) {
                throw new IllegalArgumentException("Row '" + row.getKey() + "' has " + (label == null ? "no label" : "the label '" + label + "'")
                    + " in the column '" + column + "', but the model knows the classes " + FeatureMatrix.brief(manifest.classes())
                    + ": leave the row out, or uncheck \"Compute permutation importance\"");
            }
            r++;
        }
        final int positives = Arrays.stream(codes).sum();
        if (positives == 0 || positives == codes.length) {
            throw new IllegalArgumentException("All " + codes.length + " rows have the class '" + manifest.classes().get(codes[0]) + "' in the column '"
                + column + "', so that no figure can drop: give rows of both classes, or uncheck \"Compute permutation importance\"");
        }
        final double threshold = Double.parseDouble(manifest.details().getOrDefault(StackingLearnerNodeFactory.THRESHOLD, "0.5"));
        return PermutationImportance.of(model, Dataset.of(x, Labels.of(codes, manifest.classes())), parameters.metric(), threshold,
            parameters.m_repeats, run);
    }

    private static void importance(final Explainer.Part part, final ShapleyValues s, final PermutationImportance permutation,
        final List<DataCell[]> cells) {
        final double[] mean = s.meanAbsolute();
        int rank = 0;
        for (final int c : ExplanationCharts.most(mean, mean.length)) {
            final List<DataCell> line = new ArrayList<>(List.of(Tables.cell(part.name()), Tables.cell(s.columns().get(c)), Tables.cell(++rank),
                Tables.cell(mean[c]), Tables.cell(part.method().scale()), Tables.cell(part.method().text())));
            final int of = permutation == null ? -1 : permutation.columns().indexOf(s.columns().get(c));
            line.addAll(of < 0 ? Arrays.asList(Tables.missing(4)) : List.of(Tables.cell(permutation.mean(of)), Tables.cell(permutation.sd(of)),
                Tables.cell(permutation.quantile(of, 0.025)), Tables.cell(permutation.quantile(of, 0.975))));
            cells.add(line.toArray(DataCell[]::new));
        }
    }

    private static void values(final Explainer.Part part, final ShapleyValues s, final String[] keys, final List<DataCell[]> cells) {
        for (int r = 0; r < keys.length; r++) {
            final List<DataCell> line = new ArrayList<>(List.of(Tables.cell(part.name()), Tables.cell(keys[r]),
                Tables.cell(part.method().scale()), Tables.cell(s.base()), Tables.cell(s.base() + Arrays.stream(s.parts()[r]).sum())));
            for (final double v : s.parts()[r]) {
                line.add(Tables.cell(v));
            }
            cells.add(line.toArray(DataCell[]::new));
        }
    }

    private static void dependences(final Classifier model, final FeatureMatrix x, final double[] mean,
        final ModelExplainerNodeParameters parameters, final Run run, final ExplanationCharts charts, final List<DataCell[]> cells) {
        for (final int c : ExplanationCharts.most(mean, parameters.m_dependences)) {
            final PartialDependence d = PartialDependence.of(model, x, model.columns().get(c), parameters.m_points, run.silent());
            charts.dependence(d);
            for (int v = 0; v < d.values().length; v++) {
                cells.add(new DataCell[]{Tables.cell(d.column()), Tables.cell(d.values()[v]), Tables.cell(d.mean()[v]), Tables.cell(d.low()[v]),
                    Tables.cell(d.high()[v])});
            }
        }
    }

    /** How much a linear meta-learner listens to each base learner. */
    private static void listensTo(final Optional<StackingModel> stack, final FeatureMatrix background, final FeatureMatrix x,
        final List<Explainer.Part> parts, final List<DataCell[]> cells) {
        if (stack.isEmpty() || !(stack.get().meta() instanceof LogisticModel)) {
            return;
        }
        final Explainer.Part meta = new Explainer.Part("Meta-learner", stack.get().meta(), Explainer.Method.LINEAR);
        final ShapleyValues s = ShapleyValues.linear((LogisticModel)stack.get().meta(), stack.get().baseProbabilities(background),
            stack.get().baseProbabilities(x));
        importance(meta, new ShapleyValues(parts.stream().skip(1).map(Explainer.Part::name).toList(), s.base(), s.parts()), null, cells);
    }
}
