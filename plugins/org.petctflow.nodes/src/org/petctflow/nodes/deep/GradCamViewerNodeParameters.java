package org.petctflow.nodes.deep;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.explain.GradCam;
import org.petctflow.deep.model.DmdpManifest;
import org.petctflow.deep.network.Layer;
import org.petctflow.nodes.common.CaseLabel;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.NoProvenance;
import org.petctflow.types.ModelPortObjectSpec;

/** Settings of {@link GradCamViewerNodeFactory}. */
final class GradCamViewerNodeParameters implements NodeParameters {

    @Section(title = "Columns")
    interface ColumnsSection {
    }

    @Section(title = "Explanation")
    @After(ColumnsSection.class)
    interface ExplanationSection {
    }

    @Section(title = "Regions")
    @After(ExplanationSection.class)
    interface RegionsSection {
    }

    @Section(title = "View")
    @After(RegionsSection.class)
    interface ViewSection {
    }

    @Section(title = "Machine")
    @After(ViewSection.class)
    interface MachineSection {
    }

    enum Explained {
            @Label(value = "Predicted", description = "What spoke for the class that the network thinks most likely.")
            PREDICTED,
            @Label(value = "Last", description = "What spoke for the last class, the positive one of two, in all patients alike.")
            LAST,
            @Label(value = "True", description = """
                    What spoke for the patient's own class, taken from the column that has the task's name, here or in the clinical table.""")
            TRUE
    }

    /** The network's tasks. */
    static final class Tasks implements StringChoicesProvider {
        @Override
        public List<String> choices(final NodeParametersInput context) {
            try {
                return context.getInPortSpec(0).filter(ModelPortObjectSpec.class::isInstance)
                    .map(s -> DmdpManifest.fromManifest(((ModelPortObjectSpec)s).getManifest()).tasks().stream().map(Task::name).toList())
                    .orElse(List.of());
            } catch (final IllegalArgumentException e) {
                return List.of(); // configure says what is wrong with the model
            }
        }
    }

    @Widget(title = "CT", description = "The column with boxes of CT in HU. Not looked at if the network takes PET only.")
    @ChoicesProvider(Deep.Volumes.class)
    @Layout(ColumnsSection.class)
    String m_ctColumn = "CT ROI";

    @Widget(title = "PET", description = "The column with boxes of PET in the network's SUV. Not looked at if the network takes CT only.")
    @ChoicesProvider(Deep.Volumes.class)
    @Layout(ColumnsSection.class)
    String m_petColumn = "PET ROI";

    @Widget(title = "Mask", description = """
            The column with boxes of the tumour's mask: drawn as a contour, and what shares are measured by. Without it there are no shares.""")
    @ChoicesProvider(Deep.Volumes.class)
    @Layout(ColumnsSection.class)
    Optional<String> m_maskColumn = Optional.of("Mask ROI");

    @Widget(title = "Patient", description = """
            The column with the patient's id, by which a clinical table that is connected is joined. It must have this name in both tables.""")
    @ChoicesProvider(Deep.Labels.class)
    @Layout(ColumnsSection.class)
    String m_patientColumn = "Patient";

    @Widget(title = "One task only", description = "Explains this task only. Off by default: all tasks of the network.")
    @ChoicesProvider(Tasks.class)
    @Layout(ExplanationSection.class)
    Optional<String> m_task = Optional.empty();

    @Widget(title = "Class", description = "Which class of a task is explained. Default: the predicted one.")
    @ValueSwitchWidget
    @Layout(ExplanationSection.class)
    Explained m_class = Explained.PREDICTED;

    @Widget(title = "Grad-CAM", description = "Channels are weighted by their mean gradient. Default yes.")
    @Layout(ExplanationSection.class)
    boolean m_gradCam = true;

    @Widget(title = "Grad-CAM++", description = """
            Channels are weighted by their positive gradients, those of few positions more: it finds several small places better. Default no,
            because it costs another pass.""")
    @Layout(ExplanationSection.class)
    boolean m_gradCamPlusPlus;

    @Widget(title = "CT encoder", description = "Explains the CT's own map. Default yes, as for all layers.")
    @Layout(ExplanationSection.class)
    boolean m_ctEncoder = true;

    @Widget(title = "PET encoder", description = "Explains the PET's own map.")
    @Layout(ExplanationSection.class)
    boolean m_petEncoder = true;

