package org.petctflow.imaging.petseg;

/**
 * The threshold that separates two classes of values best: the variance between them is greatest (Otsu: A threshold selection
 * method from gray-level histograms, 1979, doi:10.1109/TSMC.1979.4310076).
 */
final class Otsu {

    /** As fine as 1/256 of the range. */
    private static final int BINS = 256;

    private Otsu() {
    }

    /**
     * @param values any numbers; those that aren't finite don't count
     * @param inside not 0 where a value counts
     * @return the lower edge of the upper class; NaN if there are fewer than two different values
     */
    static double threshold(final float[] values, final byte[] inside) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (inside[i] != 0 && Float.isFinite(values[i])) {
                low = Math.min(low, values[i]);
                high = Math.max(high, values[i]);
            }
        }
        if (!(high > low)) {
            return Double.NaN;
        }
        final long[] count = new long[BINS];
        final double[] sum = new double[BINS];
        for (int i = 0; i < values.length; i++) {
            if (inside[i] != 0 && Float.isFinite(values[i])) {
                final int bin = bin(values[i], low, high);
                count[bin]++;
                sum[bin] += values[i];
            }
        }
        long n = 0;
        double all = 0;
        for (int b = 0; b < BINS; b++) {
            n += count[b];
            all += sum[b];
        }
        long below = 0;
        double sumBelow = 0;
        double best = -1;
        int cut = 1;
        for (int b = 1; b < BINS; b++) {
            below += count[b - 1];
            sumBelow += sum[b - 1];
            if (below == 0 || below == n) {
                continue;
            }
            final double difference = sumBelow / below - (all - sumBelow) / (n - below);
            final double between = (double)below * (n - below) * difference * difference;
            if (between > best) {
                best = between;
                cut = b;
            }
        }
        return low + (high - low) * cut / BINS;
    }

    private static int bin(final double value, final double low, final double high) {
        return (int)Math.min(BINS - 1, (value - low) / (high - low) * BINS);
    }
}
