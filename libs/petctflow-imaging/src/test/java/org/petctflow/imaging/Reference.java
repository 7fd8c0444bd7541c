package org.petctflow.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Assumptions;

/** The reference data beside the checkout. */
public final class Reference {

    private Reference() {
    }

    /**
     * @param name a file or folder below the reference folder
     * @return where it is; a test that asks is skipped, with a message, where the whole folder is absent
     */
    public static Path path(final String name) {
        final String folder = System.getProperty("petctflow.reference", "../../../shared/reference");
        final Path root = Path.of(folder);
        Assumptions.assumeTrue(Files.isDirectory(root), "skipped: the reference data is not at " + root.toAbsolutePath());
        return root.resolve(name);
    }

    /**
     * @param zip a zip of the reference data
     * @param target where its files go
     * @throws IOException if it cannot be read
     */
    public static void unzip(final Path zip, final Path target) throws IOException {
        try (InputStream in = Files.newInputStream(zip); ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
                final Path file = target.resolve(e.getName()).normalize();
                if (!e.isDirectory() && file.startsWith(target)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
    }
}
