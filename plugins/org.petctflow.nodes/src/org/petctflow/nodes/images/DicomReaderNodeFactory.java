package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.imaging.dicom.DicomScanner;
import org.petctflow.imaging.dicom.FileProblem;
import org.petctflow.imaging.dicom.Scan;
import org.petctflow.imaging.dicom.SeriesRecord;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;

/** The DICOM Reader: a folder of any depth becomes a table with a row a series. */
public final class DicomReaderNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "DICOM Reader";

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("dicom-reader"))
        .shortDescription("Reads every DICOM series below a folder into a table of volumes.")
        .fullDescription("""
                Looks through a folder of any depth and makes one row of every series, with its volume. What belongs together is what the
                headers say; file names and folders mean nothing. A series that holds several volumes (beds, time frames, gates, other
                orientations) becomes several rows. Slices are sorted along their normal; each has its own rescale slope.
                <p>A series that is no regular stack of slices (gaps, duplicates, varying distances, a tilted gantry) is refused with the
                reason, unless you choose otherwise below. Localizers and projections are never read as volumes.</p>
                <p>Read: all uncompressed transfer syntaxes, RLE, lossless JPEG (.57, .70), JPEG-LS (.80, .81), JPEG 2000 (.90, .91) and, with
                a warning, 8-bit JPEG; CT and PET of one frame a file and multi-frame. Values are Hounsfield units (CT) or what Units
                (0054,1001) says (PET); the SUV Normalizer makes SUV of them.</p>
                <p>Real World Value Mappings (DICOM PS3.3 C.7.6.16.2.11), those that images hold and those of Real World Value Mapping
                objects in the folder that name the images, are applied where an image does not say itself what its values are, or as
                you choose.</p>
                <p>Files that cannot be read never stop the others: they are in the last table. The node fails where nothing at all could be
                read. A patient's name and birth date are never read, and the id only if you ask for it.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputPort("Folders", "Optional: a table with a column of folders, in place of the one folder of the dialog.",
                BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Series", """
                    One row a series, sorted by patient, date and number: patient, study, series, part, date, description, modality, kind,
                    units, manufacturer, model, images, size and spacing of the grid, frame of reference, warnings, the problem of a series
                    that makes no volume, its folder if asked for, and the volume.""")
            .addOutputTable("PET/CT pairs", """
                    One row a study: the PET and the CT that belong together, why these (same frame of reference, attenuation corrected,
                    whole, most overlap), and which slices were missing or irregular. The row key is the patient. Most studies go on
                    from here.""")
            .addOutputTable("Other objects", """
                    One row a structure set, segmentation or other object that is no image, with its file: what the Segmentation Reader
                    reads.""")
            .addOutputTable("Unreadable files", "One row a file that could not be read, with the reason."))
        .model(m -> m.parametersClass(DicomReaderNodeParameters.class)
            .configure(DicomReaderNodeFactory::configure)
            .execute(Execution.of(NAME, DicomReaderNodeFactory::execute)))
        .nodeType(NodeType.Source)
        .keywords("DICOM", "CT", "PET", "import", "TCIA", "series", "folder", "load");

    /** For KNIME. */
    public DicomReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DicomReaderNodeParameters parameters = in.getParameters();
        if (in.getInPortSpecs()[0] == null) {
            Folders.path(DicomReaderNodeParameters.FOLDER, parameters.m_folder);
        } else {
            Tables.column(in.getInTableSpec(0), parameters.m_folderColumn, DicomReaderNodeParameters.FOLDER_COLUMN, StringValue.class);
        }
        final Provenance provenance = Provenances.of(NAME, parameters, null);
        out.setOutSpecs(DicomTables.series(provenance), DicomTables.pairs(provenance), DicomTables.OBJECTS, DicomTables.PROBLEMS);
    }

    private static Set<Path> folders(final ExecuteInput in, final DicomReaderNodeParameters parameters)
        throws InvalidSettingsException {
        if (in.getInPortObjects()[0] == null) {
            return Set.of(Folders.path(DicomReaderNodeParameters.FOLDER, parameters.m_folder));
        }
        final BufferedDataTable table = in.getInTable(0);
        final int column = Tables.column(table.getDataTableSpec(), parameters.m_folderColumn, DicomReaderNodeParameters.FOLDER_COLUMN,
            StringValue.class);
        final Set<Path> folders = new LinkedHashSet<>();
        for (final DataRow row : table) {
            final String folder = Tables.text(row.getCell(column));
            if (folder != null) {
                folders.add(Folders.path(DicomReaderNodeParameters.FOLDER_COLUMN, folder));
            }
        }
        return folders;
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final DicomReaderNodeParameters parameters = in.getParameters();
        final List<Path> folders = List.copyOf(folders(in, parameters));
        final List<Scan> scans = new ArrayList<>();
        final List<FileProblem> problems = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            try {
                scans.add(DicomScanner.scan(folders.get(i), parameters.options(),
                    progress.part(0.3 * i / folders.size(), 0.3 * (i + 1) / folders.size())));
            } catch (final IOException e) {
                problems.add(new FileProblem(folders.get(i), Execution.messageOf(e)));
            }
        }
        scans.forEach(s -> problems.addAll(s.problems()));
        final List<String> unread = new ArrayList<>();
        final Map<SeriesRecord, DataCell> volumes = new IdentityHashMap<>();
        final DicomTables tables = new DicomTables(in.getExecutionContext(), scans, Provenances.of(NAME, parameters, null));
        final BufferedDataTable series = tables.series(parameters, volumes, unread, progress.part(0.3, 1));
        if (series.size() == unread.size()) {
            throw new IOException(nothing(folders, scans, problems, unread));
        }
        if (!problems.isEmpty() || !unread.isEmpty()) {
            final List<String> warning = new ArrayList<>();
            if (!problems.isEmpty()) {
                warning.add((problems.size() == 1 ? "A file" : problems.size() + " files") + " could not be read, "
                    + problems.get(0).path().getFileName() + ": " + problems.get(0).reason());
            }
            if (!unread.isEmpty()) {
                warning.add(unread.size() + " series make no volume, first " + unread.get(0));
            }
            out.setWarningMessage(String.join(". ", warning) + ".");
        }
        out.setOutData(series, tables.pairs(volumes), tables.objects(), tables.problems(problems));
    }

    /** Why there is not a single volume: the one reason that matters most. */
    private static String nothing(final List<Path> folders, final List<Scan> scans, final List<FileProblem> problems,
        final List<String> unread) {
        final int files = scans.stream().mapToInt(Scan::files).sum();
        final int notDicom = scans.stream().mapToInt(Scan::notDicom).sum();
        final int filtered = scans.stream().mapToInt(Scan::filtered).sum();
        final String where = folders.size() == 1 ? folders.get(0).toString() : folders.size() + " folders";
        if (folders.isEmpty()) {
            return "The input names no folder: its column of folders is empty";
        } else if (!unread.isEmpty()) {
            return "None of the " + unread.size() + " series in " + where + " makes a volume. First, " + unread.get(0);
        } else if (!problems.isEmpty()) {
            return "No series could be read in " + where + ". " + problems.get(0).path().getFileName() + ": "
                + problems.get(0).reason();
        } else if (files == 0) {
            return "There are no files in " + where + ": choose the folder that holds the DICOM files";
        } else if (filtered > 0) {
            return "None of the " + files + " files in " + where + " has a modality that is read: choose others under \"Modalities\"";
        } else if (notDicom == files) {
            return "None of the " + files + " files in " + where + " is DICOM: choose the folder that holds the DICOM files";
        }
        return "There are no images among the " + files + " files in " + where;
    }
}
