package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.FolderFiles;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.nrrd.NrrdImage;
import org.petctflow.imaging.nrrd.NrrdReader;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Failures;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.VolumeReaderNodeParameters.Column;
import org.petctflow.nodes.images.VolumeReaderNodeParameters.Kind;
import org.petctflow.nodes.images.VolumeReaderNodeParameters.Rows;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;

/** The Volume Reader: volumes of NIfTI and NRRD files. */
public final class VolumeReaderNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Volume Reader";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("volume-reader"))
        .shortDescription("Reads NIfTI and NRRD files below a folder as volumes.")
        .fullDescription("""
                Reads images and masks that other programs wrote: NIfTI-1 (<tt>.nii</tt>, <tt>.nii.gz</tt>, <tt>.hdr</tt>/<tt>.img</tt>) and NRRD.
                A row is a file, or a folder with several files in columns, such as a patient's CT, PET and masks. Such files do not say what
                their values are; the columns do.
                <p>The grid is the file's: sform before qform in NIfTI, the space directions in NRRD; coordinates become DICOM's (LPS).
                A file that cannot be read gives a missing volume and the reason in a column.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addOutputTable("Volumes", """
                    One row a file or folder: the columns of volumes, warnings, and the problem of rows without a volume."""))
        .model(m -> m.parametersClass(VolumeReaderNodeParameters.class)
            .configure(VolumeReaderNodeFactory::configure)
            .execute(Execution.of(NAME, VolumeReaderNodeFactory::execute)))
        .nodeType(NodeType.Source)
        .keywords("NIfTI", "NRRD", "import", "load", "nii", "mask", "3D Slicer");

    /** For KNIME. */
    public VolumeReaderNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec spec(final VolumeReaderNodeParameters parameters) throws InvalidSettingsException {
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        return new DataTableSpec(Stream.concat(
            parameters.columns().stream().map(c -> Provenances.column(c.name(), VolumeCell.TYPE, provenance)),
            Stream.of(Tables.column("Volume warnings", StringCell.TYPE), Tables.column("Volume problem", StringCell.TYPE)))
            .toArray(DataColumnSpec[]::new));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final VolumeReaderNodeParameters parameters = in.getParameters();
        Folders.path(VolumeReaderNodeParameters.FOLDER, parameters.m_folder);
        out.setOutSpec(0, spec(parameters));
    }

    /** The files of a row by column; several where a folder has more than one that fits. */
    private record Found(String key, List<List<Path>> files) {
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final VolumeReaderNodeParameters parameters = in.getParameters();
        final List<Column> columns = parameters.columns();
        final List<Found> rows = find(Folders.path(VolumeReaderNodeParameters.FOLDER, parameters.m_folder), parameters.m_rows, columns,
            progress);
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(spec(parameters));
        final Failures failures = new Failures("read");
        Parallel.forEach(rows.size(), Parallel.processors(), progress, i -> read(rows.get(i), columns, cells, progress), (i, row) -> {
            container.addRowToTable(new DefaultRow(rows.get(i).key, row));
            final DataCell problem = row[columns.size() + 1];
            if (problem.isMissing()) {
                failures.done();
            } else {
                failures.add(rows.get(i).key, problem.toString());
            }
            progress.report((i + 1.0) / rows.size(), "Row " + (i + 1) + " of " + rows.size());
        });
        container.close();
        failures.report(out, "Look at the files, and at \"Columns\".");
        out.setOutData(0, container.getTable());
    }

    private static List<Found> find(final Path folder, final Rows rows, final List<Column> columns, final Progress progress)
        throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("The folder " + folder + " does not exist");
        }
        final Map<String, List<List<Path>>> found = new TreeMap<>();
        for (final Path file : FolderFiles.of(folder, progress)) {
            for (int c = 0; c < columns.size(); c++) {
                if (columns.get(c).files().matcher(file.getFileName().toString()).matches()) {
                    final Path key = folder.relativize(rows == Rows.FILE ? file : file.getParent());
                    found.computeIfAbsent(key.toString().isEmpty() ? "." : key.toString().replace('\\', '/'),
                        k -> Stream.generate(() -> (List<Path>)new ArrayList<Path>()).limit(columns.size()).toList()).get(c).add(file);
                    break; // the first column that fits
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException("No file below " + folder + " fits \"Columns\": look at the folder, and at the names of the files");
        }
        return found.entrySet().stream().map(e -> new Found(e.getKey(), e.getValue())).toList();
    }

    private static DataCell[] read(final Found row, final List<Column> columns, final VolumeCellFactory cells, final Progress progress) {
        final DataCell[] result = Tables.missing(columns.size() + 2);
        final List<String> warnings = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            final List<Path> files = row.files.get(c);
            if (files.size() == 1) {
                try {
                    result[c] = cells.createCell(read(files.get(0), columns.get(c).kind(), warnings, progress));
                } catch (final IOException | IllegalArgumentException e) {
                    problems.add(Execution.messageOf(e));
                }
            } else if (files.size() > 1) {
                problems.add("the column '" + columns.get(c).name() + "' fits several files: "
                    + String.join(", ", files.stream().map(f -> f.getFileName().toString()).toList()));
            }
        }
        result[columns.size()] = Tables.cell(String.join("; ", warnings));
        result[columns.size() + 1] = Tables.cell(String.join("; ", problems));
        return result;
    }

    private static Volume read(final Path file, final Kind kind, final List<String> warnings, final Progress progress)
        throws IOException {
        final Volume volume;
        final String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        if (name.endsWith(".nrrd") || name.endsWith(".nhdr")) {
            final NrrdImage image = NrrdReader.read(file, progress);
            warnings.addAll(image.warnings());
            volume = image.volume();
        } else {
            final NiftiReader.Result result = NiftiReader.read(file, progress);
            warnings.addAll(result.warnings());
            volume = result.volume();
        }
        return as(volume, kind);
    }

    private static Volume as(final Volume volume, final Kind kind) throws IOException {
        final VolumeInfo info = volume.info();
        return switch (kind) {
            case FILE -> volume;
            case CT -> new Volume(info.withModality(Modality.CT, Units.HU), volume.voxels());
            case SUV -> new Volume(info.withModality(Modality.PET, Units.SUV_BW), volume.voxels());
            case BQML -> new Volume(info.withModality(Modality.PET, Units.BQML), volume.voxels());
            case OTHER -> new Volume(info.withModality(Modality.OTHER, Units.NONE), volume.voxels());
            case MASK -> {
                final double[] values = volume.voxels().toDoubles();
                if (Arrays.stream(values).anyMatch(v -> v != 0 && v != 1)) {
                    throw new IOException("The file is no mask: it holds other values than 0 and 1. Read several regions with the "
                        + "Segmentation Reader");
                }
                yield Mask.ofLabel(volume, 1).toVolume();
            }
        };
    }
}
