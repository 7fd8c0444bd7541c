package org.petctflow.nodes.radiomics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.radiomics.regions.Clustering;
import org.petctflow.types.VolumeValue;

/** Settings of {@link TumorSubRegionPartitionerNodeFactory}. */
final class TumorSubRegionPartitionerNodeParameters implements NodeParameters {

    private static final int MOST_HABITATS = 20;

    @Section(title = "Regions")
    interface Input {
    }

    @Section(title = "Habitats")
    @After(Input.class)
    interface HabitatsSection {
    }

    @Section(title = "Core, rim and shells")
    @After(HabitatsSection.class)
    interface ShellsSection {
    }

    enum Method {
            @Label(value = "Habitats", description = """
                    Voxels that are alike in the images, by clustering of standardised values: reg1 has the lowest mean of the first
                    image.""")
            HABITATS,
            @Label(value = "Core, rim and shells", description = """
                    By the distance to the region's border: reg1 is the core, reg2 the rim, reg3 and further the shells around the region
                    from the inside out.""")
            SHELLS
    }

    interface MethodRef extends ParameterReference<Method> {
    }

    static final class IsHabitats implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.HABITATS);
        }
    }

    enum ClusteringMethod {
            @Label(value = "k-means", description = """
                    A voxel belongs to the habitat with the nearest mean (doi:10.1109/TIT.1982.1056489): habitats come out about equally wide.""")
            K_MEANS(Clustering.K_MEANS),
            @Label(value = "Gaussian mixture", description = """
                    Each habitat is a normal distribution with a width, form and share of its own; a voxel belongs to the most likely one
                    (expectation maximisation, doi:10.1111/j.2517-6161.1977.tb01600.x). For habitats of different spread, such as a small hot
                    core in a wide background.""")
            GAUSSIAN_MIXTURE(Clustering.GAUSSIAN_MIXTURE);

        private final Clustering m_clustering;

        ClusteringMethod(final Clustering clustering) {
            m_clustering = clustering;
        }

        Clustering clustering() {
            return m_clustering;
        }
    }

    interface EntropyRef extends ParameterReference<Boolean> {
    }

    static final class IsEntropy implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.HABITATS).and(i.getBoolean(EntropyRef.class).isTrue());
        }
    }

    interface SupervoxelsRef extends ParameterReference<Boolean> {
    }

    static final class IsSupervoxels implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.HABITATS).and(i.getBoolean(SupervoxelsRef.class).isTrue());
        }
    }

    static final class IsShells implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(MethodRef.class).isOneOf(Method.SHELLS);
        }
    }

    enum Fit {
            @Label(value = "All rows", description = """
                    Habitats are found in the voxels of all rows together, so that reg1 means the same in each; a habitat that a row lacks is an
                    empty mask. Rows that a model is to be tested on must not be among them.""")
            COHORT,
            @Label(value = "Each row", description = "Habitats are found in each row by itself: reg1 is lower than reg2, but in different rows not alike.")
            ROW
    }

    @Widget(title = "Mask", description = "The column with the regions that are parted.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Input.class)
    String m_maskColumn = "Mask";

    @Widget(title = "Method", description = "How a region is parted. Default habitats, which follow the tumour's biology rather than its form.")
    @ValueSwitchWidget
    @ValueReference(MethodRef.class)
    @Layout(Input.class)
    Method m_method = Method.HABITATS;

    @Widget(title = "Images", description = """
            The columns with the images, e.g. PET and CT, each on the mask's grid: resample them first. The first one gives the habitats
            their order. All count the same, whatever their unit.""")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Effect(predicate = IsHabitats.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    String[] m_imageColumns = {"Volume"};

    @Widget(title = "Habitats", description = """
            How many, 2 to 20. Default 3, e.g. low, middle and high uptake: more make regions too small for texture in most lesions.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsHabitats.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    int m_habitats = 3;

    @Widget(title = "Clustering", description = """
            How voxels become habitats. Default k-means, whose habitats depend least on a few odd voxels.""")
    @ValueSwitchWidget
    @Effect(predicate = IsHabitats.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    ClusteringMethod m_clustering = ClusteringMethod.K_MEANS;

    @Widget(title = "Fitted to", description = """
            Whose voxels the habitats are found in. Default each row, which lets nothing of a test patient into a training patient.""")
    @ValueSwitchWidget
    @Effect(predicate = IsHabitats.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    Fit m_fit = Fit.ROW;

    @Widget(title = "Local entropy", description = """
            Whether a voxel's surroundings count, too: the entropy of an image's values within a cube about each voxel, as a further image.
            Off by default.""")
    @ValueReference(EntropyRef.class)
    @Effect(predicate = IsHabitats.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_entropy = false;

    @Widget(title = "Entropy of", description = "The image whose local entropy is taken, on the mask's grid.")
    @ChoicesProvider(Columns.Volumes.class)
    @Effect(predicate = IsEntropy.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    String m_entropyColumn = "Volume";

    @Widget(title = "Reach of the entropy (voxels)", description = """
            From the voxel to the side of the cube, 1 to 5. Default 2, a cube of 125 voxels: enough for a distribution, small enough to be
            local.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsEntropy.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_entropyReach = 2;

    @Widget(title = "Bin width of the entropy", description = """
            Width of a bin in the image's unit, above 0. Default 25, for a CT in HU; take 0.25 or so for a PET in SUV. With bins far too wide
            the entropy is 0 everywhere.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsEntropy.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_entropyWidth = 25;

    @Widget(title = "Supervoxels", description = """
            Whether to part the region into small connected pieces of alike voxels first (SLIC, doi:10.1109/TPAMI.2012.120), which become
            habitats as a whole: habitats are less speckled. Off by default.""")
    @ValueReference(SupervoxelsRef.class)
    @Effect(predicate = IsHabitats.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_supervoxels = false;

    @Widget(title = "Size of supervoxels (mm)", description = """
            About how wide they are along each axis. Default 8 mm, near the resolution of PET. A region needs as many supervoxels as
            habitats.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsSupervoxels.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_supervoxelSize = 8;

    @Widget(title = "Compactness", description = """
            How much a distance of the supervoxels' size weighs against one standard deviation of the images within the region: 0 for shapes
            that follow the images alone, large for cubes. Default 0.5.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsSupervoxels.class, type = EffectType.SHOW)
    @Layout(HabitatsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_compactness = 0.5;

    @Widget(title = "Width of the rim (mm)", description = """
            Voxels of the region within this distance of a voxel outside it, between centres, are the rim. Default 5 mm, about a voxel of PET:
            a narrower rim is thinner than what the scanner resolves.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsShells.class, type = EffectType.SHOW)
    @Layout(ShellsSection.class)
    double m_rim = 5;

    @Widget(title = "Shells (mm)", description = """
            The outer bounds of the shells around the region, ascending, separated by commas; none where it is empty. Default 5 and 10:
            tissue up to 5 mm, and from 5 to 10 mm from the tumour.""")
    @Effect(predicate = IsShells.class, type = EffectType.SHOW)
    @Layout(ShellsSection.class)
    String m_shells = "5, 10";

    @Widget(title = "Shells within", description = """
            The column with masks in which shells may lie, e.g. the lung or the body, on the mask's grid. Not set by default: shells lie
            everywhere.""")
    @ChoicesProvider(Columns.Volumes.class)
    @Effect(predicate = IsShells.class, type = EffectType.SHOW)
    @Layout(ShellsSection.class)
    Optional<String> m_withinColumn = Optional.empty();

    TumorSubRegionPartitionerNodeParameters() {
    }

    TumorSubRegionPartitionerNodeParameters(final NodeParametersInput input) {
        m_maskColumn = Columns.guess(input, 0, List.of("Mask"), VolumeValue.class);
        m_imageColumns = new String[]{Columns.guess(input, 0, List.of("SUV", "PET", "Volume"), VolumeValue.class)};
        m_entropyColumn = m_imageColumns[0];
    }

    /**
     * @return the outer bounds of the shells in mm
     * @throws InvalidSettingsException if they are no numbers, not above 0 or do not ascend
     */
    double[] shells() throws InvalidSettingsException {
        final double[] bounds =
            PetHeterogeneityExtractorNodeParameters.numbers("Shells (mm)", m_shells).stream().mapToDouble(d -> d).toArray();
        for (int i = 0; i < bounds.length; i++) {
            if (!(bounds[i] > (i == 0 ? 0 : bounds[i - 1]) && bounds[i] < Double.POSITIVE_INFINITY)) {
                throw new InvalidSettingsException("\"Shells (mm)\" must be above 0 and ascend, but are " + m_shells);
            }
        }
        return bounds;
    }

    /** @return the new columns */
    List<String> names() throws InvalidSettingsException {
        return IntStream.rangeClosed(1, m_method == Method.HABITATS ? m_habitats : 2 + shells().length).mapToObj(i -> "reg" + i).toList();
    }

    /** @return the columns with images and masks that a row needs beside the mask; that of the entropy is the last one */
    String[] others() {
        if (m_method == Method.SHELLS) {
            return m_withinColumn.stream().toArray(String[]::new);
        }
        return Stream.concat(Stream.of(m_imageColumns), m_entropy ? Stream.of(m_entropyColumn) : Stream.empty()).toArray(String[]::new);
    }

    /** @return the names of the images that habitats are found in */
    List<String> images() {
        return Stream.concat(Stream.of(m_imageColumns), m_entropy ? Stream.of("Entropy of " + m_entropyColumn) : Stream.empty()).toList();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_method == Method.HABITATS) {
            Checks.inRange("Habitats", m_habitats, 2, MOST_HABITATS, "");
            if (m_entropy) {
                Checks.inRange("Reach of the entropy (voxels)", m_entropyReach, 1, 5, " voxels");
                Checks.positive("Bin width of the entropy", m_entropyWidth, "");
            }
            if (m_supervoxels) {
                Checks.positive("Size of supervoxels (mm)", m_supervoxelSize, " mm");
                if (!(m_compactness >= 0 && m_compactness < 1e6)) {
                    throw new InvalidSettingsException("\"Compactness\" must be 0 or more, but is " + m_compactness);
                }
            }
        } else {
            Checks.positive("Width of the rim (mm)", m_rim, " mm");
            shells();
        }
    }
}
