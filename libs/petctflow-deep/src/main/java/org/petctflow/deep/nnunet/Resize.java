package org.petctflow.deep.nnunet;

import org.petctflow.base.Progress;

/**
 * Brings an image onto another number of voxels as nnU-Net does (scikit-image's resize, SciPy's zoom with grid_mode): the image's
 * outer edges stay, so that voxel i of the new one lies at (i + 0.5) * n_old / n_new - 0.5 of the old one. Cubic splines
 * interpolate (the order 3 of Unser, doi:10.1109/78.193220), the image goes on beyond its edge with the last value, and the
 * result is clipped to the range of the image.
 */
final class Resize {

    /** Spacings that differ by more than this are by default resampled apart: the coarse axis on its own. */
    static final double ANISOTROPY = 3;

    private static final double POLE = Math.sqrt(3) - 2;

    /** How many voxels the image goes on by; as SciPy's. */
    private static final int PAD = 12;

    private Resize() {
    }

    /**
     * Which axis is resampled apart.
     *
     * @param from mm between voxels of the image
     * @param to mm between voxels of the result
     * @param separate whether; null to decide by the spacing
     * @param threshold by how many times spacings must differ for that
     * @return the axis, or -1 for none
     */
    static int separateAxis(final double[] from, final double[] to, final Boolean separate, final double threshold) {
        if (Boolean.FALSE.equals(separate)) {
            return -1;
        }
        if (separate != null || anisotropic(from, threshold)) {
            return coarsest(from);
        }
        return anisotropic(to, threshold) ? coarsest(to) : -1;
    }

    private static boolean anisotropic(final double[] spacing, final double threshold) {
        return Math.max(spacing[0], Math.max(spacing[1], spacing[2]))
            / Math.min(spacing[0], Math.min(spacing[1], spacing[2])) > threshold;
    }

    /** The only axis with the largest spacing; -1 where several have it. */
    private static int coarsest(final double[] spacing) {
        final double largest = Math.max(spacing[0], Math.max(spacing[1], spacing[2]));
        int axis = -1;
        for (int a = 0; a < 3; a++) {
            if (spacing[a] == largest) {
                if (axis >= 0) {
                    return -1;
                }
                axis = a;
            }
        }
        return axis;
    }

    /** @return how many voxels an image has with another spacing: rounded, halves to the even number */
    static int[] shape(final int[] shape, final double[] from, final double[] to) {
        final int[] result = new int[3];
        for (int a = 0; a < 3; a++) {
            result[a] = (int)Math.rint(from[a] / to[a] * shape[a]);
        }
        return result;
    }

    /**
     * @param values an image
     * @param shape its voxels along each axis
     * @param target the result's
     * @param order 0, 1 or 3
     * @param axis an axis that is resampled apart, after the others; -1 for none
     * @param axisOrder its order
     * @param progress asked for cancellation
     * @return the result; the image itself if nothing changes
     */
    static float[] resize(final float[] values, final int[] shape, final int[] target, final int order, final int axis,
        final int axisOrder, final Progress progress) {
        final int[] now = shape.clone();
        float[] result = values;
        for (int a = 0; a < 3; a++) {
            if (a != axis && now[a] != target[a]) {
                result = along(result, now, a, target[a], order, progress);
                now[a] = target[a];
            }
        }
        if (result != values && order == 3) {
            clip(result, now, values, shape, axis);
        }
        if (axis >= 0 && now[axis] != target[axis]) {
            result = along(result, now, axis, target[axis], axisOrder, progress);
        }
        return result;
    }

