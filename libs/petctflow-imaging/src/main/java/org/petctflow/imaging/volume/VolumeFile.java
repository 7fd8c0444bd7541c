package org.petctflow.imaging.volume;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import org.petctflow.base.AtomicFiles;

/**
 * Volumes between the nodes of a workflow: everything of a {@link Volume} in one file that is read as fast as the disk
 * gives it. For other programs there are NIfTI and NRRD.
 *
 * <pre>
 *   8 bytes   "PCTFVOL" and 0x1a
 *   int       the format's version, 1 (all numbers of the head are big-endian)
 *   int, n    the length of the info, and the info as {@link #encode} gives it
 *   byte      0: voxels as they are, 1: deflated (unsigned bytes only: masks shrink a thousandfold)
 *   long      the length of the voxels in the file
 *   ...       the voxels, little-endian, column fastest
 *   long      CRC-32C of the voxels before compression
 * </pre>
 */
public final class VolumeFile {

    private static final byte[] MAGIC = {'P', 'C', 'T', 'F', 'V', 'O', 'L', 0x1a};

    private static final int VERSION = 1;

    private static final int INFO_VERSION = 1;

    /** Facts that differ between slices make a few kilobytes a slice at most. */
    private static final int MAX_INFO = 64 << 20;

    private static final int MAX_TAGS = 1 << 16;

    private static final int CHUNK = 1 << 18;

    /** No deflated byte gives more than this. */
    private static final int MAX_RATIO = 1032;

    private VolumeFile() {
    }

