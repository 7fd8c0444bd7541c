package org.petctflow.nodes.radiomics;

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
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;
import org.petctflow.types.VolumeValue;

/** Settings of {@link RadiomicsExtractorNodeFactory}. */
final class RadiomicsExtractorNodeParameters implements NodeParameters {

    @Section(title = "Images and masks")
    interface Input {
    }

    @Section(title = "Features")
    @After(Input.class)
    interface Which {
    }

    @Section(title = "Image processing")
    @After(Which.class)
    interface Processing {
    }

    enum Mode {
            @Label(value = "IBSI", description = """
                    All features of the Image Biomarker Standardisation Initiative as its reference manual defines them
                    (doi:10.1148/radiol.2020191145).""")
            IBSI,
            @Label(value = "PyRadiomics", description = """
                    The 107 features of PyRadiomics with its names and definitions, also where these depart from IBSI
                    (doi:10.1158/0008-5472.CAN-17-0339).""")
            PYRADIOMICS
    }

    interface ModeRef extends ParameterReference<Mode> {
    }

    static final class IsIbsi implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeRef.class).isOneOf(Mode.IBSI);
        }
    }

    /** IBSI's families. */
    static final class Families implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(final NodeParametersInput context) {
            return Arrays.stream(FeatureFamily.values()).filter(FeatureFamily::isIbsi)
                .map(f -> new StringChoice(f.className(), f.title())).toList();
        }
    }

    @Widget(title = "Images", description = "The columns with the images. Where several are chosen, a feature's name begins with the image's.")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Input.class)
    String[] m_imageColumns = {"Volume"};

    @Widget(title = "Masks", description = """
            The columns with the regions. Every mask is applied to every image and must have its grid. Where several are chosen, a feature's
            name ends with the mask's.""")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Input.class)
    String[] m_maskColumns = {"Mask"};

    @Widget(title = "Definitions", description = "Whose features are computed.")
    @ValueSwitchWidget
    @ValueReference(ModeRef.class)
    @Layout(Which.class)
    Mode m_mode = Mode.IBSI;

    @Widget(title = "Families", description = "Which families of IBSI's features are computed. All by default.")
    @ChoicesProvider(Families.class)
    @TwinlistWidget
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Layout(Which.class)
    String[] m_families = Arrays.stream(FeatureFamily.values()).filter(FeatureFamily::isIbsi).map(FeatureFamily::className)
        .toArray(String[]::new);

    @Widget(title = "Voxel size (mm)", description = """
            Resamples image and mask to cubes of this size first, so that texture means the same in all patients. Not set by default: choose
            it for studies whose images have different grids, e.g. 2 or 3 mm.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Processing.class)
    Optional<Double> m_voxelSize = Optional.empty();

    @Widget(title = "Bin width of CT (HU)", description = "Grey levels are this wide in CT images. Default 25 HU, the usual one.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Processing.class)
    double m_ctBinWidth = 25;

    @Widget(title = "Bin width of PET (SUV)", description = """
            Grey levels are this wide in SUV images. Default 0.25; 0.1 to 0.5 is usual. 25, right for CT, leaves a PET a single level.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Processing.class)
    double m_suvBinWidth = 0.25;

    RadiomicsExtractorNodeParameters() {
    }

    RadiomicsExtractorNodeParameters(final NodeParametersInput input) {
        m_imageColumns = new String[]{Columns.guess(input, 0, List.of("SUV", "Volume", "PET", "CT"), VolumeValue.class)};
        m_maskColumns = new String[]{Columns.guess(input, 0, List.of("Mask"), VolumeValue.class)};
    }

    Set<FeatureFamily> families() {
        final Set<FeatureFamily> families = EnumSet.noneOf(FeatureFamily.class);
        for (final FeatureFamily f : FeatureFamily.values()) {
            if (f.isIbsi() && List.of(m_families).contains(f.className())) {
                families.add(f);
            }
        }
        return families;
    }

    /**
     * @param binWidth the width of grey levels in the image's unit, or NaN for the default of such images
     * @return how features are extracted
     */
    IbsiSettings ibsi(final double binWidth) {
        IbsiSettings settings = IbsiSettings.withDefaults().withFamilies(families());
        if (m_voxelSize.isPresent()) {
            settings = settings.withSpacing(m_voxelSize.get(), m_voxelSize.get(), m_voxelSize.get());
        }
        return Double.isNaN(binWidth) ? settings : settings.withDiscretisation(Discretisation.binSize(binWidth));
    }

    /**
     * @param binWidth the width of grey levels in the image's unit, or NaN for the default
     * @return how features are extracted
     */
    PyRadiomicsSettings pyRadiomics(final double binWidth) {
        PyRadiomicsSettings settings = PyRadiomicsSettings.withDefaults();
        if (m_voxelSize.isPresent()) {
            final double mm = m_voxelSize.get();
            settings = settings.with("resampledPixelSpacing", List.of(mm, mm, mm));
        }
        return Double.isNaN(binWidth) ? settings : settings.with("binWidth", binWidth);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive("Bin width of CT (HU)", m_ctBinWidth, " HU");
        Checks.positive("Bin width of PET (SUV)", m_suvBinWidth, " SUV");
        if (m_voxelSize.isPresent()) {
            Checks.positive("Voxel size (mm)", m_voxelSize.get(), " mm");
        }
        if (m_mode == Mode.IBSI && families().isEmpty()) {
            throw new InvalidSettingsException("Choose at least one of \"Families\"");
        }
    }
}
