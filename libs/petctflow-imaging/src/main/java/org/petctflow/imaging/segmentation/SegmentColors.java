package org.petctflow.imaging.segmentation;

import java.util.Locale;

import org.petctflow.imaging.dicom.DicomTags;
import org.petctflow.imaging.volume.VolumeInfo;

/** Colours of segments, 0xRRGGBB in sRGB, as files write them. */
final class SegmentColors {

    /** A mask's colour stands among its tags as of an RTSTRUCT: {@code 255|0|0}. */
    static final String TAG = "ROIDisplayColor";

    /** Easily told apart; after the qualitative palettes of colorbrewer2.org, brightest first. */
    private static final int[] OTHERS = {0xe41a1c, 0x4daf4a, 0x377eb8, 0xff7f00, 0xffff33, 0x984ea3, 0xa65628, 0xf781bf, 0x66c2a5, 0x8da0cb};

    /** White of CIE's D50, to which DICOM's CIELab values refer (PS3.3 section C.10.7.1.1). */
    private static final double[] WHITE = {0.96422, 1, 0.82521};

    /** Linear sRGB to XYZ of D50, by Bradford's adaptation (brucelindbloom.com). */
    private static final double[][] TO_XYZ = {{0.4360747, 0.3850649, 0.1430804}, {0.2225045, 0.7168786, 0.0606169},
        {0.0139322, 0.0971045, 0.7141733}};

    private static final double[][] FROM_XYZ = {{3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540},
        {0.0719453, -0.2289914, 1.4052427}};

    private static final double EPSILON = 216 / 24389.0;

    private static final double KAPPA = 24389 / 27.0;

    private SegmentColors() {
    }

    /** @return a mask's colour, {@link Segment#NO_COLOR} if it has none */
    static int of(final VolumeInfo info) {
        return ofIntegers(DicomTags.values(DicomTags.single(info.tags(), TAG)));
    }

    /** @return the colour of three numbers from 0 to 255; none if they are no such numbers */
    static int ofIntegers(final String... rgb) {
        int color = 0;
        for (int i = 0; i < 3; i++) {
            final int c = rgb.length == 3 && rgb[i].strip().matches("\\d{1,3}") ? Integer.parseInt(rgb[i].strip()) : 256;
            if (c > 255) {
                return Segment.NO_COLOR;
            }
            color = color << 8 | c;
        }
        return color;
    }

    /** @return the colour of three numbers from 0 to 1; none if they are no such numbers */
    static int ofFractions(final String text) {
        final String[] parts = text.strip().split("\\s+");
        int color = 0;
        for (int i = 0; i < 3; i++) {
            if (parts.length != 3 || !parts[i].matches("[01](\\.\\d*)?([eE]-?\\d{1,2})?") || Double.parseDouble(parts[i]) > 1) {
                return Segment.NO_COLOR;
            }
            color = color << 8 | (int)Math.round(255 * Double.parseDouble(parts[i]));
        }
        return color;
    }

    /** @return the colour of a segment without one: that of its place among the others */
    static int other(final int index) {
        return OTHERS[index % OTHERS.length];
    }

    /** @return e.g. {@code 255|0|0} */
    static String integers(final int color) {
        return (color >> 16 & 0xff) + "|" + (color >> 8 & 0xff) + "|" + (color & 0xff);
    }

    /** @return e.g. {@code 1.000000 0.000000 0.000000} */
    static String fractions(final int color) {
        return String.format(Locale.ROOT, "%.6f %.6f %.6f", (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
    }

    /** @return L*, a* and b*, each in 16 bits as PS3.3 section C.10.7.1.1 has it */
    static int[] lab(final int color) {
        final double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            final double c = (color >> 16 - 8 * i & 0xff) / 255.0;
            linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        final double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            final double t = dot(TO_XYZ[i], linear) / WHITE[i];
            f[i] = t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
        }
        return new int[]{bits((116 * f[1] - 16) * 655.35), bits((500 * (f[0] - f[1]) + 128) * 257), bits((200 * (f[1] - f[2]) + 128) * 257)};
    }

    private static int bits(final double value) {
        return (int)Math.max(0, Math.min(65535, Math.round(value)));
    }

    /** @return the colour of DICOM's CIELab values; none if there are not three */
    static int ofLab(final int... lab) {
        if (lab == null || lab.length != 3) {
            return Segment.NO_COLOR;
        }
        final double[] f = new double[3];
        f[1] = ((lab[0] & 0xffff) / 655.35 + 16) / 116;
        f[0] = f[1] + ((lab[1] & 0xffff) / 257.0 - 128) / 500;
        f[2] = f[1] - ((lab[2] & 0xffff) / 257.0 - 128) / 200;
        final double[] xyz = new double[3];
        for (int i = 0; i < 3; i++) {
            final double cube = f[i] * f[i] * f[i];
            xyz[i] = WHITE[i] * (cube > EPSILON ? cube : (116 * f[i] - 16) / KAPPA);
        }
        int color = 0;
        for (int i = 0; i < 3; i++) {
            final double c = Math.max(0, Math.min(1, dot(FROM_XYZ[i], xyz)));
            color = color << 8 | (int)Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055));
        }
        return color;
    }

    private static double dot(final double[] a, final double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
