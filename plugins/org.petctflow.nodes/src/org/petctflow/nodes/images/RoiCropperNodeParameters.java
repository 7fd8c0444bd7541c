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
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.petctflow.imaging.roi.RoiCropper;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.types.VolumeValue;

/** Settings of {@link RoiCropperNodeFactory}. */
final class RoiCropperNodeParameters implements NodeParameters {

    @Section(title = "Volumes")
    interface Volumes {
    }

    @Section(title = "Lesion")
    @After(Volumes.class)
    interface LesionSection {
    }

    @Section(title = "Box")
    @After(LesionSection.class)
    interface Box {
    }

    @Section(title = "Voxels")
    @After(Box.class)
    interface Voxels {
    }

    enum Lesions {
            @Label(value = "Whole mask", description = "One box around all of the mask.")
            WHOLE_MASK,
            @Label(value = "Largest", description = "One box around the largest connected part.")
            LARGEST,
            @Label(value = "Each", description = "A box, and a row, for each connected part, the largest first.")
            EACH
    }

    enum Centre {
            @Label(value = "Centre of mass", description = "The mean position of the lesion's voxels: a long spur hardly moves it.")
            CENTRE_OF_MASS,
            @Label(value = "Middle of its extent", description = "Half-way between the outermost voxels.")
            BOUNDING_BOX
    }

    enum Grid {
            @Label(value = "New voxels", description = "The box is filled with voxels of a given size; its size and centre are exact.")
            RESAMPLE,
            @Label(value = "The leading image's", description = """
                    The leading image's own voxels are copied, as many as the box needs at least; the others are brought onto them.""")
            KEEP
    }

    enum Method {
            @Label("Nearest")
            NEAREST,
            @Label("Linear")
            LINEAR,
            @Label("Cubic B-spline")
            CUBIC_BSPLINE
    }

    interface LesionsRef extends ParameterReference<Lesions> {
    }

    interface GridRef extends ParameterReference<Grid> {
    }

    static final class HasParts implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LesionsRef.class).isOneOf(Lesions.LARGEST, Lesions.EACH);
        }
    }

    static final class IsResample implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(GridRef.class).isOneOf(Grid.RESAMPLE);
        }
    }

    @Widget(title = "Leading image", description = "The column with the images along whose axes the box lies, e.g. the CT.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Volumes.class)
    String m_leadingColumn = "CT";

    @Widget(title = "Volumes", description = """
            The columns that are cropped: images and masks. All get the same voxels, so that PET, CT and masks lie on one another.""")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Volumes.class)
    String[] m_volumeColumns = {"CT", "PET", "Mask"};

    @Widget(title = "Mask", description = "The column with the lesion's mask, on any grid of the same patient.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(LesionSection.class)
    String m_maskColumn = "Mask";

    @Widget(title = "Box around", description = "What counts as a lesion.")
    @ValueSwitchWidget
    @ValueReference(LesionsRef.class)
    @Layout(LesionSection.class)
    Lesions m_lesions = Lesions.WHOLE_MASK;

    @Widget(title = "Smallest lesion (ml)", description = "Connected parts of a smaller volume are passed over. Default 0: none.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = HasParts.class, type = EffectType.SHOW)
    @Layout(LesionSection.class)
    double m_smallestMl;

    @Widget(title = "Centre", description = "Where the box is centred.")
    @ValueSwitchWidget
    @Layout(LesionSection.class)
    Centre m_centre = Centre.CENTRE_OF_MASS;

    @Widget(title = "Along slices (mm)", description = "The box's size from the first slice to the last. Default 48 mm, the study's.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Box.class)
    double m_sliceSize = RoiCropper.defaultSize()[0];

    @Widget(title = "Along rows (mm)", description = "The box's size from the first row to the last. Default 96 mm.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Box.class)
    double m_rowSize = RoiCropper.defaultSize()[1];

    @Widget(title = "Along columns (mm)", description = "The box's size from the first column to the last. Default 96 mm.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Box.class)
    double m_columnSize = RoiCropper.defaultSize()[2];

    @Widget(title = "Padding", description = """
            The value where the box reaches beyond an image. Not set by default: air (-1000 HU) for CT, 0 for everything else.""",
        advanced = true)
    @Layout(Box.class)
    Optional<Double> m_padding = Optional.empty();

    @Widget(title = "Voxels", description = "What the box is filled with.")
    @RadioButtonsWidget
    @ValueReference(GridRef.class)
    @Layout(Voxels.class)
    Grid m_grid = Grid.RESAMPLE;

    @Widget(title = "Edge (mm)", description = """
            How long a voxel is in all directions; the box's sizes are multiples of it. Default 1 mm: 48 x 96 x 96 voxels, the network's
            input.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsResample.class, type = EffectType.SHOW)
    @Layout(Voxels.class)
    double m_edge = 1;

    @Widget(title = "Images are interpolated", description = "How values between voxels are found. Masks are cut at one half.")
    @ValueSwitchWidget
    @Layout(Voxels.class)
    Method m_method = Method.LINEAR;

    RoiCropperNodeParameters() {
    }

    RoiCropperNodeParameters(final NodeParametersInput input) {
        m_leadingColumn = Columns.guess(input, 0, List.of("CT", "Volume"), VolumeValue.class);
        m_maskColumn = Columns.guess(input, 0, List.of("Mask"), VolumeValue.class);
        input.getInTableSpec(0).ifPresent(spec -> m_volumeColumns = spec.stream()
            .filter(c -> c.getType().isCompatible(VolumeValue.class)).map(c -> c.getName()).toArray(String[]::new));
    }

    double[] size() {
        return new double[]{m_sliceSize, m_rowSize, m_columnSize};
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive("Along slices (mm)", m_sliceSize, " mm");
        Checks.positive("Along rows (mm)", m_rowSize, " mm");
        Checks.positive("Along columns (mm)", m_columnSize, " mm");
        Checks.inRange("Smallest lesion (ml)", m_smallestMl, 0, 1e6, " ml");
        if (m_grid == Grid.RESAMPLE) {
            Checks.positive("Edge (mm)", m_edge, " mm");
            try {
                RoiCropper.box(Geometry.axial(1, 1, 1, 1, 1, 1), new double[3], size(), new double[]{m_edge, m_edge, m_edge});
            } catch (final IllegalArgumentException e) {
                throw new InvalidSettingsException(e.getMessage(), e);
            }
        }
    }
}
