package org.petctflow.headless.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.petctflow.standin.core.DataSpace;

/**
 * A folder for what a run keeps on disk, deleted when the run ends. A process that is killed cannot do that: its folder is deleted by
 * the next run. A locked file in each folder shows whether its run still lives.
 */
final class TemporaryFolder implements AutoCloseable {

    private static final String PREFIX = "petctflow-run-";

    private static final String LOCK = "lock";

    private static final int ATTEMPTS = 20;

    private final Path m_folder;

    private final FileChannel m_channel;

    private TemporaryFolder(final Path folder, final FileChannel channel) {
        m_folder = folder;
        m_channel = channel;
    }

    /**
     * @param parent an existing folder
     * @return a new folder in it
     * @throws IOException if it cannot be made
     */
    static TemporaryFolder in(final Path parent) throws IOException {
        deleteThoseOfDeadRuns(parent);
        final Path folder = Files.createTempDirectory(parent, PREFIX);
        final FileChannel channel = open(folder);
        channel.lock();
        return new TemporaryFolder(folder, channel);
    }

    private static FileChannel open(final Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void deleteThoseOfDeadRuns(final Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path f : folders) {
                if (Files.isRegularFile(f.resolve(LOCK)) && Files.isWritable(f.resolve(LOCK)) && isDead(f)) {
                    DataSpace.delete(f.toFile());
                }
            }
        }
    }

    private static boolean isDead(final Path folder) {
        try (FileChannel channel = open(folder); FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException | IOException e) { // NOSONAR a run of this process, or not ours
            return false;
        }
    }

    Path path() {
        return m_folder;
    }

    @Override
    public void close() {
        try {
            m_channel.close();
        } catch (IOException e) { // NOSONAR the folder is deleted all the same
        }
        // a node that does not listen may still write into it
        for (int i = 0; i < ATTEMPTS && !DataSpace.delete(m_folder.toFile()); i++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
