package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
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
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.model.DmdpManifest;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.nodes.common.Failures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.deep.DmdpPredictorNodeParameters.Uncertainty;
import org.petctflow.types.DmdpPortObject;
import org.petctflow.types.ModelPortObjectSpec;

/** The DMDP Predictor: probabilities of all tasks for patients with CT, PET and features. */
public final class DmdpPredictorNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "DMDP Predictor";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("dmdp-predictor"))
        .shortDescription("Predicts all labels of a DMDP network from CT, PET and features.")
        .fullDescription("""
                Prepares the images as the network was trained with (window, grid, standardisation), fills missing features with the training
                patients' median, and appends the probability of every class of every task.
                <p>A row is not predicted, and says why in <b>Prediction problem</b>, if its boxes have another extent or lie on another grid than the
                network takes, are in another unit (CT in HU, PET in the network's SUV), or hold values that are no numbers. Where one of two modalities
                is missing, what the network learned for a missing one stands in: train with modality dropout if that will happen.</p>
                <p>A patient's numbers do not depend on which others are predicted with it.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputPort("Network", "The network of the DMDP Trainer.", DmdpPortObject.TYPE)
            .addInputTable("Boxes", """
                    One row a lesion with boxes of the size the network was trained with, and its feature columns here or in the clinical table.""")
            .addInputPort("Clinical table", "Optional: one row a patient with features, joined by the column of patients.",
                BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Predictions", """
                    The boxes with, for each task, the label if the clinical table has it, the probability of every class and the most
                    probable one; if asked for, standard deviations and entropy, and embeddings; and the problem of rows without."""))
        .model(m -> m.parametersClass(DmdpPredictorNodeParameters.class)
            .configure(DmdpPredictorNodeFactory::configure)
            .execute(Deep.execution(NAME, DmdpPredictorNodeFactory::execute)))
        .keywords("deep learning", "neural network", "apply", "inference", "uncertainty", "embedding", "PyTorch");

    /** For KNIME. */
    public DmdpPredictorNodeFactory() {
        super(NODE);
    }

    private static Patients.Layout layout(final DmdpManifest network, final DataTableSpec volumes, final DataTableSpec clinical,
        final DmdpPredictorNodeParameters p) throws InvalidSettingsException {
        return Patients.Layout.of(volumes, clinical, new Patients.Chosen(p.m_patientColumn, network.ct() ? p.m_ctColumn : null,
            network.pet() ? p.m_petColumn : null, network.mask() ? p.m_maskColumn : null, network.features(), List.of(), null));
    }

    private static DmdpManifest network(final ModelManifest manifest) throws InvalidSettingsException {
        try {
            return DmdpManifest.fromManifest(manifest);
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DmdpPredictorNodeParameters parameters = in.getParameters();
        final ModelPortObjectSpec model = in.getInPortSpec(0);
        final DmdpManifest network = network(model.getManifest());
        layout(network, in.getInTableSpec(1), in.getInPortSpec(2), parameters);
        // before the training the classes are not known
        out.setOutSpec(0, network.tasks().isEmpty() ? (DataTableSpec)null
            : Tables.append(in.getInTableSpec(1), columns(network, in.getInTableSpec(1), in.getInPortSpec(2), parameters).toArray(DataColumnSpec[]::new)));
    }

    /** The labels that the clinical table knows and the boxes do not: a prediction is judged by them. */
    private static List<DataColumnSpec> labels(final DmdpManifest network, final DataTableSpec boxes, final DataTableSpec clinical) {
        return network.tasks().stream().map(Task::name).filter(t -> clinical != null && clinical.containsName(t) && !boxes.containsName(t))
            .map(t -> clinical.getColumnSpec(t)).toList(); // no method reference: it would want the table before it is asked
    }

    private static List<DataColumnSpec> columns(final DmdpManifest network, final DataTableSpec boxes, final DataTableSpec clinical,
        final DmdpPredictorNodeParameters parameters) {
        final Provenance provenance =
            Provenances.of(NAME, parameters, parameters.m_uncertainty == Uncertainty.NONE ? null : parameters.m_seed);
        final List<DataColumnSpec> columns = new ArrayList<>(labels(network, boxes, clinical));
        columns.addAll(Deep.columns(network.tasks(), provenance));
        if (parameters.m_uncertainty != Uncertainty.NONE) {
            for (final Task task : network.tasks()) {
                for (final String c : task.classes()) {
                    columns.add(Provenances.column("SD of P (" + task.name() + "=" + c + ")", DoubleCell.TYPE, provenance));
                }
                columns.add(Provenances.column("Entropy (" + task.name() + ", bits)", DoubleCell.TYPE, provenance));
            }
        }
        if (parameters.m_embeddings) {
            for (int k = 1; k <= network.imageEmbedding(); k++) {
                columns.add(Provenances.column("Image embedding " + k, DoubleCell.TYPE, provenance));
            }
            for (int k = 1; k <= network.featureEmbedding(); k++) {
                columns.add(Provenances.column("Feature embedding " + k, DoubleCell.TYPE, provenance));
            }
        }
        columns.add(Tables.column("Prediction problem", StringCell.TYPE));
        return columns;
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final DmdpPredictorNodeParameters parameters = in.getParameters();
        final DmdpPortObject object = in.getInPortObject(0);
        final BufferedDataTable table = in.getInTable(1);
        final BufferedDataTable clinical = in.getInPortObject(2);
        final DmdpModel model = object.read(content -> DmdpModel.read(content, "The network"));
        final DmdpManifest network = DmdpManifest.of(model);
        final DataTableSpec clinicalSpec = clinical == null ? null : clinical.getDataTableSpec();
        final Patients patients = new Patients(layout(network, table.getDataTableSpec(), clinicalSpec, parameters), table, clinical, null, progress);
        final List<Prediction> predictions;
        try (Predictor predictor = Predictor.open(model, parameters.m_device.strip(), parameters.m_threads)) {
            predictions = predictor.predict(patients, parameters.uncertainty(), progress);
        }
        final DataColumnSpec[] columns =
            columns(network, table.getDataTableSpec(), clinicalSpec, parameters).toArray(DataColumnSpec[]::new);
        final int[] labels = labels(network, table.getDataTableSpec(), clinicalSpec).stream()
            .mapToInt(c -> clinicalSpec.findColumnIndex(c.getName())).toArray();
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(Tables.append(table.getDataTableSpec(), columns));
        final Failures failures = new Failures("predicted");
        for (final Prediction prediction : predictions) {
            final DataCell[] cells = Tables.missing(columns.length);
            final DataRow known = patients.clinical(prediction.index());
            for (int t = 0; t < labels.length && known != null; t++) {
                cells[t] = known.getCell(labels[t]);
            }
            if (prediction.problem() == null) {
                final List<DataCell> predicted = cells(network.tasks(), prediction, parameters);
                System.arraycopy(predicted.toArray(DataCell[]::new), 0, cells, labels.length, predicted.size());
                failures.done();
            } else {
                cells[cells.length - 1] = Tables.cell(prediction.problem());
                failures.add(prediction.name(), prediction.problem());
            }
            container.addRowToTable(Tables.append(patients.row(prediction.index()), cells));
        }
        container.close();
        failures.report(out, "Look at the boxes: the network takes them as the ROI Cropper and the SUV Normalizer made those it was trained with.");
        out.setOutData(0, container.getTable());
    }

    private static List<DataCell> cells(final List<Task> tasks, final Prediction prediction, final DmdpPredictorNodeParameters parameters) {
        final List<DataCell> cells = Deep.cells(tasks, prediction);
        if (parameters.m_uncertainty != Uncertainty.NONE) {
            for (int t = 0; t < tasks.size(); t++) {
                Arrays.stream(prediction.spread().get(t)).forEach(s -> cells.add(Tables.cell(s)));
                cells.add(Tables.cell(prediction.entropy(t)));
            }
        }
        if (parameters.m_embeddings) {
            add(prediction.imageEmbedding(), cells);
            add(prediction.textEmbedding(), cells);
        }
        return cells;
    }

    private static void add(final float[] embedding, final List<DataCell> cells) {
        if (embedding != null) {
            for (final float e : embedding) {
                cells.add(Tables.cell((double)e));
            }
        }
    }
}