    /** To the range of the image; with an axis apart, each of its planes to that of the plane. */
    private static void clip(final float[] result, final int[] shape, final float[] image, final int[] imageShape, final int axis) {
        final int planes = axis < 0 ? 1 : shape[axis];
        final float[] low = new float[planes];
        final float[] high = new float[planes];
        java.util.Arrays.fill(low, Float.POSITIVE_INFINITY);
        java.util.Arrays.fill(high, Float.NEGATIVE_INFINITY);
        final int imageStride = axis < 0 ? 1 : stride(imageShape, axis);
        for (int i = 0; i < image.length; i++) {
            final int p = axis < 0 ? 0 : i / imageStride % planes;
            low[p] = Math.min(low[p], image[i]);
            high[p] = Math.max(high[p], image[i]);
        }
        final int stride = axis < 0 ? 1 : stride(shape, axis);
        for (int i = 0; i < result.length; i++) {
            final int p = axis < 0 ? 0 : i / stride % planes;
            result[i] = Math.min(Math.max(result[i], low[p]), high[p]);
        }
    }

    private static int stride(final int[] shape, final int axis) {
        return axis == 0 ? shape[1] * shape[2] : axis == 1 ? shape[2] : 1;
    }

    private static float[] along(final float[] values, final int[] shape, final int axis, final int m, final int order,
        final Progress progress) {
        final int n = shape[axis];
        final int stride = stride(shape, axis);
        final int outer = values.length / (n * stride);
        final Line line = new Line(n, m, order);
        final float[] result = new float[Math.multiplyExact(outer * stride, m)];
        for (int o = 0; o < outer; o++) {
            progress.checkCancelled();
            for (int s = 0; s < stride; s++) {
                line.apply(values, o * n * stride + s, result, o * m * stride + s, stride);
            }
        }
        return result;
    }

    /** One line of n voxels onto m. */
    private static final class Line {

        private final int m_n;

        private final int m_order;

        private final int[] m_first;

        private final double[][] m_weights;

        private final double[] m_buffer;

        Line(final int n, final int m, final int order) {
            m_n = n;
            m_order = order;
            m_first = new int[m];
            m_weights = new double[m][];
            m_buffer = new double[n + 2 * PAD];
            for (int i = 0; i < m; i++) {
                final double x = (i + 0.5) * n / m - 0.5;
                if (order == 0) {
                    m_first[i] = (int)Math.floor(x + 0.5) + PAD;
                    m_weights[i] = new double[]{1};
                } else {
                    final int floor = (int)Math.floor(x);
                    final double t = x - floor;
                    m_first[i] = floor + PAD - (order == 3 ? 1 : 0);
                    m_weights[i] = order == 1 ? new double[]{1 - t, t} : new double[]{(1 - t) * (1 - t) * (1 - t) / 6,
                        (3 * t * t * t - 6 * t * t + 4) / 6, (3 * (1 - t) * (1 - t) * (1 - t) - 6 * (1 - t) * (1 - t) + 4) / 6,
                        t * t * t / 6};
                }
            }
        }

        void apply(final float[] from, final int at, final float[] to, final int target, final int stride) {
            final double[] c = m_buffer;
            for (int i = 0; i < c.length; i++) {
                c[i] = from[at + Math.min(Math.max(i - PAD, 0), m_n - 1) * stride];
            }
            if (m_order == 3) {
                coefficients(c);
            }
            for (int i = 0; i < m_first.length; i++) {
                double sum = 0;
                for (int k = 0; k < m_weights[i].length; k++) {
                    sum += m_weights[i][k] * c[m_first[i] + k];
                }
                to[target + i * stride] = (float)sum;
            }
        }

        /** The recursive filter for cubic splines, with a mirror at both ends. */
        private static void coefficients(final double[] c) {
            final int last = c.length - 1;
            double first = c[0] + Math.pow(POLE, last) * c[last];
            double z = POLE;
            for (int k = 1; k < last && Math.abs(z) > 1e-18; k++) {
                first += z * c[k];
                z *= POLE;
            }
            c[0] = first;
            for (int k = 1; k <= last; k++) {
                c[k] += POLE * c[k - 1];
            }
            c[last] = POLE / (POLE * POLE - 1) * (c[last] + POLE * c[last - 1]);
            for (int k = last - 1; k >= 0; k--) {
                c[k] = POLE * (c[k + 1] - c[k]);
            }
            for (int k = 0; k <= last; k++) {
                c[k] *= 6;
            }
        }
    }
}
