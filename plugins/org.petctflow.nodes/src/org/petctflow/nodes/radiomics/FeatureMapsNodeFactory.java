package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.radiomics.FeatureSlot;
import org.petctflow.radiomics.pyradiomics.FeatureMaps;
import org.petctflow.radiomics.pyradiomics.FeatureMaps.FeatureMap;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** Feature Maps: features voxel by voxel. */
public final class FeatureMapsNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Feature Maps";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("feature-maps"))
        .shortDescription("Maps radiomics features of regions voxel by voxel.")
        .fullDescription("""
                Gives each voxel of a region the feature of the cube around it: a volume that shows where a tumour is heterogeneous. Features,
                names and rules are those of PyRadiomics' voxel-based extraction (doi:10.1158/0008-5472.CAN-17-0339): grey levels come
                from the whole region, kernelRadius, maskedKernel and initValue mean the same, and its parameter files are read.
                <p>A map is the region's bounding box with the kernel's radius around it, on the image's grid or that of the new voxel size; the
                Image Resampler brings it onto another. A voxel without any neighbour in the region has no co-occurrence: its value is not
                a number, and the column with the problems says how many there are. Where some directions have no neighbour, features are
                averaged over the others; PyRadiomics' JointAverage and MCC fail there.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Image and mask", "A table with columns of images and of masks on the same grids, a row a patient or lesion.")
            .addOutputTable("Maps of features", """
                    The input with a volume for each feature, named filter_class_Feature map, and the problem of rows without, or with voxels
                    without a value."""))
        .model(m -> m.parametersClass(FeatureMapsNodeParameters.class)
            .configure(FeatureMapsNodeFactory::configure)
            .execute(Execution.of(NAME, FeatureMapsNodeFactory::execute)))
        .keywords("voxel-based", "parametric map", "texture", "PyRadiomics", "heterogeneity", "GLCM");

    /** For KNIME. */
    public FeatureMapsNodeFactory() {
        super(NODE);
    }

    private static PerRow rows(final FeatureMapsNodeParameters parameters, final PyRadiomicsSettings file) throws InvalidSettingsException {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final FeatureSlot slot : parameters.maps(file, null).slots()) {
            columns.add(Provenances.column(slot.name() + " map", VolumeCell.TYPE, provenance));
        }
        // a row at a time: its voxels are done side by side, and its maps need the memory
        return new PerRow("mapped", "Map problem", columns.toArray(DataColumnSpec[]::new)).threads(1);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final FeatureMapsNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        Tables.column(spec, parameters.m_imageColumn, "Image", VolumeValue.class);
        Tables.column(spec, parameters.m_maskColumn, "Mask", VolumeValue.class);
        out.setOutSpec(0, rows(parameters, parameters.file()).spec(spec));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final FeatureMapsNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTable(0).getDataTableSpec();
        final int image = Tables.column(spec, parameters.m_imageColumn, "Image", VolumeValue.class);
        final int mask = Tables.column(spec, parameters.m_maskColumn, "Mask", VolumeValue.class);
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        final PyRadiomicsSettings file = parameters.file();
        final LabelRegion region = parameters.region(file);
        final double rows = Math.max(1, in.getInTable(0).size());
        final int[] done = new int[1];
        out.setOutData(0, rows(parameters, file).split(in, out, "Look at the image and mask of the rows.", progress, (row, p) -> {
            final Progress part = progress.part(done[0] / rows, Math.min(1, (done[0] + 1) / rows));
            done[0]++;
            final Volume volume = Tables.volume(row, image);
            return List.of(map(volume, region.in(Tables.volume(row, mask)), parameters.maps(file, volume.info()), cells, part));
        }));
    }

    private static PerRow.Part map(final Volume volume, final Mask region, final FeatureMaps features, final VolumeCellFactory cells,
        final Progress progress) throws IOException {
        final List<DataCell> maps = new ArrayList<>();
        final Map<Integer, List<String>> undefined = new LinkedHashMap<>();
        for (final FeatureMap map : features.extract(volume, region, Parallel.processors(), progress)) {
            maps.add(cells.createCell(new Volume(map.volume().info().withName(map.slot().name()), map.volume().voxels())));
            if (map.undefined() > 0) {
                undefined.computeIfAbsent(map.undefined(), n -> new ArrayList<>()).add(map.slot().name());
            }
        }
        final List<String> problems = new ArrayList<>();
        undefined.forEach((n, names) -> problems.add(n + (n == 1 ? " voxel has" : " voxels have") + " no value, for none of the neighbours is"
            + " in the region: " + String.join(", ", names)));
        return new PerRow.Part("", maps.toArray(DataCell[]::new), problems.isEmpty() ? null : String.join("; ", problems));
    }
}
