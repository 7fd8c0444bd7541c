package org.petctflow.deep.nnunet;

/** Where the network looks, and how much each of its voxels counts. */
final class Windows {

    private static final double SIGMA = 1 / 8.0;

    private static final double TRUNCATE = 4;

    private Windows() {
    }

    /**
     * The first voxels of windows along an axis: evenly spread, at most a step apart, the last one at the end.
     *
     * @param size the image's voxels, at least the window's
     * @param window the window's voxels
     * @param step the largest step as a share of the window, above 0 to 1
     * @return the places; halves are rounded to the even number
     */
    static int[] steps(final int size, final int window, final double step) {
        final int count = (int)Math.ceil((size - window) / (window * step)) + 1;
        final int[] result = new int[count];
        for (int i = 1; i < count; i++) {
            result[i] = (int)Math.rint((double)(size - window) / (count - 1) * i);
        }
        return result;
    }

    /**
     * A Gaussian of an eighth of the window about voxel n / 2, cut off at four standard deviations, 1 at its peak; where it is 0 the
     * smallest weight stands.
     *
     * @param window the window's voxels along the three axes
     * @return the weights
     */
    static float[] gaussian(final int... window) {
        final double[][] axes = new double[3][];
        for (int a = 0; a < 3; a++) {
            axes[a] = new double[window[a]];
            final double sigma = window[a] * SIGMA;
            final int radius = (int)(TRUNCATE * sigma + 0.5);
            for (int i = 0; i < window[a]; i++) {
                final int d = i - window[a] / 2;
                axes[a][i] = Math.abs(d) > radius ? 0 : Math.exp(-0.5 * d * d / (sigma * sigma));
            }
        }
        final float[] result = new float[window[0] * window[1] * window[2]];
        float smallest = Float.POSITIVE_INFINITY;
        int n = 0;
        for (final double z : axes[0]) {
            for (final double y : axes[1]) {
                for (final double x : axes[2]) {
                    result[n] = (float)(z * y * x);
                    smallest = result[n] > 0 ? Math.min(smallest, result[n]) : smallest;
                    n++;
                }
            }
        }
        for (int i = 0; i < result.length; i++) {
            result[i] = result[i] > 0 ? result[i] : smallest;
        }
        return result;
    }
}
