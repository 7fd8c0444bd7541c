package org.petctflow.imaging.synthetic;

import org.petctflow.imaging.volume.Geometry;

/** Separable convolution with a short symmetric kernel; beyond an edge the edge's value goes on. */
final class Smoothing {

    private Smoothing() {
    }

    /**
     * @param sigma standard deviation in voxels
     * @return a sampled Gaussian that reaches 3 sigma, its sum 1, its middle value first
     */
    static float[] gaussian(final double sigma) {
        final int reach = Math.max(0, (int)Math.ceil(3 * sigma));
        final double[] k = new double[reach + 1];
        double sum = 0;
        for (int i = 0; i <= reach; i++) {
            k[i] = i == 0 ? 1 : StrictMath.exp(-0.5 * i * i / (sigma * sigma));
            sum += i == 0 ? k[i] : 2 * k[i];
        }
        final float[] kernel = new float[k.length];
        for (int i = 0; i <= reach; i++) {
            kernel[i] = (float)(k[i] / sum);
        }
        return kernel;
    }

    /**
     * @param values one for each voxel; changed in place
     * @param geometry the grid
     * @param sigmaMm standard deviation in mm, along every axis
     */
    static void blur(final float[] values, final Geometry geometry, final double sigmaMm) {
        for (int axis = 0; axis < 3; axis++) {
            convolve(values, geometry, axis, gaussian(sigmaMm / geometry.spacing(axis)));
        }
    }

    /**
     * @param values one for each voxel; changed in place
     * @param geometry the grid
     * @param axis 0 slices, 1 rows, 2 columns
     * @param kernel its middle value first
     */
    static void convolve(final float[] values, final Geometry geometry, final int axis, final float[] kernel) {
        if (kernel.length == 1) {
            return;
        }
        final int n = geometry.size(axis);
        // "inner" neighbours lie side by side and are done together, so that memory is walked forwards along every axis
        final int inner = axis == 0 ? geometry.rows() * geometry.columns() : axis == 1 ? geometry.columns() : 1;
        final int block = inner * n;
        final float[] copy = new float[block];
        for (int start = 0; start < values.length; start += block) {
            System.arraycopy(values, start, copy, 0, block);
            for (int i = 0; i < n; i++) {
                final int to = start + i * inner;
                final int middle = i * inner;
                for (int j = 0; j < inner; j++) {
                    values[to + j] = kernel[0] * copy[middle + j];
                }
                for (int t = 1; t < kernel.length; t++) {
                    final int before = Math.max(0, i - t) * inner;
                    final int behind = Math.min(n - 1, i + t) * inner;
                    final float weight = kernel[t];
                    for (int j = 0; j < inner; j++) {
                        values[to + j] += weight * (copy[before + j] + copy[behind + j]);
                    }
                }
            }
        }
    }
}