    @Widget(title = "Small-scale attention", description = "Explains what CT and PET tell each other at the finer map.")
    @Layout(ExplanationSection.class)
    boolean m_smallScale = true;

    @Widget(title = "Large-scale attention", description = "Explains what CT and PET tell each other at the coarser map.")
    @Layout(ExplanationSection.class)
    boolean m_largeScale = true;

    @Widget(title = "Rim, inwards (mm)", description = "How far the rim reaches from the tumour's surface into it; what lies deeper is the core. "
        + "Distances are between voxels' centres: with voxels larger than this the rim has no inner part. Default 2.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(RegionsSection.class)
    double m_innerMm = 2;

    @Widget(title = "Rim, outwards (mm)", description = """
            How far the rim reaches out of the tumour. Default 5, as the Tumor Sub-Region Partitioner's rim is wide.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(RegionsSection.class)
    double m_outerMm = 5;

    @Widget(title = "Names of cases", description = "What cases are called in the view. Default: numbers, because a page is easily handed on.")
    @ValueSwitchWidget
    @ValueReference(CaseLabel.Ref.class)
    @Layout(ViewSection.class)
    CaseLabel m_label = CaseLabel.NUMBERED;

    @Widget(title = "Column of names", description = "The column with what cases are called.")
    @ChoicesProvider(Deep.Labels.class)
    @Effect(predicate = CaseLabel.IsColumn.class, type = EffectType.SHOW)
    @Layout(ViewSection.class)
    String m_labelColumn = "Patient";

    @Widget(title = "Most cases", description = "Further rows are explained, too, but not shown in the view; 1 to 1000. Default 50.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ViewSection.class)
    int m_cases = 50;

    @Widget(title = "Voxels along an axis", description = "Larger boxes are shown coarser in the view; 16 to 512. Default 128.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ViewSection.class)
    int m_voxels = 128;

    @Widget(title = "Cases in the figure", description = "How many cases, from the first, the picture for the report shows; 1 to 20. Default 4.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ViewSection.class)
    int m_figureCases = 4;

    @Widget(title = "Device", description = "<tt>auto</tt> (default: the first GPU, else the CPU), <tt>cpu</tt>, or <tt>cuda:k</tt> with k from 0.")
    @NoProvenance
    @Layout(MachineSection.class)
    String m_device = "auto";

    @Widget(title = "Threads", description = Deep.THREADS_DESCRIPTION, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @NoProvenance
    @Layout(MachineSection.class)
    int m_threads = Deep.THREADS;

    /** The layers that were chosen, whether the network has them or not. */
    Set<Layer> layers() {
        final EnumSet<Layer> layers = EnumSet.noneOf(Layer.class);
        final boolean[] chosen = {m_ctEncoder, m_petEncoder, m_smallScale, m_largeScale};
        for (final Layer layer : Layer.values()) {
            if (chosen[layer.ordinal()]) {
                layers.add(layer);
            }
        }
        return layers;
    }

    List<GradCam.Method> methods() {
        return m_gradCam && m_gradCamPlusPlus ? List.of(GradCam.Method.values())
            : List.of(m_gradCam ? GradCam.Method.GRAD_CAM : GradCam.Method.GRAD_CAM_PLUS_PLUS);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (layers().isEmpty()) {
            throw new InvalidSettingsException("Choose at least one layer to explain, e.g. \"Small-scale attention\"");
        }
        if (!m_gradCam && !m_gradCamPlusPlus) {
            throw new InvalidSettingsException("Choose \"Grad-CAM\", \"Grad-CAM++\" or both");
        }
        Checks.inRange("Rim, inwards (mm)", m_innerMm, 0, 1000, "");
        Checks.inRange("Rim, outwards (mm)", m_outerMm, 0, 1000, "");
        Checks.inRange("Most cases", m_cases, 1, 1000, "");
        Checks.inRange("Voxels along an axis", m_voxels, 16, 512, "");
        Checks.inRange("Cases in the figure", m_figureCases, 1, 20, "");
        Checks.inRange("Threads", m_threads, 0, 4096, "");
        Deep.checkDevice(m_device);
        if (m_label == CaseLabel.COLUMN) {
            Checks.notBlank("Column of names", m_labelColumn);
        }
    }
}
