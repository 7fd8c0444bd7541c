package org.petctflow.base;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A model as one file: a zip whose first entry {@code manifest.json} is a {@link ModelManifest} and whose second,
 * {@code model.bin}, is whatever the model's own library writes. The same model gives the same bytes.
 */
public final class ModelArchive {

    private static final String MANIFEST = "manifest.json";

    private static final String MODEL = "model.bin";

    private static final int MAX_MANIFEST = 64 << 20;

    private ModelArchive() {
    }

    /**
     * Reads a model from its bytes.
     *
     * @param <T> the model
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param in the model's bytes; need not be closed nor read to their end
         * @return the model
         * @throws IOException if they are damaged or newer than can be read
         */
        T read(InputStream in) throws IOException;
    }

    /**
     * @param file the file, written whole or not at all; its folder must exist
     * @param manifest what is to be known of the model
     * @param model writes the model's bytes
     * @throws IOException if writing fails
     */
    public static void write(final Path file, final ModelManifest manifest, final AtomicFiles.Content model)
        throws IOException {
        AtomicFiles.write(file, out -> write(out, manifest, model));
    }

    private static void write(final OutputStream out, final ModelManifest manifest, final AtomicFiles.Content model)
        throws IOException {
        final ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(entry(MANIFEST));
        zip.write(manifest.toJson().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.putNextEntry(entry(MODEL));
        model.writeTo(zip);
        zip.closeEntry();
        zip.finish();
    }

    private static ZipEntry entry(final String name) {
        final ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }

    /**
     * @param file an archive
     * @return its manifest
     * @throws IOException if the file is no archive, damaged, or newer than can be read; the message says which
     */
    public static ModelManifest readManifest(final Path file) throws IOException {
        return open(file, (manifest, zip) -> manifest);
    }

    /**
     * @param file an archive
     * @param kind what the model must be
     * @param reader reads the model's bytes
     * @param <T> the model
     * @return the model
     * @throws IOException if the file is no archive, of another kind, damaged, or newer than can be read
     */
    public static <T> T read(final Path file, final String kind, final Reader<T> reader) throws IOException {
        return open(file, (manifest, zip) -> {
            if (!kind.equals(manifest.kind())) {
                throw new IOException("The model is a " + manifest.kind() + ", but a " + kind + " is needed");
            }
            if (!nextIs(zip, MODEL)) {
                throw new IOException("The model's file is damaged: " + MODEL + " is missing");
            }
            final T model = reader.read(new FilterInputStream(zip) {
                @Override
                public void close() {
                    // what follows is read below
                }
            });
            zip.transferTo(OutputStream.nullOutputStream()); // to the end, where the checksum is compared
            return model;
        });
    }

    private interface Use<T> {
        T of(ModelManifest manifest, ZipInputStream zip) throws IOException;
    }

    private static <T> T open(final Path file, final Use<T> use) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            if (!nextIs(zip, MANIFEST)) {
                throw new IOException("The file is no model of PETCT Flow");
            }
            final byte[] json = zip.readNBytes(MAX_MANIFEST + 1);
            if (json.length > MAX_MANIFEST) {
                throw new IOException("The model's file is damaged: its manifest is larger than " + MAX_MANIFEST + " bytes");
            }
            final ModelManifest manifest;
            try {
                manifest = ModelManifest.fromJson(new String(json, StandardCharsets.UTF_8));
            } catch (final IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
            return use.of(manifest, zip);
        } catch (final ZipException | EOFException e) {
            throw new IOException("The model's file is damaged: " + e.getMessage(), e);
        }
    }

    private static boolean nextIs(final ZipInputStream zip, final String name) throws IOException {
        try {
            final ZipEntry entry = zip.getNextEntry();
            return entry != null && name.equals(entry.getName());
        } catch (final IllegalArgumentException e) {
            throw new IOException("The model's file is damaged: the name of an entry is no text", e);
        }
    }
}
