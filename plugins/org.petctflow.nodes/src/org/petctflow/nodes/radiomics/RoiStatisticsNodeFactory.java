package org.petctflow.nodes.radiomics;

import java.io.IOException;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Tables;
import org.petctflow.radiomics.image.Region;
import org.petctflow.radiomics.intensity.IntensityPeak;
import org.petctflow.radiomics.intensity.Statistics;
import org.petctflow.types.VolumeValue;

/** ROI Statistics: what a reader would write down of a region. */
public final class RoiStatisticsNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "ROI Statistics";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("roi-statistics"))
        .shortDescription("Measures SUV and volume of regions: what a reader would write down.")
        .fullDescription("""
                For each row the number of voxels and the volume of the mask, and minimum, median, mean, maximum, standard deviation and peak of
                the image inside. Where the image is in SUV, <b>SUVmax</b>, <b>SUVmean</b> and <b>SUVpeak</b> stand in columns of their
                own, which are missing for other images.
                <p>The peak is the highest mean within a sphere of 1 cm3 about any voxel of the region; the sphere takes every voxel of the
                image whose centre lies within 6.2 mm (IBSI 0F91; doi:10.1148/radiol.14132807). The standard deviation is that of the
                population. Nothing is resampled.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Images and masks", "A table with a column of images and one of masks on the same grids.")
            .addOutputTable("Statistics", """
                    The input with the unit, voxels, volume (ml), minimum, median, mean, maximum, standard deviation, peak, SUVmax,
                    SUVmean, SUVpeak, and the problem of rows without."""))
        .model(m -> m.parametersClass(RoiStatisticsNodeParameters.class)
            .configure(RoiStatisticsNodeFactory::configure)
            .execute(Execution.of(NAME, RoiStatisticsNodeFactory::execute)))
        .keywords("SUVmax", "SUVmean", "SUVpeak", "volume", "MTV", "region of interest", "measure");

    private static final PerRow ROWS = new PerRow("measured", "ROI problem", Tables.column("ROI unit", StringCell.TYPE),
        Tables.column("ROI voxels", IntCell.TYPE), Tables.column("ROI volume (ml)", DoubleCell.TYPE), number("Minimum"),
        number("Median"), number("Mean"), number("Maximum"), number("Standard deviation"), number("Peak"), number("SUVmax"),
        number("SUVmean"), number("SUVpeak"));

    /** For KNIME. */
    public RoiStatisticsNodeFactory() {
        super(NODE);
    }

    private static org.knime.core.data.DataColumnSpec number(final String name) {
        return Tables.column(name, DoubleCell.TYPE);
    }

    private static int[] columns(final DataTableSpec spec, final RoiStatisticsNodeParameters parameters)
        throws InvalidSettingsException {
        return new int[]{Tables.column(spec, parameters.m_imageColumn, "Image", VolumeValue.class),
            Tables.column(spec, parameters.m_maskColumn, "Mask", VolumeValue.class)};
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        columns(in.getInTableSpec(0), in.getParameters());
        out.setOutSpec(0, ROWS.spec(in.getInTableSpec(0)));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final int[] columns = columns(in.getInTable(0).getDataTableSpec(), in.getParameters());
        out.setOutData(0, ROWS.run(in, out, "Look at the images and masks of the input.", progress, (row, p) -> {
            final Volume image = Tables.volume(row, columns[0]);
            final Mask mask = Tables.mask(row, columns[1]);
            final Region region = Region.of(image, mask);
            if (region.count() == 0) {
                throw new IOException("The region is empty");
            }
            final Statistics s = Statistics.of(region.values());
            final double peak = IntensityPeak.of(image, region)[1];
            final boolean suv = Units.isSuv(image.info().unit());
            return new DataCell[]{Tables.cell(image.info().unit()), Tables.cell(region.count()), Tables.cell(mask.volume() / 1000),
                Tables.cell(s.ordered().min()), Tables.cell(s.ordered().median()), Tables.cell(s.mean()),
                Tables.cell(s.ordered().max()), Tables.cell(Math.sqrt(s.variance())), Tables.cell(peak),
                Tables.cell(suv ? s.ordered().max() : Double.NaN), Tables.cell(suv ? s.mean() : Double.NaN),
                Tables.cell(suv ? peak : Double.NaN)};
        }));
    }
}
