package org.petctflow.imaging.dicom;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * Reads the voxels of a series: rescaled with each slice's own slope and intercept, in the order of
 * {@link SeriesRecord#geometry()}. Nothing is kept between calls; what is needed beside the volume is a frame a thread.
 */
public final class SeriesReader {

    /** Frames of one file that a thread reads in one go. */
    private static final int RUN = 16;

    private SeriesReader() {
    }

    /**
     * @param series a series of a scan
     * @param threads how many threads read files, at least 1
     * @param progress told of slices; asked for cancellation
     * @return the volume: HU, Bq/ml ... as {@link SeriesRecord#unit()} says
     * @throws IOException if the series was refused (with the reason), or a file is damaged, gone or changed since the scan
     * @throws CancellationException if cancelled
     */
    public static Volume read(final SeriesRecord series, final int threads, final Progress progress) throws IOException {
        if (!series.readable()) {
            throw new IOException("The series makes no volume: " + series.refusal());
        }
        final List<SliceHeader> slices = series.layout().slices();
        final SliceHeader first = slices.get(0);
        final int pixels = first.file().format().pixels();
        if ((long)pixels * slices.size() > Integer.MAX_VALUE - 8) {
            throw new IOException("The series has more than 2147483639 voxels");
        }
        final long frameBytes = (long)pixels * first.file().format().bitsAllocated() / 8;
        if (frameBytes > Integer.MAX_VALUE - 8) {
            throw new IOException("A frame of " + frameBytes + " bytes is too large");
        }
        final boolean direct = series.layout().regularisation() == null;
        Voxels.Kind kind = SliceValues.likelyKind(slices, series.modality());
        Voxels voxels = null;
        if (kind == Voxels.Kind.INT16) {
            voxels = shorts(series, slices, pixels, threads, direct ? progress : progress.part(0, 0.7));
            kind = voxels == null ? Voxels.Kind.FLOAT32 : kind;
        }
        if (voxels == null) {
            voxels = reals(series, slices, pixels, kind, threads, direct ? progress : progress.part(0, 0.7));
        }
        if (!direct) {
            voxels = regularise(series, voxels, progress.part(0.7, 1));
        }
        return new Volume(series.info(kind), voxels);
    }

    /** Works on one slice. */
    private interface SliceTask {
        void run(SliceValues.Decoder decoder, ByteBuffer frame, int slice) throws IOException;
    }

    /** @return null if a value needs more than 16 bits */
    private static Voxels shorts(final SeriesRecord series, final List<SliceHeader> slices, final int pixels, final int threads,
        final Progress progress) throws IOException {
        final short[] values = new short[pixels * slices.size()];
        final AtomicBoolean tooLarge = new AtomicBoolean();
        forEachSlice(series, slices, threads, progress, (decoder, frame, slice) -> {
            if (!tooLarge.get() && !decoder.decode(frame, slices.get(slice), values, slice * pixels)) {
                tooLarge.set(true);
            }
        });
        return tooLarge.get() ? null : Voxels.of(values);
    }

    private static Voxels reals(final SeriesRecord series, final List<SliceHeader> slices, final int pixels,
        final Voxels.Kind kind, final int threads, final Progress progress) throws IOException {
        if (kind == Voxels.Kind.FLOAT64) {
            final double[] values = new double[pixels * slices.size()];
            forEachSlice(series, slices, threads, progress, (decoder, frame, slice) -> {
                final int offset = slice * pixels;
                decoder.decode(frame, slices.get(slice), (i, value) -> values[offset + i] = value);
            });
            return Voxels.of(values);
        }
        final float[] values = new float[pixels * slices.size()];
        forEachSlice(series, slices, threads, progress, (decoder, frame, slice) -> {
            final int offset = slice * pixels;
            decoder.decode(frame, slices.get(slice), (i, value) -> values[offset + i] = (float)value);
        });
        return Voxels.of(values);
    }

    private static void forEachSlice(final SeriesRecord series, final List<SliceHeader> slices, final int threads,
        final Progress progress, final SliceTask task) throws IOException {
        final List<int[]> runs = new ArrayList<>();
        for (int i = 0; i < slices.size();) {
            final SourceFile file = slices.get(i).file();
            int end = i + 1;
            // a deflated file is inflated once, whatever it holds
            while (end < slices.size() && slices.get(end).file() == file && (file.offset() < 0 || end - i < RUN)) {
                end++;
            }
            runs.add(new int[]{i, end});
            i = end;
        }
        try {
            Parallel.forEach(runs.size(), threads, progress, run -> {
                final int[] range = runs.get(run);
                read(series, slices, range[0], range[1], task);
                return range[1];
            }, (run, done) -> progress.report((double)done / slices.size(), "slice " + done + " of " + slices.size()));
        } catch (final IOException | RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(final SeriesRecord series, final List<SliceHeader> slices, final int from, final int to,
        final SliceTask task) throws IOException {
        final SourceFile file = slices.get(from).file();
        final Path path = file.path();
        try {
            final BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.size() != file.size() || now.lastModifiedTime().toMillis() != file.modified()) {
                throw new IOException("the file was changed since the folder was scanned: scan it again");
            }
            final SliceValues.Decoder decoder = new SliceValues.Decoder(file, series.modality(), series.padding());
            final long frameBytes = (long)file.format().pixels() * file.format().bitsAllocated() / 8;
            if (file.offset() < 0) {
                final ByteBuffer all = ByteBuffer.wrap(inflated(path, frameBytes * file.frames()));
                for (int i = from; i < to; i++) {
                    final int frame = slices.get(i).frame();
                    task.run(decoder, all.slice((int)(frame * frameBytes), (int)frameBytes), i);
                }
                return;
            }
            try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
                final ByteBuffer buffer = file.fragments() == null ? FRAME_BUFFER.get().of((int)frameBytes) : null;
                for (int i = from; i < to; i++) {
                    final int frame = slices.get(i).frame();
                    if (file.fragments() != null) {
                        task.run(decoder, file.fragments().frame(in, frame), i);
                    } else {
                        fill(in, file.offset() + frame * frameBytes, buffer);
                        task.run(decoder, buffer, i);
                    }
                }
            }
        } catch (final IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /** A thread's frame: small enough to stay in the processor's cache from file to volume. */
    private static final class FrameBuffer {

        private ByteBuffer m_buffer = ByteBuffer.allocateDirect(0);

        ByteBuffer of(final int bytes) {
            if (m_buffer.capacity() < bytes) {
                m_buffer = ByteBuffer.allocateDirect(bytes);
            }
            return m_buffer.clear().limit(bytes);
        }
    }

    private static final ThreadLocal<FrameBuffer> FRAME_BUFFER = ThreadLocal.withInitial(FrameBuffer::new);

    private static void fill(final FileChannel in, final long position, final ByteBuffer buffer) throws IOException {
        buffer.position(0);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ends within pixel data (7FE0,0010) at offset " + (position + buffer.position()));
            }
        }
        buffer.flip();
    }

    private static byte[] inflated(final Path path, final long needed) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 13);
            DicomInputStream in = new DicomInputStream(raw)) {
            HeaderReader.header(in);
            final long length = in.unsignedLength();
            if (length < needed || needed > Integer.MAX_VALUE - 8) {
                throw new IOException("pixel data (7FE0,0010) has " + length + " bytes where " + needed + " are needed");
            }
            final byte[] pixels = new byte[(int)needed];
            in.readFully(pixels);
            return pixels;
        }
    }

    private static Voxels regularise(final SeriesRecord series, final Voxels images, final Progress progress) {
        final Layout layout = series.layout();
        final Geometry grid = layout.geometry();
        final int inRows = layout.slices().get(0).file().format().rows();
        final int inColumns = layout.slices().get(0).file().format().columns();
        final int inPixels = inRows * inColumns;
        final int pixels = grid.rows() * grid.columns();
        final Object target = switch (images.kind()) {
            case INT16 -> new short[grid.voxels()];
            case FLOAT64 -> new double[grid.voxels()];
            default -> new float[grid.voxels()];
        };
        layout.regularisation().apply(slice -> {
            final float[] values = new float[inPixels];
            for (int i = 0; i < inPixels; i++) {
                values[i] = (float)images.get(slice * inPixels + i);
            }
            return values;
        }, inRows, inColumns, grid.slices(), grid.rows(), grid.columns(), SliceValues.background(series.modality()), progress,
            (slice, values) -> {
                final int offset = slice * pixels;
                for (int i = 0; i < pixels; i++) {
                    if (target instanceof short[] s) {
                        s[offset + i] = (short)Math.rint(values[i]);
                    } else if (target instanceof float[] f) {
                        f[offset + i] = (float)values[i];
                    } else {
                        ((double[])target)[offset + i] = values[i];
                    }
                }
            });
        return target instanceof short[] s ? Voxels.of(s) : target instanceof float[] f ? Voxels.of(f)
            : Voxels.of((double[])target);
    }
}
