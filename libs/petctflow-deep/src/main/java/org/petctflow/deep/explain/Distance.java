package org.petctflow.deep.explain;

import java.util.Arrays;

import org.petctflow.imaging.volume.Geometry;

/**
 * Squared distance in mm2 from every voxel's centre to the nearest voxel of a value, exactly, an axis at a time (Felzenszwalb
 * and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019).
 */
final class Distance {

    private static final float FAR = Float.MAX_VALUE / 4;

    private Distance() {
    }

    static float[] squared(final byte[] inside, final byte value, final Geometry geometry) {
        final float[] d = new float[inside.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = inside[i] == value ? 0 : FAR;
        }
        final int[] stride = {geometry.rows() * geometry.columns(), geometry.columns(), 1};
        for (int axis = 0; axis < 3; axis++) {
            final int n = geometry.size(axis);
            final double mm = geometry.spacing(axis);
            final double[] line = new double[n];
            final double[] result = new double[n];
            final int[] apex = new int[n];
            final double[] border = new double[n + 1];
            for (int begin = 0; begin < d.length; begin++) {
                if (begin / stride[axis] % n != 0) {
                    continue;
                }
                for (int i = 0; i < n; i++) {
                    line[i] = d[begin + i * stride[axis]];
                }
                lowerEnvelope(line, mm, apex, border, result);
                for (int i = 0; i < n; i++) {
                    d[begin + i * stride[axis]] = (float)Math.min(FAR, result[i]);
                }
            }
        }
        return d;
    }

    /** The lower envelope of the parabolas {@code line[q] + (mm (x - q))^2}. */
    private static void lowerEnvelope(final double[] line, final double mm, final int[] apex, final double[] border,
        final double[] result) {
        int last = -1;
        Arrays.fill(border, Double.POSITIVE_INFINITY);
        for (int q = 0; q < line.length; q++) {
            if (line[q] >= FAR) {
                continue;
            }
            double crossing = Double.NEGATIVE_INFINITY;
            while (last >= 0) {
                final int p = apex[last];
                crossing = ((line[q] - line[p]) / (mm * mm) + (double)q * q - (double)p * p) / (2.0 * (q - p));
                if (crossing > border[last]) {
                    break;
                }
                last--;
                crossing = Double.NEGATIVE_INFINITY;
            }
            last++;
            apex[last] = q;
            border[last] = crossing;
            border[last + 1] = Double.POSITIVE_INFINITY;
        }
        int k = 0;
        for (int x = 0; x < line.length; x++) {
            if (last < 0) {
                result[x] = FAR;
                continue;
            }
            while (border[k + 1] < x) {
                k++;
            }
            final double away = mm * (x - apex[k]);
            result[x] = line[apex[k]] + away * away;
        }
    }
}
