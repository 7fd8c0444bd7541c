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

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ExecuteInput;
import org.petctflow.base.FolderFiles;
import org.petctflow.base.Progress;
import org.petctflow.imaging.segmentation.SegmentationMatcher.Image;
import org.petctflow.imaging.segmentation.SegmentationReader;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.images.SegmentationReaderNodeParameters.Match;
import org.petctflow.types.VolumeValue;

/** Which files the Segmentation Reader reads, and the images that they may belong to. */
final class SegmentationFiles {

    private SegmentationFiles() {
    }

    /** The rows that have an image: in both lists at the same place. */
    record Images(List<DataRow> rows, List<Image> images) {
    }

    /** @return where the volumes and the folders of images are; -1 for the folders where they are not asked for */
    static int[] columns(final DataTableSpec images, final SegmentationReaderNodeParameters parameters)
        throws InvalidSettingsException {
        return new int[]{Tables.column(images, parameters.m_volumeColumn, "Volume", VolumeValue.class),
            parameters.m_match != Match.FOLDER ? -1 : Tables.column(images, parameters.m_folderColumn,
                SegmentationReaderNodeParameters.FOLDER_COLUMN, StringValue.class)};
    }

    static Images images(final BufferedDataTable table, final SegmentationReaderNodeParameters parameters)
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

    static List<Path> files(final ExecuteInput in, final SegmentationReaderNodeParameters parameters, final Progress progress)
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
        for (final Path file : FolderFiles.of(folder, progress)) {
            progress.checkCancelled();
            final boolean named = names.matcher(file.getFileName().toString()).matches();
            if (named && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
                files.add(file.getParent()); // a file of boxes is of one slice, their folder of an image
            } else if (named || SegmentationReader.isDicomSegmentation(file)) {
                files.add(file);
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
}
