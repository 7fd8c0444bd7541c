package org.petctflow.radiomics.filter;

import org.petctflow.base.Progress;

/**
 * Local binary patterns of planes, as scikit-image's local_binary_pattern has them: P samples on a circle about each voxel, bilinear, 0 beyond
 * the border, are 1 where they are no lower than the voxel. Source: Ojala, Pietikainen and Maenpaa 2002, doi:10.1109/TPAMI.2002.1017623.
 *
 * @param samples P
 * @param radius of the circle, voxels
 * @param method default (the samples as binary number), ror (the least of its rotations), uniform (the number of ones, P + 1 with more
 *            than two changes) or var (no pattern, but the variance of the samples over P; NaN where it is 0, as in scikit-image 0.19)
 */
record BinaryPatterns2D(int samples, double radius, String method) {

    /** As many bits as scikit-image's numbers have. */
    private static final int MOST_SAMPLES = 30;

    BinaryPatterns2D {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                "Local binary patterns need 1 to " + MOST_SAMPLES + " samples (lbp2DSamples), but were given " + samples);
        }
    }

    /**
     * @param grid the image
     * @param axis the axis across the planes; a plane's first axis is slices, or rows if it lies across them
     * @param progress asked for cancellation
     * @return the patterns
     */
    Grid apply(final Grid grid, final int axis, final Progress progress) {
        final int[] size = grid.size();
        final int[] stride = {size[1] * size[2], size[2], 1};
        // the planes are those of the array with its first axis and this one exchanged
        final int down = axis == 1 ? 0 : 1;
        final int along = axis == 2 ? 0 : 2;
        final double[] plane = new double[size[down] * size[along]];
        final double[] result = new double[grid.values().length];
        for (int p = 0; p < size[axis]; p++) {
            progress.checkCancelled();
            progress.report((double)p / size[axis], "Local binary patterns");
            for (int r = 0, i = 0; r < size[down]; r++) {
                for (int c = 0; c < size[along]; c++, i++) {
                    plane[i] = grid.values()[p * stride[axis] + r * stride[down] + c * stride[along]];
                }
            }
            final double[] patterns = apply(plane, size[down], size[along]);
            for (int r = 0, i = 0; r < size[down]; r++) {
                for (int c = 0; c < size[along]; c++, i++) {
                    result[p * stride[axis] + r * stride[down] + c * stride[along]] = patterns[i];
                }
            }
        }
        return new Grid(size, result);
    }

    private double[] apply(final double[] plane, final int rows, final int columns) {
        final double[] down = new double[samples];
        final double[] right = new double[samples];
        for (int i = 0; i < samples; i++) {
            final double angle = 2 * Math.PI * i / samples;
            down[i] = Math.rint(-(float)radius * Math.sin(angle) * 1e5) / 1e5;
            right[i] = Math.rint((float)radius * Math.cos(angle) * 1e5) / 1e5;
        }
        final double[] result = new double[plane.length];
        final double[] texture = new double[samples];
        for (int r = 0, v = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++, v++) {
                int pattern = 0;
                for (int i = 0; i < samples; i++) {
                    texture[i] = bilinear(plane, rows, columns, r + down[i], c + right[i]);
                    pattern |= (texture[i] >= plane[v] ? 1 : 0) << i;
                }
                result[v] = method.equals("var") ? variance(texture) : value(pattern);
            }
        }
        return result;
    }

    private double value(final int pattern) {
        switch (method) {
            case "default":
                return pattern;
            case "ror":
                int least = pattern;
                int turned = pattern;
                for (int i = 1; i < samples; i++) {
                    turned = turned >> 1 | (turned & 1) << samples - 1;
                    least = Math.min(least, turned);
                }
                return least;
            default:
                // from the first sample to the last, not round the circle
                final int changes = Integer.bitCount((pattern ^ pattern >> 1) & (1 << samples - 1) - 1);
                return changes <= 2 ? Integer.bitCount(pattern) : samples + 1;
        }
    }

    private static double variance(final double[] x) {
        double sum = 0;
        double squares = 0;
        for (final double v : x) {
            sum += v;
            squares += v * v;
        }
        final double variance = (squares - sum * sum / x.length) / x.length;
        return variance == 0 ? Double.NaN : variance;
    }

    private static double bilinear(final double[] plane, final int rows, final int columns, final double r, final double c) {
        final int top = (int)Math.floor(r);
        final int left = (int)Math.floor(c);
        final int bottom = (int)Math.ceil(r);
        final int right = (int)Math.ceil(c);
        final double dr = r - top;
        final double dc = c - left;
        final double above = (1 - dc) * at(plane, rows, columns, top, left) + dc * at(plane, rows, columns, top, right);
        final double below = (1 - dc) * at(plane, rows, columns, bottom, left) + dc * at(plane, rows, columns, bottom, right);
        return (1 - dr) * above + dr * below;
    }

    private static double at(final double[] plane, final int rows, final int columns, final int r, final int c) {
        return r < 0 || c < 0 || r >= rows || c >= columns ? 0 : plane[r * columns + c];
    }
}
