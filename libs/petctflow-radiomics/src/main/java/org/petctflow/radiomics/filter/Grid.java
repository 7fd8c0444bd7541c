package org.petctflow.radiomics.filter;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * Values on a grid of slices, rows and columns, and convolution along its axes. Immutable.
 *
 * @param size voxels along slices, rows and columns
 * @param values {@code (slice * rows + row) * columns + column}; not to be changed
 */
record Grid(int[] size, double[] values) {

    static Grid of(final Volume image) {
        final Geometry g = image.geometry();
        return new Grid(new int[]{g.slices(), g.rows(), g.columns()}, image.voxels().toDoubles());
    }

    /** @return a volume with these values on the grid of another */
    Volume toVolume(final Volume like) {
        return new Volume(like.info().withGrid(like.geometry(), Voxels.Kind.FLOAT64), Voxels.of(values));
    }

    /** @return a volume of floats, which the values are, on the grid of another */
    Volume toSingleVolume(final Volume like) {
        final float[] floats = new float[values.length];
        for (int v = 0; v < floats.length; v++) {
            floats[v] = (float)values[v];
        }
        return new Volume(like.info().withGrid(like.geometry(), Voxels.Kind.FLOAT32), Voxels.of(floats));
    }

    /** Works on the lines along an axis. */
    @FunctionalInterface
    interface Line {
        /** Fills the result from the line; both as long as the axis. */
        void apply(double[] line, double[] result);
    }

    /** @return the grid after each line along the axis was worked on */
    Grid lines(final int axis, final Line work) {
        final int n = size[axis];
        final int stride = axis == 2 ? 1 : axis == 1 ? size[2] : size[1] * size[2];
        final double[] line = new double[n];
        final double[] result = new double[n];
        final double[] all = new double[values.length];
        for (int block = 0; block < values.length; block += stride * n) {
            for (int first = block; first < block + stride; first++) {
                for (int i = 0, v = first; i < n; i++, v += stride) {
                    line[i] = values[v];
                }
                work.apply(line, result);
                for (int i = 0, v = first; i < n; i++, v += stride) {
                    all[v] = result[i];
                }
            }
        }
        return new Grid(size, all);
    }

    /**
     * Convolves along an axis: {@code y(i) = sum over k of kernel(k) x(i - (k - centre))}.
     *
     * @param axis 0 slices, 1 rows, 2 columns
     * @param kernel the filter
     * @param centre the kernel's position that stands on the voxel itself
     * @param boundary what lies beyond the border
     * @return the response
     */
    Grid convolve(final int axis, final double[] kernel, final int centre, final Boundary boundary) {
        final int n = size[axis];
        final int before = kernel.length - 1 - centre;
        final int[] from = new int[n + kernel.length - 1];
        for (int i = 0; i < from.length; i++) {
            from[i] = boundary.inside(i - before, n);
        }
        final double[] padded = new double[from.length];
        return lines(axis, (line, result) -> {
            for (int i = 0; i < padded.length; i++) {
                padded[i] = from[i] < 0 ? 0 : line[from[i]];
            }
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int k = 0, j = i + kernel.length - 1; k < kernel.length; k++, j--) {
                    sum += kernel[k] * padded[j];
                }
                result[i] = sum;
            }
        });
    }

    /**
     * @param from the position along each axis where the part begins, may lie outside
     * @param length of the part along each axis
     * @param boundary what lies beyond the border
     * @return the part
     */
    Grid part(final int[] from, final int[] length, final Boundary boundary) {
        final int[] columns = new int[length[2]];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = boundary.inside(from[2] + c, size[2]);
        }
        final double[] part = new double[Math.multiplyExact(Math.multiplyExact(length[0], length[1]), length[2])];
        for (int s = 0, v = 0; s < length[0]; s++) {
            final int slice = boundary.inside(from[0] + s, size[0]);
            for (int r = 0; r < length[1]; r++) {
                final int row = boundary.inside(from[1] + r, size[1]);
                for (int c = 0; c < columns.length; c++, v++) {
                    if (slice >= 0 && row >= 0 && columns[c] >= 0) {
                        part[v] = values[(slice * size[1] + row) * size[2] + columns[c]];
                    }
                }
            }
        }
        return new Grid(length, part);
    }

    /**
     * @param step voxels of a block along each axis
     * @param axes how many axes, from the last one
     * @return each voxel with the value of the first one of its block
     */
    Grid held(final int step, final int axes) {
        final double[] held = new double[values.length];
        for (int s = 0, v = 0; s < size[0]; s++) {
            for (int r = 0; r < size[1]; r++) {
                for (int c = 0; c < size[2]; c++, v++) {
                    held[v] = values[((axes == 3 ? s / step * step : s) * size[1] + r / step * step) * size[2] + c / step * step];
                }
            }
        }
        return new Grid(size, held);
    }

    /** @return each value as a float has it */
    Grid single() {
        final double[] rounded = new double[values.length];
        for (int v = 0; v < rounded.length; v++) {
            rounded[v] = (float)values[v];
        }
        return new Grid(size, rounded);
    }
}
