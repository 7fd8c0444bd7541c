package org.petctflow.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

    @TempDir
    private Path m_folder;

    @Test
    void aFailureLeavesTheOldFileAndNothingBesideIt() throws IOException {
        final Path file = m_folder.resolve("a.txt");
        AtomicFiles.writeString(file, "old");
        final IOException e = assertThrows(IOException.class, () -> AtomicFiles.write(file, out -> {
            out.write(1);
            throw new IOException("disk full");
        }));
        assertEquals("disk full", e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void aSuccessReplacesTheFile() throws IOException {
        final Path file = m_folder.resolve("a.txt");
        AtomicFiles.writeString(file, "old");
        AtomicFiles.writePath(file, p -> {
            assertTrue(p.getFileName().toString().endsWith(".txt"));
            Files.writeString(p, "new");
        });
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void aMissingFolderIsNamed() {
        final Path file = m_folder.resolve("no/a.txt");
        final IOException e = assertThrows(IOException.class, () -> AtomicFiles.writeString(file, "x"));
        assertTrue(e.getMessage().contains(m_folder.resolve("no").toString()), e.getMessage());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> s = Files.list(m_folder)) {
            return s.map(p -> p.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }
}
