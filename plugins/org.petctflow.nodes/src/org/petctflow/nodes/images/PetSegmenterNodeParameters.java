package org.petctflow.nodes.images;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
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
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.petseg.PetSegmenter;
import org.petctflow.imaging.petseg.PetSegmenter.Options;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.types.VolumeValue;

/** Settings of {@link PetSegmenterNodeFactory}. */
final class PetSegmenterNodeParameters implements NodeParameters {

    @Section(title = "Where")
    interface Where {
    }

    @Section(title = "How")
    @After(Where.class)
    interface How {
    }

    @Section(title = "What stays")
    @After(How.class)
    interface Stays {
    }

    enum Look {
            @Label(value = "In a mask", description = "Only inside a mask, e.g. one that somebody drew generously around the lesion.")
            MASK,
            @Label(value = "In a box", description = "Only inside a box around a point that the table gives.")
            BOX,
            @Label(value = "Everywhere", description = "In the whole image. Brain, heart and bladder are hot, too.")
            IMAGE
    }

    enum Method {
            @Label(value = "Share of the maximum", description = "41 % is what EANM recommends (doi:10.1007/s00259-014-2961-x).")
            PERCENT_OF_MAXIMUM,
            @Label(value = "Fixed SUV", description = "Every voxel of at least this SUV.")
            FIXED_SUV,
            @Label(value = "Liver (PERCIST)", description = """
                    A multiple of the liver's mean plus standard deviations (doi:10.2967/jnumed.108.057307).""")
            LIVER,
            @Label(value = "Otsu", description = "The threshold that separates two classes best (doi:10.1109/TSMC.1979.4310076).")
            OTSU,
            @Label(value = "Region growing", description = "From the hottest voxel on, as long as neighbours are hot enough.")
            REGION_GROWING
    }

    enum Keep {
            @Label(value = "The hottest", description = "The connected part that holds the hottest voxel.")
            SEED,
            @Label(value = "The largest", description = "The connected part with the most voxels.")
            LARGEST,
            @Label(value = "All", description = "All connected parts.")
            ALL
    }

    interface LookRef extends ParameterReference<Look> {
    }

    interface MethodRef extends ParameterReference<Method> {
    }

