package org.petctflow.nodes.radiomics;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.petctflow.nodes.common.Columns;
import org.petctflow.radiomics.pet.PetHeterogeneity;
import org.petctflow.types.VolumeValue;

/** Settings of {@link PetHeterogeneityExtractorNodeFactory}. */
final class PetHeterogeneityExtractorNodeParameters implements NodeParameters {

    @Section(title = "Images and masks")
    interface Input {
    }

    @Section(title = "Metabolic volumes")
    @After(Input.class)
    interface Thresholds {
    }

    @Widget(title = "Image", description = "The column with the PET images in SUV. An image in another unit is refused: its row says so.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Input.class)
    String m_imageColumn = "Volume";

    @Widget(title = "Masks", description = """
            The columns with the regions, each on its image's grid, e.g. a tumour and its sub-regions. Where several are chosen, a
            feature's name ends with the mask's.""")
    @ChoicesProvider(Columns.Volumes.class)
    @TwinlistWidget
    @Layout(Input.class)
    String[] m_maskColumns = {"Mask"};

    @Widget(title = "Thresholds (SUV)", description = """
            MTV and TLG are also computed of the voxels of at least these SUV, in the unit of the image, separated by commas; none where it is
            empty. Default 2.5 and 4, the fixed thresholds in common use (2.5 e.g. in doi:10.1007/s00259-018-3953-z).""")
    @Layout(Thresholds.class)
    String m_fixedThresholds = "2.5, 4";

    @Widget(title = "Thresholds (% of SUVmax)", description = """
            MTV and TLG are also computed of the voxels of at least these shares of the region's SUVmax, in percent, separated by commas; none
            where it is empty. Default 40 and 50, between which most studies of solid tumours choose; 40 is the study's.""")
    @Layout(Thresholds.class)
    String m_percentThresholds = "40, 50";

    PetHeterogeneityExtractorNodeParameters() {
    }

    PetHeterogeneityExtractorNodeParameters(final NodeParametersInput input) {
        m_imageColumn = Columns.guess(input, 0, List.of("SUV", "PET", "Volume"), VolumeValue.class);
        m_maskColumns = new String[]{Columns.guess(input, 0, List.of("Mask"), VolumeValue.class)};
    }

    /**
     * @return what is computed
     * @throws InvalidSettingsException if a threshold is no number, out of range or there twice
     */
    PetHeterogeneity features() throws InvalidSettingsException {
        try {
            return PetHeterogeneity.of(numbers("Thresholds (SUV)", m_fixedThresholds),
                numbers("Thresholds (% of SUVmax)", m_percentThresholds));
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    /** Numbers with commas between them. */
    static List<Double> numbers(final String option, final String text) throws InvalidSettingsException {
        final List<Double> numbers = new ArrayList<>();
        if (text.isBlank()) {
            return numbers;
        }
        for (final String number : text.split(",", -1)) {
            try {
                numbers.add(Double.valueOf(number.strip()));
            } catch (final NumberFormatException e) {
                throw new InvalidSettingsException("\"" + option + "\" must be numbers with commas between them, e.g. 2.5, 4, but \""
                    + number.strip() + "\" is no number", e);
            }
        }
        return numbers;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        features();
    }
}
