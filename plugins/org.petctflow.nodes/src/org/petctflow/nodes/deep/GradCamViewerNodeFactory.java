package org.petctflow.nodes.deep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
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
import org.petctflow.deep.explain.AttentionSummary;
import org.petctflow.deep.model.DmdpManifest;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.deep.predict.Uncertainty;
import org.petctflow.nodes.common.CaseLabel;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Failures;
import org.petctflow.nodes.common.Figures;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.common.Views;
import org.petctflow.nodes.deep.Explanations.Explanation;
import org.petctflow.nodes.deep.Explanations.Map;
import org.petctflow.study.charts.Chart;
import org.petctflow.study.figures.Figure;
import org.petctflow.study.viewer.Montage;
import org.petctflow.study.viewer.ViewerCase;
import org.petctflow.study.viewer.ViewerPage;
import org.petctflow.types.DmdpPortObject;
import org.petctflow.types.ModelPortObjectSpec;
import org.petctflow.types.VolumeCellFactory;

/** Grad-CAM Viewer: where a DMDP network looks. */
public final class GradCamViewerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Grad-CAM Viewer";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("grad-cam-viewer"))
        .shortDescription("Shows where a DMDP network looks, by heat maps over PET and CT, and measures it.")
        .fullDescription("""
                Computes heat maps of what spoke for a class, for each task, at the encoders of CT and PET and at the attention between
                them in two scales. With A<sub>k</sub> the layer's channels and g<sub>k</sub> the gradients of the class' logit,
                <b>Grad-CAM</b> (Selvaraju et al. 2017, doi:10.1109/ICCV.2017.74) is max(0, &#931;<sub>k</sub> w<sub>k</sub> A<sub>k</sub>) with w<sub>k</sub> the mean
                of g<sub>k</sub>; <b>Grad-CAM++</b> (Chattopadhay et al. 2018, doi:10.1109/WACV.2018.00097) weights the positive
                gradients. A map is interpolated onto the boxes' grid and divided by its highest value.
                <p>With a mask of the tumour, the <b>share of attention</b> in its core, its rim on both sides of the surface, and outside is
                measured: the part of the map's sum that lies there; the three sum to 1. <b>Core against rim</b> is the mean value in the core divided by
                the sum of the means in core and rim: whatever their sizes, 1 is all in the core, 0 all in the rim. A map of zeros - nothing in that layer speaks for the class -
                has no shares.</p>
                <p>The view shows the CT in grey, the PET in colours, heat maps with an opacity and a threshold, and the tumour's contour in linked planes
                and in space. A heat map says what a class' score depends on in this network; it does not prove that the disease is there.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputPort("Network", "The network of the DMDP Trainer.", DmdpPortObject.TYPE)
            .addInputTable("Boxes", """
                    One row a lesion with boxes of the size the network was trained with, as the DMDP Predictor takes them.""")
            .addInputPort("Clinical table", "Optional: one row a patient with features, joined by the column of patients.",
                BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Heat maps", """
                    A row a patient, task, layer and method: the heat map (0 to 1) on the boxes' grid, what 1 stands for, the explained class and its
                    probability, shares and mean values in core, rim and outside, core against rim, and the problem of rows without.""")
            .addOutputTable("Attention", """
                    Mean and standard deviation over the patients of the shares and of core against rim, a row a task, layer and method.""")
            .addOutputTable(Figures.PORT, Figures.PORT_DESCRIPTION))
        .model(m -> m.parametersClass(GradCamViewerNodeParameters.class)
            .configure(GradCamViewerNodeFactory::configure)
            .execute(Deep.execution(NAME, GradCamViewerNodeFactory::execute)))
        .addView(v -> Views.viewer(v, "Heat maps over PET and CT, case by case, with tasks and layers to choose."))
        .keywords("explain", "interpretability", "saliency", "heat map", "attention", "class activation", "Grad-CAM++", "XAI");

    /** For KNIME. */
    public GradCamViewerNodeFactory() {
        super(NODE);
    }

    private static Patients.Layout layout(final DmdpManifest network, final DataTableSpec volumes, final DataTableSpec clinical,
        final GradCamViewerNodeParameters p) throws InvalidSettingsException {
        if (network.mask() && p.m_maskColumn.isEmpty()) {
            throw new InvalidSettingsException("The network takes the tumour's mask: choose a column for \"Mask\"");
        }
        if (p.m_label == CaseLabel.COLUMN) {
            Tables.column(volumes, p.m_labelColumn, "Column of names", StringValue.class, IntValue.class, LongValue.class);
        }
        return Patients.Layout.of(volumes, clinical, new Patients.Chosen(p.m_patientColumn, network.ct() ? p.m_ctColumn : null,
            network.pet() ? p.m_petColumn : null, p.m_maskColumn.orElse(null), network.features(), List.of(), null));
    }

    private static DmdpManifest network(final ModelManifest manifest) throws InvalidSettingsException {
        try {
            return DmdpManifest.fromManifest(manifest);
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ModelPortObjectSpec model = in.getInPortSpec(0);
        layout(network(model.getManifest()), in.getInTableSpec(1), in.getInPortSpec(2), in.getParameters());
        out.setOutSpecs(GradCamTables.mapsSpec(), GradCamTables.summarySpec(), Figures.SPEC);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final GradCamViewerNodeParameters parameters = in.getParameters();
        final DmdpPortObject object = in.getInPortObject(0);
        final BufferedDataTable table = in.getInTable(1);
        final BufferedDataTable clinical = in.getInPortObject(2);
        final DmdpModel model = object.read(content -> DmdpModel.read(content, "The network"));
        final Patients patients = new Patients(layout(DmdpManifest.of(model), table.getDataTableSpec(),
            clinical == null ? null : clinical.getDataTableSpec(), parameters), table, clinical, null, progress);
        final BufferedDataContainer maps = in.getExecutionContext().createDataContainer(GradCamTables.mapsSpec());
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        final Views.Images kept = new Views.Images(in.getExecutionContext());
        final List<ViewerPage.Case> cases = new ArrayList<>();
        final List<String> notes = new ArrayList<>();
        final List<AttentionSummary.Entry> entries = new ArrayList<>();
        final Montage montage = new Montage(new Montage.Look(-600, 1500, 10, 0.3, 0.5));
        final Failures failures = new Failures("explained");
        try (Predictor predictor = Predictor.open(model, parameters.m_device.strip(), parameters.m_threads)) {
            final Explanations explanations = new Explanations(predictor, patients, parameters);
            final List<Prediction> predictions = predictor.predict(patients, Uncertainty.NONE, Execution.part(progress, 0, 0.2));
            for (int i = 0; i < patients.size(); i++) {
                progress.checkCancelled();
                progress.report(0.2 + 0.8 * i / patients.size(), "Explaining patient " + (i + 1) + " of " + patients.size());
                final String name = patients.name(i);
                final Prediction prediction = predictions.get(i);
                try {
                    if (prediction.problem() != null) {
                        throw new IOException(prediction.problem());
                    }
                    final Explanation explained = explanations.explain(i);
                    for (final Map map : explained.maps()) {
                        maps.addRowToTable(GradCamTables.row(name, explanations.task(map.heat().task()), map,
                            prediction.probabilities().get(map.heat().task())[map.heat().classIndex()], cells.createCell(map.heat().map())));
                        if (map.attention() != null) {
                            entries.add(Explanations.entry(map));
                        }
                    }
                    if (cases.size() < parameters.m_cases) {
                        final ViewerCase shown = explanations.shown(i + 1, label(parameters, patients, i), explained, prediction);
                        kept.add(shown);
                        cases.add(shown.entry());
                        if (montage.rows() < parameters.m_figureCases) {
                            montage.add(explanations.forPicture(shown));
                        }
                    }
                    failures.done();
                } catch (final IOException | IllegalArgumentException e) {
                    maps.addRowToTable(GradCamTables.failed(name, Execution.messageOf(e)));
                    failures.add(name, Execution.messageOf(e));
                }
            }
            maps.close();
            failures.report(out, "Look at the boxes: the network takes them as the ROI Cropper and the SUV Normalizer made those it was trained with.");
            if (cases.size() < patients.size()) {
                notes.add(cases.size() + " of " + patients.size() + " patients are shown; the node's tables hold all that could be explained.");
            }
            notes.add("A heat map shows what the score of a class depends on in this network; 1 is its highest value in this patient.");
            out.setOutData(0, maps.getTable());
            out.setOutData(1, GradCamTables.summary(in.getExecutionContext(), explanations, AttentionSummary.of(entries)));
            out.setOutData(2, Figures.table(in.getExecutionContext(), figures(explanations, parameters, entries, montage, cases)));
            out.setInternalData(kept.close(explanations.page(cases, notes)));
        }
    }

    private static String label(final GradCamViewerNodeParameters p, final Patients patients, final int i) {
        return p.m_label.of(patients.row(i), i + 1, p.m_label == CaseLabel.COLUMN ? patients.column(p.m_labelColumn) : -1);
    }

    private static List<Figure> figures(final Explanations e, final GradCamViewerNodeParameters p, final List<AttentionSummary.Entry> entries,
        final Montage montage, final List<ViewerPage.Case> cases) {
        final List<Figure> figures = new ArrayList<>();
        if (montage.rows() > 0) {
            final String heats = String.join("; ", e.tasks().stream().map(t -> e.task(t).name() + " at "
                + String.join(" and ", e.pictured().stream().map(l -> l.title().toLowerCase(java.util.Locale.ROOT)).toList())).toList());
            figures.add(Figure.picture("Heat maps of " + (montage.rows() == 1 ? "a patient" : montage.rows() + " patients"), montage.png(),
                "Axial slices through the tumour's largest cut, a row each: " + String.join(", ", cases.stream().limit(montage.rows())
                    .map(ViewerPage.Case::label).toList()) + ". Columns: CT and PET over CT, where the network has them; then "
                    + p.methods().get(0).title() + " over the CT: " + heats + ". Values below 0.3 of the highest are not drawn. "
                    + "The line is the tumour's contour; the patient's left is on the right."));
        }
        for (final Chart chart : GradCamTables.charts(e, entries)) {
            figures.add(Figure.of(chart, "A value a patient, of " + p.methods().get(0).title() + ". The rim reaches "
                + number(p.m_innerMm) + " mm into the tumour and " + number(p.m_outerMm) + " mm out of it; core, rim and outside sum to 1."));
        }
        return figures;
    }

    private static String number(final double v) {
        return v == Math.rint(v) ? Long.toString((long)v) : Double.toString(v);
    }
}
