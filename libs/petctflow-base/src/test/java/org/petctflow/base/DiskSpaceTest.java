package org.petctflow.base;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

    @Test
    void tellsOfTheNearestFolderThatExists(@TempDir final Path folder) {
        final String left = DiskSpace.left(folder.resolve("none/neither/file.bin"));
        assertTrue(left.matches("\\d+ MB are free on the disk of .*") && left.endsWith(folder.toString()), left);
    }
}
