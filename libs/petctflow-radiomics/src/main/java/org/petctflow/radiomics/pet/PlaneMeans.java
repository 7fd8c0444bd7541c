package org.petctflow.radiomics.pet;

import java.util.Arrays;

import org.petctflow.radiomics.image.Region;

/**
 * Means of the region's intensities in each plane across an axis, in the order of the planes; a plane without a voxel of the region is
 * left out. Definitions of our own.
 */
public final class PlaneMeans {

    /** A peak counts if it stands out by this share of the profile's range. */
    public static final double PROMINENCE = 0.1;

    private final double[] m_means;

    private PlaneMeans(final double[] means) {
        m_means = means;
    }

    /**
     * @param region a region with intensities
     * @param axis what the planes stand across: 0 slices (xy planes), 1 rows (xz planes), 2 columns (yz planes)
     * @return the planes' means
     */
    public static PlaneMeans of(final Region region, final int axis) {
        final double[] sum = new double[region.size(axis)];
        final int[] count = new int[sum.length];
        final int[] positions = region.positions();
        for (int k = 0; k < positions.length; k++) {
            final int p = positions[k];
            final int plane = axis == 2 ? p % region.size(2)
                : axis == 1 ? p / region.size(2) % region.size(1) : p / region.size(2) / region.size(1);
            sum[plane] += region.values()[k];
            count[plane]++;
        }
        int n = 0;
        for (int i = 0; i < sum.length; i++) {
            if (count[i] > 0) {
                sum[n++] = sum[i] / count[i];
            }
        }
        return of(Arrays.copyOf(sum, n));
    }

    static PlaneMeans of(final double[] means) {
        return new PlaneMeans(means);
    }

    /** @return the variance of the means over their number; NaN for fewer than two planes */
    public double variance() {
        if (m_means.length < 2) {
            return Double.NaN;
        }
        final double mean = Arrays.stream(m_means).sum() / m_means.length;
        double sum = 0;
        for (final double m : m_means) {
            sum += (m - mean) * (m - mean);
        }
        return sum / m_means.length;
    }

    /**
     * Counts the profile's peaks: a plane, or a run of equal planes, above its neighbours (what lies beyond the ends counts as lower),
     * whose prominence is at least {@link #PROMINENCE} of the profile's range. The prominence is the height above the higher of the two
     * valleys that part it from a higher plane on either side; a side without a higher plane has no valley, and the highest peak always
     * counts. Of peaks of one height the first counts as the higher.
     *
     * @return how many peaks; 0 for an empty region
     */
    public int peaks() {
        final int n = m_means.length;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (final double m : m_means) {
            min = Math.min(min, m);
            max = Math.max(max, m);
        }
        int peaks = 0;
        for (int from = 0; from < n;) {
            int to = from;
            while (to + 1 < n && m_means[to + 1] == m_means[from]) {
                to++;
            }
            final double height = m_means[from];
            if ((from == 0 || m_means[from - 1] < height) && (to == n - 1 || m_means[to + 1] < height)) {
                double left = height;
                int i = from - 1;
                while (i >= 0 && m_means[i] < height) {
                    left = Math.min(left, m_means[i--]);
                }
                double right = height;
                int j = to + 1;
                while (j < n && m_means[j] <= height) {
                    right = Math.min(right, m_means[j++]);
                }
                final double valley = Math.max(i < 0 ? min : left, j == n ? min : right);
                if (height == max && i < 0 || height - valley >= PROMINENCE * (max - min)) {
                    peaks++;
                }
            }
            from = to + 1;
        }
        return peaks;
    }
}
