package org.petctflow.imaging.raw;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Voxels;

/** Reads and writes the samples of a volume in blocks, without a copy of the whole. */
public final class RawVoxels {

    /** What may be allocated beyond a file's own size before its data was seen to be there. */
    private static final long HEADROOM = 24L << 20;

    /** The most that deflate expands a byte to (RFC 1951: 258 bytes out of two bits, plus block headers). */
    private static final long MAX_EXPANSION = 1032;

    private static final int BLOCK = 1 << 15;

    /**
     * Where samples lie and how they are stored.
     *
     * @param file the file
     * @param start bytes before the (perhaps compressed) data
     * @param gzip whether everything from there on is compressed
     * @param skip bytes before the first sample, after decompression
     * @param type how a sample is stored
     * @param order the order of a sample's bytes
     * @param slope what a sample is multiplied by
     * @param intercept what is added to it then
     */
    public record Source(Path file, long start, boolean gzip, long skip, SampleType type, ByteOrder order, double slope,
        double intercept) {

        /** @return the kind of voxels that holds all samples of the type */
        public Voxels.Kind kind() {
            return type.kind(slope, intercept);
        }
    }

    private RawVoxels() {
    }

    /**
     * @param source where the samples lie
     * @param voxels how many voxels there are
     * @param layers how many samples follow each other for each voxel: 1, or the layers of a segmentation
     * @param progress told how far it is, and asked for cancellation
     * @return one set of voxels a layer, of {@link Source#kind()}; but INT16 if the samples are unscaled integers that need a larger
     *         kind by their type, not by their values: labels are often stored in 64 bits
     * @throws IOException if the file holds less than {@code voxels * layers} samples, or its compression is damaged
     */
    public static Voxels[] read(final Source source, final int voxels, final int layers, final Progress progress)
        throws IOException {
        final boolean integers = source.type() != SampleType.FLOAT32 && source.type() != SampleType.FLOAT64;
        final boolean wide = source.kind() == Voxels.Kind.FLOAT32 || source.kind() == Voxels.Kind.FLOAT64;
        if (integers && wide && source.slope() == 1 && source.intercept() == 0) {
            final Voxels[] narrow = read(source, Voxels.Kind.INT16, voxels, layers, progress);
            if (narrow != null) {
                return narrow;
            }
        }
        return read(source, source.kind(), voxels, layers, progress);
    }

    /** @return null if a value is beyond the kind's range */
    private static Voxels[] read(final Source source, final Voxels.Kind kind, final int voxels, final int layers,
        final Progress progress) throws IOException {
        final long samples = (long)voxels * layers;
        final long needed = source.skip() + samples * source.type().bytes();
        checkThere(source, needed, samples * kind.bytes());
        final Voxels[] result = new Voxels[layers];
        for (int l = 0; l < layers; l++) {
            result[l] = Voxels.filled(kind, voxels, 0);
        }
        try (InputStream in = open(source.file(), source.start(), source.gzip())) {
            in.skipNBytes(source.skip());
            final int bytes = source.type().bytes();
            final byte[] block = new byte[BLOCK * bytes];
            final double[] values = new double[BLOCK];
            for (long done = 0; done < samples;) {
                progress.checkCancelled();
                final int n = (int)Math.min(BLOCK, samples - done);
                if (in.readNBytes(block, 0, n * bytes) < n * bytes) {
                    throw new EOFException("the data ends early");
                }
                final ByteBuffer buffer = ByteBuffer.wrap(block, 0, n * bytes).order(source.order());
                if (layers > 1 || !copy(source, buffer, result[0], (int)done, n)) {
                    decode(source, buffer, values, n);
                    if (kind == Voxels.Kind.INT16 && kind != source.kind() && !fitShort(values, n)) {
                        return null;
                    }
                    scatter(values, n, done, result);
                }
                done += n;
                progress.report((double)done / samples, "Reading voxels");
            }
            if (source.gzip()) {
                // up to the end, if it is near: only there gzip's checksum is compared
                in.skip(1 << 20);
            }
        } catch (final EOFException e) {
            throw shortFile(source, needed);
        }
        return result;
    }

