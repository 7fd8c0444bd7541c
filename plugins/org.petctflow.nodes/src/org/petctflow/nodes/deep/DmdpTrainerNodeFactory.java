package org.petctflow.nodes.deep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
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
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.model.DmdpManifest;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.train.EpochLosses;
import org.petctflow.deep.train.TrainOptions;
import org.petctflow.deep.train.TrainResult;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;
import org.petctflow.types.DmdpPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** The DMDP Trainer: one network for several labels from CT, PET and features. */
public final class DmdpTrainerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "DMDP Trainer";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("dmdp-trainer"))
        .shortDescription("Trains one deep network that predicts several labels from CT, PET and features at once.")
        .fullDescription("""
                Dual-Modal Dual-task Prediction: each modality has an encoder of 3 x 3 x 3 convolutions with batch normalisation; the two attend
                to each other at a small and a large scale; radiomic and clinical features go through a fully connected encoder with instance
                normalisation; each label has a head. What is minimised is
                <p><tt>sum over tasks of weight * cross-entropy + weight * contrastive loss</tt>,</p>
                where the contrastive loss (InfoNCE, arXiv:1807.03748, both ways as in arXiv:2103.00020) draws a patient's images and features
                together. Labels may be missing: a patient teaches the tasks it has a label of.
                <p>Images are cut to a window, brought onto one grid and standardised by the training patients. The epoch with the smallest
                validation loss is kept: the validation patients have chosen it, so that a fair estimate needs patients the node has not seen
                (DMDP Predictor).</p>
                <p>A row whose volumes are missing, of another size or in another unit is left out; the reason is in the third output. One
                missing modality of two is no reason. Prepared boxes lie in a folder for temporary files while the node runs: memory does not grow with the
                cohort. PyTorch must be installed (feature <i>PETCT Flow PyTorch natives</i>); nothing is downloaded.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Boxes", """
                    One row a lesion with boxes of CT and PET (and mask) from the ROI Cropper; labels and features here or in the clinical table.""")
            .addInputPort("Clinical table", """
                    Optional: one row a patient with labels and features, joined by the column of patients. A column that is in both tables is
                    taken from the first.""", BufferedDataTable.TYPE_OPTIONAL)
            .addOutputPort("Network", "The trained network with its preprocessing, for the DMDP Predictor.", DmdpPortObject.TYPE)
            .addOutputTable("Losses", """
                    One row an epoch: learning rate, the total loss, each task's cross-entropy and the contrastive loss of the training
                    patients; total and tasks of the validation patients; whether it was the best so far.""")
            .addOutputTable("Validation predictions", """
                    One row a validation patient: labels, probabilities of every class, the most probable one. Rows that were left out are
                    here, too, with the reason.""")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(DmdpTrainerNodeParameters.class)
            .configure(DmdpTrainerNodeFactory::configure)
            .execute(Deep.execution(NAME, DmdpTrainerNodeFactory::execute)))
        .addView(v -> Views.charts(v, "The losses of every epoch: total and contrastive, and each task for training and validation patients."))
        .keywords("deep learning", "neural network", "multi-task", "contrastive", "attention", "convolution", "PyTorch", "EGFR", "subtype");

    /** For KNIME. */
    public DmdpTrainerNodeFactory() {
        super(NODE);
    }

    private static Patients.Layout layout(final DataTableSpec volumes, final DataTableSpec clinical, final DmdpTrainerNodeParameters parameters)
        throws InvalidSettingsException {
        if (parameters.m_labelColumns.length == 0) {
            throw new InvalidSettingsException("Choose at least one column for \"Labels\"");
        }
        return Patients.Layout.of(volumes, clinical, parameters.chosen());
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DmdpTrainerNodeParameters parameters = in.getParameters();
        layout(in.getInTableSpec(0), in.getInPortSpec(1), parameters);
        final boolean text = parameters.m_featureColumns.length > 0;
        final DmdpManifest unknown = new DmdpManifest(parameters.ct(), parameters.pet(), parameters.m_useMask,
            List.of(parameters.m_featureColumns), List.of(), text ? parameters.m_projection : parameters.m_hidden, text ? parameters.m_projection : 0);
        final Provenance provenance = Provenances.of(NAME, parameters, parameters.m_seed);
        out.setOutSpec(0, new ModelPortObjectSpec(unknown.toManifest("DMDP network, not trained yet", parameters.m_ctColumn,
            parameters.m_petColumn, parameters.m_maskColumn, provenance)));
        out.setOutSpec(1, new DataTableSpec(LossTable.columns(List.of(parameters.m_labelColumns)).toArray(DataColumnSpec[]::new)));
        out.setOutSpec(3, Figures.SPEC);
        out.setOutSpec(2, (DataTableSpec)null); // the classes are known when the labels were read
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final DmdpTrainerNodeParameters parameters = in.getParameters();
        final ExecutionContext exec = in.getExecutionContext();
        final BufferedDataTable clinical = in.getInPortObject(1);
        final Patients patients = new Patients(layout(in.getInTable(0).getDataTableSpec(), clinical == null ? null : clinical.getDataTableSpec(),
            parameters), in.getInTable(0), clinical, null, progress);
        TrainOptions options = parameters.options(patients.tasks().stream().map(t -> t.classes().size()).toList());
        if (parameters.m_keepCheckpoint) {
            final Path folder = Folders.path(DmdpTrainerNodeParameters.CHECKPOINT, parameters.m_checkpointFolder);
            try {
                Files.createDirectories(folder);
            } catch (final IOException e) {
                throw new IOException("The folder for the checkpoint, " + folder + ", cannot be made (" + e.getClass().getSimpleName() + ": "
                    + e.getMessage() + "): choose another one for \"" + DmdpTrainerNodeParameters.CHECKPOINT + "\"", e);
            }
            options = options.withCheckpoint(folder.resolve("dmdp.checkpoint"), parameters.m_resume);
        }
        final boolean[] validates = ValidationSplit.of(patients, parameters, parameters.m_seed);
        try (PreparedCases cases = PreparedCases.prepare(patients, parameters.preprocessing(), null, progress.part(0, 0.1))) {
            final TrainResult result = Deep.training(parameters.m_separateProcess).train(cases, ValidationSplit.indices(validates, false),
                ValidationSplit.indices(validates, true), options, progress.part(0.1, 1));
            final Provenance provenance = Provenances.of(NAME, parameters, parameters.m_seed);
            out.setOutData(0, DmdpPortObject.create(exec, DmdpManifest.of(result.model()).toManifest(result.model().toString(),
                parameters.m_ctColumn, parameters.m_petColumn, parameters.m_maskColumn, provenance), result.model()::write));
            out.setOutData(1, LossTable.of(exec, patients.tasks(), result.curve()));
            out.setOutData(2, predictions(exec, patients, result, provenance));
            final ChartsPage page = page(patients.tasks(), result, parameters);
            out.setOutData(3, Figures.table(exec, Figure.of(page, null)));
            out.setInternalData(Views.data(exec, page.toJson()));
            if (!result.leftOut().isEmpty()) {
                final int first = result.leftOut().keySet().stream().min(Integer::compare).orElseThrow();
                out.setWarningMessage(result.leftOut().size() + " of " + patients.size() + " rows were left out; the reasons are in the third output. "
                    + "First, '" + patients.name(first) + "': " + result.leftOut().get(first));
            }
        }
    }

    private static BufferedDataTable predictions(final ExecutionContext exec, final Patients patients, final TrainResult result,
        final Provenance provenance) {
        final List<Task> tasks = patients.tasks();
        final List<DataColumnSpec> columns = new ArrayList<>();
        tasks.forEach(t -> columns.add(Tables.column(t.name(), StringCell.TYPE)));
        final List<DataColumnSpec> predicted = Deep.columns(tasks, provenance);
        columns.addAll(predicted);
        columns.add(Tables.column("Training problem", StringCell.TYPE));
        final BufferedDataContainer container = exec.createDataContainer(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)));
        final Map<Integer, Prediction> byRow = new LinkedHashMap<>();
        result.validation().forEach(p -> byRow.put(p.index(), p));
        for (int i = 0; i < patients.size(); i++) {
            final Prediction prediction = byRow.get(i);
            final String problem = prediction != null && prediction.problem() != null ? prediction.problem() : result.leftOut().get(i);
            if (prediction == null && problem == null) {
                continue; // it trained
            }
            final List<DataCell> cells = new ArrayList<>();
            final int[] labels = patients.labels(i);
            for (int t = 0; t < labels.length; t++) {
                cells.add(Tables.cell(labels[t] < 0 ? null : tasks.get(t).classes().get(labels[t])));
            }
            cells.addAll(problem == null ? Deep.cells(tasks, prediction) : Arrays.asList(Tables.missing(predicted.size())));
            cells.add(Tables.cell(problem));
            container.addRowToTable(new DefaultRow(patients.name(i), cells));
        }
        container.close();
        return container.getTable();
    }

    private static ChartsPage page(final List<Task> tasks, final TrainResult result, final DmdpTrainerNodeParameters parameters) {
        final List<EpochLosses> curve = result.curve();
        final double[] epochs = curve.stream().mapToDouble(EpochLosses::epoch).toArray();
        final List<Chart.Mark> kept = List.of(new Chart.Mark(result.bestEpoch(), "kept"));
        final List<Chart.Curve> whole = new ArrayList<>();
        whole.add(Chart.Curve.of("Total, training", epochs, curve.stream().mapToDouble(EpochLosses::total).toArray()));
        if (parameters.m_featureColumns.length > 0 && parameters.m_contrastiveWeight > 0) {
            whole.add(Chart.Curve.of("Contrastive, training", epochs, curve.stream().mapToDouble(EpochLosses::contrastive).toArray()));
        }
        if (!result.validation().isEmpty()) {
            whole.add(Chart.Curve.of("Tasks, validation", epochs, curve.stream().mapToDouble(EpochLosses::validationTotal).toArray()));
        }
        final List<Chart> charts = new ArrayList<>();
        charts.add(new Chart.Lines("total", "Losses", "The validation loss holds the tasks only, by their weights.", "Epoch", "Loss", whole, kept));
        for (int t = 0; t < tasks.size(); t++) {
            final int task = t;
            final List<Chart.Curve> curves = new ArrayList<>();
            curves.add(Chart.Curve.of("Training", epochs, curve.stream().mapToDouble(e -> e.tasks().get(task)).toArray()));
            if (!result.validation().isEmpty()) {
                curves.add(Chart.Curve.of("Validation", epochs, curve.stream().mapToDouble(e -> e.validationTasks().get(task)).toArray()));
            }
            charts.add(new Chart.Lines("task-" + t, tasks.get(t).name(), null, "Epoch", "Cross-entropy", curves, kept));
        }
        return new ChartsPage(NAME, charts, List.of("Epoch " + result.bestEpoch() + " was kept"
            + (result.validation().isEmpty() ? ", the last one" : ", the one with the smallest validation loss")
            + (result.stoppedEarly() ? "; the training stopped early." : ".")));
    }
}
