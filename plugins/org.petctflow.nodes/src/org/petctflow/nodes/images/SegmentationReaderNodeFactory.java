package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.segmentation.BoxAnnotations;
import org.petctflow.imaging.segmentation.Segment;
import org.petctflow.imaging.segmentation.SegmentMask;
import org.petctflow.imaging.segmentation.Segmentation;
import org.petctflow.imaging.segmentation.SegmentationMatcher;
import org.petctflow.imaging.segmentation.SegmentationMatcher.Image;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Execution;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Icons;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.SegmentationReaderNodeParameters.Grids;
import org.petctflow.nodes.images.SegmentationReaderNodeParameters.Match;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/** The Segmentation Reader: regions that somebody drew become masks on the images' grids. */
public final class SegmentationReaderNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Segmentation Reader";

    private static final DataTableSpec FILES = new DataTableSpec(Tables.column("File", StringCell.TYPE),
        Tables.column("Format", StringCell.TYPE), Tables.column("Regions", StringCell.TYPE), Tables.column("Masks", IntCell.TYPE),
        Tables.column("Images", StringCell.TYPE), Tables.column("Warnings", StringCell.TYPE),
        Tables.column("Problem", StringCell.TYPE));

    private static final DefaultNode NODE = DefaultNode.create()
        .name(NAME)
        .icon(Icons.of("segmentation-reader"))
        .shortDescription("Reads regions of interest as masks on the grids of their images.")
        .fullDescription("""
                Reads RTSTRUCT, DICOM SEG (binary, fractional, label map), 3D Slicer's <tt>.seg.nrrd</tt>, label images in NIfTI and NRRD, and
                boxes around lesions (Pascal VOC, a folder of files named by the SOPInstanceUID of their slices, as in TCIA's Lung-PET-CT-Dx);
                finds the image each was drawn on; and makes a row of every region, with a mask that has exactly that image's grid.
                <p>Contours: a voxel is inside if its centre is inside an odd number of contours of its slice, so that nested contours cut
                holes and keyholes work. Oblique images and contours between slices are handled. The mask's volume is compared with the
                contours' own.</p>
                <p>A file that cannot be read or belongs to no image never stops the others: it is in the second table. The node fails
                where not a single mask could be made.</p>
                """)
        .sinceVersion(5, 8, 0)
        .ports(p -> p
            .addInputTable("Images", "A table with a column of volumes, e.g. of the DICOM Reader.")
            .addInputPort("Files", """
                    Optional: a table with a column of files, e.g. the DICOM Reader's <b>Other objects</b>, in place of the folder of the
                    dialog.""", BufferedDataTable.TYPE_OPTIONAL)
            .addOutputTable("Masks", """
                    One row a region of an image: the input's row, the region's name, the mask, its voxels and volume (ml), the mask's volume
                    over that of the contours, warnings, and the problem of images or regions without a mask.""")
            .addOutputTable("Segmentation files", """
                    One row a file: format, regions, the number of masks, how the images were found, warnings, and the problem of a file
                    that gave no mask."""))
        .model(m -> m.parametersClass(SegmentationReaderNodeParameters.class)
            .configure(SegmentationReaderNodeFactory::configure)
            .execute(Execution.of(NAME, SegmentationReaderNodeFactory::execute)))
        .keywords("RTSTRUCT", "SEG", "mask", "ROI", "contour", "3D Slicer", "label", "nrrd", "NIfTI", "Pascal VOC", "bounding box");

    /** For KNIME. */
    public SegmentationReaderNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec spec(final DataTableSpec images, final SegmentationReaderNodeParameters parameters) {
        final DataColumnSpec mask = Provenances.column("Mask", VolumeCell.TYPE, Provenances.of(NAME, parameters, null));
        return Tables.append(images, Tables.column("ROI", StringCell.TYPE), mask, Tables.column("Mask voxels", IntCell.TYPE),
            Tables.column("Mask volume (ml)", DoubleCell.TYPE), Tables.column("Mask / contour volume", DoubleCell.TYPE),
            Tables.column("Mask warnings", StringCell.TYPE), Tables.column("Mask problem", StringCell.TYPE));
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SegmentationReaderNodeParameters parameters = in.getParameters();
        final DataTableSpec images = in.getInTableSpec(0);
        columns(images, parameters);
        if (in.getInPortSpecs()[1] == null) {
            Folders.path(SegmentationReaderNodeParameters.FOLDER, parameters.m_folder);
        } else {
            Tables.column(in.getInTableSpec(1), parameters.m_fileColumn, SegmentationReaderNodeParameters.FILE_COLUMN,
                StringValue.class);
        }
        out.setOutSpecs(spec(images, parameters), FILES);
    }

    /** @return where the volumes and the folders of images are; -1 for the folders where they are not asked for */
    private static int[] columns(final DataTableSpec images, final SegmentationReaderNodeParameters parameters)
        throws InvalidSettingsException {
        return new int[]{Tables.column(images, parameters.m_volumeColumn, "Volume", VolumeValue.class),
            parameters.m_match != Match.FOLDER ? -1 : Tables.column(images, parameters.m_folderColumn,
                SegmentationReaderNodeParameters.FOLDER_COLUMN, StringValue.class)};
    }

    /** The rows that have an image: in both lists at the same place. */
    private record Images(List<DataRow> rows, List<Image> images) {
    }

    /** A mask, or why there is none, for one of the images. */
    private record Made(int image, String region, DataCell mask, SegmentMask result, String problem) {
    }

    /** What became of a file. */
    private record Outcome(String format, List<Segment> regions, String found, List<String> warnings, List<Made> made, String problem) {

        Outcome(final String problem) {
            this("", List.of(), "", List.of(), List.of(), problem);
        }

        long masks() {
            return made.stream().filter(m -> m.result != null).count();
        }
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out, final Progress progress) throws Exception {
        final SegmentationReaderNodeParameters parameters = in.getParameters();
        final BufferedDataTable table = in.getInTable(0);
        final Images images = images(table, parameters);
        final List<Path> files = files(in, parameters, progress);
        final VolumeCellFactory cells = new VolumeCellFactory(in.getExecutionContext());
        final List<Outcome> outcomes = new ArrayList<>();
        Parallel.forEach(files.size(), Parallel.processors(), progress, i -> attempt(files.get(i), images, parameters, cells, progress),
            (i, outcome) -> {
                outcomes.add(outcome);
                progress.report((i + 1.0) / files.size(), "File " + (i + 1) + " of " + files.size());
            });
        final long masks = outcomes.stream().mapToLong(Outcome::masks).sum();
        if (masks == 0) {
            throw new IOException(nothing(files, outcomes));
        }
        final BufferedDataTable result = masks(in, table, images, outcomes, parameters);
        final long bad = outcomes.stream().filter(o -> o.masks() == 0).count();
        if (bad > 0) {
            out.setWarningMessage(bad + " of " + files.size() + " files gave no mask; the reasons are in the second output.");
        }
        out.setOutData(result, report(in, files, outcomes));
    }

    private static String nothing(final List<Path> files, final List<Outcome> outcomes) {
        if (files.isEmpty()) {
            return "There is no segmentation to read: no file fits \"Files named\", and none is a DICOM structure set or segmentation";
        }
        final Outcome first = outcomes.get(0);
        final String problem = !first.problem.isEmpty() ? first.problem
            : first.made.isEmpty() ? "no region fits \"Regions named\"" : first.made.get(0).problem;
        return "None of " + files.size() + " files gave a mask. " + files.get(0).getFileName() + ": " + problem;
    }

    private static Images images(final BufferedDataTable table, final SegmentationReaderNodeParameters parameters)
        throws InvalidSettingsException {
        final int[] columns = columns(table.getDataTableSpec(), parameters);
        final Images images = new Images(new ArrayList<>(), new ArrayList<>());
        for (final DataRow row : table) {
            if (row.getCell(columns[0]) instanceof VolumeValue value) {
                final String folder = columns[1] < 0 ? null : Tables.text(row.getCell(columns[1]));
                images.rows.add(row);
                images.images.add(new Image(value.getInfo(),
                    folder == null ? null : Folders.path(SegmentationReaderNodeParameters.FOLDER_COLUMN, folder),
                    List.of(value.getInfo().patientKey(), row.getKey().getString())));
            }
        }
        return images;
    }

    private static List<Path> files(final ExecuteInput in, final SegmentationReaderNodeParameters parameters, final Progress progress)
        throws IOException, InvalidSettingsException {
        final Set<Path> files = new TreeSet<>();
        if (in.getInPortObjects()[1] != null) {
            final BufferedDataTable table = in.getInTable(1);
            final int column = Tables.column(table.getDataTableSpec(), parameters.m_fileColumn,
                SegmentationReaderNodeParameters.FILE_COLUMN, StringValue.class);
            for (final String file : Tables.texts(table, column)) {
                if (file != null) {
                    files.add(Folders.path(SegmentationReaderNodeParameters.FILE_COLUMN, file));
                }
            }
            return List.copyOf(files);
        }
        final Path folder = Folders.path(SegmentationReaderNodeParameters.FOLDER, parameters.m_folder);
        if (!Files.exists(folder)) {
            throw new IOException("The folder " + folder + " does not exist");
        }
        final Pattern names = wildcards(parameters.m_fileNames);
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path file : (Iterable<Path>)all.filter(Files::isRegularFile)::iterator) {
                progress.checkCancelled();
                final boolean named = names.matcher(file.getFileName().toString()).matches();
                if (named && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
                    files.add(file.getParent()); // a file of boxes is of one slice, their folder of an image
                } else if (named || SegmentationReader.isDicomSegmentation(file)) {
                    files.add(file);
                }
            }
        }
        return List.copyOf(files);
    }

    private static Pattern wildcards(final String names) {
        final StringBuilder regex = new StringBuilder();
        for (final char c : names.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : c == '|' ? "|" : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }

    private static Outcome attempt(final Path file, final Images images, final SegmentationReaderNodeParameters parameters,
        final VolumeCellFactory cells, final Progress progress) {
        try {
            return read(file, images, parameters, cells, progress);
        } catch (final IOException | IllegalArgumentException e) {
            return new Outcome(Execution.messageOf(e));
        }
    }

    private static Outcome read(final Path file, final Images images, final SegmentationReaderNodeParameters parameters,
        final VolumeCellFactory cells, final Progress progress) throws IOException {
        final Segmentation segmentation = SegmentationReader.read(file, Progress.NONE);
        final SegmentationMatcher.Match match = SegmentationMatcher.match(file, segmentation, images.images, parameters.rule(),
            parameters.namePattern().map(Pattern::compile).orElse(null));
        final List<String> warnings = new ArrayList<>(segmentation.warnings());
        if (!match.certain() && !match.images().isEmpty()) {
            warnings.add(match.explanation());
        }
        final List<Segment> regions = SegmentationReader.select(segmentation.segments(), parameters.m_regionNames);
        final List<Made> made = new ArrayList<>();
        for (final int image : targets(match.images(), images, parameters)) {
            for (final Segment region : regions) {
                progress.checkCancelled();
                try {
                    final SegmentMask mask = mask(segmentation, region, match.images(), images, image, parameters);
                    made.add(new Made(image, region.name(), cells.createCell(mask.mask().toVolume()), mask, ""));
                } catch (final IOException | IllegalArgumentException e) {
                    made.add(new Made(image, region.name(), null, null, Execution.messageOf(e)));
                }
            }
        }
        final String problem = match.images().isEmpty() ? match.explanation()
            : regions.isEmpty() ? "no region fits \"Regions named\": it has "
                + String.join(", ", segmentation.segments().stream().map(s -> "'" + s.name() + "'").toList()) : "";
        return new Outcome(segmentation.format(), segmentation.segments(), match.explanation(), warnings, made, problem);
    }

    /** Boxes are drawn on slices of their images; another image of the frame of reference gets them from there. */
    private static SegmentMask mask(final Segmentation segmentation, final Segment region, final List<Integer> matched, final Images images,
        final int image, final SegmentationReaderNodeParameters parameters) throws IOException {
        final VolumeInfo info = images.images.get(image).info();
        if (segmentation instanceof BoxAnnotations boxes && !matched.contains(image)) {
            final List<VolumeInfo> drawnOn = matched.stream().map(m -> images.images.get(m).info())
                .filter(m -> m.frameOfReferenceUid().equals(info.frameOfReferenceUid())).toList();
            return boxes.mask(region, drawnOn, info, Progress.NONE);
        }
        return segmentation.mask(region, info, parameters.options(), Progress.NONE);
    }

    /** The images a file belongs to and, if asked for, the others of the same patient in the same frame of reference. */
    private static Set<Integer> targets(final List<Integer> matched, final Images images,
        final SegmentationReaderNodeParameters parameters) {
        final Set<Integer> targets = new TreeSet<>(matched);
        if (parameters.m_grids == Grids.FRAME_OF_REFERENCE) {
            for (final int m : matched) {
                final VolumeInfo drawnOn = images.images.get(m).info();
                for (int i = 0; i < images.images.size(); i++) {
                    final VolumeInfo other = images.images.get(i).info();
                    if (!drawnOn.frameOfReferenceUid().isEmpty() && drawnOn.patientKey().equals(other.patientKey())
                        && drawnOn.frameOfReferenceUid().equals(other.frameOfReferenceUid())) {
                        targets.add(i);
                    }
                }
            }
        }
        return targets;
    }

    private static BufferedDataTable masks(final ExecuteInput in, final BufferedDataTable table, final Images images,
        final List<Outcome> outcomes, final SegmentationReaderNodeParameters parameters) {
        final BufferedDataContainer container =
            in.getExecutionContext().createDataContainer(spec(table.getDataTableSpec(), parameters));
        final Set<String> keys = new TreeSet<>();
        int image = -1;
        for (final DataRow row : table) {
            final boolean hasImage = image + 1 < images.rows.size() && images.rows.get(image + 1).getKey().equals(row.getKey());
            image += hasImage ? 1 : 0;
            boolean any = false;
            for (final Outcome outcome : outcomes) {
                for (final Made made : outcome.made) {
                    if (hasImage && made.image == image) {
                        any = true;
                        add(container, keys, row, made.region, cells(made, outcome.warnings));
                    }
                }
            }
            if (!any && parameters.m_keepUnmatched) {
                final DataCell[] none = Tables.missing(7);
                none[6] = Tables.cell(hasImage ? "No segmentation belongs to this image" : "There is no image");
                add(container, keys, row, null, none);
            }
        }
        container.close();
        return container.getTable();
    }

    private static void add(final BufferedDataContainer container, final Set<String> keys, final DataRow row, final String region,
        final DataCell[] cells) {
        final String key = row.getKey().getString() + (region == null ? "" : "/" + region);
        container.addRowToTable(new DefaultRow(Tables.uniqueKey(key, keys), Tables.append(row, cells)));
    }

    private static DataCell[] cells(final Made made, final List<String> fileWarnings) {
        if (made.result == null) {
            final DataCell[] none = Tables.missing(7);
            none[0] = Tables.cell(made.region);
            none[6] = Tables.cell(made.problem);
            return none;
        }
        final List<String> warnings = new ArrayList<>(fileWarnings);
        warnings.addAll(made.result.warnings());
        return new DataCell[]{Tables.cell(made.region), made.mask, Tables.cell(made.result.mask().count()),
            Tables.cell(made.result.mask().volume() / 1000), Tables.cell(made.result.volumeRatio()),
            Tables.cell(String.join("; ", warnings)), Tables.cell("")};
    }

    private static BufferedDataTable report(final ExecuteInput in, final List<Path> files, final List<Outcome> outcomes) {
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(FILES);
        for (int i = 0; i < files.size(); i++) {
            final Outcome o = outcomes.get(i);
            final String problem = !o.problem.isEmpty() || o.masks() > 0 || o.made.isEmpty() ? o.problem : o.made.get(0).problem;
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)i), Tables.cell(files.get(i).toString()),
                Tables.cell(o.format), Tables.cell(String.join("; ", o.regions.stream().map(Segment::name).toList())),
                Tables.cell((int)o.masks()), Tables.cell(o.found), Tables.cell(String.join("; ", o.warnings)), Tables.cell(problem)));
        }
        container.close();
        return container.getTable();
    }
}
