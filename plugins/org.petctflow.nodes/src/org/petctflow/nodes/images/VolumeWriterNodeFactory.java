package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiWriter;
import org.petctflow.imaging.nrrd.NrrdWriter;
import org.petctflow.imaging.segmentation.DicomSegWriter;
import org.petctflow.imaging.segmentation.SegNrrdWriter;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.PerRow;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.VolumeWriterNodeParameters.Existing;
import org.petctflow.nodes.images.VolumeWriterNodeParameters.Format;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeValue;

/** The Volume Writer: volumes of a table as files for other programs. */
public final class VolumeWriterNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Volume Writer";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("volume-writer"))
        .shortDescription("Writes volumes as NIfTI, NRRD, seg.nrrd or DICOM SEG files for other programs.")
        .fullDescription("""
                Writes one file for each row: images and masks with their grid in patient coordinates, readable by 3D Slicer, ITK-SNAP,
                MONAI, nnU-Net, PyRadiomics and the like. Each file is written whole or not at all. A row whose volume is missing or
                cannot be written gets no file; the reason stands in a column.
                <p>Formats: <a href="https://nifti.nimh.nih.gov/nifti-1">NIfTI-1</a> with the grid as sform and qform (RAS+), and
                <a href="https://teem.sourceforge.net/nrrd/format.html">NRRD</a> with an attached header in the space
                left-posterior-superior; masks also as DICOM SEG and as segmentations of
                <a href="https://slicer.readthedocs.io/en/latest/developer_guide/modules/segmentations.html">3D Slicer</a>. Masks with the same
                file name are segments of one file there, with their names and the colours of the files that they came from; they may
                overlap. A DICOM SEG names the images that it was drawn on, so that a viewer finds them.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Volumes", "A table with a column of volumes.")
            .addOutputTable("Files", "The input with the path of each file and, for rows without one, the reason."))
        .model(m -> m.parametersClass(VolumeWriterNodeParameters.class)
            .configure(VolumeWriterNodeFactory::configure)
            .execute(Execution.of(NAME, VolumeWriterNodeFactory::execute)))
        .keywords("NIfTI", "NRRD", "export", "3D Slicer", "mask", "save");

    private static final PerRow ROWS = new PerRow("written", "File problem", Tables.column("File", StringCell.TYPE));

    /** For KNIME. */
    public VolumeWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final VolumeWriterNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTableSpec(0);
        volumeColumn(spec, parameters);
        nameColumn(spec, parameters);
        Folders.path(VolumeWriterNodeParameters.FOLDER, parameters.m_folder);
        out.setOutSpec(0, ROWS.spec(spec));
    }

    private static int volumeColumn(final DataTableSpec spec, final VolumeWriterNodeParameters parameters)
        throws InvalidSettingsException {
        return Tables.column(spec, parameters.m_volumeColumn, "Volume", VolumeValue.class);
    }

    private static int nameColumn(final DataTableSpec spec, final VolumeWriterNodeParameters parameters)
        throws InvalidSettingsException {
        return parameters.m_nameColumn.isEmpty() ? -1
            : Tables.column(spec, parameters.m_nameColumn.get(), "File name", StringValue.class);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final VolumeWriterNodeParameters parameters = in.getParameters();
        final DataTableSpec spec = in.getInTable(0).getDataTableSpec();
        final int volumeColumn = volumeColumn(spec, parameters);
        final int nameColumn = nameColumn(spec, parameters);
        final Path folder = Folders.path(VolumeWriterNodeParameters.FOLDER, parameters.m_folder);
        Files.createDirectories(folder);
        final Set<Path> written = ConcurrentHashMap.newKeySet();
        final SegmentFiles segments = new SegmentFiles(volumeColumn);
        if (parameters.m_format.m_segments) {
            for (final DataRow row : in.getInTable(0)) {
                final String name = name(row, nameColumn);
                if (name != null) {
                    segments.add(file(folder, name, parameters), row);
                }
            }
        }
        out.setOutData(0, ROWS.run(in, out, "Look at the columns of the input, and at the folder.", progress, (row, p) -> {
            final String name = name(row, nameColumn);
            if (name == null) {
                throw new IOException("The file name is missing");
            }
            final Volume volume = Tables.volume(row, volumeColumn);
            final Path file = file(folder, name, parameters);
            if (parameters.m_format.m_segments) {
                if (volume.info().modality() != Modality.MASK) {
                    throw new IOException("Only masks can be written as " + (parameters.m_format == Format.DICOM_SEG ? "DICOM SEG"
                        : "seg.nrrd") + ", but this is " + VolumeCell.describe(volume.info()));
                }
                segments.write(file, (f, masks, q) -> write(f, masks, parameters, q), p);
            } else {
                if (!written.add(file)) {
                    throw new IOException("Another row has the file name " + file.getFileName() + ", too");
                }
                checkFree(file, parameters);
                write(file, volume, parameters.m_format, p);
            }
            return new DataCell[]{Tables.cell(file.toString())};
        }));
    }

    private static String name(final DataRow row, final int nameColumn) {
        return nameColumn < 0 ? row.getKey().getString() : Tables.text(row.getCell(nameColumn));
    }

    private static Path file(final Path folder, final String name, final VolumeWriterNodeParameters parameters) {
        return folder.resolve(Folders.fileName(name) + parameters.m_format.m_extension);
    }

    private static void checkFree(final Path file, final VolumeWriterNodeParameters parameters) throws IOException {
        if (parameters.m_existing == Existing.REFUSE && Files.exists(file)) {
            throw new IOException(file.getFileName() + " exists: choose another folder, or replace files that exist");
        }
    }

    private static void write(final Path file, final List<Mask> masks, final VolumeWriterNodeParameters parameters, final Progress progress)
        throws IOException {
        checkFree(file, parameters);
        if (parameters.m_format == Format.DICOM_SEG) {
            DicomSegWriter.write(file, masks, false, progress);
        } else {
            SegNrrdWriter.write(file, masks, progress);
        }
    }

    private static void write(final Path file, final Volume volume, final Format format, final Progress progress)
        throws IOException {
        if (format == Format.NRRD) {
            NrrdWriter.write(file, volume, true, Map.of(), progress);
        } else {
            NiftiWriter.write(file, volume, progress);
        }
    }
}
