package org.petctflow.nodes.images;

import java.util.Arrays;
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
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.petctflow.imaging.quality.Criterion;
import org.petctflow.imaging.quality.QualityControl.Options;
import org.petctflow.nodes.common.Columns;
import org.petctflow.types.VolumeValue;

/** Settings of {@link ImageQualityControlNodeFactory}. */
final class ImageQualityControlNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface Images {
    }

    @Section(title = "Exclusion")
    @After(Images.class)
    interface Exclusion {
    }

    @Section(title = "Limits")
    @After(Exclusion.class)
    interface Limits {
    }

    /** What a study is checked for. */
    static final class Criteria implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(final NodeParametersInput context) {
            return Arrays.stream(Criterion.values()).map(c -> new StringChoice(c.name(), c.title())).toList();
        }
    }

    @Widget(title = "CT", description = "The column with the CT volumes in Hounsfield units.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Images.class)
    String m_ctColumn = "CT";

    @Widget(title = "PET", description = "The column with the PET volumes in SUV.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Images.class)
    String m_petColumn = "PET";

    @Widget(title = "Lesion", description = """
            The column with the lesion's mask, on any grid of the patient. Without one (default) uptake and the lesion's distance from the
            edges are not checked.""")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Images.class)
    Optional<String> m_lesionColumn = Optional.empty();

    @Widget(title = "Liver", description = "The column with masks of healthy liver on the PET's grid. Not set by default: it is looked for.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Images.class)
    Optional<String> m_liverColumn = Optional.empty();

    @Widget(title = "Irregular slices", description = """
            The column with what the DICOM Reader said of missing or irregular slices. The images themselves are looked at, too.""")
    @ChoicesProvider(Columns.Texts.class)
    @Layout(Images.class)
    Optional<String> m_problemColumn = Optional.empty();

    @Widget(title = "Criteria that exclude", description = """
            A patient that fails one of these is excluded; the others are reported only. Default: the study's exclusion criteria IV to VI:
            misaligned, incomplete, cut, low uptake. Noise is reported.""")
    @ChoicesProvider(Criteria.class)
    @TwinlistWidget
    @Layout(Exclusion.class)
    String[] m_deciding = Options.DEFAULT.deciding().stream().map(Criterion::name).toArray(String[]::new);

    @Widget(title = "Least overlap of the bodies", description = """
            Dice coefficient of the body's contours in PET and CT, 0 to 1. Default 0.85: arms that move cost up to a tenth.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_leastOverlap = Options.DEFAULT.leastOverlap();

    @Widget(title = "Largest shift (mm)", description = """
            Of the PET against the CT, where their mutual information is greatest. Default 15 mm, as far as a breathing diaphragm
            moves.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_mostShift = Options.DEFAULT.mostShiftMm();

    @Widget(title = "Largest share of cut slices", description = """
            The share of the body's slices, 0 to 1, that the CT's field of view may cut. Default 0.2: arms and hips often are.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_mostCut = Options.DEFAULT.mostCutShare();

    @Widget(title = "Lesion's distance from the edge (mm)", description = "Of either image. Default 5 mm, so that a rim can be measured.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_lesionMargin = Options.DEFAULT.lesionMarginMm();

    @Widget(title = "Uptake, times the mediastinum", description = """
            The lesion's peak is at least so many times the blood pool's. Default 1, the lower bound of what counts as uptake
            (Deauville 3).""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_mediastinumFactor = Options.DEFAULT.mediastinumFactor();

    @Widget(title = "Uptake, times the liver", description = """
            The same against the liver, where the mediastinum is not seen. Default 0.75, about what blood has of it.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_liverFactor = Options.DEFAULT.liverFactor();

    @Widget(title = "Largest noise of the CT (HU)", description = "In soft tissue. Default 60 HU: attenuation scans just stay below.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_mostCtNoise = Options.DEFAULT.mostCtNoise();

    @Widget(title = "Largest variation of the liver", description = """
            Standard deviation over mean in the PET. Default 0.15, EANM's limit for a phantom's background.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Limits.class)
    double m_mostLiverVariation = Options.DEFAULT.mostLiverVariation();

    ImageQualityControlNodeParameters() {
    }

    ImageQualityControlNodeParameters(final NodeParametersInput input) {
        m_ctColumn = Columns.guess(input, 0, List.of("CT"), VolumeValue.class);
        m_petColumn = Columns.guess(input, 0, List.of("PET", "SUV"), VolumeValue.class);
        if (input.getInTableSpec(0).map(s -> s.containsName("Irregular slices")).orElse(false)) {
            m_problemColumn = Optional.of("Irregular slices");
        }
    }

    Options options() {
        final Set<Criterion> deciding = EnumSet.noneOf(Criterion.class);
        for (final String name : m_deciding) {
            deciding.add(Criterion.valueOf(name));
        }
        return new Options(m_leastOverlap, m_mostShift, m_mostCut, m_lesionMargin, m_mediastinumFactor, m_liverFactor, m_mostCtNoise,
            m_mostLiverVariation, deciding);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            options();
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
