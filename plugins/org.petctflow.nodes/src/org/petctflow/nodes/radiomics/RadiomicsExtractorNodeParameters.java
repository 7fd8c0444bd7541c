package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.radiomics.Aggregation;
import org.petctflow.radiomics.FeatureFamily;
import org.petctflow.types.VolumeValue;

/** Settings of {@link RadiomicsExtractorNodeFactory}. What they mean to the library is in {@link RadiomicsSettings}. */
@SuppressWarnings("restriction")
final class RadiomicsExtractorNodeParameters implements NodeParameters {

    @Section(title = "Images and masks")
    interface Input {
    }

    @Section(title = "Features")
    @After(Input.class)
    interface Which {
    }

    @Section(title = "Filters")
    @After(Which.class)
    interface Filtering {
    }

    @Section(title = "Interpolation")
    @After(Filtering.class)
    interface Processing {
    }

    @Section(title = "Re-segmentation")
    @After(Processing.class)
    interface Resegmentation {
    }

    @Section(title = "Grey levels")
    @After(Resegmentation.class)
    interface GreyLevels {
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

    enum Pairing {
            @Label(value = "Every mask with every image", description = "A region is measured in each image, e.g. one mask in CT and PET.")
            EVERY,
            @Label(value = "In pairs", description = """
                    The first mask with the first image, the second with the second: e.g. a mask on the CT's grid and one on the PET's.""")
            PAIRS
    }

    enum OtherGrids {
            @Label(value = "Refuse", description = "A mask that is not on its image's grid is not measured: its row says so.")
            REFUSE,
            @Label(value = "Resample the mask", description = """
                    The mask is put on its image's grid: a voxel is inside where at least half of the mask is (IBSI); in PyRadiomics mode
                    the nearest voxel counts, as with its setting correctMask.""")
            RESAMPLE
    }

    enum Source {
            @Label(value = "This dialog", description = "What stands below.")
            DIALOG,
            @Label(value = "Parameter file", description = "A parameter file of PyRadiomics, YAML or JSON.")
            FILE
    }

    enum Method {
            @Label("Nearest")
            NEAREST,
            @Label("Linear")
            LINEAR,
            @Label("Cubic B-spline")
            CUBIC
    }

    enum Rounding {
            @Label(value = "CT", description = "CT becomes whole Hounsfield units after interpolation, other images stay as they are.")
            CT,
            @Label(value = "All images", description = "All images become whole numbers.")
            ALL,
            @Label(value = "None", description = "Nothing is rounded.")
            NONE
    }

    enum Binning {
            @Label(value = "Fixed width", description = """
                    A grey level is as wide in all patients; for images with a unit. Bins begin at the range's lower bound, else at -1000
                    HU or 0 SUV (IBSI; in PyRadiomics mode at multiples of the width).""")
            WIDTH,
            @Label(value = "Fixed number", description = """
                    Each region's intensities are divided into as many grey levels; for images without a unit, e.g. MR.""")
            NUMBER,
            @Label(value = "None", description = "Intensities are grey levels: whole numbers from 1. Not with PyRadiomics.")
            NONE
    }

    enum HistogramBinning {
            @Label(value = "By unit", description = "CT by whole Hounsfield units, PET in bins of 0.1 SUV, everything else in 1000 bins.")
            UNIT,
            @Label(value = "None", description = "Intensities are levels; they must be whole numbers.")
            NONE,
            @Label(value = "Fixed width", description = "In bins of this width.")
            WIDTH,
            @Label(value = "Fixed number", description = "In this many bins.")
            NUMBER
    }

    interface ModeRef extends ParameterReference<Mode> {
    }

    interface SourceRef extends ParameterReference<Source> {
    }

    interface BinningRef extends ParameterReference<Binning> {
    }

    interface HistogramBinningRef extends ParameterReference<HistogramBinning> {
    }

