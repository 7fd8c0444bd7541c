package org.petctflow.imaging.nrrd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.petctflow.base.Progress;
import org.petctflow.imaging.raw.RawVoxels;
import org.petctflow.imaging.raw.SampleType;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

/**
 * Reads NRRD files: attached ({@code .nrrd}) or with one data file in the header's own folder ({@code .nhdr}); encodings raw, gzip
 * and ascii; any integer or real type of up to 64 bits in either byte order (integers become INT16 where all values fit); spaces
 * LPS, RAS and LAS. Of four axes the first or the last one counts layers, as in the segmentations of 3D Slicer.
 */
public final class NrrdReader {

    /** Key under which {@link NrrdWriter} says what made a volume. */
    static final String MODALITY = "petctflow modality";

    private NrrdReader() {
    }

    /**
     * @param file the file
     * @param progress told how far it is, and asked for cancellation
     * @return what it holds; the modality is known if {@link NrrdWriter} wrote it, the unit is that of {@code sample units}
     * @throws IOException if this is no NRRD file of volumes, or it is damaged; the message says what is wrong
     */
    public static NrrdImage read(final Path file, final Progress progress) throws IOException {
        final List<String> warnings = new ArrayList<>();
        final NrrdHeader header = header(file, warnings);
        final Geometry geometry = header.geometry();
        final SampleType type = header.type();
        final int layers = header.layers();
        if ((long)geometry.voxels() * layers > Integer.MAX_VALUE) {
            throw new IOException("The NRRD file's " + layers + " layers of " + geometry + " are more than 2147483647 values");
        }
        final Voxels[] voxels;
        if (header.encoding().equals("ascii")) {
            voxels = readAscii(file, header, type, geometry.voxels(), progress);
        } else {
            final RawVoxels.Source source = source(file, header, type);
            voxels = header.interleaved() || layers == 1 ? RawVoxels.read(source, geometry.voxels(), layers, progress)
                : split(RawVoxels.read(source, geometry.voxels() * layers, 1, progress)[0], layers);
        }
        final VolumeInfo info = info(header, geometry, voxels[0].kind());
        final List<Volume> volumes = new ArrayList<>();
        for (final Voxels v : voxels) {
            volumes.add(new Volume(info, v));
        }
        return new NrrdImage(volumes, header.keyValues(), warnings);
    }

    /**
     * @param file the file
     * @return what its header says, without reading voxels; the kind is the one that the type of the samples may need
     * @throws IOException if this is no NRRD file of volumes
     */
    public static VolumeInfo readInfo(final Path file) throws IOException {
        final NrrdHeader header = header(file, new ArrayList<>());
        return info(header, header.geometry(), header.type().kind());
    }

