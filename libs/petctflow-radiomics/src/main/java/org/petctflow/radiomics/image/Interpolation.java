package org.petctflow.radiomics.image;

/**
 * Values of an image between its voxels, on a grid whose axes are parallel to the image's. The cubic method interpolates with cubic
 * B-splines whose coefficients come from a recursive filter with mirrored ends (Unser, Aldroubi, Eden 1993, doi:10.1109/78.193221), in
 * the order of operations of ITK's BSplineInterpolateImageFunction and in double throughout, so that a value that PyRadiomics truncates
 * to a whole number is truncated alike. That, and shares of masks, are why features don't take the imaging library's Resampler, which
 * holds whole numbers as float in between.
 */
public enum Interpolation {
        /** The value of the nearest voxel; half way the higher one. */
        NEAREST,
        /** Tri- or bilinear. */
        LINEAR,
        /** Tri- or bicubic spline. */
        CUBIC;

    /** Below this share of the first value the filter's start does not matter (ITK's tolerance). */
    private static final double START_TOLERANCE = 1e-10;

    /** Voxels kept around what is sampled: a spline's coefficient forgets a voxel by a factor of 3.7 a step. */
    private static final int MARGIN = 40;

    /** Reads one of an image's values. */
    @FunctionalInterface
    public interface Source {
        /**
         * @param voxel where
         * @return the value
         */
        double get(int voxel);
    }

