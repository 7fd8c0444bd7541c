package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.deep.train.Ablation;
import org.petctflow.nodes.common.Checks;

/** Settings of {@link DmdpAblationNodeFactory}. */
final class DmdpAblationNodeParameters implements NodeParameters {

    @Section(title = "Ablation")
    @Before(DmdpTrainerNodeParameters.ColumnsSection.class)
    interface AblationSection {
    }

    enum Features {
            @Label(value = "None", description = "Images alone: the network has neither text encoder nor contrastive loss.")
            NONE,
            @Label(value = "Features", description = "Those that are chosen as \"Features\" below: the selected ones.")
            SELECTED,
            @Label(value = "Unselected", description = "Those that are chosen as \"Unselected features\".")
            UNSELECTED
    }

    enum Images {
            @Label(value = "As below", description = "The modalities that are chosen below.")
            ALL,
            @Label(value = "CT", description = "CT alone.")
            CT,
            @Label(value = "PET", description = "PET alone.")
            PET
    }

    /** A network that is trained. */
    static final class Variant implements NodeParameters {

        @Widget(title = "Name", description = "What the tables call it.")
        String m_name = "Variant";

        @Widget(title = "Features", description = "Which features it sees.")
        @ValueSwitchWidget
        Features m_features = Features.SELECTED;

        @Widget(title = "Contrastive loss", description = "Whether the contrastive loss is part of the loss. It needs features.")
        boolean m_contrastive = true;

        @Widget(title = "Images", description = "Which images it sees.")
        @ValueSwitchWidget
        Images m_images = Images.ALL;

        Variant() {
        }

        Variant(final String name, final Features features, final boolean contrastive) {
            m_name = name;
            m_features = features;
            m_contrastive = contrastive;
        }
    }

    @Widget(title = "Variants", description = """
            What is trained and compared. Default: the study's four, without radiomic features, without contrastive loss, with unselected
            features, and the full network.""")
    @ArrayWidget(addButtonText = "Add variant", elementTitle = "Variant", showSortButtons = true)
    @Layout(AblationSection.class)
    Variant[] m_variants = {new Variant("Without radiomic features", Features.NONE, false),
        new Variant("Without contrastive loss", Features.SELECTED, false),
        new Variant("Radiomic features unselected", Features.UNSELECTED, true), new Variant("Full", Features.SELECTED, true)};

    @Widget(title = "Unselected features", description = """
            All features, as they were before some were selected; the selected ones are chosen as "Features" below.""")
    @ChoicesProvider(Deep.Numbers.class)
    @TwinlistWidget
    @Layout(AblationSection.class)
    String[] m_unselectedColumns = {};

    @Widget(title = "Repetitions", description = """
            How often every variant is trained, with the seed below and the ones after it: each seed has its own split of validation
            patients, first weights, order and augmentation, the same for all variants. Default 5: less says little of the spread.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(AblationSection.class)
    int m_repetitions = 5;

    DmdpTrainerNodeParameters m_training = new DmdpTrainerNodeParameters();

    /** @return every feature that a variant sees, once */
    List<String> features() {
        final Set<String> names = new LinkedHashSet<>();
        for (final Variant v : m_variants) {
            names.addAll(features(v));
        }
        return List.copyOf(names);
    }

    private List<String> features(final Variant v) {
        return switch (v.m_features) {
            case NONE -> List.of();
            case SELECTED -> List.of(m_training.m_featureColumns);
            case UNSELECTED -> List.of(m_unselectedColumns);
        };
    }

    List<Ablation.Variant> variants() {
        final List<Ablation.Variant> variants = new ArrayList<>();
        for (final Variant v : m_variants) {
            variants.add(new Ablation.Variant(v.m_name.strip(), features(v), v.m_contrastive,
                m_training.ct() && v.m_images != Images.PET, m_training.pet() && v.m_images != Images.CT));
        }
        return variants;
    }

    long[] seeds() {
        final long[] seeds = new long[m_repetitions];
        Arrays.setAll(seeds, i -> m_training.m_seed + i);
        return seeds;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        m_training.validate();
        Checks.positive("Repetitions", m_repetitions, "");
        if (m_variants.length == 0) {
            throw new InvalidSettingsException("Add at least one variant");
        }
        final Set<String> names = new HashSet<>();
        for (final Variant v : m_variants) {
            Checks.notBlank("Name", v.m_name);
            if (!names.add(v.m_name.strip())) {
                throw new InvalidSettingsException("Two variants are called '" + v.m_name.strip() + "': give them different names");
            }
            if (v.m_images == Images.CT && !m_training.ct() || v.m_images == Images.PET && !m_training.pet()) {
                throw new InvalidSettingsException("The variant '" + v.m_name + "' sees " + v.m_images
                    + " alone, but \"Modalities\" leaves it out: choose CT and PET there");
            }
            if (v.m_contrastive && v.m_features == Features.NONE) {
                throw new InvalidSettingsException("The variant '" + v.m_name
                    + "' has a contrastive loss without features: give it features, or switch the contrastive loss off");
            }
        }
    }

    /** What needs the columns to be chosen; a new node has none yet. */
    void checkFeatures() throws InvalidSettingsException {
        for (final Variant v : m_variants) {
            if (v.m_features != Features.NONE && features(v).isEmpty()) {
                throw new InvalidSettingsException("The variant '" + v.m_name + "' sees features: choose some as \""
                    + (v.m_features == Features.SELECTED ? "Features" : "Unselected features") + "\"");
            }
        }
    }
}
