package org.petctflow.base;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files below a folder that others may write into meanwhile. */
public final class FolderFiles {

    private FolderFiles() {
    }

    /**
     * Unlike {@link Files#walk}, which ends where a file vanishes between being listed and being looked at, as the temporary ones of
     * {@link AtomicFiles} do.
     *
     * @param folder the folder, or a file
     * @param progress checked for a cancel at each file
     * @return regular files, and links to some, in the order of their paths; folders behind links are not entered
     * @throws IOException if the folder is not there, or it or one in it cannot be opened
     */
    public static List<Path> of(final Path folder, final Progress progress) throws IOException {
        final List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
                progress.checkCancelled();
                if (attributes.isRegularFile() || attributes.isSymbolicLink() && Files.isRegularFile(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(final Path file, final IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                throw new IOException(file + (e instanceof NoSuchFileException ? " does not exist" : " cannot be opened: check its permissions"), e);
            }
        });
        files.sort(null);
        return files;
    }
}
