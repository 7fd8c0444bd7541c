package org.petctflow.headless.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.petctflow.standin.core.DataSpace;

/**
 * A folder for what a run keeps on disk, deleted when the run ends. A process that is killed cannot do that: its folder is deleted by
 * the next run. A locked file in each folder shows whether its run still lives.
 *
 * <p>Two traps: the file is there before it is locked, so that a run takes an empty one for one that is about to be; and where locks
 * belong to a process (POSIX), looking at a locked file from the process that holds the lock gives it up, so that a process never looks
 * at its own.
 */
final class TemporaryFolder implements AutoCloseable {

    private static final String PREFIX = "petctflow-run-";

    private static final String LOCK = "lock";

    private static final int ATTEMPTS = 20;

    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

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
        final Path folder = Files.createTempDirectory(parent, PREFIX).toRealPath();
        OWN.add(folder);
        final FileChannel channel = open(folder);
        channel.lock();
        channel.write(ByteBuffer.wrap(new byte[1]));
        return new TemporaryFolder(folder, channel);
    }

    private static FileChannel open(final Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void deleteThoseOfDeadRuns(final Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path f : folders) {
                final Path lock = f.resolve(LOCK);
                if (Files.isRegularFile(lock) && Files.isWritable(lock) && wasLockedByAnother(f) && isDead(f)) {
                    DataSpace.delete(f.toFile());
                }
            }
        }
    }

    private static boolean wasLockedByAnother(final Path folder) {
        try {
            return !OWN.contains(folder.toRealPath()) && Files.size(folder.resolve(LOCK)) > 0;
        } catch (IOException e) { // NOSONAR another run has just deleted it
            return false;
        }
    }

    private static boolean isDead(final Path folder) {
        try (FileChannel channel = open(folder); FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException | IOException e) { // NOSONAR not ours
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
        OWN.remove(m_folder);
    }
}
