package org.petctflow.nodes.deep;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.deep.data.Augmentation;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.NoProvenance;

/** Settings of {@link DmdpPredictorNodeFactory}. */
final class DmdpPredictorNodeParameters implements NodeParameters {

    @Section(title = "Columns")
    interface ColumnsSection {
    }

    @Section(title = "Output")
    @After(ColumnsSection.class)
    interface OutputSection {
    }

    @Section(title = "Machine")
    @After(OutputSection.class)
    interface MachineSection {
    }

    enum Uncertainty {
            @Label(value = "None", description = "One pass.")
            NONE,
            @Label(value = "Monte-Carlo dropout", description = "Dropout stays on (Gal and Ghahramani 2016, arXiv:1506.02142).")
            MONTE_CARLO_DROPOUT,
            @Label(value = "Test-time augmentation", description = """
                    Images are varied as in training by default (Wang et al. 2019, doi:10.1016/j.neucom.2019.01.103).""")
            TEST_TIME_AUGMENTATION
    }

    interface UncertaintyRef extends ParameterReference<Uncertainty> {
    }

    static final class HasPasses implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(UncertaintyRef.class).isOneOf(Uncertainty.MONTE_CARLO_DROPOUT, Uncertainty.TEST_TIME_AUGMENTATION);
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

    @Widget(title = "Mask", description = "The column with boxes of the tumour's mask. Looked at only if the network was trained with the mask as a channel.")
    @ChoicesProvider(Deep.Volumes.class)
    @Layout(ColumnsSection.class)
    String m_maskColumn = "Mask ROI";

    @Widget(title = "Patient", description = """
            The column with the patient's id, by which a clinical table that is connected is joined. It must have this name in both tables.""")
    @ChoicesProvider(Deep.Labels.class)
    @Layout(ColumnsSection.class)
    String m_patientColumn = "Patient";

    @Widget(title = "Uncertainty", description = """
            How sure the network is, by several passes: probabilities are their mean, and columns with their standard deviation and the
            entropy of each task in bits are added. Default none: it costs as many passes.""")
    @ValueSwitchWidget
    @ValueReference(UncertaintyRef.class)
    @Layout(OutputSection.class)
    Uncertainty m_uncertainty = Uncertainty.NONE;

    @Widget(title = "Passes", description = "2 to 10000. Default 20: the standard deviation is then known to about 16 %.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasPasses.class, type = EffectType.SHOW)
    @Layout(OutputSection.class)
    int m_passes = 20;

    @Widget(title = "Seed", description = "Of the passes. The same seed gives the same numbers.")
    @Effect(predicate = HasPasses.class, type = EffectType.SHOW)
    @Layout(OutputSection.class)
    long m_seed = 1;

    @Widget(title = "Append embeddings", description = """
            Adds where the images and the features of a patient lie in the space they share, e.g. for the UMAP Embedder. Default no.""")
    @Layout(OutputSection.class)
    boolean m_embeddings;

    @Widget(title = "Device", description = "<tt>auto</tt> (default: the first GPU, else the CPU), <tt>cpu</tt>, or <tt>cuda:k</tt> with k from 0.")
    @NoProvenance
    @Layout(MachineSection.class)
    String m_device = "auto";

    @Widget(title = "Threads", description = Deep.THREADS_DESCRIPTION, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @NoProvenance
    @Layout(MachineSection.class)
    int m_threads = Deep.THREADS;

    org.petctflow.deep.predict.Uncertainty uncertainty() {
        return switch (m_uncertainty) {
            case NONE -> org.petctflow.deep.predict.Uncertainty.NONE;
            case MONTE_CARLO_DROPOUT -> org.petctflow.deep.predict.Uncertainty.dropout(m_passes, m_seed);
            case TEST_TIME_AUGMENTATION -> org.petctflow.deep.predict.Uncertainty.augmentation(m_passes, Augmentation.DEFAULT, m_seed);
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Passes", m_passes, 2, 10_000, "");
        Checks.inRange("Threads", m_threads, 0, 4096, "");
        Deep.checkDevice(m_device);
    }
}
