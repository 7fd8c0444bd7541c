package org.petctflow.nodes.models;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.ModelManifest;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.ensemble.Classifiers;
import org.petctflow.learning.model.Classifier;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Failures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Models;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.models.ClassifierPredictorNodeParameters.Source;
import org.petctflow.types.ClassifierPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** The Classifier Predictor: probabilities and classes of new rows. */
public final class ClassifierPredictorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Classifier Predictor";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("classifier-predictor"))
        .shortDescription("Predicts the class of rows with a model of a learner.")
        .fullDescription("""
                Gives each row the probability of the positive class, and the class at the threshold that was chosen from the training rows.
                A table without one of the model's columns is refused with its name; the order of columns does not matter, and others pass
                unchanged. Prepare the rows as the training rows were, with the Feature Preprocessor Apply. A row with a missing or
                infinite value gets no prediction and the reason.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputPort("Model", "What a Stacking Learner learned.", ClassifierPortObject.TYPE)
            .addInputTable("Rows", "A table with the model's columns.")
            .addOutputTable("Predictions", """
                The input with <b>P (label=class)</b>, the probability of the positive class, <b>Prediction (label)</b>, <b>Threshold
                (label)</b>, from which probability on it is positive, and <b>Prediction problem</b>, why a row has none."""))
        .model(m -> m.parametersClass(ClassifierPredictorNodeParameters.class)
            .configure(ClassifierPredictorNodeFactory::configure)
            .execute(Execution.of(NAME, ClassifierPredictorNodeFactory::execute)))
        .keywords("apply", "score", "probability", "external validation");

    /** For KNIME. */
    public ClassifierPredictorNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec spec(final DataTableSpec spec, final ModelManifest manifest) {
        return Tables.append(spec,
            Tables.column("P (" + manifest.target() + "=" + manifest.classes().get(1) + ")", DoubleCell.TYPE),
            Tables.column("Prediction (" + manifest.target() + ")", StringCell.TYPE),
            Tables.column("Threshold (" + manifest.target() + ")", DoubleCell.TYPE),
            Tables.column("Prediction problem", StringCell.TYPE));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ModelPortObjectSpec model = in.getInPortSpec(0);
        final DataTableSpec table = in.getInPortSpec(1);
        Models.checkInputs(model.getManifest(), table);
        out.setOutSpec(0, model.getManifest().classes().size() == 2 ? spec(table, model.getManifest()) : null); // else not learned yet
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ClassifierPredictorNodeParameters parameters = in.getParameters();
        final ClassifierPortObject port = in.getInPortObject(0);
        final BufferedDataTable table = in.getInPortObject(1);
        final ModelManifest manifest = port.getManifest();
        Models.checkInputs(manifest, table.getDataTableSpec());
        final Classifier model = port.read(i -> Classifiers.read(new String(i.readAllBytes(), StandardCharsets.UTF_8)));
        final double threshold = parameters.m_source == Source.OWN ? parameters.m_threshold
            : Double.parseDouble(manifest.details().getOrDefault(StackingLearnerNodeFactory.THRESHOLD, "0.5"));
        final List<String> names = manifest.inputNames(ModelManifest.Type.NUMBER);
        final int[] columns = names.stream().mapToInt(table.getDataTableSpec()::findColumnIndex).toArray();
        final double[][] values = Tables.numbers(table, columns, progress);
        final String[] problems = new String[values.length];
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < columns.length && problems[r] == null; c++) {
                if (!Double.isFinite(values[r][c])) {
                    problems[r] = "The value of '" + names.get(c) + "' is " + (Double.isNaN(values[r][c]) ? "missing" : "infinite");
                }
            }
        }
        final double[][] complete = IntStream.range(0, values.length).filter(r -> problems[r] == null)
            .mapToObj(r -> values[r]).toArray(double[][]::new);
        final double[] p = complete.length == 0 ? new double[0] : model.predictProbability(FeatureMatrix.ofRows(names, complete));
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(spec(table.getDataTableSpec(), manifest));
        final Failures failures = new Failures("predicted");
        int r = 0;
        int k = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            if (problems[r] == null) {
                final double probability = p[k++];
                container.addRowToTable(Tables.append(row, Tables.cell(probability),
                    Tables.cell(manifest.classes().get(probability >= threshold ? 1 : 0)), Tables.cell(threshold), Tables.cell((String)null)));
                failures.done();
            } else {
                final DataCell[] cells = Arrays.copyOf(Tables.missing(3), 4);
                cells[3] = Tables.cell(problems[r]);
                container.addRowToTable(Tables.append(row, cells));
                failures.add(row.getKey().getString(), problems[r]);
            }
            r++;
        }
        container.close();
        failures.report(out, "Prepare the rows with the Feature Preprocessor Apply before.");
        out.setOutData(0, container.getTable());
    }
}