    static final class IsIbsi implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeRef.class).isOneOf(Mode.IBSI);
        }
    }

    static final class IsPyRadiomics implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModeRef.class).isOneOf(Mode.PYRADIOMICS);
        }
    }

    static final class IsFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsPyRadiomics.class).and(i.getEnum(SourceRef.class).isOneOf(Source.FILE));
        }
    }

    static final class IsPyRadiomicsDialog implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsPyRadiomics.class).and(i.getEnum(SourceRef.class).isOneOf(Source.DIALOG));
        }
    }

    static final class IsDialog implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsFile.class).negate();
        }
    }

    static final class IsWidth implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsDialog.class).and(i.getEnum(BinningRef.class).isOneOf(Binning.WIDTH));
        }
    }

    static final class IsNumber implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsDialog.class).and(i.getEnum(BinningRef.class).isOneOf(Binning.NUMBER));
        }
    }

    static final class IsHistogramWidth implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsIbsi.class).and(i.getEnum(HistogramBinningRef.class).isOneOf(HistogramBinning.WIDTH));
        }
    }

    static final class IsHistogramNumber implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getPredicate(IsIbsi.class).and(i.getEnum(HistogramBinningRef.class).isOneOf(HistogramBinning.NUMBER));
        }
    }

    /** IBSI's families. */
    static final class Families implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(final NodeParametersInput context) {
            return familyChoices(true);
        }
    }

    /** PyRadiomics' classes. */
    static final class Classes implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(final NodeParametersInput context) {
            return familyChoices(false);
        }
    }

    /** How texture matrices become one number. */
    static final class Aggregations implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(final NodeParametersInput context) {
            return Arrays.stream(Aggregation.values()).filter(a -> a != Aggregation.NONE)
                .map(a -> new StringChoice(a.columnName(), a.columnName() + ": " + a.description())).toList();
        }
    }

    private static List<StringChoice> familyChoices(final boolean ibsi) {
        return Arrays.stream(FeatureFamily.values()).filter(f -> f.isIbsi() == ibsi)
            .map(f -> new StringChoice(f.className(), f.title())).toList();
    }

    @Widget(title = "Images", description = """
            The columns with the images. Where several are chosen, a feature's name begins with the image's.""")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Input.class)
    String[] m_imageColumns = {"Volume"};

    @Widget(title = "Masks", description = """
            The columns with the regions: masks or label maps. Where an image has several regions, a feature's name ends with the
            region's.""")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Input.class)
    String[] m_maskColumns = {"Mask"};

    @Widget(title = "Masks are applied", description = """
            Which mask belongs to which image. Pairs are in the order in which the columns were chosen.""")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Input.class)
    Pairing m_pairing = Pairing.EVERY;

    @Widget(title = "Regions", description = """
            What is measured in a mask, as <tt>label = name</tt> with commas between them, e.g. <tt>1 = tumour, 2 = node</tt>;
            <tt>*</tt> stands for whatever is not 0. The name ends the names of the features. Empty by default: one region,
            whatever is not 0, named after the mask where there are several masks.""")
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Input.class)
    String m_regions = "";

    @Widget(title = "Masks on other grids", description = """
            What happens to a mask that is not on its image's grid. By default it is refused, since a shifted mask is most often a
            mistake.""")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Input.class)
    OtherGrids m_otherGrids = OtherGrids.REFUSE;

    @Widget(title = "Definitions", description = "Whose features are computed.")
    @ValueSwitchWidget
    @ValueReference(ModeRef.class)
    @Layout(Which.class)
    Mode m_mode = Mode.IBSI;

    @Widget(title = "Settings from", description = "Where the settings of PyRadiomics come from.")
    @ValueSwitchWidget
    @ValueReference(SourceRef.class)
    @Effect(predicate = IsPyRadiomics.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    Source m_source = Source.DIALOG;

    @Widget(title = "Parameter file", description = """
            A parameter file of PyRadiomics, YAML or JSON, with its parts setting, imageType and featureClass. What it does not
            name has PyRadiomics' default; a name that PyRadiomics does not know is refused.""")
    @FileSelectionWidget(SingleFileSelectionMode.FILE)
    @WithFileSystem(FileSystemOption.LOCAL)
    @Effect(predicate = IsFile.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    String m_parameterFile = "";

    @Widget(title = "Families", description = "Which families of IBSI's features are computed. All by default.")
    @ChoicesProvider(Families.class)
    @TwinlistWidget
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Layout(Which.class)
    String[] m_families = Arrays.stream(FeatureFamily.values()).filter(FeatureFamily::isIbsi).map(FeatureFamily::className)
        .toArray(String[]::new);

    @Widget(title = "Aggregations", description = """
            How texture matrices of slices and directions become one number. 2D and 2.5D: within slices, for images whose slices
            are far apart; 3D: in space. avg: a feature of each matrix, averaged; comb: matrices merged before. The plain ones are
            for matrices without directions (GLSZM, GLDZM, NGTDM, NGLDM). By default all in space.""")
    @ChoicesProvider(Aggregations.class)
    @TwinlistWidget
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    String[] m_aggregations = {"3Davg", "3Dcomb", "3D"};

    @Widget(title = "Distance of neighbours (voxels)", description = """
            Chebyshev distance of neighbours for co-occurrence, grey tone differences and dependence. Default 1, as in the
            reference manual.""", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    int m_distance = 1;

    @Widget(title = "Coarseness (grey levels)", description = """
            By how many grey levels a dependent neighbour may differ (NGLDM). Default 0, as in the reference manual.""", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    int m_coarseness;

    @Widget(title = "Feature classes", description = """
            Which classes of PyRadiomics' features are computed. By default all but shape2D, the 107 features.""")
    @ChoicesProvider(Classes.class)
    @TwinlistWidget
    @Effect(predicate = IsPyRadiomicsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    String[] m_classes = {"shape", "firstorder", "glcm", "gldm", "glrlm", "glszm", "ngtdm"};

    @Widget(title = "Diagnostics", description = """
            Adds PyRadiomics' diagnostics_ columns: spacing, size, hash, range and mean of image and mask, before and after
            interpolation.""", advanced = true)
    @Effect(predicate = IsPyRadiomics.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Which.class)
    boolean m_diagnostics;

    @Widget(title = "Filters", description = """
            A filter a line (or between semicolons), with its options as <tt>option=value</tt>; several values with commas between them are
            several filters. <tt>original</tt> is the image itself, the only one by default.
            <p>IBSI (doi:10.1148/radiol.231319; sizes in mm, windows in voxels): <tt>mean window=3</tt>, <tt>log sigma=1,2,3
            cutoff=4</tt>, <tt>laws kernels=L5E5E5 pooling=max energy=7</tt>, <tt>gabor sigma=5 lambda=2 gamma=1.5 theta=0 step=45
            pooling=mean planes</tt>, <tt>wavelet name=coif1 bands=all level=1 pooling=mean decimated</tt>, <tt>simoncelli level=1</tt>, <tt>shannon
            level=1</tt>. Each may have <tt>boundary=mirror</tt> (default; of simoncelli and shannon <tt>periodic</tt>, as in IBSI's
            reference values), <tt>zero</tt>, <tt>nearest</tt> or <tt>periodic</tt>, which looks at the whole image,
            <tt>2d</tt> for slice by slice, and <tt>as=name</tt> for another name in the columns; <tt>pooling</tt> is none, max, mean or
            min over rotations; <tt>riesz=1-0-0 aligned=2</tt> (log, simoncelli, shannon) is a Riesz transform, aligned by a structure tensor
            of 2 mm.</p>
            <p>PyRadiomics: its image types with the settings that differ for them: <tt>LoG sigma=1,2,3</tt>, <tt>Wavelet wavelet=coif1
            level=1</tt>, <tt>Square</tt>, <tt>SquareRoot</tt>, <tt>Logarithm</tt>, <tt>Exponential</tt>, <tt>Gradient</tt>,
            <tt>LBP2D</tt>, <tt>LBP3D</tt>; any setting may stand there, e.g. <tt>LoG sigma=2 binWidth=10</tt>.</p>""")
    @TextAreaWidget(rows = 5)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Filtering.class)
    String m_filters = "original";

    @Widget(title = "Grey levels of filtered images", description = """
            The number of grey levels of a filter's response: it has no unit in which a width would mean the same everywhere.
            Default 32. Unchecked, filtered images are treated as the image itself.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Filtering.class)
    Optional<Integer> m_filteredBins = Optional.of(32);

    @Widget(title = "Margin (mm)", description = """
            How much of the image around the region filters see, but for those that are periodic. Default 50 mm, more than all but
            the largest kernels reach; a smaller one is faster and needs less memory.""", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Filtering.class)
    double m_filterMargin = 50;

    @Widget(title = "Voxel size (mm)", description = """
            Resamples image and mask to cubes of this size first, so that texture means the same in all patients. Not set by
            default: choose it for studies whose images have different grids, e.g. 2 or 3 mm. 0 keeps the image's own.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Layout(Processing.class)
    Optional<Double> m_voxelSize = Optional.empty();

    @Widget(title = "Distance of slices (mm)", description = """
            Another size across slices than within them; 0 keeps the image's own, so that only the slices themselves are
            resampled. Not set by default: cubes.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Processing.class)
    Optional<Double> m_sliceSpacing = Optional.empty();

    @Widget(title = "Images are interpolated", description = """
            How values between voxels are found. Default linear, which never overshoots.""")
    @ValueSwitchWidget
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Processing.class)
    Method m_interpolation = Method.LINEAR;

    @Widget(title = "Masks are interpolated", description = "How much of the mask is in a new voxel. Default linear.", advanced = true)
    @ValueSwitchWidget
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Processing.class)
    Method m_maskInterpolation = Method.LINEAR;

    @Widget(title = "Share of the mask", description = """
            A new voxel is inside where at least this share of it is. Default one half, the reference manual's.""", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Processing.class)
    double m_maskThreshold = 0.5;

    @Widget(title = "Rounding", description = """
            Which images become whole numbers after interpolation. By default CT, as the reference manual asks.""", advanced = true)
    @ValueSwitchWidget
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Processing.class)
    Rounding m_rounding = Rounding.CT;

    @Widget(title = "Interpolator", description = """
            How values between voxels are found. Default cubic B-spline, PyRadiomics' own (sitkBSpline). The mask takes the
            nearest voxel.""")
    @ValueSwitchWidget
    @Effect(predicate = IsPyRadiomicsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Processing.class)
    Method m_interpolator = Method.CUBIC;

    @Widget(title = "Lowest of CT (HU)", description = """
            Voxels of CT below are left out of intensities and texture, not of shape, e.g. -500 HU for soft tissue. Not set by
            default. Bins of a fixed width begin there.""")
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Resegmentation.class)
    Optional<Double> m_ctLow = Optional.empty();

    @Widget(title = "Highest of CT (HU)", description = "Voxels of CT above are left out, e.g. 400 HU. Not set by default.")
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Resegmentation.class)
    Optional<Double> m_ctHigh = Optional.empty();

    @Widget(title = "Lowest of PET (SUV)", description = """
            Voxels of PET below are left out of intensities and texture. Not set by default.""")
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Resegmentation.class)
    Optional<Double> m_suvLow = Optional.empty();

    @Widget(title = "Highest of PET (SUV)", description = "Voxels of PET above are left out. Not set by default.")
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Resegmentation.class)
    Optional<Double> m_suvHigh = Optional.empty();

    @Widget(title = "Outliers (standard deviations)", description = """
            Voxels farther from the region's mean than this many standard deviations are left out; 3 is usual. Not set by default.
            IBSI looks at the region before any range; PyRadiomics knows either a range or outliers.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(Resegmentation.class)
    Optional<Double> m_outlierSigma = Optional.empty();

    @Widget(title = "Grey levels of", description = "How intensities become grey levels.")
    @ValueSwitchWidget
    @ValueReference(BinningRef.class)
    @Effect(predicate = IsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(GreyLevels.class)
    Binning m_binning = Binning.WIDTH;

    @Widget(title = "Bin width of CT (HU)", description = "Grey levels are this wide in CT images. Default 25 HU, the usual one.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsWidth.class, type = EffectType.SHOW)
    @Layout(GreyLevels.class)
    double m_ctBinWidth = 25;

    @Widget(title = "Bin width of PET (SUV)", description = """
            Grey levels are this wide in SUV images. Default 0.25; 0.1 to 0.5 is usual. 25, right for CT, leaves a PET a single
            level.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsWidth.class, type = EffectType.SHOW)
    @Layout(GreyLevels.class)
    double m_suvBinWidth = 0.25;

    @Widget(title = "Bin width of other images", description = """
            Grey levels are this wide in images that are neither CT nor in SUV. Not set by default: 32 grey levels (IBSI), or
            PyRadiomics' 25.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsWidth.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(GreyLevels.class)
    Optional<Double> m_otherBinWidth = Optional.empty();

    @Widget(title = "Number of grey levels", description = """
            Into how many grey levels each region is divided. Default 32; 16 to 128 are usual.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsNumber.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(GreyLevels.class)
    int m_binNumber = 32;

    @Widget(title = "Intensity-volume histogram", description = "The levels of the intensity-volume histogram.", advanced = true)
    @ValueSwitchWidget
    @ValueReference(HistogramBinningRef.class)
    @Effect(predicate = IsIbsi.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(GreyLevels.class)
    HistogramBinning m_ivhBinning = HistogramBinning.UNIT;

    @Widget(title = "Bin width of the histogram", description = "In the image's unit. Default 2.5, for CT.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsHistogramWidth.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(GreyLevels.class)
    double m_ivhBinWidth = 2.5;

    @Widget(title = "Bins of the histogram", description = """
            Default 1000, the reference manual's for images without a unit.""", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsHistogramNumber.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(GreyLevels.class)
    int m_ivhBinNumber = 1000;

    @Widget(title = "Further settings", description = """
            More settings of PyRadiomics, one a line, as below <tt>setting:</tt> in its parameter files; they come before those
            above. E.g. <tt>force2D: true</tt>, <tt>distances: [1, 2]</tt>, <tt>weightingNorm: euclidean</tt>, <tt>normalize:
            true</tt>, <tt>symmetricalGLCM: false</tt>, <tt>voxelArrayShift: 1000</tt>, <tt>padDistance: 10</tt>. None by default.""", advanced = true)
    @TextAreaWidget(rows = 4)
    @Effect(predicate = IsPyRadiomicsDialog.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(GreyLevels.class)
    String m_furtherSettings = "";

    RadiomicsExtractorNodeParameters() {
    }

    RadiomicsExtractorNodeParameters(final NodeParametersInput input) {
        m_imageColumns = new String[]{Columns.guess(input, 0, List.of("SUV", "Volume", "PET", "CT"), VolumeValue.class)};
        m_maskColumns = new String[]{Columns.guess(input, 0, List.of("Mask"), VolumeValue.class)};
    }

    /** @return whether masks must be on their images' grids before the extractor sees them; PyRadiomics has its own rules */
    boolean checksGrids() {
        return m_mode == Mode.IBSI;
    }

    /** @return the chosen families of IBSI */
    Set<FeatureFamily> families() {
        final Set<FeatureFamily> families = EnumSet.noneOf(FeatureFamily.class);
        Arrays.stream(FeatureFamily.values()).filter(f -> f.isIbsi() && List.of(m_families).contains(f.className())).forEach(families::add);
        return families;
    }

    /** @return the chosen aggregations */
    Set<Aggregation> aggregations() throws InvalidSettingsException {
        final Set<Aggregation> aggregations = EnumSet.noneOf(Aggregation.class);
        for (final String name : m_aggregations) {
            aggregations.add(Arrays.stream(Aggregation.values()).filter(a -> a.columnName().equals(name) && a != Aggregation.NONE)
                .findFirst().orElseThrow(() -> new InvalidSettingsException("There is no aggregation " + name + ", but "
                    + String.join(", ", Arrays.stream(Aggregation.values()).skip(1).map(Aggregation::columnName).toList()))));
        }
        return aggregations;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive("Bin width of CT (HU)", m_ctBinWidth, " HU");
        Checks.positive("Bin width of PET (SUV)", m_suvBinWidth, " SUV");
        LabelRegion.of(m_regions);
        if (m_mode == Mode.IBSI && families().isEmpty()) {
            throw new InvalidSettingsException("Choose at least one of \"Families\"");
        }
        if (m_mode == Mode.PYRADIOMICS && m_source == Source.FILE) {
            return; // configure reads the file
        }
        try {
            RadiomicsSettings.of(this).check();
        } catch (final IOException | IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
