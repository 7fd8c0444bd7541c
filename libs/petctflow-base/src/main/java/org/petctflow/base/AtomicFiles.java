package org.petctflow.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file whole or not at all: a reader never sees half of it, and a failure leaves what was there before. */
public final class AtomicFiles {

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        /**
         * @param out where to; buffered, closed by the caller
         * @throws IOException if writing fails; the target then stays as it was
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file's content with a library that wants a path. */
    @FunctionalInterface
    public interface PathContent {
        /**
         * @param file an empty file beside the target, with the target's extension
         * @throws IOException if writing fails; the target then stays as it was
         */
        void writeTo(Path file) throws IOException;
    }

    private AtomicFiles() {
    }

    /**
     * @param target the file; its folder must exist; an existing file is replaced
     * @param content writes the bytes
     * @throws IOException if writing fails
     */
    public static void write(final Path target, final Content content) throws IOException {
        writePath(target, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                content.writeTo(out);
            }
        });
    }

    /**
     * @param target the file; its folder must exist; an existing file is replaced
     * @param text the content, written as UTF-8
     * @throws IOException if writing fails
     */
    public static void writeString(final Path target, final String text) throws IOException {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * @param target the file; its folder must exist; an existing file is replaced
     * @param content writes the file
     * @throws IOException if writing fails
     */
    public static void writePath(final Path target, final PathContent content) throws IOException {
        final Path absolute = target.toAbsolutePath();
        final Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("Cannot write " + target + ": the folder " + folder + " does not exist");
        }
        // not createTempFile: the target shall get the permissions that the user's umask gives
        final Path temporary = Files.createFile(folder.resolve("." + UUID.randomUUID() + "-" + absolute.getFileName()));
        try {
            content.writeTo(temporary);
            try {
                Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (final AtomicMoveNotSupportedException e) {
                Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
