package org.petctflow.nodes.images;

import java.util.List;

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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.types.VolumeValue;

/** Settings of {@link ImageResamplerNodeFactory}. */
final class ImageResamplerNodeParameters implements NodeParameters {

    @Section(title = "Volumes")
    interface Volumes {
    }

    @Section(title = "Grid")
    @After(Volumes.class)
    interface Grid {
    }

    @Section(title = "Interpolation")
    @After(Grid.class)
    interface Interpolating {
    }

    enum Target {
            @Label(value = "Cubes", description = "Voxels that are equally long in all directions.")
            ISOTROPIC,
            @Label(value = "Voxel size", description = "Voxels of a given size along slices, rows and columns.")
            SPACING,
            @Label(value = "Another image's grid", description = "PET onto the CT's voxels, a mask onto an image's ...")
            REFERENCE
    }

    enum Method {
            @Label(value = "Nearest", description = "The nearest voxel's value. No value appears that was not there.")
            NEAREST,
            @Label(value = "Linear", description = "Trilinear: no value outside the range that was there.")
            LINEAR,
            @Label(value = "Cubic B-spline", description = "The smoothest; may overshoot beside sharp edges.")
            CUBIC_BSPLINE
    }

    enum MaskMethod {
            @Label(value = "Linear, at one half", description = "Inside where the linearly interpolated mask is at least 0.5 (IBSI).")
            LINEAR,
            @Label(value = "Nearest", description = "Inside where the nearest voxel is.")
            NEAREST
    }

    enum Result {
            @Label(value = "Replaces the volumes", description = "The columns then hold the resampled volumes.")
            REPLACE,
            @Label(value = "New columns", description = "Named like the columns, with <tt> (resampled)</tt> behind.")
            APPEND
    }

    interface TargetRef extends ParameterReference<Target> {
    }

    static final class IsIsotropic implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(TargetRef.class).isOneOf(Target.ISOTROPIC);
        }
    }

    static final class IsSpacing implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(TargetRef.class).isOneOf(Target.SPACING);
        }
    }

    static final class IsReference implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(TargetRef.class).isOneOf(Target.REFERENCE);
        }
    }

    @Widget(title = "Volumes", description = "The columns that are resampled: images and masks, each by its own method. Missing volumes stay so.")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Volumes.class)
    String[] m_volumeColumns = {"Volume"};

    @Widget(title = "Result", description = "Where the resampled volumes go.")
    @ValueSwitchWidget
    @Layout(Volumes.class)
    Result m_result = Result.REPLACE;

    @Widget(title = "New grid", description = """
            What the new voxels are. A new voxel size keeps the image's centre and rounds the number of voxels up, as IBSI aligns grids
            (\"align by centre\").""")
    @ValueSwitchWidget
    @ValueReference(TargetRef.class)
    @Layout(Grid.class)
    Target m_target = Target.ISOTROPIC;

    @Widget(title = "Edge (mm)", description = "How long a voxel is. Default 1 mm, finer than most PET and about a CT's pixels.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsIsotropic.class, type = EffectType.SHOW)
    @Layout(Grid.class)
    double m_edge = 1;

    @Widget(title = "Slice distance (mm)", description = "From slice to slice.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsSpacing.class, type = EffectType.SHOW)
    @Layout(Grid.class)
    double m_sliceSpacing = 1;

    @Widget(title = "Row distance (mm)", description = "From row to row.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsSpacing.class, type = EffectType.SHOW)
    @Layout(Grid.class)
    double m_rowSpacing = 1;

    @Widget(title = "Column distance (mm)", description = "From column to column.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsSpacing.class, type = EffectType.SHOW)
    @Layout(Grid.class)
    double m_columnSpacing = 1;

    @Widget(title = "Reference", description = "The column with the images whose grid is taken, row by row.")
    @ChoicesProvider(Columns.Volumes.class)
    @Effect(predicate = IsReference.class, type = EffectType.SHOW)
    @Layout(Grid.class)
    String m_referenceColumn = "CT";

    @Widget(title = "Images", description = "How values between voxels are found. Default: linear, IBSI's usual choice.")
    @ValueSwitchWidget
    @Layout(Interpolating.class)
    Method m_method = Method.LINEAR;

    @Widget(title = "Masks", description = "How masks are resampled.")
    @ValueSwitchWidget
    @Layout(Interpolating.class)
    MaskMethod m_maskMethod = MaskMethod.LINEAR;

    @Widget(title = "Smooth before voxels get larger", description = """
            Whether an image is smoothed along axes that get coarser, so that detail which the new grid cannot show does not come out as
            noise: by a Gaussian of 0.40 new voxels (doi:10.1038/s41598-018-36938-4). Default: no, as most radiomics software.""")
    @Layout(Interpolating.class)
    boolean m_antiAlias;

    @Widget(title = "Round CT to whole HU", description = "As IBSI asks for Hounsfield units. Default: yes.")
    @Layout(Interpolating.class)
    boolean m_roundCt = true;

    ImageResamplerNodeParameters() {
    }

    ImageResamplerNodeParameters(final NodeParametersInput input) {
        m_volumeColumns = new String[]{Columns.guess(input, 0, List.of("PET", "Volume"), VolumeValue.class)};
        m_referenceColumn = Columns.guess(input, 0, List.of("CT"), VolumeValue.class);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive("Edge (mm)", m_edge, " mm");
        Checks.positive("Slice distance (mm)", m_sliceSpacing, " mm");
        Checks.positive("Row distance (mm)", m_rowSpacing, " mm");
        Checks.positive("Column distance (mm)", m_columnSpacing, " mm");
    }
}
