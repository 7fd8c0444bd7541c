package org.petctflow.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a message about a file that could not be written says of its disk. */
public final class DiskSpace {

    private DiskSpace() {
    }

    /**
     * @param file a file or folder, which need not exist
     * @return a part of a sentence: {@code 12 MB are free on the disk of /data}, in MB of 1024 x 1024 bytes, rounded down
     */
    public static String left(final Path file) {
        Path folder = file.toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        try {
            return (Files.getFileStore(folder).getUsableSpace() >> 20) + " MB are free on the disk of " + folder;
        } catch (final IOException e) {
            return "how much is free on the disk of " + folder + " cannot be told";
        }
    }
}
