package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
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
import org.petctflow.radiomics.regions.LocalEntropy;
import org.petctflow.radiomics.regions.Samples;
import org.petctflow.radiomics.regions.Shells;
import org.petctflow.radiomics.regions.SubRegion;
import org.petctflow.radiomics.regions.Supervoxels;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The Tumor Sub-Region Partitioner: habitats, or core, rim and shells, as masks. */
public final class TumorSubRegionPartitionerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Tumor Sub-Region Partitioner";

    private static final double SAME_GRID_MM = 0.1;

    /** Voxels of a row that the habitats of a cohort are found in, so that a thousand patients fit in memory. */
    private static final int MOST_SAMPLES = 10_000;

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("tumor-sub-region-partitioner"))
        .shortDescription("Parts tumours into habitats, or into core, rim and surrounding shells.")
        .fullDescription("""
                Makes masks of a region's parts, for features of each part. <b>Habitats</b> are voxels, or supervoxels
                (doi:10.1109/TPAMI.2012.120), that are alike in one or several images and their local entropy: by k-means
                (doi:10.1109/TIT.1982.1056489) or a Gaussian mixture (doi:10.1111/j.2517-6161.1977.tb01600.x) on values that are standardised; reg1 has
                the lowest mean of the first image. Nothing is random: the same input gives the same masks. <b>Core, rim and shells</b> go by
                the exact Euclidean distance in mm to the region's border: the rim lies inside it, the shells around it.
                <p>Habitats share out the region, and so do core and rim. A part may be empty. A row whose images have another grid than the
                mask, or whose region has fewer voxels than habitats, has no masks and says why.</p>
                <p>Habitats of all rows together are found in at most 10,000 voxels of each row, at even steps; supervoxels all count. Every voxel
                is then assigned.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Masks and images", "A table with a column of masks and, for habitats, columns of images on the same grids.")
            .addOutputTable("Sub-regions", """
                    The input with a column of masks for each part, <tt>reg1</tt> to <tt>regK</tt>: the habitats from the lowest to the highest,
                    or core, rim and shells from the inside out, and the problem of rows without.""")
            .addOutputTable("Parts", """
                    One row a part of each row: its name, voxels and volume in ml; of habitats also the centre that was found in each image, and
                    the mean over the part itself, in the image's unit. They differ where habitats were found in all rows."""))
        .model(m -> m.parametersClass(TumorSubRegionPartitionerNodeParameters.class)
            .configure(TumorSubRegionPartitionerNodeFactory::configure)
            .execute(Execution.of(NAME, TumorSubRegionPartitionerNodeFactory::execute)))
        .keywords("habitat", "sub-region", "k-means", "core", "rim", "peritumoral", "shell", "cluster", "Gaussian mixture", "supervoxel",
            "SLIC", "entropy");

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

        List<Volume> images(final DataRow row, final Mask region) throws IOException {
            final List<Volume> images = new ArrayList<>();
            for (final int column : others) {
                final Volume image = Tables.volume(row, column);
                if (!image.geometry().sameGrid(region.geometry(), SAME_GRID_MM)) {
                    throw new IOException("The image has another grid than the mask, " + image.geometry() + " and "
                        + region.geometry() + ": resample it first");
                }
                images.add(image);
            }
            return images;
        }
    }

    private static DataTableSpec parts(final TumorSubRegionPartitionerNodeParameters parameters) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Row", StringCell.TYPE),
            Tables.column("Part", StringCell.TYPE), Tables.column("Name", StringCell.TYPE), Tables.column("Voxels", IntCell.TYPE),
            Tables.column("Volume (ml)", DoubleCell.TYPE)));
        if (parameters.m_method == Method.HABITATS) {
            for (final String statistic : new String[]{"Centre", "Mean"}) {
                parameters.images().forEach(i -> columns.add(Tables.column(statistic + " " + i, DoubleCell.TYPE)));
            }
        }
        return Tables.append(new DataTableSpec(), columns.toArray(DataColumnSpec[]::new));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TumorSubRegionPartitionerNodeParameters parameters = in.getParameters();
        new Input(in.getInTableSpec(0), parameters);
        out.setOutSpec(0, rows(parameters).spec(in.getInTableSpec(0)));
        out.setOutSpec(1, parts(parameters));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final TumorSubRegionPartitionerNodeParameters parameters = in.getParameters();
        final Input input = new Input(in.getInTable(0).getDataTableSpec(), parameters);
        final double[] shells = parameters.shells();
        final boolean together = parameters.m_method == Method.HABITATS && parameters.m_fit == Fit.COHORT;
        final Habitats cohort = together ? fit(in.getInTable(0), input, parameters, progress.part(0, 0.5)) : null;
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        final Map<RowKey, List<DataCell[]>> found = new ConcurrentHashMap<>();
        out.setOutData(0, rows(parameters).run(in, out, "Look at the masks and images of the input.",
            progress.part(together ? 0.5 : 0, 1), (row, p) -> {
                final Mask region = input.region(row);
                final Tumour tumour = parameters.m_method == Method.SHELLS ? null : tumour(input, row, region, parameters, p);
                final Habitats habitats = tumour == null || together ? cohort
                    : Habitats.fit(List.of(tumour.samples), parameters.m_habitats, parameters.m_clustering.clustering(), p);
                final List<SubRegion> parts = tumour == null ? shells(input, row, region, parameters.m_rim, shells, p)
                    : tumour.supervoxels == null ? habitats.apply(tumour.images, region)
                        : habitats.apply(tumour.images, region, tumour.supervoxels);
                final List<DataCell> masks = new ArrayList<>();
                final List<DataCell[]> rows = new ArrayList<>();
                for (int i = 0; i < parts.size(); i++) {
                    final SubRegion part = parts.get(i);
                    final Volume volume = part.mask().toVolume();
                    masks.add(cells.createCell(
                        new Volume(volume.info().withName((volume.info().name() + " " + part.name()).strip()), volume.voxels())));
                    rows.add(describe(row.getKey(), i, part, tumour, habitats));
                }
                found.put(row.getKey(), rows);
                return masks.toArray(DataCell[]::new);
            }));
        final List<DataCell[]> all = new ArrayList<>();
        for (final DataRow row : in.getInTable(0)) {
            all.addAll(found.getOrDefault(row.getKey(), List.of()));
        }
        out.setOutData(1, Tables.table(in.getExecutionContext(), parts(parameters), all));
    }

    private static DataCell[] describe(final RowKey row, final int index, final SubRegion part, final Tumour tumour,
        final Habitats habitats) {
        final double ml = part.mask().count() * part.mask().geometry().voxelVolume() / 1000;
        final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(row.getString()), Tables.cell("reg" + (index + 1)),
            Tables.cell(part.name()), Tables.cell(part.mask().count()), Tables.cell(ml)));
        if (tumour != null) {
            for (final double centre : habitats.centres()[index]) {
                cells.add(Tables.cell(centre));
            }
            for (final double[] values : Samples.of(tumour.images, part.mask()).values()) {
                cells.add(Tables.cell(Arrays.stream(values).average().orElse(Double.NaN)));
            }
        }
        return cells.toArray(DataCell[]::new);
    }

    private static List<SubRegion> shells(final Input input, final DataRow row, final Mask region, final double rim,
        final double[] shells, final Progress progress) throws IOException {
        final Mask within = input.others.length == 0 ? null : Tables.mask(row, input.others[0]);
        if (within != null && !within.geometry().sameGrid(region.geometry(), SAME_GRID_MM)) {
            throw new IOException("The mask of \"Shells within\" has another grid than the region: resample it first");
        }
        return Shells.of(region, rim, shells, within, progress);
    }

    /** A row's images, and the voxels or supervoxels that become habitats; the latter null without. */
    private record Tumour(List<Volume> images, Samples samples, Supervoxels supervoxels) {
    }

    private static Tumour tumour(final Input input, final DataRow row, final Mask region,
        final TumorSubRegionPartitionerNodeParameters parameters, final Progress progress) throws IOException {
        final List<Volume> images = input.images(row, region);
        if (parameters.m_entropy) {
            final Volume image = images.remove(images.size() - 1);
            images.add(LocalEntropy.of(image, region, parameters.m_entropyReach, parameters.m_entropyWidth, progress));
        }
        final Samples voxels = Samples.of(images, region);
        if (!parameters.m_supervoxels) {
            return new Tumour(images, voxels, null);
        }
        final Supervoxels supervoxels =
            Supervoxels.of(voxels, region, parameters.m_supervoxelSize, parameters.m_compactness, progress);
        return new Tumour(images, supervoxels.means(voxels), supervoxels);
    }

    private static Habitats fit(final BufferedDataTable table, final Input input,
        final TumorSubRegionPartitionerNodeParameters parameters, final Progress progress) {
        final List<Samples> samples = new ArrayList<>();
        String problem = "the input has no rows";
        long done = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            progress.report(0.7 * done++ / table.size(), "Reading row '" + row.getKey() + "'");
            try {
                samples.add(tumour(input, row, input.region(row), parameters, progress.part(0, 0)).samples.thinned(MOST_SAMPLES));
            } catch (final IOException | IllegalArgumentException e) {
                problem = "row '" + row.getKey() + "': " + Execution.messageOf(e); // it will fail again and say why when it is parted
            }
        }
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("No row has a region and images that habitats can be found in; " + problem);
        }
        return Habitats.fit(samples, parameters.m_habitats, parameters.m_clustering.clustering(), progress.part(0.7, 1));
    }
}