    private static boolean fitShort(final double[] values, final int n) {
        for (int i = 0; i < n; i++) {
            if (values[i] < Short.MIN_VALUE || values[i] > Short.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param out where to; not closed
     * @param voxels what to write
     * @param order the order of a sample's bytes
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if writing fails
     */
    public static void write(final OutputStream out, final Voxels voxels, final ByteOrder order, final Progress progress)
        throws IOException {
        final int bytes = voxels.kind().bytes();
        final byte[] block = new byte[BLOCK * bytes];
        final ByteBuffer buffer = ByteBuffer.wrap(block).order(order);
        for (int done = 0; done < voxels.length();) {
            progress.checkCancelled();
            final int n = Math.min(BLOCK, voxels.length() - done);
            switch (voxels.kind()) {
                case UINT8 -> System.arraycopy((byte[])voxels.array(), done, block, 0, n);
                case INT16 -> buffer.asShortBuffer().put((short[])voxels.array(), done, n);
                case FLOAT32 -> buffer.asFloatBuffer().put((float[])voxels.array(), done, n);
                case FLOAT64 -> buffer.asDoubleBuffer().put((double[])voxels.array(), done, n);
            }
            out.write(block, 0, n * bytes);
            done += n;
            progress.report((double)done / voxels.length(), "Writing voxels");
        }
    }

    /**
     * Writes voxel by voxel, of each all layers.
     *
     * @param out where to; not closed
     * @param layers what to write, of one kind and length
     * @param order the order of a sample's bytes
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if writing fails
     */
    public static void writeInterleaved(final OutputStream out, final List<Voxels> layers, final ByteOrder order, final Progress progress)
        throws IOException {
        final int count = layers.size();
        final Voxels.Kind kind = layers.get(0).kind();
        final int voxels = layers.get(0).length();
        final int most = Math.max(1, BLOCK / count);
        final byte[] block = new byte[most * count * kind.bytes()];
        for (int done = 0; done < voxels;) {
            progress.checkCancelled();
            final int n = Math.min(most, voxels - done);
            final ByteBuffer buffer = ByteBuffer.wrap(block).order(order);
            for (int i = done; i < done + n; i++) {
                for (final Voxels layer : layers) {
                    switch (kind) {
                        case UINT8 -> buffer.put(((byte[])layer.array())[i]);
                        case INT16 -> buffer.putShort(((short[])layer.array())[i]);
                        case FLOAT32 -> buffer.putFloat(((float[])layer.array())[i]);
                        case FLOAT64 -> buffer.putDouble(((double[])layer.array())[i]);
                    }
                }
            }
            out.write(block, 0, buffer.position());
            done += n;
            progress.report((double)done / voxels, "Writing voxels");
        }
    }

    /**
     * @param file a file
     * @param start bytes to pass over
     * @param gzip whether what follows is compressed
     * @return a stream of what follows
     * @throws IOException if the file cannot be read
     */
    public static InputStream open(final Path file, final long start, final boolean gzip) throws IOException {
        final InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(start);
            return gzip ? new CheckedGzip(file, in) : in;
        } catch (final IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** @return whether the file begins as gzip does (RFC 1952) */
    static boolean isGzip(final byte[] first) {
        return first.length > 1 && first[0] == (byte)0x1f && first[1] == (byte)0x8b;
    }

    /**
     * @param file a file
     * @return whether it is compressed by gzip, whatever its name
     * @throws IOException if it cannot be read
     */
    public static boolean isGzip(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return isGzip(in.readNBytes(2));
        }
    }

    private static void checkThere(final Source source, final long needed, final long memory) throws IOException {
        final long size = Files.size(source.file());
        final long there = Math.max(0, size - source.start());
        if (!source.gzip()) {
            if (there < needed) {
                throw shortFile(source, needed);
            }
            return;
        }
        if (needed / MAX_EXPANSION > there) {
            throw shortFile(source, needed);
        }
        if (memory > size + HEADROOM) {
            // a look at what is really there costs less than memory that a damaged header asks for
            try (InputStream in = open(source.file(), source.start(), true)) {
                in.skipNBytes(needed);
            } catch (final EOFException e) {
                throw shortFile(source, needed);
            }
        }
    }

    private static IOException shortFile(final Source source, final long needed) {
        return new IOException(source.file().getFileName() + " is shorter than its header says: " + needed
            + " bytes of data are needed. The file is damaged or was not copied completely");
    }

    /** Copies samples that need no change; false if they do. */
    private static boolean copy(final Source source, final ByteBuffer buffer, final Voxels target, final int offset,
        final int n) {
        if (source.slope() != 1 || source.intercept() != 0) {
            return false;
        }
        switch (source.type()) {
            case UINT8 -> buffer.get((byte[])target.array(), offset, n);
            case INT16 -> buffer.asShortBuffer().get((short[])target.array(), offset, n);
            case FLOAT32 -> buffer.asFloatBuffer().get((float[])target.array(), offset, n);
            case FLOAT64 -> buffer.asDoubleBuffer().get((double[])target.array(), offset, n);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void decode(final Source source, final ByteBuffer b, final double[] values, final int n) {
        switch (source.type()) {
            case INT8 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.get(i);
                }
            }
            case UINT8 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.get(i) & 0xff;
                }
            }
            case INT16 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.getShort(2 * i);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.getShort(2 * i) & 0xffff;
                }
            }
            case INT32 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.getInt(4 * i);
                }
            }
            case UINT32 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.getInt(4 * i) & 0xffffffffL;
                }
            }
            case INT64 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.getLong(8 * i);
                }
            }
            case UINT64 -> {
                for (int i = 0; i < n; i++) {
                    final long v = b.getLong(8 * i);
                    // halved with the lost bit kept, so that rounding is right
                    values[i] = v >= 0 ? v : 2.0 * (v >>> 1 | v & 1);
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.getFloat(4 * i);
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < n; i++) {
                    values[i] = b.getDouble(8 * i);
                }
            }
        }
        if (source.slope() != 1 || source.intercept() != 0) {
            for (int i = 0; i < n; i++) {
                values[i] = source.slope() * values[i] + source.intercept();
            }
        }
    }

    /** Puts samples that go round the layers into their places. */
    private static void scatter(final double[] values, final int n, final long first, final Voxels[] layers) {
        final int count = layers.length;
        int layer = (int)(first % count);
        int voxel = (int)(first / count);
        final Object[] arrays = new Object[count];
        for (int l = 0; l < count; l++) {
            arrays[l] = layers[l].array();
        }
        final Voxels.Kind kind = layers[0].kind();
        for (int i = 0; i < n; i++) {
            switch (kind) {
                case UINT8 -> ((byte[])arrays[layer])[voxel] = (byte)(int)values[i];
                case INT16 -> ((short[])arrays[layer])[voxel] = (short)(int)values[i];
                case FLOAT32 -> ((float[])arrays[layer])[voxel] = (float)values[i];
                case FLOAT64 -> ((double[])arrays[layer])[voxel] = values[i];
            }
            if (++layer == count) {
                layer = 0;
                voxel++;
            }
        }
    }

    /** Says which file is damaged. */
    private static final class CheckedGzip extends FilterInputStream {
        private final Path m_file;

        CheckedGzip(final Path file, final InputStream in) throws IOException {
            super(gzip(file, in));
            m_file = file;
        }

        private static InputStream gzip(final Path file, final InputStream in) throws IOException {
            try {
                return new GZIPInputStream(in, 1 << 16);
            } catch (final IOException e) {
                throw named(file, e);
            }
        }

        private static IOException named(final Path file, final IOException e) {
            if (e instanceof EOFException) {
                return (EOFException)new EOFException("The gzip data of " + file.getFileName() + " ends early").initCause(e);
            }
            return new IOException("The gzip data of " + file.getFileName() + " is damaged: " + e.getMessage(), e);
        }

        @Override
        public int read(final byte[] b, final int off, final int len) throws IOException {
            try {
                return in.read(b, off, len);
            } catch (final IOException e) {
                throw named(m_file, e);
            }
        }

        @Override
        public int read() throws IOException {
            final byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public long skip(final long n) throws IOException {
            final byte[] passed = new byte[(int)Math.min(n, 1 << 16)];
            long left = n;
            while (left > 0) {
                final int k = read(passed, 0, (int)Math.min(left, passed.length));
                if (k < 0) {
                    break;
                }
                left -= k;
            }
            return n - left;
        }
    }
}
