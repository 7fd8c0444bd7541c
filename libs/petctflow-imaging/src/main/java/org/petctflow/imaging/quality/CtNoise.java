package org.petctflow.imaging.quality;

import java.util.Arrays;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;

/**
 * The noise of a CT: the mode of the standard deviations in windows of even soft tissue (mean 0 to 120 HU), about 12 mm
 * and at least 5 x 5 pixels, in the slice; windows with some fat or vessel have more and don't move it (after Christianson et al.: Automated technique to measure noise in clinical CT examinations,
 * 2015, doi:10.2214/AJR.14.13613).
 */
final class CtNoise {

    private static final double WINDOW_MM = 12;

    private static final int FEWEST = 20;

    private CtNoise() {
    }

    /** @return in HU; NaN if there is too little soft tissue */
    static double of(final Volume ct) {
        final Geometry g = ct.geometry();
        final int reachRows = (int)Math.max(2, WINDOW_MM / 2 / g.spacing(1));
        final int reachColumns = (int)Math.max(2, WINDOW_MM / 2 / g.spacing(2));
        final float[] v = ct.voxels().toFloats();
        double[] sds = new double[1024];
        int n = 0;
        for (int s = 0; s < g.slices(); s++) {
            for (int r = reachRows; r < g.rows() - reachRows; r += 2 * reachRows + 1) {
                for (int c = reachColumns; c < g.columns() - reachColumns; c += 2 * reachColumns + 1) {
                    final double sd = sd(v, g, s, r, c, reachRows, reachColumns);
                    if (!Double.isNaN(sd)) {
                        if (n == sds.length) {
                            sds = Arrays.copyOf(sds, 2 * n);
                        }
                        sds[n++] = sd;
                    }
                }
            }
        }
        if (n < FEWEST) {
            return Double.NaN;
        }
        Arrays.sort(sds, 0, n);
        return mode(sds, n);
    }

    /** The half-sample mode: the narrower half of the narrower half ... (Bickel, Fruehwirth 2006, doi:10.1016/j.csda.2005.07.011). */
    private static double mode(final double[] sorted, final int count) {
        int from = 0;
        int n = count;
        while (n > 2) {
            final int half = (n + 1) / 2;
            int best = from;
            for (int i = from; i + half <= from + n; i++) {
                if (sorted[i + half - 1] - sorted[i] < sorted[best + half - 1] - sorted[best]) {
                    best = i;
                }
            }
            from = best;
            n = half;
        }
        return (sorted[from] + sorted[from + n - 1]) / 2;
    }

    /** NaN where the window is no even soft tissue: single pixels may be far off, quarters of the window may not. */
    private static double sd(final float[] v, final Geometry g, final int s, final int r, final int c, final int reachRows,
        final int reachColumns) {
        final double[] sums = new double[4];
        final int[] counts = new int[4];
        double sum = 0;
        double squares = 0;
        for (int i = -reachRows; i <= reachRows; i++) {
            for (int j = -reachColumns; j <= reachColumns; j++) {
                final double value = v[g.voxel(s, r + i, c + j)];
                if (!(value >= -400 && value <= 500)) {
                    return Double.NaN;
                }
                final int quarter = (i < 0 ? 0 : 2) + (j < 0 ? 0 : 1);
                sums[quarter] += value;
                counts[quarter]++;
                sum += value;
                squares += value * value;
            }
        }
        final int n = (2 * reachRows + 1) * (2 * reachColumns + 1);
        final double mean = sum / n;
        if (!(mean >= 0 && mean <= 120)) {
            return Double.NaN;
        }
        final double sd = Math.sqrt(Math.max(0, squares / n - mean * mean) * n / (n - 1));
        for (int quarter = 0; quarter < 4; quarter++) {
            // fat in a quarter would move its mean; noise alone rarely by more than three of its standard errors
            if (Math.abs(sums[quarter] / counts[quarter] - mean) > 10 + 3 * sd / Math.sqrt(counts[quarter])) {
                return Double.NaN;
            }
        }
        return sd;
    }
}
