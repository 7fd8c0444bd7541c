package org.petctflow.imaging.nifti;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.petctflow.imaging.raw.SampleType;
import org.petctflow.imaging.volume.Geometry;

/** The 348 bytes of a NIfTI-1 header, checked, as far as a volume needs them. */
final class NiftiHeader {

    static final int SIZE = 348;

    private static final int NIFTI_2_SIZE = 540;

    /** How far an axis may be from a right angle before the grid counts as sheared. */
    private static final double RIGHT_ANGLE = 1e-3;

    private final ByteBuffer m_bytes;

    private final List<String> m_warnings;

    private final boolean m_pair;

    private NiftiHeader(final ByteBuffer bytes, final List<String> warnings) throws IOException {
        m_bytes = bytes;
        m_warnings = warnings;
        final String magic = text(344, 4);
        if (!magic.equals("n+1") && !magic.equals("ni1")) {
            throw new IOException(magic.isEmpty()
                ? "This is an ANALYZE 7.5 file, which does not say where left and right are: convert the original data to NIfTI"
                : "This is no NIfTI-1 file: its header ends with '" + magic.replaceAll("[^ -~]", "?")
                    + "' where 'n+1' is expected");
        }
        m_pair = magic.equals("ni1");
    }

    /**
     * @param first the first 348 bytes of a file
     * @param warnings takes what a user should know
     * @return the header
     * @throws IOException if it is none
     */
    static NiftiHeader of(final byte[] first, final List<String> warnings) throws IOException {
        if (first.length < SIZE) {
            throw new IOException("This is no NIfTI file: it has less than 348 bytes");
        }
        final ByteBuffer b = ByteBuffer.wrap(first);
        for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            final int size = b.order(order).getInt(0);
            if (size == SIZE) {
                return new NiftiHeader(b, warnings);
            }
            if (size == NIFTI_2_SIZE) {
                throw new IOException("This is a NIfTI-2 file, which is not supported: save it as NIfTI-1");
            }
        }
        throw new IOException("This is no NIfTI file: it begins with " + b.order(ByteOrder.LITTLE_ENDIAN).getInt(0)
            + " where 348, the size of the header, is expected");
    }

    ByteOrder order() {
        return m_bytes.order();
    }

    /** @return whether the voxels are in another file */
    boolean pair() {
        return m_pair;
    }

    private short s(final int at) {
        return m_bytes.getShort(at);
    }

    private double f(final int at) {
        return m_bytes.getFloat(at);
    }

    private String text(final int at, final int length) {
        int n = 0;
        while (n < length && m_bytes.get(at + n) != 0) {
            n++;
        }
        return new String(m_bytes.array(), at, n, StandardCharsets.ISO_8859_1);
    }

    /** @return the description, up to 79 characters */
    String description() {
        return text(148, 80);
    }

    SampleType type() throws IOException {
        final int code = s(70);
        final SampleType type = switch (code) {
            case 2 -> SampleType.UINT8;
            case 4 -> SampleType.INT16;
            case 8 -> SampleType.INT32;
            case 16 -> SampleType.FLOAT32;
            case 64 -> SampleType.FLOAT64;
            case 256 -> SampleType.INT8;
            case 512 -> SampleType.UINT16;
            case 768 -> SampleType.UINT32;
            case 1024 -> SampleType.INT64;
            case 1280 -> SampleType.UINT64;
            case 1 -> throw unsupported("single bits");
            case 32, 1792, 2048 -> throw unsupported("complex numbers");
            case 128, 2304 -> throw unsupported("colours");
            case 1536 -> throw unsupported("128-bit numbers");
            default -> throw new IOException("The NIfTI header's datatype is " + code + ", which does not exist");
        };
        if (s(72) != 8 * type.bytes()) {
            m_warnings.add("The NIfTI header's bitpix is " + s(72) + " where its datatype has " + 8 * type.bytes()
                + ": the datatype was believed");
        }
        return type;
    }

    private static IOException unsupported(final String what) {
        return new IOException("NIfTI files of " + what + " are not supported: save the image as float");
    }

    double slope() {
        final double slope = f(112);
        if (slope == 0) {
            return 1; // the standard's way to say that there is no scaling
        }
        if (!Double.isFinite(slope) || !Double.isFinite(f(116))) {
            m_warnings.add("The NIfTI header's scl_slope or scl_inter is no number: values were not scaled");
            return 1;
        }
        return slope;
    }

    double intercept() {
        final double slope = f(112);
        return slope == 0 || !Double.isFinite(slope) || !Double.isFinite(f(116)) ? 0 : f(116);
    }

    /** @return where the voxels begin */
    long offset() throws IOException {
        final double offset = f(108);
        if (m_pair) {
            if (!(offset >= 0 && offset <= 1L << 40)) {
                throw new IOException("The NIfTI header's vox_offset is " + offset);
            }
            return (long)offset;
        }
        if (offset == 0) {
            m_warnings.add("The NIfTI header's vox_offset is 0: 352 was taken");
            return 352;
        }
        if (!(offset >= SIZE && offset <= 1L << 40)) {
            throw new IOException("The NIfTI header's vox_offset is " + offset + ", but must be at least 352");
        }
        return (long)offset;
    }

    Geometry geometry() throws IOException {
        final int n = s(40);
        if (n < 1 || n > 7) {
            throw new IOException("The NIfTI header's dim[0] is " + n + ", but must be 1 to 7");
        }
        final int[] size = {1, 1, 1};
        long more = 1;
        for (int i = 1; i <= n; i++) {
            final int d = s(40 + 2 * i);
            if (d < 1) {
                throw new IOException("The NIfTI header's dim[" + i + "] is " + d + ", but must be at least 1");
            }
            if (i <= 3) {
                size[i - 1] = d;
            } else {
                more *= d;
            }
        }
        if (more > 1) {
            throw new IOException("The NIfTI file has " + more
                + " volumes (frames or components), but one is expected: save the one that is meant in a file of its own");
        }
        final double unit = switch (m_bytes.get(123) & 7) {
            case 1 -> 1000;
            case 3 -> 1e-3;
            default -> 1;
        };
        final double[] affine = affine(size);
        for (int i = 0; i < 12; i++) {
            affine[i] *= unit;
        }
        return geometry(size, affine);
    }

    /**
     * The standard's order: method 3 (sform) where its code is positive, else method 2 (qform), else the sizes of voxels alone. A
     * sheared sform makes way for a qform, as it cannot be a grid.
     *
     * @return three rows of four, RAS
     */
    private double[] affine(final int[] size) throws IOException {
        final boolean hasS = s(254) > 0;
        final boolean hasQ = s(252) > 0;
        final double[] sform = hasS ? sform() : null;
        if (hasS && isGrid(sform)) {
            if (hasQ) {
                final double[] q = qform(size);
                final double apart = apart(sform, q, size);
                if (!(apart < 0.1)) {
                    m_warnings.add(String.format(Locale.ROOT,
                        "The NIfTI header's sform and qform are %.2f mm apart: the sform was taken", apart));
                }
            }
            return sform;
        }
        if (hasQ) {
            if (hasS) {
                m_warnings.add("The NIfTI header's sform is no grid of right angles: the qform was taken");
            }
            return qform(size);
        }
        if (hasS) {
            throw new IOException("The NIfTI header's sform is sheared or has an axis of no length, and there is no qform: "
                + "resample the image to a grid of right angles");
        }
        m_warnings.add("The NIfTI header has neither sform nor qform: position and orientation are unknown, "
            + "the grid was put at (0, 0, 0) along the patient's axes");
        final double[] a = new double[12];
        for (int i = 0; i < 3; i++) {
            a[5 * i] = spacing(i, size);
        }
        return a;
    }

    private double[] sform() {
        final double[] a = new double[12];
        for (int i = 0; i < 12; i++) {
            a[i] = f(280 + 4 * i);
        }
        return a;
    }

    private double[] qform(final int[] size) throws IOException {
        final double[] q = {f(256), f(260), f(264)};
        double a = 1 - q[0] * q[0] - q[1] * q[1] - q[2] * q[2];
        if (!Double.isFinite(a)) {
            throw new IOException("The NIfTI header's quaternion is no number");
        }
        if (a < 1e-7) {
            // a half turn, rounded: the vector is brought to unit length
            final double length = Math.sqrt(1 - a);
            for (int i = 0; i < 3; i++) {
                q[i] /= length;
            }
            a = 0;
        } else {
            a = Math.sqrt(a);
        }
        final double b = q[0];
        final double c = q[1];
        final double d = q[2];
        final double qfac = f(76) < 0 ? -1 : 1;
        final double x = spacing(0, size);
        final double y = spacing(1, size);
        final double z = spacing(2, size) * qfac;
        return new double[]{ //
            (a * a + b * b - c * c - d * d) * x, 2 * (b * c - a * d) * y, 2 * (b * d + a * c) * z, f(268), //
            2 * (b * c + a * d) * x, (a * a + c * c - b * b - d * d) * y, 2 * (c * d - a * b) * z, f(272), //
            2 * (b * d - a * c) * x, 2 * (c * d + a * b) * y, (a * a + d * d - b * b - c * c) * z, f(276)};
    }

    private double spacing(final int axis, final int[] size) throws IOException {
        final double spacing = Math.abs(f(80 + 4 * axis));
        if (spacing > 0 && Double.isFinite(spacing)) {
            return spacing;
        }
        if (size[axis] == 1) {
            m_warnings.add("The NIfTI header's pixdim[" + (axis + 1) + "] is " + f(80 + 4 * axis) + ": 1 mm was taken");
            return 1;
        }
        throw new IOException("The NIfTI header's pixdim[" + (axis + 1) + "] is " + f(80 + 4 * axis)
            + ", but voxels must have a size");
    }

    private static boolean isGrid(final double[] a) {
        final double[] length = lengths(a);
        for (int i = 0; i < 3; i++) {
            if (!(length[i] > 0) || !Double.isFinite(length[i]) || !Double.isFinite(a[4 * i + 3])) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                final double dot = (a[i] * a[j] + a[4 + i] * a[4 + j] + a[8 + i] * a[8 + j]) / (length[i] * length[j]);
                if (!(Math.abs(dot) < RIGHT_ANGLE)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double[] lengths(final double[] a) {
        final double[] l = new double[3];
        for (int i = 0; i < 3; i++) {
            l[i] = Math.sqrt(a[i] * a[i] + a[4 + i] * a[4 + i] + a[8 + i] * a[8 + i]);
        }
        return l;
    }

    /** The largest distance between the corners that two affines give. */
    private static double apart(final double[] a, final double[] b, final int[] size) {
        double max = 0;
        for (int corner = 0; corner < 8; corner++) {
            double sum = 0;
            for (int row = 0; row < 12; row += 4) {
                double d = a[row + 3] - b[row + 3];
                for (int i = 0; i < 3; i++) {
                    d += (a[row + i] - b[row + i]) * ((corner >> i & 1) * (size[i] - 1));
                }
                sum += d * d;
            }
            max = Math.max(max, Math.sqrt(sum));
        }
        return max;
    }

    private static Geometry geometry(final int[] size, final double[] affine) throws IOException {
        final double[] length = lengths(affine);
        final double[] direction = new double[9];
        for (int axis = 0; axis < 3; axis++) {
            for (int xyz = 0; xyz < 3; xyz++) {
                direction[3 * (2 - axis) + xyz] = (xyz < 2 ? -1 : 1) * affine[4 * xyz + axis] / length[axis];
            }
        }
        // -0 would come out as 0 from other formats
        for (int i = 0; i < 9; i++) {
            direction[i] += 0.0;
        }
        try {
            return Geometry.of(size[2], size[1], size[0], new double[]{length[2], length[1], length[0]},
                new double[]{0.0 - affine[3], 0.0 - affine[7], affine[11]}, direction);
        } catch (final IllegalArgumentException e) {
            throw new IOException("The NIfTI header gives no grid: " + e.getMessage(), e);
        }
    }
}
