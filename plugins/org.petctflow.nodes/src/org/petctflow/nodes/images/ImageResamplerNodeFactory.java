package org.petctflow.nodes.images;

import java.io.IOException;
import java.util.Arrays;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.resample.Resampler;
import org.petctflow.imaging.resample.TargetGrids;
import org.petctflow.imaging.roi.RoiCropper;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.ImageResamplerNodeParameters.Result;
import org.petctflow.nodes.images.ImageResamplerNodeParameters.Target;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The Image Resampler: volumes on other grids. */
public final class ImageResamplerNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Image Resampler";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("image-resampler"))
        .shortDescription("Puts images and masks on another grid: a new voxel size, or another image's voxels.")
        .fullDescription("""
                Resamples volumes by nearest voxel, trilinear or cubic B-spline interpolation, as the Image Biomarker Standardisation
                Initiative defines it: grids are aligned by their centres, masks are cut at one half, Hounsfield units are rounded. Place and
                orientation in the patient are kept, oblique grids too.
                <p>Where a new grid reaches beyond the image, CT becomes air (-1000 HU), everything else 0.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Volumes", "A table with columns of volumes.")
            .addOutputTable("Resampled volumes", "The input with resampled volumes, and the problem of rows that could not be done."))
        .model(m -> m.parametersClass(ImageResamplerNodeParameters.class)
            .configure(ImageResamplerNodeFactory::configure)
            .execute(Execution.of(NAME, ImageResamplerNodeFactory::execute)))
        .keywords("interpolation", "isotropic", "voxel size", "B-spline", "spacing", "register grid");

    /** For KNIME. */
    public ImageResamplerNodeFactory() {
        super(NODE);
    }

    private static PerRow rows(final ImageResamplerNodeParameters parameters) {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        return new PerRow("resampled", "Resampling problem", Arrays.stream(parameters.m_volumeColumns)
            .map(c -> Provenances.column(c + " (resampled)", VolumeCell.TYPE, provenance)).toArray(DataColumnSpec[]::new))
            .replacing(parameters.m_result == Result.REPLACE ? parameters.m_volumeColumns : new String[0]);
    }

    private static int reference(final DataTableSpec spec, final ImageResamplerNodeParameters parameters)
        throws InvalidSettingsException {
        return parameters.m_target != Target.REFERENCE ? -1
            : Tables.column(spec, parameters.m_referenceColumn, "Reference", VolumeValue.class);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final ImageResamplerNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        Tables.columns(spec, parameters.m_volumeColumns, "Volumes", VolumeValue.class);
        reference(spec, parameters);
        out.setOutSpec(0, rows(parameters).spec(spec));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final ImageResamplerNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTable(0).getDataTableSpec();
        final int[] columns = Tables.columns(spec, parameters.m_volumeColumns, "Volumes", VolumeValue.class);
        final int reference = reference(spec, parameters);
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        out.setOutData(0, rows(parameters).run(in, out, "Look at the volumes and the grid.", progress, (row, p) -> {
            final DataCell[] resampled = new DataCell[columns.length];
            for (int i = 0; i < columns.length; i++) {
                final DataCell cell = row.getCell(columns[i]);
                resampled[i] = cell.isMissing() ? DataType.getMissingCell()
                    : cells.createCell(resample(row, columns[i], reference, parameters, p));
            }
            return resampled;
        }));
    }

    private static Volume resample(final DataRow row, final int column, final int reference,
        final ImageResamplerNodeParameters parameters, final Progress progress) throws IOException {
        final Volume volume = Tables.volume(row, column);
        final Geometry grid = switch (parameters.m_target) {
            case ISOTROPIC -> TargetGrids.isotropic(volume.geometry(), parameters.m_edge);
            case SPACING -> TargetGrids.withSpacing(volume.geometry(), parameters.m_sliceSpacing, parameters.m_rowSpacing,
                parameters.m_columnSpacing);
            case REFERENCE -> {
                if (!(row.getCell(reference) instanceof VolumeValue value)) {
                    throw new IOException("The reference is missing");
                }
                yield value.getInfo().geometry();
            }
        };
        if (volume.info().modality() == Modality.MASK) {
            return Resampler.resample(Tables.mask(row, column), grid, Interpolation.valueOf(parameters.m_maskMethod.name()), progress)
                .toVolume();
        }
        final Interpolation interpolation = Interpolation.valueOf(parameters.m_method.name());
        return Resampler.resample(volume, grid,
            ResampleOptions.of(interpolation).withAntiAlias(parameters.m_antiAlias && interpolation != Interpolation.NEAREST)
                .withRound(parameters.m_roundCt && volume.info().modality() == Modality.CT)
                .withOutside(RoiCropper.defaultPadding(volume.info())), progress);
    }
}
