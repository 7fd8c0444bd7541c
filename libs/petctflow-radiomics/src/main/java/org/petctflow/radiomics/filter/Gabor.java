package org.petctflow.radiomics.filter;

import org.petctflow.base.Progress;
import org.petctflow.radiomics.image.Fourier;

/**
 * Moduli of the responses of planes to complex Gabor kernels, convolved by Fourier transforms.
 *
 * @param sigma of the envelope along the wave, voxels
 * @param lambda wavelength, voxels
 * @param gamma ellipticity
 * @param thetas angles, radians
 * @param boundary what lies beyond the border
 */
record Gabor(double sigma, double lambda, double gamma, double[] thetas, Boundary boundary) {

    /** Beyond this many sigmas the envelope is below 1e-6 of its peak. */
    private static final double REACH = 5.3;

    /**
     * @param grid the image
     * @param axis the axis across the planes; within a plane x runs along the last of the other axes, y along the first
     * @param pooling of all angles; for a mean, the sum comes back
     * @param progress progress and cancellation
     * @return a value for each voxel of the image
     */
    double[] apply(final Grid grid, final int axis, final Pooling pooling, final Progress progress) {
        final int reach = IbsiFilters.reach(REACH * sigma * Math.max(1, 1 / gamma));
        final int[] size = grid.size();
        final int[] stride = {size[1] * size[2], size[2], 1};
        final int slow = axis == 0 ? 1 : 0;
        final int fast = axis == 2 ? 1 : 2;
        final int[] padded = {1, Fourier.length(size[slow] + 2 * reach), Fourier.length(size[fast] + 2 * reach)};
        final Spectrum[] kernels = new Spectrum[thetas.length];
        for (int a = 0; a < kernels.length; a++) {
            kernels[a] = kernel(thetas[a], reach, padded, progress);
        }
        final double[] pooled = new double[grid.values().length];
        final double[] plane = new double[size[slow] * size[fast]];
        final double[] sofar = new double[plane.length];
        for (int p = 0; p < size[axis]; p++) {
            progress.report((double)p / size[axis], "Gabor");
            for (int r = 0, i = 0; r < size[slow]; r++) {
                for (int c = 0; c < size[fast]; c++, i++) {
                    plane[i] = grid.values()[p * stride[axis] + r * stride[slow] + c * stride[fast]];
                }
            }
            final int[] flat = {1, size[slow], size[fast]};
            final Spectrum image =
                Spectrum.of(new Grid(flat, plane).part(new int[]{0, -reach, -reach}, padded, boundary), true, progress);
            for (int a = 0; a < kernels.length; a++) {
                final Spectrum product = a == kernels.length - 1 ? image : image.copy();
                product.multiply(kernels[a]);
                final double[] modulus =
                    product.modulus(progress).part(new int[]{0, reach, reach}, flat, Boundary.ZERO).values();
                if (a == 0) {
                    System.arraycopy(modulus, 0, sofar, 0, modulus.length);
                } else {
                    pooling.add(sofar, modulus);
                }
            }
            for (int r = 0, i = 0; r < size[slow]; r++) {
                for (int c = 0; c < size[fast]; c++, i++) {
                    pooled[p * stride[axis] + r * stride[slow] + c * stride[fast]] = sofar[i];
                }
            }
        }
        return pooled;
    }

    /** The transform of the kernel, with its centre at the first voxel. */
    private Spectrum kernel(final double theta, final int reach, final int[] size, final Progress progress) {
        final double[] real = new double[size[1] * size[2]];
        final double[] imaginary = new double[real.length];
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                final double x = Math.cos(theta) * dx + Math.sin(theta) * dy;
                final double y = Math.sin(theta) * dx - Math.cos(theta) * dy;
                final double r2 = (x * x + gamma * gamma * y * y) / (2 * sigma * sigma);
                if (r2 <= REACH * REACH / 2) {
                    final int at = Math.floorMod(dy, size[1]) * size[2] + Math.floorMod(dx, size[2]);
                    real[at] = Math.exp(-r2) * Math.cos(2 * Math.PI * x / lambda);
                    imaginary[at] = Math.exp(-r2) * Math.sin(2 * Math.PI * x / lambda);
                }
            }
        }
        final Spectrum spectrum = Spectrum.of(new Grid(size, real), true, progress);
        spectrum.addTurned(Spectrum.of(new Grid(size, imaginary), true, progress));
        return spectrum;
    }
}
