package org.petctflow.standin.core;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;

/**
 * The rows of a table: in memory as long as the table has no more than its own limit of cells and the run's budget allows, else in a
 * file. Written by one thread, then read by many.
 */
public final class RowStore {

    private static final int BUFFER = 1 << 16;

    private final DataSpace m_space;

    private final long m_maxCells;

    private final CellIO m_io;

    private final Set<Reader> m_open = ConcurrentHashMap.newKeySet();

    private List<DataRow> m_rows = new ArrayList<>();

    private long m_reserved;

    private long m_size;

    private Path m_file;

    private DataOutputStream m_out;

    private boolean m_cleared;

    /**
     * @param space where the file lies and memory is counted
     * @param maxCells how many cells this table may have in memory
     */
    public RowStore(final DataSpace space, final long maxCells) {
        m_space = space;
        m_maxCells = maxCells;
        m_io = new CellIO(space);
    }

    /**
     * @param row a row that was checked
     * @throws IOException if it cannot be written
     */
    public void add(final DataRow row) throws IOException {
        m_size++;
        if (m_out == null) {
            final int cells = Math.max(1, row.getNumCells());
            if (m_reserved + cells <= m_maxCells && m_space.reserve(cells)) {
                m_reserved += cells;
                m_rows.add(row);
                return;
            }
            spill();
        }
        write(row);
    }

    private void spill() throws IOException {
        m_file = Files.createTempFile(m_space.folder(), "table-", ".bin");
        m_out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(m_file), BUFFER));
        for (DataRow r : m_rows) {
            write(r);
        }
        m_rows = null;
        m_space.release(m_reserved);
        m_reserved = 0;
    }

    private void write(final DataRow row) throws IOException {
        CellIO.writeString(row.getKey().getString(), m_out);
        m_out.writeInt(row.getNumCells());
        for (DataCell c : row) {
            m_io.write(c, m_out);
        }
    }

    /**
     * Ends writing.
     *
     * @throws IOException if the file cannot be written
     */
    public void finish() throws IOException {
        if (m_out != null) {
            m_out.close();
        }
    }

    /** @return the number of rows */
    public long size() {
        return m_size;
    }

    /** @return whether the rows lie in a file */
    public boolean isOnDisk() {
        return m_file != null;
    }

    /** Deletes the rows; iterators end with an error. */
    public synchronized void clear() {
        m_cleared = true;
        m_rows = null;
        m_space.release(m_reserved);
        m_reserved = 0;
        if (m_file != null) {
            try {
                m_out.close();
                for (Reader r : m_open) {
                    r.close();
                }
                Files.deleteIfExists(m_file);
            } catch (IOException e) { // NOSONAR the run's folder is deleted in the end
                m_file.toFile().deleteOnExit();
            }
        }
    }

    /**
     * @param from the first row
     * @param to the row after the last one
     * @return reads these rows
     */
    public synchronized CloseableRowIterator iterator(final long from, final long to) {
        if (m_cleared) {
            throw new IllegalStateException("The table was deleted: the node that made it was reset");
        }
        return m_file == null ? new MemoryIterator(m_rows, (int)from, (int)to) : new Reader(from, to);
    }

    private static final class MemoryIterator extends CloseableRowIterator {

        private final List<DataRow> m_source;

        private final int m_end;

        private int m_next;

        MemoryIterator(final List<DataRow> source, final int from, final int to) {
            m_source = source;
            m_next = from;
            m_end = to;
        }

        @Override
        public boolean hasNext() {
            return m_next < m_end;
        }

        @Override
        public DataRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException("No more rows in buffer");
            }
            return m_source.get(m_next++);
        }

        @Override
        public void close() {
            m_next = m_end;
        }
    }

    private final class Reader extends CloseableRowIterator {

        private final DataInputStream m_in;

        private long m_left;

        Reader(final long from, final long to) {
            try {
                m_in = new DataInputStream(new BufferedInputStream(Files.newInputStream(m_file), BUFFER));
                for (long i = 0; i < from; i++) {
                    skip();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The file with the table's rows cannot be read: " + e.getMessage(), e);
            }
            m_left = to - from;
            m_open.add(this);
        }

        private void skip() throws IOException {
            m_in.skipNBytes(m_in.readInt());
            final int cells = m_in.readInt();
            for (int i = 0; i < cells; i++) {
                m_in.readInt();
                m_in.skipNBytes(m_in.readInt());
            }
        }

        @Override
        public boolean hasNext() {
            return m_left > 0;
        }

        @Override
        public DataRow next() {
            if (m_left <= 0) {
                throw new NoSuchElementException("No more rows in buffer");
            }
            try {
                final var key = new RowKey(CellIO.readString(m_in));
                final var cells = new DataCell[m_in.readInt()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = m_io.read(m_in);
                }
                if (--m_left == 0) {
                    close();
                }
                return new DefaultRow(key, cells);
            } catch (IOException e) {
                throw new UncheckedIOException("The file with the table's rows cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            m_left = 0;
            m_open.remove(this);
            try {
                m_in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
