package org.petctflow.deep.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * The container of models and checkpoints: a zip of two entries. {@code manifest.json} comes first and begins with
 * {@code format} and {@code formatVersion}; its {@code arrays} name every array with its shape in the order in which their
 * values follow one another in {@code data.bin}, little-endian 32-bit floats; {@code sha256} is that entry's checksum.
 */
public final class FloatArchive {

    private static final String MANIFEST = "manifest.json";

    private static final String DATA = "data.bin";

    private static final int MAX_MANIFEST = 64 << 20;

    /** 1 GiB: fifty times the networks that are built here. */
    private static final long MAX_FLOATS = 1L << 28;

    /** How many numbers are read at a time. */
    private static final int CHUNK = 1 << 16;

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private FloatArchive() {
    }

    /**
     * What an archive holds.
     *
     * @param manifest the whole manifest
     * @param values the arrays by name, in the file's order
     * @param shapes the shape of each
     */
    public record Content(JsonObject manifest, Map<String, float[]> values, Map<String, long[]> shapes) {
    }

    /**
     * @param out where to; stays open
     * @param format what the file is
     * @param version the format's version
     * @param manifest what else the manifest says; finite numbers only
     * @param values arrays by name
     * @param shapes the shape of each
     * @throws IOException if writing fails
     */
    public static void write(final OutputStream out, final String format, final int version, final JsonObject manifest,
        final Map<String, float[]> values, final Map<String, long[]> shapes) throws IOException {
        final MessageDigest digest = sha256();
        final JsonArray arrays = new JsonArray();
        for (final Map.Entry<String, float[]> array : values.entrySet()) {
            digest.update(bytes(array.getValue()));
            final JsonObject one = new JsonObject();
            one.addProperty("name", array.getKey());
            one.add("shape", GSON.toJsonTree(shapes.get(array.getKey())));
            arrays.add(one);
        }
        final JsonObject all = new JsonObject();
        all.addProperty("format", format);
        all.addProperty("formatVersion", version);
        manifest.entrySet().forEach(e -> all.add(e.getKey(), e.getValue()));
        all.addProperty("sha256", HexFormat.of().formatHex(digest.digest()));
        all.add("arrays", arrays);
        final ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(entry(MANIFEST));
        zip.write(GSON.toJson(all).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.setLevel(Deflater.NO_COMPRESSION); // random mantissas do not compress
        zip.putNextEntry(entry(DATA));
        for (final float[] array : values.values()) {
            zip.write(bytes(array));
        }
        zip.closeEntry();
        zip.finish();
    }

    /** Always the same time, so that the same model gives the same bytes. */
    private static ZipEntry entry(final String name) {
        final ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }

    private static byte[] bytes(final float[] values) {
        final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /**
     * @param in the file; stays open
     * @param name how messages call it
     * @param format what it must be
     * @param kind what that is for a person, e.g. {@code DMDP model}
     * @param newest the newest version that can be read
     * @return its content
     * @throws IOException if it is something else, newer, or damaged; the message says which
     */
    public static Content read(final InputStream in, final String name, final String format, final String kind,
        final int newest) throws IOException {
        try {
            final ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
            final ZipEntry first = zip.getNextEntry();
            if (first == null || !MANIFEST.equals(first.getName())) {
                throw new IOException(name + " is no " + kind + " of PETCT Flow");
            }
            final byte[] text = zip.readNBytes(MAX_MANIFEST + 1);
            if (text.length > MAX_MANIFEST) {
                throw new IOException(name + " is damaged: its manifest is larger than " + MAX_MANIFEST + " bytes");
            }
            final JsonObject manifest = JsonParser.parseString(new String(text, StandardCharsets.UTF_8)).getAsJsonObject();
            checkFormat(manifest, name, format, kind, newest);
            final ZipEntry second = zip.getNextEntry();
            if (second == null || !DATA.equals(second.getName())) {
                throw new IOException(name + " is damaged: its data are missing");
            }
            return data(zip, manifest, name);
        } catch (final ZipException | EOFException e) {
            throw new IOException(name + " is damaged or no " + kind + ": " + e.getMessage(), e);
        } catch (final RuntimeException e) {
            // JSON of another shape than a manifest's
            throw new IOException(name + " is damaged: its manifest cannot be understood: " + e.getMessage(), e);
        }
    }

    private static void checkFormat(final JsonObject manifest, final String name, final String format, final String kind,
        final int newest) throws IOException {
        final JsonElement is = manifest.get("format");
        if (is == null || !is.isJsonPrimitive() || !format.equals(is.getAsString())) {
            throw new IOException(name + " is no " + kind + " of PETCT Flow"
                + (is == null || !is.isJsonPrimitive() ? "" : ", but '" + is.getAsString() + "'"));
        }
        final int version = manifest.get("formatVersion").getAsInt();
        if (version > newest) {
            throw new IOException(name + " was written by a newer version of PETCT Flow (format " + version
                + "; this one reads up to " + newest + "): update PETCT Flow, or write the " + kind + " again with this one");
        }
        if (version < 1) {
            throw new IOException(name + " is damaged: its format version is " + version);
        }
    }

    private static Content data(final InputStream in, final JsonObject manifest, final String name) throws IOException {
        final Map<String, long[]> shapes = new LinkedHashMap<>();
        long total = 0;
        for (final JsonElement e : manifest.getAsJsonArray("arrays")) {
            final JsonArray shape = e.getAsJsonObject().getAsJsonArray("shape");
            final long[] s = new long[shape.size()];
            long size = 1;
            for (int i = 0; i < s.length; i++) {
                s[i] = shape.get(i).getAsLong();
                if (s[i] < 0 || s[i] > MAX_FLOATS || (size *= s[i]) > MAX_FLOATS) {
                    throw new IOException(name + " is damaged: an array has the shape " + shape);
                }
            }
            total += size;
            if (total > MAX_FLOATS || shapes.put(e.getAsJsonObject().get("name").getAsString(), s) != null) {
                throw new IOException(name + " is damaged: its arrays are too many or have the same name");
            }
        }
        final long most = Runtime.getRuntime().maxMemory() / 2;
        if (4 * total > most) {
            throw new IOException(name + " holds arrays of " + (4 * total >> 20) + " MB, which is more than half of Java's memory ("
                + (most >> 19) + " MB): it is damaged, or give Java more with -Xmx");
        }
        final MessageDigest digest = sha256();
        final Map<String, float[]> values = new LinkedHashMap<>();
        long read = 0;
        for (final Map.Entry<String, long[]> array : shapes.entrySet()) {
            final float[] v = new float[Math.toIntExact(LongStream.of(array.getValue()).reduce(1, (a, b) -> a * b))];
            for (int at = 0; at < v.length; at += CHUNK) {
                final int n = Math.min(CHUNK, v.length - at);
                final byte[] bytes = in.readNBytes(4 * n);
                read += bytes.length;
                if (bytes.length < 4 * n) {
                    throw new IOException(name + " is damaged: its data have " + read + " bytes instead of " + 4 * total);
                }
                digest.update(bytes);
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(v, at, n);
            }
            for (final float x : v) {
                if (!Float.isFinite(x)) {
                    throw new IOException(name + " is damaged: its array '" + array.getKey() + "' holds values that are no numbers");
                }
            }
            values.put(array.getKey(), v);
        }
        if (in.read() >= 0) {
            throw new IOException(name + " is damaged: its data have more than " + 4 * total + " bytes");
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(manifest.get("sha256").getAsString())) {
            throw new IOException(name + " is damaged: its data do not have the checksum that they were written with");
        }
        return new Content(manifest, values, shapes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
