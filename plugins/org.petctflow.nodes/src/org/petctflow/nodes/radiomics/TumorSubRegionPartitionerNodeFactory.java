package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.radiomics.TumorSubRegionPartitionerNodeParameters.Fit;
import org.petctflow.nodes.radiomics.TumorSubRegionPartitionerNodeParameters.Method;
import org.petctflow.radiomics.regions.Habitats;
import org.petctflow.radiomics.regions.Shells;
import org.petctflow.radiomics.regions.SubRegion;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The Tumor Sub-Region Partitioner: habitats, or core, rim and shells, as masks. */
public final class TumorSubRegionPartitionerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Tumor Sub-Region Partitioner";

    private static final double SAME_GRID_MM = 0.1;

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("tumor-sub-region-partitioner"))
        .shortDescription("Parts tumours into habitats, or into core, rim and surrounding shells.")
        .fullDescription("""
                Makes masks of a region's parts, for features of each part. <b>Habitats</b> are voxels that are alike in one or several
                images (k-means, doi:10.1109/TIT.1982.1056489, on values that are standardised; reg1 has the lowest mean of the first image).
                Nothing is random: the same input gives the same masks. <b>Core, rim and shells</b> go by the exact Euclidean distance in mm
                to the region's border: the rim lies inside it, the shells around it.
                <p>Habitats share out the region, and so do core and rim. A part may be empty. A row whose images have another grid than the
                mask, or whose region has fewer voxels than habitats, has no masks and says why.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Masks and images", "A table with a column of masks and, for habitats, columns of images on the same grids.")
            .addOutputTable("Sub-regions", """
                    The input with a column of masks for each part, <tt>reg1</tt> to <tt>regK</tt>: the habitats from the lowest to the highest,
                    or core, rim and shells from the inside out, and the problem of rows without."""))
        .model(m -> m.parametersClass(TumorSubRegionPartitionerNodeParameters.class)
            .configure(TumorSubRegionPartitionerNodeFactory::configure)
            .execute(Execution.of(NAME, TumorSubRegionPartitionerNodeFactory::execute)))
        .keywords("habitat", "sub-region", "k-means", "core", "rim", "peritumoral", "shell", "cluster");

    /** For KNIME. */
    public TumorSubRegionPartitionerNodeFactory() {
        super(NODE);
    }

    private static PerRow rows(final TumorSubRegionPartitionerNodeParameters parameters) throws InvalidSettingsException {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        return new PerRow("parted", "Sub-region problem", parameters.names().stream()
            .map(n -> Provenances.column(n, VolumeCell.TYPE, provenance)).toArray(DataColumnSpec[]::new));
    }

    /** Where the mask is, and the images or the mask of where shells may lie. */
    private record Input(int mask, int[] others) {

        Input(final DataTableSpec spec, final TumorSubRegionPartitionerNodeParameters p) throws InvalidSettingsException {
            this(Tables.column(spec, p.m_maskColumn, "Mask", VolumeValue.class), p.others().length == 0 && p.m_method == Method.SHELLS
                ? new int[0]
                : Tables.columns(spec, p.others(), p.m_method == Method.SHELLS ? "Shells within" : "Images", VolumeValue.class));
        }

        Mask region(final DataRow row) throws IOException {
            final Mask region = Tables.mask(row, mask);
            if (region.count() == 0) {
                throw new IOException("The region is empty");
            }
            return region;
        }

        List<Volume> images(final DataRow row) throws IOException {
            final List<Volume> images = new ArrayList<>();
            for (final int column : others) {
                images.add(Tables.volume(row, column));
            }
            return images;
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TumorSubRegionPartitionerNodeParameters parameters = in.getParameters();
        new Input(in.getInTableSpec(0), parameters);
        out.setOutSpec(0, rows(parameters).spec(in.getInTableSpec(0)));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final TumorSubRegionPartitionerNodeParameters parameters = in.getParameters();
        final Input input = new Input(in.getInTable(0).getDataTableSpec(), parameters);
        final double[] shells = parameters.shells();
        final Habitats cohort = parameters.m_method == Method.HABITATS && parameters.m_fit == Fit.COHORT
            ? fit(in.getInTable(0), input, parameters.m_habitats, progress) : null;
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        out.setOutData(0, rows(parameters).run(in, out, "Look at the masks and images of the input.", progress, (row, p) -> {
            final Mask region = input.region(row);
            final List<SubRegion> parts;
            if (parameters.m_method == Method.SHELLS) {
                final Mask within = input.others.length == 0 ? null : Tables.mask(row, input.others[0]);
                if (within != null && !within.geometry().sameGrid(region.geometry(), SAME_GRID_MM)) {
                    throw new IOException("The mask of \"Shells within\" has another grid than the region: resample it first");
                }
                parts = Shells.of(region, parameters.m_rim, shells, within, p);
            } else {
                final List<Volume> images = input.images(row);
                final Habitats habitats =
                    cohort != null ? cohort : Habitats.fit(List.<double[][]>of(Habitats.values(images, region)), parameters.m_habitats, p);
                parts = habitats.apply(images, region);
            }
            final List<DataCell> masks = new ArrayList<>();
            for (final SubRegion part : parts) {
                final Volume volume = part.mask().toVolume();
                masks.add(cells.createCell(
                    new Volume(volume.info().withName((volume.info().name() + " " + part.name()).strip()), volume.voxels())));
            }
            return masks.toArray(DataCell[]::new);
        }));
    }

    private static Habitats fit(final BufferedDataTable table, final Input input, final int habitats, final Progress progress) {
        final List<double[][]> values = new ArrayList<>();
        for (final DataRow row : table) {
            progress.checkCancelled();
            progress.report(0, "Reading row '" + row.getKey() + "'");
            try {
                values.add(Habitats.values(input.images(row), input.region(row)));
            } catch (final IOException | IllegalArgumentException e) {
                continue; // the row will fail again and say why when it is parted
            }
        }
        return Habitats.fit(values, habitats, progress);
    }
}
