package org.petctflow.imaging.resample;

/** For each place of a new grid along one axis: which voxels of the old one count there, and how much. */
final class AxisWeights {

    /** A place on the border of the image is inside whatever rounding says. */
    private static final double SLACK = 1e-6;

    /** Steps to which a place is rounded before the nearest voxel is taken: ties shall not hang on the last bit. */
    private static final double SNAP = 1 << 20;

    /** Voxels a place. */
    final int m_taps;

    /** Number of places. */
    final int m_size;

    /** {@code m_taps} indices a place. */
    final int[] m_index;

    /** {@code m_taps} weights a place; their sum is 1. */
    final double[] m_weight;

    /** Whether a place is within half a voxel of the image. */
    final boolean[] m_inside;

    /**
     * @param interpolation how
     * @param n number of voxels of the old grid
     * @param first the first place, as an index of the old grid
     * @param step from one place to the next
     * @param size number of places
     */
    AxisWeights(final Interpolation interpolation, final int n, final double first, final double step, final int size) {
        m_taps = taps(interpolation);
        m_size = size;
        m_index = new int[m_taps * size];
        m_weight = new double[m_taps * size];
        m_inside = new boolean[size];
        for (int i = 0; i < size; i++) {
            final double x = first + i * step;
            m_inside[i] = inside(x, n);
            if (m_inside[i]) {
                weights(interpolation, x, n, m_index, m_weight, m_taps * i);
            }
        }
    }

    static int taps(final Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> 1;
            case LINEAR -> 2;
            case CUBIC_BSPLINE -> 4;
        };
    }

    static boolean inside(final double x, final int n) {
        return x >= -0.5 - SLACK && x <= n - 0.5 + SLACK;
    }

    /** The voxel that is nearest to a place inside. */
    static int nearest(final double x, final int n) {
        return (int)Math.min(n - 1, Math.max(0, Math.floor(Math.rint(x * SNAP) / SNAP + 0.5)));
    }

    /** Weights of one place that is inside. */
    static void weights(final Interpolation interpolation, final double x, final int n, final int[] index,
        final double[] weight, final int at) {
        switch (interpolation) {
            case NEAREST -> {
                index[at] = nearest(x, n);
                weight[at] = 1;
            }
            case LINEAR -> {
                final double clamped = Math.min(n - 1, Math.max(0, x));
                final int k = (int)Math.min(Math.max(0, n - 2), Math.floor(clamped));
                index[at] = k;
                index[at + 1] = Math.min(n - 1, k + 1);
                weight[at + 1] = clamped - k;
                weight[at] = 1 - weight[at + 1];
            }
            case CUBIC_BSPLINE -> {
                final int k = (int)Math.floor(x);
                for (int j = 0; j < 4; j++) {
                    index[at + j] = BSpline.mirror(k - 1 + j, n);
                }
                BSpline.weights(x - k, weight, at);
            }
        }
    }
}