    /**
     * @param source values of the image
     * @param size its number of slices, rows, columns
     * @param coordinates for each axis the index, on the image's grid, of each slice, row or column of the result; finite and
     *            ascending
     * @param outside the value of a point more than half a voxel outside the image; NaN to take the nearest point of the image instead
     * @return the values in the order slice, row, column
     */
    public double[] sample(final Source source, final int[] size, final double[][] coordinates, final double outside) {
        final int[] from = new int[3];
        final int[] box = new int[3];
        for (int d = 0; d < 3; d++) {
            final double[] x = coordinates[d];
            from[d] = (int)Math.max(0, Math.min(size[d] - 1, Math.floor(x[0]) - MARGIN));
            box[d] = (int)Math.max(0, Math.min(size[d] - 1, Math.ceil(x[x.length - 1]) + MARGIN)) - from[d] + 1;
        }
        final double[] values = new double[Math.multiplyExact(Math.multiplyExact(box[0], box[1]), box[2])];
        for (int s = 0, v = 0; s < box[0]; s++) {
            for (int r = 0; r < box[1]; r++) {
                final int line = ((from[0] + s) * size[1] + from[1] + r) * size[2] + from[2];
                for (int c = 0; c < box[2]; c++) {
                    values[v++] = source.get(line + c);
                }
            }
        }
        if (this == CUBIC) {
            toCoefficients(values, box);
        }
        final Axis[] axes = new Axis[3];
        for (int d = 0; d < 3; d++) {
            axes[d] = new Axis(coordinates[d], from[d], box[d], size[d], !Double.isNaN(outside));
        }
        final int support = this == CUBIC ? 4 : this == LINEAR ? 2 : 1;
        final int rows = coordinates[1].length;
        final int columns = coordinates[2].length;
        final double[] result = new double[Math.multiplyExact(Math.multiplyExact(coordinates[0].length, rows), columns)];
        for (int s = 0, v = 0; s < coordinates[0].length; s++) {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++, v++) {
                    if (axes[0].m_outside[s] || axes[1].m_outside[r] || axes[2].m_outside[c]) {
                        result[v] = outside;
                        continue;
                    }
                    if (this == LINEAR) {
                        result[v] = linear(values, box, axes, s, r, c);
                        continue;
                    }
                    double sum = 0;
                    for (int i = 0; i < support; i++) {
                        final int slice = axes[0].m_index[s * support + i] * box[1];
                        final double ws = axes[0].m_weight[s * support + i];
                        for (int j = 0; j < support; j++) {
                            final int line = (slice + axes[1].m_index[r * support + j]) * box[2];
                            final double wr = axes[1].m_weight[r * support + j];
                            for (int k = 0; k < support; k++) {
                                final double wc = axes[2].m_weight[c * support + k];
                                sum += wc * wr * ws * values[line + axes[2].m_index[c * support + k]];
                            }
                        }
                    }
                    result[v] = sum;
                }
            }
        }
        return result;
    }

    /** From voxel to voxel, so that what is flat stays so exactly: along columns, rows, slices, as ITK does it. */
    private static double linear(final double[] values, final int[] box, final Axis[] axes, final int s, final int r, final int c) {
        double across = 0;
        for (int i = 0; i < 2; i++) {
            double along = 0;
            for (int j = 0; j < 2; j++) {
                final int line = (axes[0].m_index[2 * s + i] * box[1] + axes[1].m_index[2 * r + j]) * box[2];
                final double first = values[line + axes[2].m_index[2 * c]];
                final double between = first + (values[line + axes[2].m_index[2 * c + 1]] - first) * axes[2].m_weight[2 * c + 1];
                along = j == 0 ? between : along + (between - along) * axes[1].m_weight[2 * r + 1];
            }
            across = i == 0 ? along : across + (along - across) * axes[0].m_weight[2 * s + 1];
        }
        return across;
    }

    /** For each point along an axis which voxels it needs and how much of them. */
    private final class Axis {
        private final int[] m_index;

        private final double[] m_weight;

        private final boolean[] m_outside;

        Axis(final double[] coordinates, final int from, final int box, final int size, final boolean mayBeOutside) {
            final int support = Interpolation.this == CUBIC ? 4 : Interpolation.this == LINEAR ? 2 : 1;
            m_index = new int[coordinates.length * support];
            m_weight = new double[m_index.length];
            m_outside = new boolean[coordinates.length];
            for (int n = 0; n < coordinates.length; n++) {
                double x = coordinates[n];
                if (mayBeOutside) {
                    m_outside[n] = !(x >= -0.5 && x < size - 0.5);
                    if (m_outside[n]) {
                        continue;
                    }
                } else {
                    x = Math.max(0, Math.min(size - 1, x));
                }
                final int at = n * support;
                switch (Interpolation.this) {
                    case NEAREST -> {
                        m_index[at] = clamp((int)Math.floor(x + 0.5) - from, box);
                        m_weight[at] = 1;
                    }
                    case LINEAR -> {
                        final int below = (int)Math.floor(x);
                        final double w = x - below;
                        m_index[at] = clamp(below - from, box);
                        m_index[at + 1] = clamp(below + 1 - from, box);
                        m_weight[at] = 1 - w;
                        m_weight[at + 1] = w;
                    }
                    case CUBIC -> {
                        final int below = (int)Math.floor(x);
                        final double w = x - below;
                        final double w3 = 1.0 / 6.0 * w * w * w;
                        final double w0 = 1.0 / 6.0 + 0.5 * w * (w - 1.0) - w3;
                        final double w2 = w + w0 - 2.0 * w3;
                        m_weight[at] = w0;
                        m_weight[at + 1] = 1.0 - w0 - w2 - w3;
                        m_weight[at + 2] = w2;
                        m_weight[at + 3] = w3;
                        for (int k = 0; k < 4; k++) {
                            m_index[at + k] = mirror(below - 1 + k - from, box);
                        }
                    }
                }
            }
        }
    }

    private static int clamp(final int index, final int length) {
        return Math.max(0, Math.min(length - 1, index));
    }

    private static int mirror(final int index, final int length) {
        if (length == 1) {
            return 0;
        }
        int i = index;
        while (i < 0 || i >= length) {
            i = i < 0 ? -i : 2 * (length - 1) - i;
        }
        return i;
    }

    /**
     * Replaces values by the coefficients of the cubic spline through them, along the columns first; beyond its border the image is mirrored
     * at the centres of the outer voxels.
     *
     * @param values of slices, rows and columns; changed in place
     * @param size voxels along slices, rows and columns
     */
    public static void toCoefficients(final double[] values, final int[] size) {
        final int rows = size[1];
        final int columns = size[2];
        final double[] line = new double[Math.max(size[0], Math.max(rows, columns))];
        for (int l = 0; l < size[0] * rows; l++) {
            filter(values, l * columns, 1, columns, line);
        }
        for (int s = 0; s < size[0]; s++) {
            for (int c = 0; c < columns; c++) {
                filter(values, s * rows * columns + c, columns, rows, line);
            }
        }
        for (int l = 0; l < rows * columns; l++) {
            filter(values, l, rows * columns, size[0], line);
        }
    }

    private static void filter(final double[] values, final int offset, final int stride, final int n, final double[] line) {
        if (n < 2) {
            return;
        }
        final double z = Math.sqrt(3.0) - 2.0;
        final double gain = (1.0 - z) * (1.0 - 1.0 / z);
        for (int k = 0; k < n; k++) {
            line[k] = values[offset + k * stride] * gain;
        }
        line[0] = start(line, n, z);
        for (int k = 1; k < n; k++) {
            line[k] += z * line[k - 1];
        }
        line[n - 1] = z / (z * z - 1.0) * (z * line[n - 2] + line[n - 1]);
        for (int k = n - 2; k >= 0; k--) {
            line[k] = z * (line[k + 1] - line[k]);
        }
        for (int k = 0; k < n; k++) {
            values[offset + k * stride] = line[k];
        }
    }

    private static double start(final double[] line, final int n, final double z) {
        final int horizon = (int)Math.ceil(Math.log(START_TOLERANCE) / Math.log(Math.abs(z)));
        double power = z;
        if (horizon < n) {
            double sum = line[0];
            for (int k = 1; k < horizon; k++) {
                sum += power * line[k];
                power *= z;
            }
            return sum;
        }
        final double inverse = 1.0 / z;
        double back = Math.pow(z, n - 1);
        double sum = line[0] + back * line[n - 1];
        back *= back * inverse;
        for (int k = 1; k <= n - 2; k++) {
            sum += (power + back) * line[k];
            power *= z;
            back *= inverse;
        }
        return sum / (1.0 - power * power);
    }
}
