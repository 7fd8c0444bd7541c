package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.radiomics.Feature;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.radiomics.Features;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.pyradiomics.FeatureMaps;
import org.petctflow.radiomics.pyradiomics.ParameterFile;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;
import org.petctflow.types.VolumeValue;

/** Settings of {@link FeatureMapsNodeFactory}. */
@SuppressWarnings("restriction")
final class FeatureMapsNodeParameters implements NodeParameters {

    @Section(title = "Image and mask")
    interface Input {
    }

    @Section(title = "Maps")
    @After(Input.class)
    interface Which {
    }

    @Section(title = "Neighbourhood")
    @After(Which.class)
    interface Neighbourhood {
    }

    @Section(title = "Voxels and grey levels")
    @After(Neighbourhood.class)
    interface Processing {
    }

    enum Source {
            @Label(value = "This dialog", description = "What stands below.")
            DIALOG,
            @Label(value = "Parameter file", description = "A parameter file of PyRadiomics, YAML or JSON.")
            FILE
    }

    interface SourceRef extends ParameterReference<Source> {
    }

    static final class IsFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(Source.FILE);
        }
    }

    static final class IsDialog implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(Source.DIALOG);
        }
    }

    /** PyRadiomics' features but shape. */
    static final class MappedFeatures implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(final NodeParametersInput context) {
            final List<StringChoice> choices = new ArrayList<>();
            for (final FeatureFamily family : FeatureFamily.values()) {
                if (!family.isIbsi() && family != FeatureFamily.PY_SHAPE && family != FeatureFamily.PY_SHAPE_2D) {
                    for (final Feature f : Features.of(family)) {
                        final String name = family.className() + "_" + f.name();
                        choices.add(new StringChoice(name, name));
                    }
                }
            }
            return choices;
        }
    }

    @Widget(title = "Image", description = "The column with the images.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Input.class)
    String m_imageColumn = "Volume";

    @Widget(title = "Mask", description = "The column with the regions: masks or label maps on the grids of the images.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Input.class)
    String m_maskColumn = "Mask";

    @Widget(title = "Label", description = """
            The value of the region in a label map. Not set by default: whatever is not 0, or the label of the parameter file, where there is
            one.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Input.class)
    Optional<Integer> m_label = Optional.empty();

    @Widget(title = "Settings from", description = "Where features, filters and settings come from.")
    @ValueSwitchWidget
    @ValueReference(SourceRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    Source m_source = Source.DIALOG;

    @Widget(title = "Parameter file", description = """
            A parameter file of PyRadiomics, YAML or JSON, with its parts setting, voxelSetting, imageType and featureClass, shape aside. What
            it does not name has PyRadiomics' default; a name that PyRadiomics does not know is refused.""")
    @FileSelectionWidget(SingleFileSelectionMode.FILE)
    @WithFileSystem(FileSystemOption.LOCAL)
    @Effect(predicate = IsFile.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    String m_parameterFile = "";

    @Widget(title = "Features", description = """
            The features that are mapped, one volume each. By default the joint entropy of grey levels, a common measure of local
            heterogeneity.""")
    @ChoicesProvider(MappedFeatures.class)
    @TwinlistWidget
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Which.class)
    String[] m_features = {"glcm_JointEntropy"};

    @Widget(title = "Filters", description = """
            PyRadiomics' image types, one a line or between semicolons, with the settings that differ for them, e.g. <tt>Original</tt>,
            <tt>LoG sigma=2</tt>, <tt>Wavelet</tt>. Default: the image itself.""", advanced = true)
    @TextAreaWidget(rows = 3)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Which.class)
    String m_filters = "Original";

    @Widget(title = "Kernel radius (voxels)", description = """
            Each voxel gets the feature of the cube that reaches this far to each side. Default 1, PyRadiomics' own: 27 voxels.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Neighbourhood.class)
    int m_kernelRadius = 1;

    @Widget(title = "Within the region only", description = """
            The cube sees the region's voxels only, and grey levels are those of the region. Default, as in PyRadiomics; otherwise what lies
            around the region counts, too.""")
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Neighbourhood.class)
    boolean m_maskedKernel = true;

    @Widget(title = "Value outside", description = "What voxels outside the region have. Default 0.", advanced = true)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Neighbourhood.class)
    double m_initValue;

    @Widget(title = "Voxel size (mm)", description = """
            Resamples image and mask to cubes of this size first, so that a neighbourhood is as large in all patients. Not set by default.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Processing.class)
    Optional<Double> m_voxelSize = Optional.empty();

    @Widget(title = "Bin width of CT (HU)", description = "Grey levels are this wide in CT images. Default 25 HU, the usual one.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Processing.class)
    double m_ctBinWidth = 25;

    @Widget(title = "Bin width of PET (SUV)", description = "Grey levels are this wide in SUV images. Default 0.25; 0.1 to 0.5 is usual.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Processing.class)
    double m_suvBinWidth = 0.25;

    @Widget(title = "Further settings", description = """
            More settings of PyRadiomics, one a line, as below <tt>setting:</tt> in its parameter files, e.g. <tt>binCount: 32</tt>,
            <tt>force2D: true</tt>, <tt>distances: [1, 2]</tt>; they come before those above. None by default.""", advanced = true)
    @TextAreaWidget(rows = 3)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Processing.class)
    String m_furtherSettings = "";

    FeatureMapsNodeParameters() {
    }

    FeatureMapsNodeParameters(final NodeParametersInput input) {
        m_imageColumn = Columns.guess(input, 0, List.of("SUV", "Volume", "PET", "CT"), VolumeValue.class);
        m_maskColumn = Columns.guess(input, 0, List.of("Mask"), VolumeValue.class);
    }

    /** @return what the parameter file says, or null where the dialog does; to be asked once, in the node's own thread */
    PyRadiomicsSettings file() throws InvalidSettingsException {
        try {
            return m_source == Source.FILE ? RadiomicsSettings.file(m_parameterFile) : null;
        } catch (final IOException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /**
     * @param file the parameter file, or null
     * @param info of an image, or null for the names of the maps only
     * @return what makes its maps
     */
    FeatureMaps maps(final PyRadiomicsSettings file, final VolumeInfo info) throws InvalidSettingsException {
        try {
            return FeatureMaps.of(file == null ? dialog(info) : file, PyRadiomicsFilters.imageTypes());
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /**
     * @param file the parameter file, or null
     * @return the region in the mask
     */
    LabelRegion region(final PyRadiomicsSettings file) {
        final Optional<Integer> label = m_label.isPresent() || file == null ? m_label : Optional.of((Integer)file.get("label"));
        return new LabelRegion("", label.isPresent() ? OptionalDouble.of(label.get()) : OptionalDouble.empty());
    }

    private PyRadiomicsSettings dialog(final VolumeInfo info) throws InvalidSettingsException {
        final Map<String, List<String>> classes = new LinkedHashMap<>();
        for (final String name : m_features) {
            final String[] parts = name.split("_", 2);
            if (parts.length < 2) {
                throw new InvalidSettingsException("\"Features\" are named class_Feature, e.g. glcm_JointEntropy, but one is " + name);
            }
            classes.computeIfAbsent(parts[0], c -> new ArrayList<>()).add(parts[1]);
        }
        if (classes.isEmpty()) {
            throw new InvalidSettingsException("Choose at least one of \"Features\"");
        }
        final Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kernelRadius", m_kernelRadius);
        settings.put("maskedKernel", m_maskedKernel);
        settings.put("initValue", m_initValue);
        m_voxelSize.ifPresent(mm -> settings.put("resampledPixelSpacing", List.of(mm, mm, mm)));
        if (info != null && (info.modality() == Modality.CT || info.unit().equals(Units.HU))) {
            settings.put("binWidth", m_ctBinWidth);
        } else if (info != null && Units.isSuv(info.unit())) {
            settings.put("binWidth", m_suvBinWidth);
        }
        settings.putAll(ParameterFile.parseSettings(m_furtherSettings));
        return PyRadiomicsSettings.withDefaults().with(settings).withFeatureClasses(classes)
            .withImageTypes(ParameterFile.parseImageTypes(m_filters));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive("Bin width of CT (HU)", m_ctBinWidth, " HU");
        Checks.positive("Bin width of PET (SUV)", m_suvBinWidth, " SUV");
        if (m_source == Source.DIALOG) {
            maps(null, null); // configure reads the file
        }
    }
}
