package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
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
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.train.Ablation;
import org.petctflow.deep.train.Ablation.Run;
import org.petctflow.deep.train.EpochLosses;
import org.petctflow.deep.train.Score;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.study.charts.ChartsPage;
import org.petctflow.study.figures.Figure;

/** The DMDP Ablation: what each part of the network is worth. */
public final class DmdpAblationNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "DMDP Ablation";

    /** A measure of a {@link Score}. */
    record Measure(String name, ToDoubleFunction<Score> value) {
    }

    static final List<Measure> MEASURES = List.of(new Measure("Accuracy", Score::accuracy), new Measure("F1", Score::f1),
        new Measure("Sensitivity", Score::sensitivity), new Measure("Specificity", Score::specificity), new Measure("AUC", Score::auc));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("dmdp-ablation"))
        .shortDescription("Trains the DMDP network with parts left out, over several seeds, and compares the results.")
        .fullDescription("""
                Trains variants of the network of the DMDP Trainer, each with every seed, and scores each on test patients that no training
                has seen. The default variants are the study's: without radiomic features, without contrastive loss, with unselected
                features, and the full network; others can be added. With a seed, all variants have the same validation patients,
                order of patients and augmentation, so that they differ in nothing but the variant.
                <p>The positive class is the last one in alphabetical order; of more than two classes, F1, sensitivity, specificity and
                AUC are the means of each class against the rest. A patient's prediction is its most probable class. The spread is
                the standard deviation over the seeds: it says how much a result hangs on chance in training, not on the choice of
                test patients.</p>
                <p>Select features with training patients only: features that were selected with the test patients make the full
                network look better than it is. The settings of the training are those of the DMDP Trainer; checkpoints are not kept.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Training boxes", "One row a lesion with boxes of CT and PET (and mask) from the ROI Cropper, to train and validate with.")
            .addInputTable("Test boxes", "The same of patients that no network has seen. A patient that is in both tables is an error.")
            .addInputPort("Clinical table", """
                    Optional: one row a patient with labels and features, joined by the column of patients. A column that is in both tables is
                    taken from the boxes.""", BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Ablation", """
                    One row a variant and label: how many features and runs there are, and mean and standard deviation over the seeds of
                    accuracy, F1, sensitivity, specificity and AUC on the test patients.""")
            .addOutputTable("Runs", "One row a variant, seed and label: the epoch that was kept, and the same figures.")
            .addOutputTable("Losses", "One row a variant, seed and epoch: the columns of the DMDP Trainer's losses.")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(DmdpAblationNodeParameters.class)
            .configure(DmdpAblationNodeFactory::configure)
            .execute(Deep.execution(NAME, DmdpAblationNodeFactory::execute)))
        .addView(v -> Views.charts(v, "The losses of every variant over the epochs, and the AUC that it reaches on test patients."))
        .keywords("deep learning", "ablation", "contrastive", "feature selection", "comparison", "repetition", "PyTorch");

    /** For KNIME. */
    public DmdpAblationNodeFactory() {
        super(NODE);
    }

    private static Patients.Layout layout(final DataTableSpec volumes, final DataTableSpec clinical, final DmdpAblationNodeParameters parameters,
        final boolean training) throws InvalidSettingsException {
        final Patients.Chosen c = parameters.m_training.chosen();
        if (c.labels().isEmpty()) {
            throw new InvalidSettingsException("Choose at least one column for \"Labels\"");
        }
        return Patients.Layout.of(volumes, clinical, new Patients.Chosen(c.patient(), c.ct(), c.pet(), c.mask(), parameters.features(), c.labels(),
            training ? c.split() : null));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DmdpAblationNodeParameters parameters = in.getParameters();
        parameters.checkFeatures();
        for (int port = 0; port < 2; port++) {
            layout(in.getInTableSpec(port), in.getInPortSpec(2), parameters, port == 0);
        }
        out.setOutSpecs(ablationSpec(parameters), runSpec(parameters), lossSpec(parameters), Figures.SPEC);
    }

    private static Provenance provenance(final DmdpAblationNodeParameters parameters) {
        return Provenances.of(NAME, parameters, parameters.m_training.m_seed);
    }

    private static DataTableSpec ablationSpec(final DmdpAblationNodeParameters parameters) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Variant", StringCell.TYPE), Tables.column("Label", StringCell.TYPE),
            Tables.column("Features", IntCell.TYPE), Tables.column("Runs", IntCell.TYPE), Tables.column("Test patients", IntCell.TYPE)));
        for (final Measure f : MEASURES) {
            columns.add(Provenances.column(f.name(), DoubleCell.TYPE, provenance(parameters)));
            columns.add(Provenances.column("SD of " + f.name(), DoubleCell.TYPE, provenance(parameters)));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static DataTableSpec runSpec(final DmdpAblationNodeParameters parameters) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Variant", StringCell.TYPE), Tables.column("Seed", LongCell.TYPE),
            Tables.column("Label", StringCell.TYPE), Tables.column("Kept epoch", IntCell.TYPE), Tables.column("Test patients", IntCell.TYPE)));
        MEASURES.forEach(f -> columns.add(Provenances.column(f.name(), DoubleCell.TYPE, provenance(parameters))));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static DataTableSpec lossSpec(final DmdpAblationNodeParameters parameters) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Variant", StringCell.TYPE), Tables.column("Seed", LongCell.TYPE)));
        columns.addAll(LossTable.columns(List.of(parameters.m_training.m_labelColumns)));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final DmdpAblationNodeParameters parameters = in.getParameters();
        final BufferedDataTable clinical = in.getInPortObject(2);
        final DataTableSpec clinicalSpec = clinical == null ? null : clinical.getDataTableSpec();
        final Patients training = new Patients(layout(in.getInTable(0).getDataTableSpec(), clinicalSpec, parameters, true), in.getInTable(0), clinical,
            null, progress);
        final List<Task> tasks = training.tasks();
        final Patients testing = new Patients(layout(in.getInTable(1).getDataTableSpec(), clinicalSpec, parameters, false), in.getInTable(1), clinical,
            tasks, progress);
        training.checkApart(testing);
        final Map<Long, boolean[]> validates = new HashMap<>();
        for (final long seed : parameters.seeds()) {
            validates.put(seed, ValidationSplit.of(training, parameters.m_training, seed));
        }
        final Preprocessing preprocessing = parameters.m_training.preprocessing();
        try (PreparedCases cases = PreparedCases.prepare(training, preprocessing, null, progress.part(0, 0.05));
                PreparedCases tests = PreparedCases.prepare(testing, preprocessing, null, progress.part(0.05, 0.1))) {
            final List<Run> runs = Ablation.run(Deep.training(parameters.m_training.m_separateProcess), cases, tests, parameters.variants(),
                parameters.seeds(), validates::get, parameters.m_training.options(tasks.stream().map(t -> t.classes().size()).toList()), progress.part(0.1, 1));
            out.setOutData(0, table(in, ablationSpec(parameters), ablation(runs, parameters.variants(), tasks)));
            out.setOutData(1, table(in, runSpec(parameters), runs(runs, tasks)));
            out.setOutData(2, table(in, lossSpec(parameters), losses(runs)));
            final ChartsPage page = AblationPage.of(NAME, runs, parameters.variants(), tasks);
            out.setOutData(3, Figures.table(in.getExecutionContext(), Figure.of(page, null)));
            out.setInternalData(Views.data(in.getExecutionContext(), page.toJson()));
            warn(out, cases, tests);
        }
    }

    private static void warn(final ExecuteOutput out, final PreparedCases... all) {
        int left = 0;
        String first = null;
        for (final PreparedCases cases : all) {
            for (int i = 0; i < cases.size(); i++) {
                if (cases.problem(i) != null) {
                    left++;
                    first = first == null ? "First, '" + cases.name(i) + "': " + cases.problem(i) : first;
                }
            }
        }
        if (left > 0) {
            out.setWarningMessage(left + " rows were left out. " + first);
        }
    }

    private static BufferedDataTable table(final ExecuteInput in, final DataTableSpec spec, final List<List<DataCell>> rows) {
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(spec);
        long key = 0;
        for (final List<DataCell> row : rows) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(key++), row));
        }
        container.close();
        return container.getTable();
    }

    private static List<List<DataCell>> ablation(final List<Run> runs, final List<Ablation.Variant> variants, final List<Task> tasks) {
        final List<List<DataCell>> rows = new ArrayList<>();
        for (final Ablation.Variant variant : variants) {
            final List<Run> own = runs.stream().filter(r -> r.variant().equals(variant)).toList();
            for (int t = 0; t < tasks.size(); t++) {
                final int task = t;
                final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(variant.name()), Tables.cell(tasks.get(t).name()),
                    Tables.cell(variant.features().size()), Tables.cell(own.size()), Tables.cell(own.get(0).scores().get(t).patients())));
                for (final Measure f : MEASURES) {
                    final double[] meanAndSd =
                        Ablation.meanAndSd(own.stream().mapToDouble(r -> f.value().applyAsDouble(r.scores().get(task))).toArray());
                    Arrays.stream(meanAndSd).forEach(v -> cells.add(Tables.cell(v)));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static List<List<DataCell>> runs(final List<Run> runs, final List<Task> tasks) {
        final List<List<DataCell>> rows = new ArrayList<>();
        for (final Run run : runs) {
            for (int t = 0; t < tasks.size(); t++) {
                final Score score = run.scores().get(t);
                final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(run.variant().name()), Tables.cell(run.seed()),
                    Tables.cell(tasks.get(t).name()), Tables.cell(run.bestEpoch()), Tables.cell(score.patients())));
                MEASURES.forEach(f -> cells.add(Tables.cell(f.value().applyAsDouble(score))));
                rows.add(cells);
            }
        }
        return rows;
    }

    private static List<List<DataCell>> losses(final List<Run> runs) {
        final List<List<DataCell>> rows = new ArrayList<>();
        for (final Run run : runs) {
            for (final EpochLosses e : run.curve()) {
                final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(run.variant().name()), Tables.cell(run.seed())));
                cells.addAll(LossTable.cells(e));
                rows.add(cells);
            }
        }
        return rows;
    }
}
