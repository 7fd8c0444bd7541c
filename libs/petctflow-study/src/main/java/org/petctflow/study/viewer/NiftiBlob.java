package org.petctflow.study.viewer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;

/**
 * A volume as a gzipped NIfTI-1 file in memory: little endian, x fastest, grid as sform with code 1, display range in cal_min and
 * cal_max. CT is int16 in HU, PET uint16 of 65535 steps over its range, a heat map uint8 of 255 steps, a mask uint8. Nothing of
 * the patient is in it.
 *
 * @param file the bytes
 * @param rawBytes their number when unpacked
 * @param dtype type of the samples
 * @param slope value of a step
 * @param intercept value of the sample 0
 * @param min lowest value
 * @param max highest value
 */
public record NiftiBlob(byte[] file, long rawBytes, String dtype, double slope, double intercept, double min, double max) {

    private static final int OFFSET = 352;

    private static final int STEPS = 65535;

    /** @return the length in base64 */
    public long encodedBytes() {
        return 4L * ((file.length + 2) / 3);
    }

    /**
     * @param kind what the volume is
     * @param volume the volume, as {@link ViewerImage} holds it
     * @return the file; the same volume always gives the same bytes
     */
    public static NiftiBlob of(final ViewerImage.Kind kind, final Volume volume) {
        final int n = volume.voxels().length();
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            final double v = volume.voxels().get(i);
            min = Math.min(min, Double.isFinite(v) ? v : min);
            max = Math.max(max, Double.isFinite(v) ? v : max);
        }
        if (!(min <= max)) {
            min = 0; // not one number
            max = 0;
        }
        final int bytes = kind == ViewerImage.Kind.CT || kind == ViewerImage.Kind.PET ? 2 : 1;
        float slope = 1;
        float intercept = 0;
        if (kind == ViewerImage.Kind.PET) {
            intercept = (float)Math.min(0, min);
            slope = max > intercept ? (float)((max - intercept) / STEPS) : 1;
        } else if (kind == ViewerImage.Kind.HEATMAP) {
            slope = (float)(1 / 255.0);
            min /= 255;
            max /= 255;
        }
        final ByteBuffer b = ByteBuffer.allocate(OFFSET + n * bytes).order(ByteOrder.LITTLE_ENDIAN);
        header(b, volume.geometry(), kind, bytes);
        b.putFloat(112, slope);
        b.putFloat(116, intercept);
        b.putFloat(124, (float)max);
        b.putFloat(128, (float)min);
        b.position(OFFSET);
        for (int i = 0; i < n; i++) {
            final double v = volume.voxels().get(i);
            switch (kind) {
                case CT -> b.putShort((short)v);
                case PET -> b.putShort((short)(int)Math.max(0, Math.min(STEPS, Math.rint((v - intercept) / slope)))); // NaN becomes 0
                default -> b.put((byte)(int)v);
            }
        }
        return new NiftiBlob(gzip(b.array()), b.capacity(), kind == ViewerImage.Kind.CT ? "int16" : bytes == 2 ? "uint16" : "uint8", slope,
            intercept, min, max);
    }

    private static void header(final ByteBuffer b, final Geometry g, final ViewerImage.Kind kind, final int bytes) {
        b.putInt(0, 348);
        b.put(38, (byte)'r');
        b.putShort(40, (short)3);
        b.putFloat(76, 1);
        final double[][] affine = affine(g);
        for (int i = 0; i < 7; i++) {
            b.putShort(42 + 2 * i, (short)(i < 3 ? g.size(2 - i) : 1));
            b.putFloat(80 + 4 * i, i < 3 ? (float)g.spacing(2 - i) : 1);
        }
        if (kind == ViewerImage.Kind.MASK) {
            b.putShort(68, (short)1002); // NIFTI_INTENT_LABEL
        }
        b.putShort(70, (short)(kind == ViewerImage.Kind.CT ? 4 : kind == ViewerImage.Kind.PET ? 512 : 2));
        b.putShort(72, (short)(8 * bytes));
        b.putFloat(108, OFFSET);
        b.put(123, (byte)2); // mm
        b.putShort(254, (short)1);
        for (int row = 0; row < 3; row++) {
            for (int c = 0; c < 4; c++) {
                b.putFloat(280 + 16 * row + 4 * c, (float)affine[row][c]);
            }
        }
        b.position(344);
        b.put(new byte[]{'n', '+', '1', 0});
    }

    /**
     * @param g a grid
     * @return the matrix from (column, row, slice, 1) to RAS mm, 4 x 4
     */
    static double[][] affine(final Geometry g) {
        final double[] direction = g.direction();
        final double[] origin = g.origin();
        final double[][] a = new double[4][4];
        for (int xyz = 0; xyz < 3; xyz++) {
            final int sign = xyz < 2 ? -1 : 1; // LPS to RAS
            for (int axis = 0; axis < 3; axis++) {
                a[xyz][axis] = sign * direction[3 * (2 - axis) + xyz] * g.spacing(2 - axis) + 0.0;
            }
            a[xyz][3] = sign * origin[xyz] + 0.0;
        }
        a[3][3] = 1;
        return a;
    }

    private static byte[] gzip(final byte[] bytes) {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
            out.write(bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return packed.toByteArray();
    }
}
