package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.util.List;

/**
 * How an image and the array that nnU-Net works on lie to each other: axes are transposed, and what is zero in all channels around
 * the rest is cut off.
 *
 * @param size the image's slices, rows and columns
 * @param transpose which axis of the image is the first, second and third
 * @param first the first voxel that is kept, along the transposed axes
 * @param shape how many are kept
 */
record Frame(int[] size, int[] transpose, int[] first, int[] shape) {

    /**
     * @param channels the image's channels, slice, row, column
     * @param size its slices, rows and columns
     * @param transpose the axes
     * @throws IOException if the image is zero everywhere
     */
    static Frame of(final List<float[]> channels, final int[] size, final int[] transpose) throws IOException {
        final int[] low = size.clone();
        final int[] high = {-1, -1, -1};
        int i = 0;
        for (int s = 0; s < size[0]; s++) {
            for (int r = 0; r < size[1]; r++) {
                for (int c = 0; c < size[2]; c++, i++) {
                    for (final float[] values : channels) {
                        if (values[i] != 0) {
                            extend(low, high, s, r, c);
                            break;
                        }
                    }
                }
            }
        }
        if (high[0] < 0) {
            throw new IOException("The image is zero everywhere");
        }
        final int[] first = new int[3];
        final int[] shape = new int[3];
        for (int a = 0; a < 3; a++) {
            first[a] = low[transpose[a]];
            shape[a] = high[transpose[a]] - first[a] + 1;
        }
        return new Frame(size, transpose, first, shape);
    }

    private static void extend(final int[] low, final int[] high, final int... at) {
        for (int a = 0; a < 3; a++) {
            low[a] = Math.min(low[a], at[a]);
            high[a] = Math.max(high[a], at[a]);
        }
    }

    /** Where voxel (0, 0, 0) of what is kept lies in the image, and how far the next one along each axis is. */
    private int[] places() {
        final int[] strides = {size[1] * size[2], size[2], 1};
        int start = 0;
        for (int a = 0; a < 3; a++) {
            start += first[a] * strides[transpose[a]];
        }
        return new int[]{start, strides[transpose[0]], strides[transpose[1]], strides[transpose[2]]};
    }

    int voxels() {
        return shape[0] * shape[1] * shape[2];
    }

    /** @return what is kept of a channel */
    float[] take(final float[] image) {
        final int[] at = places();
        final float[] result = new float[voxels()];
        int n = 0;
        for (int i = 0; i < shape[0]; i++) {
            for (int j = 0; j < shape[1]; j++) {
                int p = at[0] + i * at[1] + j * at[2];
                for (int k = 0; k < shape[2]; k++, p += at[3]) {
                    result[n++] = image[p];
                }
            }
        }
        return result;
    }

    /** @return labels on the image's grid, 0 where it was cut off */
    byte[] putBack(final byte[] labels) {
        final int[] at = places();
        final byte[] result = new byte[size[0] * size[1] * size[2]];
        int n = 0;
        for (int i = 0; i < shape[0]; i++) {
            for (int j = 0; j < shape[1]; j++) {
                int p = at[0] + i * at[1] + j * at[2];
                for (int k = 0; k < shape[2]; k++, p += at[3]) {
                    result[p] = labels[n++];
                }
            }
        }
        return result;
    }

    /**
     * @param channels what is kept of each channel
     * @return where one of them is not zero, and the holes in it (background that cannot be reached from outside through faces)
     */
    boolean[] inside(final List<float[]> channels) {
        final int n = voxels();
        final boolean[] outside = new boolean[n];
        final int[] queue = new int[n];
        int end = 0;
        for (int i = 0; i < n; i++) {
            final int x = i % shape[2];
            final int y = i / shape[2] % shape[1];
            final int z = i / shape[2] / shape[1];
            final boolean border =
                x == 0 || y == 0 || z == 0 || x == shape[2] - 1 || y == shape[1] - 1 || z == shape[0] - 1;
            if (border && zero(channels, i)) {
                outside[i] = true;
                queue[end++] = i;
            }
        }
        final int[] strides = {shape[1] * shape[2], shape[2], 1};
        for (int head = 0; head < end; head++) {
            final int i = queue[head];
            for (int a = 0; a < 3; a++) {
                final int at = i / strides[a] % shape[a];
                for (int d = -1; d <= 1; d += 2) {
                    final int next = i + d * strides[a];
                    if (at + d >= 0 && at + d < shape[a] && !outside[next] && zero(channels, next)) {
                        outside[next] = true;
                        queue[end++] = next;
                    }
                }
            }
        }
        final boolean[] inside = new boolean[n];
        for (int i = 0; i < n; i++) {
            inside[i] = !outside[i];
        }
        return inside;
    }

    private static boolean zero(final List<float[]> channels, final int i) {
        for (final float[] values : channels) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
