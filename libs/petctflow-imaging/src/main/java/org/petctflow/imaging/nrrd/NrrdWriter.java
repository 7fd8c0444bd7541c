package org.petctflow.imaging.nrrd;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.petctflow.base.AtomicFiles;
import org.petctflow.base.Progress;
import org.petctflow.imaging.raw.RawVoxels;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * Writes NRRD files: attached header, little endian, space left-posterior-superior, values as the volume holds them. The unit is
 * written as {@code sample units}; nothing of the patient is written.
 */
public final class NrrdWriter {

    private NrrdWriter() {
    }

    /**
     * @param file where to; replaced if it exists
     * @param volume what to write
     * @param gzip whether to compress
     * @param keyValues key/value pairs for the header; keys without {@code :=} and line ends
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if writing fails
     */
    public static void write(final Path file, final Volume volume, final boolean gzip, final Map<String, String> keyValues,
        final Progress progress) throws IOException {
        writeLayers(file, List.of(volume), gzip, keyValues, progress);
    }

    /**
     * @param file where to; replaced if it exists
     * @param layers what to write, on one grid and of one type; more than one become the first axis, a list
     * @param gzip whether to compress
     * @param keyValues key/value pairs for the header; keys without {@code :=} and line ends
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if writing fails
     */
    public static void writeLayers(final Path file, final List<Volume> layers, final boolean gzip, final Map<String, String> keyValues,
        final Progress progress) throws IOException {
        final byte[] header = header(layers.get(0), layers.size(), gzip, keyValues).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, out -> {
            out.write(header);
            try (OutputStream packed = gzip ? new GZIPOutputStream(out, 1 << 16) : out) {
                if (layers.size() == 1) {
                    RawVoxels.write(packed, layers.get(0).voxels(), ByteOrder.LITTLE_ENDIAN, progress);
                } else {
                    RawVoxels.writeInterleaved(packed, layers.stream().map(Volume::voxels).toList(), ByteOrder.LITTLE_ENDIAN, progress);
                }
            }
        });
    }

    private static String header(final Volume volume, final int layers, final boolean gzip, final Map<String, String> keyValues) {
        final Geometry g = volume.geometry();
        final boolean list = layers > 1;
        final StringBuilder h = new StringBuilder("NRRD0005\n");
        h.append("type: ").append(switch (volume.voxels().kind()) {
            case UINT8 -> "uint8";
            case INT16 -> "int16";
            case FLOAT32 -> "float";
            case FLOAT64 -> "double";
        }).append(list ? "\ndimension: 4" : "\ndimension: 3").append("\nspace: left-posterior-superior\n");
        h.append("sizes: ").append((list ? layers + " " : "") + g.columns() + " " + g.rows() + " " + g.slices())
            .append(list ? "\nspace directions: none" : "\nspace directions:");
        final double[] d = g.direction();
        for (int axis = 2; axis >= 0; axis--) {
            h.append(' ').append(vector(d[3 * axis] * g.spacing(axis), d[3 * axis + 1] * g.spacing(axis),
                d[3 * axis + 2] * g.spacing(axis)));
        }
        h.append(list ? "\nkinds: list domain domain domain\n" : "\nkinds: domain domain domain\n");
        if (volume.voxels().kind() != Voxels.Kind.UINT8) {
            h.append("endian: little\n");
        }
        h.append("encoding: ").append(gzip ? "gzip" : "raw").append("\nspace units: \"mm\" \"mm\" \"mm\"\n");
        final double[] origin = g.origin();
        h.append("space origin: ").append(vector(origin[0], origin[1], origin[2])).append('\n');
        if (!volume.info().unit().isEmpty()) {
            h.append("sample units: \"").append(volume.info().unit().replaceAll("[\"\\p{Cntrl}]", " ")).append("\"\n");
        }
        h.append(NrrdReader.MODALITY).append(":=").append(volume.info().modality()).append('\n');
        for (final Map.Entry<String, String> e : keyValues.entrySet()) {
            if (e.getKey().isEmpty() || e.getKey().contains(":") || e.getKey().startsWith("#")) {
                throw new IllegalArgumentException("A key of an NRRD header has no colon, but was '" + e.getKey() + "'");
            }
            h.append(escape(e.getKey())).append(":=").append(escape(e.getValue())).append('\n');
        }
        return h.append('\n').toString();
    }

    private static String vector(final double x, final double y, final double z) {
        return "(" + (x + 0.0) + "," + (y + 0.0) + "," + (z + 0.0) + ")";
    }

    private static String escape(final String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "");
    }
}
