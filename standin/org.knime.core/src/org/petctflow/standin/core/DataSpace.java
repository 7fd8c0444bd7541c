package org.petctflow.standin.core;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the nodes of one run keep their data: a folder of their own for tables on disk and file stores, and a budget of cells in
 * memory. Safe for use by many threads. Closing it deletes the folder.
 */
public final class DataSpace implements AutoCloseable {

    /** Cells a run keeps in memory if nobody says otherwise; about 250 MB for numbers. */
    public static final long DEFAULT_CELLS_IN_MEMORY = 5_000_000;

    private static DataSpace s_shared;

    private final Path m_folder;

    private final long m_maxCells;

    private final AtomicLong m_cells = new AtomicLong();

    private final AtomicInteger m_nextTable = new AtomicInteger(1);

    private final Map<UUID, FileStores> m_fileStores = new ConcurrentHashMap<>();

    /**
     * @param parent an existing folder; the run's own folder is made in it
     * @param maxCells how many cells of tables may be in memory at the same time; further tables lie on disk
     * @throws IOException if the folder cannot be made
     */
    public DataSpace(final Path parent, final long maxCells) throws IOException {
        m_folder = Files.createTempDirectory(parent, "petctflow-");
        m_maxCells = maxCells;
    }

    /** @return the space of what happens outside of a run; its folder is deleted when the JVM ends */
    public static synchronized DataSpace shared() {
        if (s_shared == null) {
            try {
                s_shared = new DataSpace(Path.of(System.getProperty("java.io.tmpdir")), DEFAULT_CELLS_IN_MEMORY);
            } catch (IOException e) {
                throw new UncheckedIOException("The temporary folder cannot be written: " + e.getMessage(), e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(s_shared::close, "Delete temporary data"));
        }
        return s_shared;
    }

    /** @return the folder */
    public Path folder() {
        return m_folder;
    }

    /** @return a new number for a table */
    public int nextTableId() {
        return m_nextTable.getAndIncrement();
    }

    /** Takes cells from the budget; false if there are not as many left. */
    boolean reserve(final long cells) {
        long used;
        do {
            used = m_cells.get();
            if (used + cells > m_maxCells) {
                return false;
            }
        } while (!m_cells.compareAndSet(used, used + cells));
        return true;
    }

    void release(final long cells) {
        m_cells.addAndGet(-cells);
    }

    void add(final FileStores stores) {
        m_fileStores.put(stores.id(), stores);
    }

    void remove(final FileStores stores) {
        m_fileStores.remove(stores.id());
    }

    /**
     * @param id what the keys of file stores name
     * @return the file stores
     * @throws IOException if they are gone
     */
    public FileStores fileStores(final UUID id) throws IOException {
        final FileStores stores = m_fileStores.get(id);
        if (stores == null) {
            throw new IOException("The file store " + id + " does not exist (any more): was the node that made it reset?");
        }
        return stores;
    }

    @Override
    public void close() {
        m_fileStores.clear();
        delete(m_folder);
    }

    /** Deletes a file or folder as far as that is possible. */
    static boolean delete(final Path path) {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(final Path file, final BasicFileAttributes attrs) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(final Path dir, final IOException e) throws IOException {
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (IOException e) { // NOSONAR the caller may say so
            return !Files.exists(path);
        }
    }

    /**
     * @param path a file or folder with all it contains
     * @return whether nothing is left of it
     */
    public static boolean delete(final File path) {
        return delete(path.toPath());
    }
}
