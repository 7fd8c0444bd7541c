package org.petctflow.radiomics.regions;

import org.petctflow.imaging.volume.Geometry;

/**
 * Squared distance in mm2 from every voxel's centre to that of the nearest voxel of a value, exactly: the lower envelope of parabolas, an
 * axis at a time (Felzenszwalb and Huttenlocher 2012, doi:10.4086/toc.2012.v008a019).
 */
final class DistanceMap {

    private DistanceMap() {
    }

    /** @return the squared distances; infinite where no voxel has the value */
    static double[] squared(final byte[] inside, final int value, final Geometry geometry) {
        final double[] d = new double[inside.length];
        for (int v = 0; v < d.length; v++) {
            d[v] = inside[v] == value ? 0 : Double.POSITIVE_INFINITY;
        }
        final int[] stride = {geometry.rows() * geometry.columns(), geometry.columns(), 1};
        for (int axis = 0; axis < 3; axis++) {
            final int n = geometry.size(axis);
            final double[] line = new double[n];
            final int[] apex = new int[n];
            final double[] start = new double[n];
            for (int block = 0; block < d.length; block += stride[axis] * n) {
                for (int first = block; first < block + stride[axis]; first++) {
                    for (int i = 0; i < n; i++) {
                        line[i] = d[first + i * stride[axis]];
                    }
                    envelope(line, geometry.spacing(axis), apex, start, d, first, stride[axis]);
                }
            }
        }
        return d;
    }

    private static void envelope(final double[] line, final double mm, final int[] apex, final double[] start, final double[] d,
        final int first, final int stride) {
        int last = -1;
        for (int q = 0; q < line.length; q++) {
            if (line[q] == Double.POSITIVE_INFINITY) {
                continue;
            }
            double from = Double.NEGATIVE_INFINITY;
            while (last >= 0) {
                final int p = apex[last];
                from = ((line[q] - line[p]) / (mm * mm) + (double)q * q - (double)p * p) / (2.0 * (q - p));
                if (from > start[last]) {
                    break;
                }
                last--;
                from = Double.NEGATIVE_INFINITY;
            }
            last++;
            apex[last] = q;
            start[last] = from;
        }
        if (last < 0) {
            return;
        }
        for (int x = 0, k = 0; x < line.length; x++) {
            while (k < last && start[k + 1] < x) {
                k++;
            }
            final double away = mm * (x - apex[k]);
            d[first + x * stride] = line[apex[k]] + away * away;
        }
    }
}
