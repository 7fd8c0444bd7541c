package org.petctflow.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderFilesTest {

    @TempDir
    private Path m_folder;

    @Test
    void givesFilesOfAllLevelsInOrder() throws Exception {
        Files.createDirectories(m_folder.resolve("b/c"));
        for (final String name : List.of("b/c/2", "a", "b/1")) {
            Files.writeString(m_folder.resolve(name), name);
        }
        assertEquals(List.of("a", "b/1", "b/c/2"),
            FolderFiles.of(m_folder, Progress.NONE).stream().map(f -> m_folder.relativize(f).toString().replace('\\', '/')).toList());
        assertEquals(List.of(m_folder.resolve("a")), FolderFiles.of(m_folder.resolve("a"), Progress.NONE));
        final var e = assertThrows(IOException.class, () -> FolderFiles.of(m_folder.resolve("none"), Progress.NONE));
        assertTrue(e.getMessage().endsWith("none does not exist"), e.getMessage());
    }

    @Test
    void filesThatComeAndGoDoNotMatter() throws Exception {
        Files.writeString(m_folder.resolve("stays"), "");
        final AtomicBoolean end = new AtomicBoolean();
        final Thread other = new Thread(() -> {
            try {
                for (int i = 0; !end.get(); i = (i + 1) % 50) {
                    Files.deleteIfExists(Files.createDirectories(m_folder.resolve("d" + i)));
                    Files.deleteIfExists(Files.writeString(m_folder.resolve("f" + i), ""));
                }
            } catch (final IOException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        try {
            for (int i = 0; i < 2000; i++) {
                assertTrue(FolderFiles.of(m_folder, Progress.NONE).contains(m_folder.resolve("stays")));
            }
        } finally {
            end.set(true);
            other.join();
        }
    }

    @Test
    void aCancelEndsIt() throws Exception {
        Files.writeString(m_folder.resolve("a"), "");
        final Progress cancelled = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> FolderFiles.of(m_folder, cancelled));
    }
}
