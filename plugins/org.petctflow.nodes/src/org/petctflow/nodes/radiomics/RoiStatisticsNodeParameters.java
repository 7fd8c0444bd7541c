package org.petctflow.nodes.radiomics;

import java.util.List;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.petctflow.nodes.common.Columns;
import org.petctflow.types.VolumeValue;

/** Settings of {@link RoiStatisticsNodeFactory}. */
final class RoiStatisticsNodeParameters implements NodeParameters {

    @Widget(title = "Image", description = "The column with the images.")
    @ChoicesProvider(Columns.Volumes.class)
    String m_imageColumn = "Volume";

    @Widget(title = "Mask", description = "The column with the regions, each on its image's grid.")
    @ChoicesProvider(Columns.Volumes.class)
    String m_maskColumn = "Mask";

    RoiStatisticsNodeParameters() {
    }

    RoiStatisticsNodeParameters(final NodeParametersInput input) {
        m_imageColumn = Columns.guess(input, 0, List.of("SUV", "Volume", "PET"), VolumeValue.class);
        m_maskColumn = Columns.guess(input, 0, List.of("Mask"), VolumeValue.class);
    }
}
