package org.petctflow.radiomics.shape;

import org.petctflow.radiomics.image.Region;

/**
 * Principal axes of the voxel centres: with the eigenvalues of their covariance the axes of the ellipsoid that has the same moments are
 * {@code 4 sqrt(eigenvalue)} long. Source: IBSI TDIC, P9VJ, 7J51; its consensus values divide by N - 1, PyRadiomics by N.
 *
 * @param major mm
 * @param minor mm
 * @param least mm
 */
public record PrincipalAxes(double major, double minor, double least) {

    /**
     * @param region a region, not empty
     * @return its axes' lengths, with a covariance over N - 1; 0 for a single voxel
     */
    public static PrincipalAxes ofSample(final Region region) {
        return of(region, region.count() < 2 ? 0 : region.count() / (region.count() - 1.0));
    }

    /**
     * @param region a region, not empty
     * @return its axes' lengths, with a covariance over N
     */
    public static PrincipalAxes ofPopulation(final Region region) {
        return of(region, 1);
    }

    private static PrincipalAxes of(final Region region, final double factor) {
        final double[] e = Eigenvalues.of(covariance(region, new int[]{0, 1, 2}));
        return new PrincipalAxes(length(e[2] * factor), length(e[1] * factor), length(e[0] * factor));
    }

    /** Rounding may leave a flat region's least eigenvalue below 0. */
    static double length(final double eigenvalue) {
        return 4 * Math.sqrt(Math.max(0, eigenvalue));
    }

    /** Covariance over N in mm2 of the coordinates along some of the axes, from sums of whole numbers. */
    static double[][] covariance(final Region region, final int[] axes) {
        final int[] middle = {region.size(0) / 2, region.size(1) / 2, region.size(2) / 2};
        final long[] sum = new long[3];
        final long[][] product = new long[3][3];
        final int[] x = new int[3];
        for (final int p : region.positions()) {
            x[2] = p % region.size(2) - middle[2];
            x[1] = p / region.size(2) % region.size(1) - middle[1];
            x[0] = p / region.size(2) / region.size(1) - middle[0];
            for (int i = 0; i < 3; i++) {
                sum[i] += x[i];
                for (int j = 0; j <= i; j++) {
                    product[i][j] += x[i] * x[j];
                }
            }
        }
        final double n = region.count();
        final double[][] covariance = new double[axes.length][axes.length];
        for (int a = 0; a < axes.length; a++) {
            for (int b = 0; b < axes.length; b++) {
                final int i = Math.max(axes[a], axes[b]);
                final int j = Math.min(axes[a], axes[b]);
                covariance[a][b] =
                    (product[i][j] / n - sum[i] / n * (sum[j] / n)) * region.spacing(i) * region.spacing(j);
            }
        }
        return covariance;
    }
}
