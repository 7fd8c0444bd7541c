package org.petctflow.imaging.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import org.petctflow.base.AtomicFiles;
import org.petctflow.base.Progress;
import org.petctflow.imaging.raw.RawVoxels;
import org.petctflow.imaging.raw.SampleType;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;

/**
 * Writes NIfTI-1 files: one file, little endian, values as the volume holds them, the grid as sform and as qform (both with code 1,
 * scanner coordinates). The description says modality and unit; nothing of the patient is written.
 */
public final class NiftiWriter {

    private static final int OFFSET = 352;

    private NiftiWriter() {
    }

    /**
     * @param file where to; compressed if the name ends with {@code .gz}; replaced if it exists
     * @param volume what to write
     * @param progress told how far it is, and asked for cancellation
     * @throws IOException if the volume has more than 32767 slices, rows or columns, or writing fails
     */
    public static void write(final Path file, final Volume volume, final Progress progress) throws IOException {
        final byte[] header = header(volume);
        final boolean gzip = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        AtomicFiles.write(file, out -> {
            try (OutputStream packed = gzip ? new GZIPOutputStream(out, 1 << 16) : out) {
                packed.write(header);
                RawVoxels.write(packed, volume.voxels(), ByteOrder.LITTLE_ENDIAN, progress);
            }
        });
    }

    private static byte[] header(final Volume volume) throws IOException {
        final Geometry g = volume.geometry();
        final SampleType type = SampleType.of(volume.voxels().kind());
        final ByteBuffer b = ByteBuffer.allocate(OFFSET).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, NiftiHeader.SIZE);
        b.put(38, (byte)'r');
        b.putShort(40, (short)3);
        for (int i = 0; i < 7; i++) {
            final int size = i < 3 ? g.size(2 - i) : 1;
            if (size > Short.MAX_VALUE) {
                throw new IOException("NIfTI-1 holds at most 32767 slices, rows and columns, but the volume has " + g);
            }
            b.putShort(42 + 2 * i, (short)size);
            b.putFloat(80 + 4 * i, i < 3 ? (float)g.spacing(2 - i) : 1);
        }
        b.putShort(70, switch (type) {
            case UINT8 -> (short)2;
            case INT16 -> (short)4;
            case FLOAT32 -> (short)16;
            default -> (short)64;
        });
        b.putShort(72, (short)(8 * type.bytes()));
        b.putFloat(108, OFFSET);
        b.putFloat(112, 1);
        b.put(123, (byte)2); // mm
        final byte[] description = (NiftiReader.SIGNATURE + " " + volume.info().modality() + " " + volume.info().unit())
            .getBytes(StandardCharsets.ISO_8859_1);
        b.position(148);
        b.put(description, 0, Math.min(79, description.length));
        b.putShort(252, (short)1);
        b.putShort(254, (short)1);
        putGrid(b, g);
        b.position(344);
        b.put(new byte[]{'n', '+', '1', 0});
        return b.array();
    }

    private static void putGrid(final ByteBuffer b, final Geometry g) {
        final double[] d = g.direction();
        final double[] origin = g.origin();
        // columns of a matrix: unit vectors of i, j, k in RAS
        final double[][] r = new double[3][3];
        for (int xyz = 0; xyz < 3; xyz++) {
            final int sign = xyz < 2 ? -1 : 1;
            for (int axis = 0; axis < 3; axis++) {
                r[xyz][axis] = sign * d[3 * (2 - axis) + xyz] + 0.0;
                b.putFloat(280 + 16 * xyz + 4 * axis, (float)(r[xyz][axis] * g.spacing(2 - axis)));
            }
            b.putFloat(280 + 16 * xyz + 12, (float)(sign * origin[xyz] + 0.0));
            b.putFloat(268 + 4 * xyz, (float)(sign * origin[xyz] + 0.0));
        }
        final double determinant = r[0][0] * (r[1][1] * r[2][2] - r[1][2] * r[2][1])
            - r[0][1] * (r[1][0] * r[2][2] - r[1][2] * r[2][0]) + r[0][2] * (r[1][0] * r[2][1] - r[1][1] * r[2][0]);
        if (determinant < 0) {
            for (int xyz = 0; xyz < 3; xyz++) {
                r[xyz][2] = -r[xyz][2];
            }
        }
        b.putFloat(76, determinant < 0 ? -1 : 1);
        final double[] q = quaternion(r);
        for (int i = 0; i < 3; i++) {
            b.putFloat(256 + 4 * i, (float)q[i + 1]);
        }
    }

    /** The rotation's unit quaternion (a, b, c, d) with a not negative, by whichever component is largest. */
    static double[] quaternion(final double[][] r) {
        final double[] q = new double[4];
        final double[] squares = {1 + r[0][0] + r[1][1] + r[2][2], 1 + r[0][0] - r[1][1] - r[2][2],
            1 - r[0][0] + r[1][1] - r[2][2], 1 - r[0][0] - r[1][1] + r[2][2]};
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            largest = squares[i] > squares[largest] ? i : largest;
        }
        final double s = Math.sqrt(squares[largest]) * 2;
        final double[] off = {r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]};
        if (largest == 0) {
            q[0] = s / 4;
            for (int i = 0; i < 3; i++) {
                q[i + 1] = off[i] / s;
            }
        } else {
            final int i = largest - 1;
            final int j = (i + 1) % 3;
            final int k = (i + 2) % 3;
            q[0] = off[i] / s;
            q[i + 1] = s / 4;
            q[j + 1] = (r[i][j] + r[j][i]) / s;
            q[k + 1] = (r[i][k] + r[k][i]) / s;
        }
        if (q[0] < 0) {
            for (int i = 0; i < 4; i++) {
                q[i] = -q[i];
            }
        }
        return q;
    }
}
