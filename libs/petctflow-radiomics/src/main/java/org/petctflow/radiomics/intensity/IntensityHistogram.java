package org.petctflow.radiomics.intensity;

/**
 * Features of the histogram n(1) ... n(G) of grey levels. Gradients are central differences of the counts, one-sided at the two
 * ends. Source: IBSI section 3.4 (ZVCW).
 */
public final class IntensityHistogram {

    /** How many features there are. */
    public static final int COUNT = 23;

    private IntensityHistogram() {
    }

    /**
     * @param levels the grey level of each voxel, at least one voxel
     * @return the features in IBSI's order; NaN for a quotient whose denominator is 0
     */
    public static double[] of(final int[] levels) {
        final double[] values = new double[levels.length];
        int max = 0;
        for (int k = 0; k < levels.length; k++) {
            values[k] = levels[k];
            max = Math.max(max, levels[k]);
        }
        final int[] counts = new int[max];
        for (final int level : levels) {
            counts[level - 1]++;
        }
        final double[] s = Statistics.of(values).ibsi();
        final double[] f = new double[COUNT];
        System.arraycopy(s, 0, f, 0, 9);
        f[9] = mode(counts, s[0]);
        System.arraycopy(s, 9, f, 10, 7);
        for (final int n : counts) {
            if (n > 0) {
                final double p = (double)n / levels.length;
                f[17] -= p * Math.log(p) / Math.log(2);
                f[18] += p * p;
            }
        }
        gradients(counts, f);
        return f;
    }

    /** Of several equally frequent levels the one that is closest to the mean; of two equally close ones the lower. */
    private static double mode(final int[] counts, final double mean) {
        int mode = 0;
        for (int i = 1; i < counts.length; i++) {
            if (counts[i] > counts[mode]
                || counts[i] == counts[mode] && Math.abs(i + 1 - mean) < Math.abs(mode + 1 - mean)) {
                mode = i;
            }
        }
        return mode + 1;
    }

    private static void gradients(final int[] n, final double[] f) {
        final int last = n.length - 1;
        f[19] = Double.NEGATIVE_INFINITY;
        f[21] = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= last; i++) {
            final double gradient;
            if (last == 0) {
                gradient = 0;
            } else if (i == 0) {
                gradient = n[1] - n[0];
            } else if (i == last) {
                gradient = n[last] - n[last - 1];
            } else {
                gradient = (n[i + 1] - n[i - 1]) / 2.0;
            }
            if (gradient > f[19]) {
                f[19] = gradient;
                f[20] = i + 1;
            }
            if (gradient < f[21]) {
                f[21] = gradient;
                f[22] = i + 1;
            }
        }
    }
}
