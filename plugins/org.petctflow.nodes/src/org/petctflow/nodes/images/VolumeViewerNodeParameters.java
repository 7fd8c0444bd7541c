package org.petctflow.nodes.images;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.nodes.common.CaseLabel;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.types.VolumeValue;

/** Settings of {@link VolumeViewerNodeFactory}. */
final class VolumeViewerNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface Images {
    }

    @Section(title = "Cases")
    @After(Images.class)
    interface Cases {
    }

    @Widget(title = "CT", description = "The column with the CT in HU, whose planes are shown. May be switched off if there is a PET.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Images.class)
    Optional<String> m_ctColumn = Optional.of("CT");

    @Widget(title = "PET", description = "The column with the PET, best in SUV: it is laid over the CT. May be switched off if there is a CT.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Images.class)
    Optional<String> m_petColumn = Optional.of("PET");

    @Widget(title = "Masks", description = """
            Columns with masks, each drawn as contours; a mask with several labels, e.g. habitats, gets a contour for each. Default: the
            column <tt>Mask</tt> where there is one.""")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Images.class)
    String[] m_maskColumns = {"Mask"};

    @Widget(title = "Voxels along an axis", description = """
            Larger images are shown coarser: smoothed and interpolated onto at most so many voxels an axis, 16 to 512. Default 128: a case
            then takes about 2 to 8 MB of the page. Crop around the lesion (ROI Cropper) to see all its voxels.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Images.class)
    int m_voxels = 128;

    @Widget(title = "Names of cases", description = """
            What cases are called in the view. Default: numbers, because a page is easily handed on.""")
    @ValueSwitchWidget
    @ValueReference(CaseLabel.Ref.class)
    @Layout(Cases.class)
    CaseLabel m_label = CaseLabel.NUMBERED;

    @Widget(title = "Column of names", description = "The column with what cases are called.")
    @ChoicesProvider(Columns.Texts.class)
    @Effect(predicate = CaseLabel.IsColumn.class, type = EffectType.SHOW)
    @Layout(Cases.class)
    String m_labelColumn = "Patient";

    @Widget(title = "Most cases", description = "Further rows are left out, and the view says so; 1 to 1000. Default 50.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Cases.class)
    int m_cases = 50;

    @Widget(title = "Cases in the figure", description = """
            How many cases, from the first, the picture for the report shows; 1 to 20. Default 4: they fit a page.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Cases.class)
    int m_figureCases = 4;

    VolumeViewerNodeParameters() {
    }

    VolumeViewerNodeParameters(final NodeParametersInput input) {
        final List<String> names = ColumnSelectionUtil.getCompatibleColumns(input, 0, VolumeValue.class).stream().map(c -> c.getName()).toList();
        m_ctColumn = first(names, "CT", "CT ROI", "Volume");
        m_petColumn = first(names, "SUV", "PET", "PET ROI");
        m_maskColumns = Stream.of("Mask", "Mask ROI").filter(names::contains).limit(1).toArray(String[]::new);
    }

    private static Optional<String> first(final List<String> names, final String... wanted) {
        return names.isEmpty() ? Optional.of(wanted[0]) : Arrays.stream(wanted).filter(names::contains).findFirst();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_ctColumn.isEmpty() && m_petColumn.isEmpty()) {
            throw new InvalidSettingsException("Choose a column for \"CT\" or for \"PET\"");
        }
        Checks.inRange("Voxels along an axis", m_voxels, 16, 512, "");
        Checks.inRange("Most cases", m_cases, 1, 1000, "");
        Checks.inRange("Cases in the figure", m_figureCases, 1, 20, "");
        if (m_label == CaseLabel.COLUMN) {
            Checks.notBlank("Column of names", m_labelColumn);
        }
    }
}
