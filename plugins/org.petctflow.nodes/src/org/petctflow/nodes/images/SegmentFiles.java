package org.petctflow.nodes.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataRow;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.nodes.common.Tables;
import org.petctflow.types.VolumeValue;

/** Files of segments: masks of rows with one file name are segments of one file, which the first row that comes writes. */
final class SegmentFiles {

    /** Writes a file. */
    @FunctionalInterface
    interface Writer {
        void write(Path file, List<Mask> masks, Progress progress) throws IOException;
    }

    private static final class Segments {
        private final List<DataRow> m_rows = new ArrayList<>();

        private boolean m_done;

        private IOException m_failure;
    }

    private final Map<Path, Segments> m_files = new ConcurrentHashMap<>();

    private final int m_column;

    /**
     * @param column where the masks are
     */
    SegmentFiles(final int column) {
        m_column = column;
    }

    void add(final Path file, final DataRow row) {
        m_files.computeIfAbsent(file, f -> new Segments()).m_rows.add(row);
    }

    /**
     * @param file the file of a row that was added
     * @param writer writes it, unless that was done for another row
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if the file could not be written, now or for another row
     */
    void write(final Path file, final Writer writer, final Progress progress) throws IOException {
        final Segments segments = m_files.get(file);
        synchronized (segments) {
            if (!segments.m_done) {
                final List<Mask> masks = new ArrayList<>();
                for (final DataRow row : segments.m_rows) {
                    // rows without a mask say so themselves, and don't keep the others from their file
                    if (row.getCell(m_column) instanceof VolumeValue value && value.getInfo().modality() == Modality.MASK) {
                        masks.add(Tables.mask(row, m_column));
                    }
                }
                try {
                    writer.write(file, masks, progress);
                } catch (final IOException e) {
                    segments.m_failure = e;
                }
                segments.m_done = true;
            }
            if (segments.m_failure != null) {
                throw segments.m_failure;
            }
        }
    }
}