    static final class IsMask implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LookRef.class).isOneOf(Look.MASK);
        }
    }

    static final class IsBox implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LookRef.class).isOneOf(Look.BOX);
        }
    }

    static final class IsPercent implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.PERCENT_OF_MAXIMUM);
        }
    }

    static final class IsFixed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.FIXED_SUV);
        }
    }

    static final class IsLiver implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.LIVER);
        }
    }

    static final class IsGrowing implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.REGION_GROWING);
        }
    }

    @Widget(title = "PET", description = "The column with the PET volumes; in SUV for thresholds in SUV and for the liver's.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Where.class)
    String m_petColumn = "PET";

    @Widget(title = "Look", description = "Where the lesion is looked for.")
    @ValueSwitchWidget
    @ValueReference(LookRef.class)
    @Layout(Where.class)
    Look m_look = Look.MASK;

    @Widget(title = "Mask", description = "The column with the masks, on the PET's grid.")
    @ChoicesProvider(Columns.Volumes.class)
    @Effect(predicate = IsMask.class, type = EffectType.SHOW)
    @Layout(Where.class)
    String m_maskColumn = "Mask";

    @Widget(title = "Centre x (mm)", description = "The column with the box's centre, patient coordinates (LPS): to the patient's left.")
    @ChoicesProvider(Columns.Numbers.class)
    @Effect(predicate = IsBox.class, type = EffectType.SHOW)
    @Layout(Where.class)
    String m_xColumn = "ROI centre x (mm)";

    @Widget(title = "Centre y (mm)", description = "The column with the box's centre: to the patient's back.")
    @ChoicesProvider(Columns.Numbers.class)
    @Effect(predicate = IsBox.class, type = EffectType.SHOW)
    @Layout(Where.class)
    String m_yColumn = "ROI centre y (mm)";

    @Widget(title = "Centre z (mm)", description = "The column with the box's centre: to the patient's head.")
    @ChoicesProvider(Columns.Numbers.class)
    @Effect(predicate = IsBox.class, type = EffectType.SHOW)
    @Layout(Where.class)
    String m_zColumn = "ROI centre z (mm)";

    @Widget(title = "Edge of the box (mm)", description = "How long the box is in all directions. Default 100 mm.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsBox.class, type = EffectType.SHOW)
    @Layout(Where.class)
    double m_boxEdge = 100;

    @Widget(title = "Method", description = "How a voxel gets in.")
    @RadioButtonsWidget
    @ValueReference(MethodRef.class)
    @Layout(How.class)
    Method m_method = Method.PERCENT_OF_MAXIMUM;

    @Widget(title = "Share (%)", description = "Of the region's maximum. Default 41 %; 50 % is usual, too.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsPercent.class, type = EffectType.SHOW)
    @Layout(How.class)
    double m_percent = Options.DEFAULT.percent();

    @Widget(title = "Threshold (SUV)", description = "Default 2.5, the usual one for lung lesions; 4 is usual for MTV in lymphoma.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
    @Layout(How.class)
    double m_suv = Options.DEFAULT.suv();

    @Widget(title = "Times the liver's mean", description = "Default 1.5 (PERCIST's measurable lesion).")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsLiver.class, type = EffectType.SHOW)
    @Layout(How.class)
    double m_liverFactor = Options.DEFAULT.liverFactor();

    @Widget(title = "Plus standard deviations", description = "Of the liver. Default 2 (PERCIST).")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsLiver.class, type = EffectType.SHOW)
    @Layout(How.class)
    double m_liverSds = Options.DEFAULT.liverSds();

    @Widget(title = "Liver mask", description = """
            The column with masks of healthy liver on the PET's grid. Not set by default: a sphere of 3 cm is looked for in the right
            lobe.""")
    @ChoicesProvider(Columns.Volumes.class)
    @Effect(predicate = IsLiver.class, type = EffectType.SHOW)
    @Layout(How.class)
    Optional<String> m_liverColumn = Optional.empty();

    @Widget(title = "CT", description = "The column with the CT, which helps to find the liver. Not set by default.")
    @ChoicesProvider(Columns.Volumes.class)
    @Effect(predicate = IsLiver.class, type = EffectType.SHOW)
    @Layout(How.class)
    Optional<String> m_ctColumn = Optional.empty();

    @Widget(title = "Share of the mean (%)", description = """
            A neighbour is taken while it has at least this share of the mean of what was taken so far. Default 50 %.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsGrowing.class, type = EffectType.SHOW)
    @Layout(How.class)
    double m_growing = Options.DEFAULT.growing();

    @Widget(title = "Connected parts", description = "Which parts stay.")
    @ValueSwitchWidget
    @Layout(Stays.class)
    Keep m_keep = Keep.SEED;

    @Widget(title = "Smallest part (ml)", description = "Smaller parts go. Default 0: none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Stays.class)
    double m_minimumMl;

    @Widget(title = "Fill holes", description = "Whether what is enclosed gets in, e.g. a necrotic core. Default: yes.")
    @Layout(Stays.class)
    boolean m_fillHoles = true;

    PetSegmenterNodeParameters() {
    }

    PetSegmenterNodeParameters(final NodeParametersInput input) {
        m_petColumn = Columns.guess(input, 0, List.of("PET", "SUV", "Volume"), VolumeValue.class);
        m_maskColumn = Columns.guess(input, 0, List.of("Mask"), VolumeValue.class);
    }

    Options options() {
        return new Options(PetSegmenter.Method.valueOf(m_method.name()), m_suv, m_percent, m_liverFactor, m_liverSds, m_growing,
            PetSegmenter.Keep.valueOf(m_keep.name()), Connectivity.CORNERS, m_minimumMl, m_fillHoles);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive("Edge of the box (mm)", m_boxEdge, " mm");
        try {
            options();
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