    /**
     * @param file the file, written whole or not at all; its folder must exist
     * @param volume the volume
     * @return the volume's {@link #digest}
     * @throws IOException if writing fails
     */
    public static String write(final Path file, final Volume volume) throws IOException {
        final byte[] info = encode(volume.info());
        final MessageDigest sha = sha256();
        sha.update(info);
        AtomicFiles.write(file, out -> {
            final DataOutputStream data = new DataOutputStream(out);
            data.write(MAGIC);
            data.writeInt(VERSION);
            data.writeInt(info.length);
            data.write(info);
            final CRC32C crc = new CRC32C();
            if (volume.voxels().kind() == Voxels.Kind.UINT8) {
                final byte[] deflated = deflate((byte[])volume.voxels().array());
                data.writeByte(1);
                data.writeLong(deflated.length);
                data.write(deflated);
                sha.update((byte[])volume.voxels().array());
                crc.update((byte[])volume.voxels().array());
            } else {
                data.writeByte(0);
                data.writeLong((long)volume.voxels().length() * volume.voxels().kind().bytes());
                forEachChunk(volume.voxels(), (bytes, length) -> {
                    data.write(bytes, 0, length);
                    sha.update(bytes, 0, length);
                    crc.update(bytes, 0, length);
                });
            }
            data.writeLong(crc.getValue());
            data.flush();
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    /**
     * @param volume a volume
     * @return SHA-256 of info and voxels, in hexadecimal: equal volumes have equal digests
     */
    public static String digest(final Volume volume) {
        final MessageDigest sha = sha256();
        try {
            sha.update(encode(volume.info()));
            forEachChunk(volume.voxels(), (bytes, length) -> sha.update(bytes, 0, length));
        } catch (final IOException e) {
            throw new IllegalStateException("Nothing is written here", e);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /**
     * @param file a file
     * @return what is known of the volume
     * @throws IOException if the file is no volume, damaged, or newer than can be read; the message says which
     */
    public static VolumeInfo readInfo(final Path file) throws IOException {
        return open(file, (head, in) -> head.info);
    }

    /**
     * @param file a file
     * @return the volume
     * @throws IOException if the file is no volume, damaged, or newer than can be read; the message says which
     */
    public static Volume read(final Path file) throws IOException {
        return open(file, (head, in) -> {
            final CRC32C crc = new CRC32C();
            final Voxels voxels = head.voxels(in, 0, head.info.geometry().voxels(), crc);
            if (new DataInputStream(in).readLong() != crc.getValue()) {
                throw damaged("its voxels do not have the checksum that they were written with");
            }
            return new Volume(head.info, voxels);
        });
    }

    /**
     * @param file a file
     * @param slice which slice, from 0
     * @return the slice's voxels, column fastest
     * @throws IOException if the file is no volume, damaged, or newer than can be read; the message says which
     */
    public static Voxels readSlice(final Path file, final int slice) throws IOException {
        return open(file, (head, in) -> {
            final Geometry g = head.info.geometry();
            if (slice < 0 || slice >= g.slices()) {
                throw new IndexOutOfBoundsException("There is no slice " + slice + " in " + g);
            }
            final int size = g.rows() * g.columns();
            return head.voxels(in, (long)slice * size, size, new CRC32C());
        });
    }

    /** What stands before the voxels. */
    private record Head(VolumeInfo info, boolean deflated, long length) {

        Voxels voxels(final InputStream in, final long skip, final int count, final CRC32C crc) throws IOException {
            final InputStream source = deflated ? new InflaterInputStream(deflatedBytes(in)) : in;
            final int bytes = info.kind().bytes();
            source.skipNBytes(skip * bytes);
            if (info.kind() == Voxels.Kind.UINT8) {
                final byte[] values = new byte[count];
                if (source.readNBytes(values, 0, count) < count) {
                    throw new EOFException("it ends within its voxels");
                }
                crc.update(values);
                return Voxels.ofUnsigned(values);
            }
            final Object array = switch (info.kind()) {
                case INT16 -> new short[count];
                case FLOAT32 -> new float[count];
                default -> new double[count];
            };
            final byte[] chunk = new byte[CHUNK];
            for (int at = 0; at < count;) {
                final int n = Math.min(count - at, CHUNK / bytes);
                if (source.readNBytes(chunk, 0, n * bytes) < n * bytes) {
                    throw new EOFException("it ends within its voxels");
                }
                crc.update(chunk, 0, n * bytes);
                final ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
                if (array instanceof short[] s) {
                    buffer.asShortBuffer().get(s, at, n);
                } else if (array instanceof float[] f) {
                    buffer.asFloatBuffer().get(f, at, n);
                } else {
                    buffer.asDoubleBuffer().get((double[])array, at, n);
                }
                at += n;
            }
            return array instanceof short[] s ? Voxels.of(s) : array instanceof float[] f ? Voxels.of(f)
                : Voxels.of((double[])array);
        }

        /** The deflated bytes only, so that the checksum behind them stays in the stream. */
        private InputStream deflatedBytes(final InputStream in) throws IOException {
            return new ByteArrayInputStream(in.readNBytes((int)length));
        }
    }

    private interface Use<T> {
        T of(Head head, InputStream in) throws IOException;
    }

    private static <T> T open(final Path file, final Use<T> use) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
            return use.of(readHead(in, Files.size(file)), in);
        } catch (final EOFException | ZipException e) {
            throw new IOException(file.getFileName() + " is a damaged volume: "
                + (e.getMessage() == null ? "it is truncated" : e.getMessage()), e);
        } catch (final NotReadableException e) {
            throw new IOException(file.getFileName() + " " + e.getMessage(), e);
        }
    }

    private static final class NotReadableException extends IOException {

        private static final long serialVersionUID = 1L;

        NotReadableException(final String message) {
            super(message);
        }
    }

    private static NotReadableException damaged(final String why) {
        return new NotReadableException("is a damaged volume: " + why);
    }

    private static Head readHead(final InputStream in, final long fileSize) throws IOException {
        final DataInputStream data = new DataInputStream(in);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new NotReadableException("is no volume of PETCT Flow");
        }
        final int version = data.readInt();
        if (version > VERSION) {
            throw new NotReadableException("was written by a newer version of PETCT Flow (format " + version
                + "; this one reads up to " + VERSION + "): update PETCT Flow, or run the workflow again with this one");
        }
        if (version < 1) {
            throw damaged("its format version is " + version);
        }
        final int infoLength = data.readInt();
        if (infoLength < 0 || infoLength > Math.min(MAX_INFO, fileSize)) {
            throw damaged("its info has the length " + infoLength);
        }
        final byte[] info = new byte[infoLength];
        data.readFully(info);
        final VolumeInfo decoded;
        try {
            decoded = decode(info);
        } catch (final IOException e) {
            throw damaged(e.getMessage());
        }
        final int encoding = data.readUnsignedByte();
        final long length = data.readLong();
        final long voxelBytes = (long)decoded.geometry().voxels() * decoded.kind().bytes();
        // nothing is allocated that the file's own size does not justify
        if (encoding > 1 || encoding == 1 && decoded.kind() != Voxels.Kind.UINT8 || length < 0
            || length != fileSize - MAGIC.length - 4 - 4 - infoLength - 1 - 8 - 8 || length > Integer.MAX_VALUE - 8 && encoding == 1
            || encoding == 0 && length != voxelBytes || encoding == 1 && voxelBytes > MAX_RATIO * (length + 1)) {
            throw damaged("its " + length + " bytes cannot be " + decoded.geometry().voxels() + " voxels of "
                + decoded.kind().bytes() + " bytes");
        }
        return new Head(decoded, encoding == 1, length);
    }

    private interface Chunks {
        void accept(byte[] bytes, int length) throws IOException;
    }

    private static void forEachChunk(final Voxels voxels, final Chunks chunks) throws IOException {
        if (voxels.kind() == Voxels.Kind.UINT8) {
            chunks.accept((byte[])voxels.array(), voxels.length());
            return;
        }
        final int bytes = voxels.kind().bytes();
        final byte[] chunk = new byte[CHUNK];
        for (int at = 0; at < voxels.length();) {
            final int n = Math.min(voxels.length() - at, CHUNK / bytes);
            final ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
            if (voxels.array() instanceof short[] s) {
                buffer.asShortBuffer().put(s, at, n);
            } else if (voxels.array() instanceof float[] f) {
                buffer.asFloatBuffer().put(f, at, n);
            } else {
                buffer.asDoubleBuffer().put((double[])voxels.array(), at, n);
            }
            chunks.accept(chunk, n * bytes);
            at += n;
        }
    }

    private static byte[] deflate(final byte[] values) throws IOException {
        final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
            try (OutputStream out = new DeflaterOutputStream(bytes, deflater, CHUNK)) {
                out.write(values);
            }
            return bytes.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * @param info what is known of a volume
     * @return the same as bytes: equal infos give equal bytes
     */
    public static byte[] encode(final VolumeInfo info) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(INFO_VERSION);
            final Geometry g = info.geometry();
            out.writeInt(g.slices());
            out.writeInt(g.rows());
            out.writeInt(g.columns());
            writeDoubles(out, g.spacing());
            writeDoubles(out, g.origin());
            writeDoubles(out, g.direction());
            for (final String s : new String[]{info.kind().name(), info.modality().name(), info.unit(), info.patientKey(),
                info.studyUid(), info.seriesUid(), info.frameOfReferenceUid(), info.name()}) {
                writeString(out, s);
            }
            out.writeInt(info.tags().size());
            for (final Map.Entry<String, String> tag : info.tags().entrySet()) {
                writeString(out, tag.getKey());
                writeString(out, tag.getValue());
            }
        } catch (final IOException e) {
            throw new IllegalStateException("Memory can always be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * @param bytes what {@link #encode} gave
     * @return what is known of a volume
     * @throws IOException if the bytes are something else, or newer than can be read
     */
    public static VolumeInfo decode(final byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            final int version = in.readInt();
            if (version > INFO_VERSION) {
                throw new IOException("its info was written by a newer version of PETCT Flow (format " + version
                    + "; this one reads up to " + INFO_VERSION + ")");
            }
            final int slices = in.readInt();
            final int rows = in.readInt();
            final int columns = in.readInt();
            final Geometry geometry =
                Geometry.of(slices, rows, columns, readDoubles(in, 3), readDoubles(in, 3), readDoubles(in, 9));
            final Voxels.Kind kind = Voxels.Kind.valueOf(readString(in));
            final Modality modality = Modality.valueOf(readString(in));
            final String[] texts = new String[6];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = readString(in);
            }
            final int count = in.readInt();
            if (count < 0 || count > MAX_TAGS) {
                throw new IOException("it has " + count + " tags");
            }
            final Map<String, String> tags = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                tags.put(readString(in), readString(in));
            }
            if (in.available() > 0) {
                throw new IOException("its info is longer than it should be");
            }
            return new VolumeInfo(geometry, kind, modality, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], tags);
        } catch (final EOFException e) {
            throw new IOException("its info is truncated", e);
        } catch (final IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void writeDoubles(final DataOutputStream out, final double[] values) throws IOException {
        for (final double v : values) {
            out.writeDouble(v);
        }
    }

    private static double[] readDoubles(final DataInputStream in, final int count) throws IOException {
        final double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    private static void writeString(final DataOutputStream out, final String text) throws IOException {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readString(final DataInputStream in) throws IOException {
        final int length = in.readInt();
        if (length < 0 || length > in.available()) { // all that is left, for it is in memory
            throw new EOFException();
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
