package org.petctflow.nodes.models;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
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
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;
import org.petctflow.learning.ensemble.CalibratedModel;
import org.petctflow.learning.ensemble.Classifiers;
import org.petctflow.learning.ensemble.Learners;
import org.petctflow.learning.ensemble.Stacking;
import org.petctflow.learning.ensemble.StackingModel;
import org.petctflow.learning.model.Classifier;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.preprocess.FeaturePreprocessor;
import org.petctflow.learning.protocol.Protocol;
import org.petctflow.learning.select.AllColumns;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.ClassifierPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** The Stacking Learner: tuned base learners under a meta-learner. */
public final class StackingLearnerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Stacking Learner";

    /** Of the manifest's details: from which probability on a row is classed positive. */
    static final String THRESHOLD = "threshold";

    /** Of the manifest's details: the base learners' names, a line each. */
    static final String LEARNERS_DETAIL = "learners";

    private static final DataTableSpec LEARNERS = new DataTableSpec(Tables.column("Learner", StringCell.TYPE),
        Tables.column("Options", StringCell.TYPE), Tables.column("Out-of-fold AUC", DoubleCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("stacking-learner"))
        .shortDescription("Learns a two-class model: tuned base learners under a meta-learner.")
        .fullDescription("""
                Each base learner is tuned by a grid search inside the training rows; its out-of-fold probabilities are what the
                meta-learner learns the label from; then it is fitted to all training rows (Wolpert 1992,
                doi:10.1016/S0893-6080(05)80023-1). Class weights, SMOTE, calibration and the threshold see training rows only.
                <p>The default is the study's: logistic regression, random forest and extremely randomised trees under a logistic regression.
                Scale columns before (Feature Preprocessor) for logistic regression and SVMs. What the model is worth says the Protocol
                Evaluator, not its fit to these rows.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Training rows", "A table with a label of two classes and columns of numbers without missing values.")
            .addOutputPort("Model", "For the Classifier Predictor.", ClassifierPortObject.TYPE)
            .addOutputTable("Learners", """
                One row a base learner and the stack: the options that the grid search chose, as JSON, and the AUC of its out-of-fold
                predictions of the training rows. That one is a little too good, for the options were chosen on the same rows; the stack has
                none."""))
        .model(m -> m.parametersClass(StackingLearnerNodeParameters.class)
            .configure(StackingLearnerNodeFactory::configure)
            .execute(Execution.of(NAME, StackingLearnerNodeFactory::execute)))
        .keywords("ensemble", "logistic regression", "random forest", "extra trees", "SVM", "gradient boosting", "grid search", "SMOTE",
            "classification", "training");

    /** For KNIME. */
    public StackingLearnerNodeFactory() {
        super(NODE);
    }

    private static ModelManifest manifest(final StackingLearnerNodeParameters parameters, final List<String> features,
        final List<String> classes, final String summary, final Map<String, String> details) {
        return new ModelManifest(ModelManifest.CLASSIFIER, summary,
            features.stream().map(f -> new ModelManifest.Input(f, ModelManifest.Type.NUMBER)).toList(), parameters.m_columns.m_labelColumn,
            classes, details, Provenances.of(NAME, parameters, parameters.m_seed));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final StackingLearnerNodeParameters parameters = in.getParameters();
        final List<String> features = parameters.m_columns.check(in.getInTableSpec(0));
        out.setOutSpecs(new ModelPortObjectSpec(manifest(parameters, features, List.of(), "Classifier, not learned yet", Map.of())), LEARNERS);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final StackingLearnerNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final ExecutionContext exec = in.getExecutionContext();
        final List<String> features = parameters.m_columns.check(table.getDataTableSpec());
        final LearningRows rows = LearningRows.read(parameters.m_columns, table, features, null, true, progress);
        final Run run = new Run(parameters.m_seed, Parallel.processors(), progress);
        final Stacking settled = (Stacking)parameters.m_learner.stacking().settle(rows.data(),
            run.part("settle").with(Execution.part(progress, 0, 0.4)));
        final Protocol.Model model = new Protocol(new FeaturePreprocessor(false, false, -1, 1), null, new AllColumns(),
            Map.of("model", parameters.m_learner.calibrated(settled)), parameters.m_learner.policy(), parameters.m_learner.m_stackingFolds)
            .fit(rows.data(), run.with(Execution.part(progress, 0.4, 1))).models().get("model");
        final List<String> names = List.copyOf(parameters.m_learner.bases().keySet());
        final String summary = String.join(", ", names) + " under one meta-learner: " + parameters.m_columns.m_labelColumn + " = "
            + rows.positive() + " from " + features.size() + " columns of " + rows.rows().length + " rows";
        final ModelManifest manifest = manifest(parameters, features, rows.data().labels().classes(), summary,
            Map.of(THRESHOLD, Double.toString(model.threshold()), LEARNERS_DETAIL, String.join("\n", names)));
        out.setOutData(0, ClassifierPortObject.create(exec, manifest,
            o -> o.write(Classifiers.write(model.classifier()).getBytes(StandardCharsets.UTF_8))));
        out.setOutData(1, learners(exec, names, settled, model.classifier(), rows));
        rows.warn(out);
    }

    private static BufferedDataTable learners(final ExecutionContext exec, final List<String> names, final Stacking settled,
        final Classifier model, final LearningRows rows) {
        final Classifier stack = model instanceof CalibratedModel c ? c.model() : model;
        final Optional<FeatureMatrix> outOfFold = stack instanceof StackingModel s ? s.outOfFold() : Optional.empty();
        final BufferedDataContainer container = exec.createDataContainer(LEARNERS);
        for (int b = 0; b < names.size(); b++) {
            final int base = b;
            final double auc = outOfFold.map(x -> Metric.ROC_AUC.of(rows.data().y(), x.column(base), 0.5)).orElse(Double.NaN);
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)b), Tables.cell(names.get(b)),
                Tables.cell(Learners.write(settled.bases().get(b))), Tables.cell(auc)));
        }
        container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)names.size()), Tables.cell("Meta-learner"),
            Tables.cell(Learners.write(settled.meta())), Tables.cell(Double.NaN)));
        container.close();
        return container.getTable();
    }
}
