package org.petctflow.nodes.images;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.petseg.Connectivity;
import org.petctflow.imaging.resample.Interpolation;
import org.petctflow.imaging.resample.ResampleOptions;
import org.petctflow.imaging.roi.Lesion;
import org.petctflow.imaging.roi.RoiCropper;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.PerRow.Part;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.RoiCropperNodeParameters.Grid;
import org.petctflow.nodes.images.RoiCropperNodeParameters.Lesions;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The ROI Cropper: boxes around lesions, with PET, CT and masks on the same voxels. */
public final class RoiCropperNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "ROI Cropper";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("roi-cropper"))
        .shortDescription("Cuts boxes of a fixed size in millimetres around lesions, PET and CT on the same voxels.")
        .fullDescription("""
                Puts a box around each lesion and cuts it out of every chosen volume. All volumes of a row get the same voxels, along the axes of
                the leading image, so that PET, CT and masks lie on one another and fit into a network. The box's size is kept exactly; where
                it reaches beyond an image it is padded. Place and orientation in the patient are kept.
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Volumes and masks", "A table with columns of volumes and a mask of the lesion.")
            .addOutputTable("Boxes", """
                    One row a lesion: the input with the boxes in new columns named <tt>... ROI</tt>, the lesion's number, the box's centre
                    (patient coordinates in mm, LPS), and the problem of rows without."""))
        .model(m -> m.parametersClass(RoiCropperNodeParameters.class)
            .configure(RoiCropperNodeFactory::configure)
            .execute(Execution.of(NAME, RoiCropperNodeFactory::execute)))
        .keywords("crop", "bounding box", "ROI", "patch", "lesion", "centre of mass");

    /** For KNIME. */
    public RoiCropperNodeFactory() {
        super(NODE);
    }

    private static PerRow rows(final RoiCropperNodeParameters parameters) {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        return new PerRow("cropped", "ROI problem", Stream.concat(
            Arrays.stream(parameters.m_volumeColumns).map(c -> Provenances.column(c + " ROI", VolumeCell.TYPE, provenance)),
            Stream.of(Tables.column("Lesion", IntCell.TYPE), Tables.column("ROI centre x (mm)", DoubleCell.TYPE),
                Tables.column("ROI centre y (mm)", DoubleCell.TYPE), Tables.column("ROI centre z (mm)", DoubleCell.TYPE)))
            .toArray(DataColumnSpec[]::new));
    }

    /** Where the volumes are that a row is cropped from. */
    private record Input(int leading, int mask, int[] volumes) {

        Input(final DataTableSpec spec, final RoiCropperNodeParameters p) throws InvalidSettingsException {
            this(Tables.column(spec, p.m_leadingColumn, "Leading image", VolumeValue.class),
                Tables.column(spec, p.m_maskColumn, "Mask", VolumeValue.class),
                Tables.columns(spec, p.m_volumeColumns, "Volumes", VolumeValue.class));
        }
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final RoiCropperNodeParameters parameters = in.getParameters();
        new Input(in.getInTableSpec(0), parameters);
        out.setOutSpec(0, rows(parameters).spec(in.getInTableSpec(0)));
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final RoiCropperNodeParameters parameters = in.getParameters();
        final Input input = new Input(in.getInTable(0).getDataTableSpec(), parameters);
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        out.setOutData(0, rows(parameters).split(in, out, "Look at the volumes and the mask.", progress, (row, p) -> {
            if (!(row.getCell(input.leading) instanceof VolumeValue leading)) {
                throw new IOException("The leading image is missing");
            }
            final List<Lesion> lesions = Lesion.of(Tables.mask(row, input.mask), Lesion.Choice.valueOf(parameters.m_lesions.name()),
                Connectivity.CORNERS, 1000 * parameters.m_smallestMl);
            if (lesions.isEmpty()) {
                throw new IOException("The mask is empty, or its parts are smaller than the smallest lesion");
            }
            final List<Part> parts = new ArrayList<>();
            for (final Lesion lesion : lesions) {
                final double[] centre = lesion.centre(Lesion.Centre.valueOf(parameters.m_centre.name()));
                parts.add(new Part(parameters.m_lesions == Lesions.EACH ? "/" + lesion.number() : "",
                    crop(row, input.volumes, lesion, box(leading.getInfo().geometry(), centre, parameters), centre, parameters, cells, p),
                    null));
            }
            return parts;
        }));
    }

    private static Geometry box(final Geometry leading, final double[] centre, final RoiCropperNodeParameters parameters) {
        return parameters.m_grid == Grid.KEEP ? RoiCropper.boxOfVoxels(leading, centre, parameters.size())
            : RoiCropper.box(leading, centre, parameters.size(), new double[]{parameters.m_edge, parameters.m_edge, parameters.m_edge});
    }

    private static DataCell[] crop(final DataRow row, final int[] volumes, final Lesion lesion, final Geometry box,
        final double[] centre, final RoiCropperNodeParameters parameters, final VolumeCellFactory cells, final Progress progress)
        throws IOException {
        final DataCell[] cropped = new DataCell[volumes.length + 4];
        for (int i = 0; i < volumes.length; i++) {
            cropped[i] = row.getCell(volumes[i]).isMissing() ? DataType.getMissingCell()
                : cells.createCell(crop(row, volumes[i], box, parameters, progress));
        }
        cropped[volumes.length] = Tables.cell(lesion.number());
        for (int axis = 0; axis < 3; axis++) {
            cropped[volumes.length + 1 + axis] = Tables.cell(centre[axis]);
        }
        return cropped;
    }

    private static Volume crop(final DataRow row, final int column, final Geometry box, final RoiCropperNodeParameters parameters,
        final Progress progress) throws IOException {
        final Volume volume = Tables.volume(row, column);
        if (volume.info().modality() == Modality.MASK) {
            final Mask mask = Tables.mask(row, column);
            return RoiCropper.crop(mask, box, Interpolation.LINEAR, progress).toVolume();
        }
        return RoiCropper.crop(volume, box, ResampleOptions.of(Interpolation.valueOf(parameters.m_method.name()))
            .withOutside(parameters.m_padding.orElse(RoiCropper.defaultPadding(volume.info()))), progress);
    }
}