    private static NrrdHeader header(final Path file, final List<String> warnings) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new NrrdHeader(in, warnings);
        }
    }

    private static VolumeInfo info(final NrrdHeader header, final Geometry geometry, final Voxels.Kind kind) {
        Modality modality = Modality.OTHER;
        for (final Modality m : Modality.values()) {
            modality = m.name().equals(header.keyValues().get(MODALITY)) ? m : modality;
        }
        final String unit = header.field("sample units").replace("\"", "");
        return VolumeInfo.of(geometry, kind, modality, unit.isEmpty() ? Units.NONE : unit);
    }

    private static RawVoxels.Source source(final Path file, final NrrdHeader header, final SampleType type)
        throws IOException {
        final boolean gzip = header.encoding().equals("gzip");
        final boolean detached = !header.field("data file").isEmpty();
        final Path data = detached ? dataFile(file, header.field("data file")) : file;
        final long start = skipLines(data, detached ? 0 : header.bytes(), header.skip("line skip"));
        final int skip = header.skip("byte skip");
        final ByteOrder order = header.order();
        if (skip == -1 && !gzip) {
            // the data is what the file ends with
            final long length = (long)type.bytes() * header.layers() * header.geometry().voxels();
            final long last = Files.size(data) - length;
            if (last < start) {
                throw new IOException(data.getFileName() + " is shorter than its header says: " + length
                    + " bytes of data are needed. The file is damaged or was not copied completely");
            }
            return new RawVoxels.Source(data, last, false, 0, type, order, 1, 0);
        }
        if (skip < 0) {
            throw new IOException("The NRRD header's 'byte skip' is " + skip
                + (skip == -1 ? ", which is for raw data only" : ""));
        }
        return new RawVoxels.Source(data, start, gzip, skip, type, order, 1, 0);
    }

    /** A data file may be in the header's folder or below it, nowhere else: a header must not reach other files. */
    private static Path dataFile(final Path header, final String name) throws IOException {
        if (name.equals("LIST") || name.startsWith("LIST ") || name.contains("%")) {
            throw new IOException("The NRRD header names several data files, which is not supported: save one file");
        }
        final Path folder = header.toAbsolutePath().getParent();
        final Path data;
        try {
            data = folder.resolve(name).normalize();
        } catch (final InvalidPathException e) {
            throw new IOException("The NRRD header's data file '" + NrrdHeader.printable(name) + "' is no file name", e);
        }
        if (!data.startsWith(folder) || !Files.isRegularFile(data)
            || !data.toRealPath().startsWith(folder.toRealPath())) {
            throw new IOException("The NRRD header's data file '" + NrrdHeader.printable(name)
                + "' is not in the header's folder: put it there and name it without a path");
        }
        return data;
    }

    private static long skipLines(final Path data, final long start, final int lines) throws IOException {
        if (lines == 0) {
            return start;
        }
        if (lines < 0) {
            throw new IOException("The NRRD header's 'line skip' is " + lines);
        }
        long at = start;
        try (InputStream in = new BufferedInputStream(RawVoxels.open(data, start, false))) {
            for (int left = lines; left > 0;) {
                final int b = in.read();
                if (b < 0) {
                    throw new IOException(data.getFileName() + " has less than the " + lines + " lines of 'line skip'");
                }
                left -= b == '\n' ? 1 : 0;
                at++;
            }
        }
        return at;
    }

    private static Voxels[] readAscii(final Path file, final NrrdHeader header, final SampleType type, final int voxels,
        final Progress progress) throws IOException {
        final boolean detached = !header.field("data file").isEmpty();
        final Path data = detached ? dataFile(file, header.field("data file")) : file;
        final long start = skipLines(data, detached ? 0 : header.bytes(), header.skip("line skip"));
        final int layers = header.layers();
        final long samples = (long)voxels * layers;
        if (Files.size(data) - start < 2 * samples - 1) {
            throw new IOException(data.getFileName() + " is shorter than its header says: " + samples
                + " numbers are needed. The file is damaged or was not copied completely");
        }
        final double[][] values = new double[layers][voxels];
        try (InputStream in = new BufferedInputStream(RawVoxels.open(data, start, false))) {
            final StringBuilder word = new StringBuilder();
            for (int i = 0; i < samples; i++) {
                if ((i & 0xffff) == 0) {
                    progress.checkCancelled();
                }
                final double value = number(in, word, data);
                if (header.interleaved()) {
                    values[i % layers][i / layers] = value;
                } else {
                    values[i / voxels][i % voxels] = value;
                }
            }
        }
        Voxels.Kind kind = type.kind();
        if (type != SampleType.FLOAT32 && type != SampleType.FLOAT64 && kind != Voxels.Kind.UINT8 && fitShort(values)) {
            kind = Voxels.Kind.INT16;
        }
        final Voxels[] result = new Voxels[layers];
        for (int l = 0; l < layers; l++) {
            result[l] = convert(values[l], kind);
        }
        return result;
    }

    private static boolean fitShort(final double[][] layers) {
        for (final double[] values : layers) {
            for (final double v : values) {
                if (!(v >= Short.MIN_VALUE && v <= Short.MAX_VALUE)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double number(final InputStream in, final StringBuilder word, final Path data) throws IOException {
        word.setLength(0);
        int b = in.read();
        while (b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == ',') {
            b = in.read();
        }
        for (; b > ' ' && b != ',' && word.length() < 64; b = in.read()) {
            word.append((char)b);
        }
        try {
            return Double.parseDouble(word.toString());
        } catch (final NumberFormatException e) {
            throw new IOException(word.length() == 0 ? data.getFileName() + " ends before its last number"
                : data.getFileName() + " holds '" + NrrdHeader.printable(word.toString()) + "' where a number is expected");
        }
    }

    private static Voxels convert(final double[] values, final Voxels.Kind kind) {
        switch (kind) {
            case UINT8 -> {
                final byte[] b = new byte[values.length];
                for (int i = 0; i < b.length; i++) {
                    b[i] = (byte)(int)values[i];
                }
                return Voxels.ofUnsigned(b);
            }
            case INT16 -> {
                final short[] s = new short[values.length];
                for (int i = 0; i < s.length; i++) {
                    s[i] = (short)(int)values[i];
                }
                return Voxels.of(s);
            }
            case FLOAT32 -> {
                return Voxels.of(Voxels.of(values).toFloats());
            }
            default -> {
                return Voxels.of(values);
            }
        }
    }

    private static Voxels[] split(final Voxels all, final int layers) {
        final int n = all.length() / layers;
        final Voxels[] parts = new Voxels[layers];
        for (int l = 0; l < layers; l++) {
            final int from = l * n;
            parts[l] = switch (all.kind()) {
                case UINT8 -> Voxels.ofUnsigned(Arrays.copyOfRange((byte[])all.array(), from, from + n));
                case INT16 -> Voxels.of(Arrays.copyOfRange((short[])all.array(), from, from + n));
                case FLOAT32 -> Voxels.of(Arrays.copyOfRange((float[])all.array(), from, from + n));
                case FLOAT64 -> Voxels.of(Arrays.copyOfRange((double[])all.array(), from, from + n));
            };
        }
        return parts;
    }
}
