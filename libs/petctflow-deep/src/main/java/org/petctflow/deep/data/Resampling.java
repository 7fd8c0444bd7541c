package org.petctflow.deep.data;

/**
 * Brings values from one regular grid onto another with the same centre, an axis at a time. Where the new voxels are larger
 * or equal, a new value is the mean over the voxel's extent (so that nothing aliases); where they are smaller, it is
 * interpolated linearly. Beyond the border the border's value holds. Constants stay what they are, and so do ramps inside.
 */
public final class Resampling {

    private Resampling() {
    }

    /**
     * @param values slice, row, column, column fastest; not changed
     * @param size slices, rows, columns of them
     * @param mm their spacing
     * @param newSize slices, rows, columns wanted
     * @param newMm the spacing wanted
     * @return the new values
     */
    public static float[] apply(final float[] values, final int[] size, final double[] mm, final int[] newSize,
        final double[] newMm) {
        float[] x = values;
        final int[] now = size.clone();
        for (int axis = 2; axis >= 0; axis--) {
            final Weights weights = weights(now[axis], mm[axis], newSize[axis], newMm[axis]);
            if (!weights.identity()) {
                x = apply(x, now, axis, weights);
                now[axis] = newSize[axis];
            }
        }
        return x;
    }

    /** An output's inputs: from {@code first[k]} on, with these weights, which sum to 1. */
    private record Weights(int[] first, float[][] weights, boolean identity) {
    }

    private static Weights weights(final int size, final double mm, final int newSize, final double newMm) {
        final int[] first = new int[newSize];
        final float[][] weights = new float[newSize][];
        // millimetres from the old grid's first edge
        final double start = (size * mm - newSize * newMm) / 2;
        boolean identity = size == newSize;
        for (int k = 0; k < newSize; k++) {
            if (newMm >= mm * (1 - 1e-9)) {
                mean(size, (start + k * newMm) / mm, (start + (k + 1) * newMm) / mm, k, first, weights);
            } else {
                linear(size, (start + (k + 0.5) * newMm) / mm - 0.5, k, first, weights);
            }
            identity &= first[k] == k && weights[k].length == 1;
        }
        return new Weights(first, weights, identity);
    }

    private static void mean(final int size, final double from, final double to, final int k, final int[] first,
        final float[][] weights) {
        // whoever lies beyond the border by more than a voxel takes the border's value
        final int a = (int)Math.min(size - 1, Math.max(0, Math.floor(from + 1e-6)));
        final int b = (int)Math.min(size - 1, Math.max(a, Math.ceil(to - 1e-6) - 1));
        final float[] w = new float[b - a + 1];
        double sum = 0;
        for (int i = a; i <= b; i++) {
            w[i - a] = (float)Math.max(0, Math.min(to, i + 1.0) - Math.max(from, i));
            sum += w[i - a];
        }
        for (int i = 0; i < w.length; i++) {
            w[i] = sum > 0 ? (float)(w[i] / sum) : 1f / w.length;
        }
        first[k] = a;
        weights[k] = w;
    }

    private static void linear(final int size, final double at, final int k, final int[] first, final float[][] weights) {
        final double inside = Math.min(size - 1, Math.max(0, at));
        final int a = (int)Math.min(Math.max(0, size - 2), Math.floor(inside));
        first[k] = a;
        weights[k] = size == 1 ? new float[]{1} : new float[]{(float)(1 - (inside - a)), (float)(inside - a)};
    }

    private static float[] apply(final float[] x, final int[] size, final int axis, final Weights weights) {
        int outer = 1;
        int inner = 1;
        for (int a = 0; a < 3; a++) {
            outer *= a < axis ? size[a] : 1;
            inner *= a > axis ? size[a] : 1;
        }
        final int n = size[axis];
        final int m = weights.first().length;
        final float[] y = new float[outer * m * inner];
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < m; k++) {
                final float[] w = weights.weights()[k];
                final int to = (o * m + k) * inner;
                for (int j = 0; j < w.length; j++) {
                    final int from = (o * n + weights.first()[k] + j) * inner;
                    for (int i = 0; i < inner; i++) {
                        y[to + i] += w[j] * x[from + i];
                    }
                }
            }
        }
        return y;
    }
}
