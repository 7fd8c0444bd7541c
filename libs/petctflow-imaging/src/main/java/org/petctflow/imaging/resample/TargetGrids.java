package org.petctflow.imaging.resample;

import org.petctflow.imaging.volume.Geometry;

/** Makes grids to resample to. */
public final class TargetGrids {

    /** Products of decimal fractions come out a little too large: 60.000000001 voxels are 60. */
    private static final double SLACK = 1e-6;

    private TargetGrids() {
    }

    /**
     * The same space in voxels of another size: {@code ceil(n * old / new)} voxels an axis, centred on the old grid's centre
     * (IBSI reference manual, section "Interpolation grid dimensions" and "Alignment of grid centres").
     *
     * @param source the old grid
     * @param spacing mm between slices, rows and columns; 0 keeps that of the old grid
     * @return the new grid, of the same direction
     * @throws IllegalArgumentException if a spacing is negative or no number, or there would be more than 2^31 - 1 voxels
     */
    public static Geometry withSpacing(final Geometry source, final double... spacing) {
        if (spacing.length != 3) {
            throw new IllegalArgumentException("The spacing has 3 numbers, but there were " + spacing.length);
        }
        final int[] size = new int[3];
        final double[] step = new double[3];
        final double[] first = new double[3];
        for (int a = 0; a < 3; a++) {
            if (!(spacing[a] >= 0) || Double.isInfinite(spacing[a])) {
                throw new IllegalArgumentException("The spacing must be positive, or 0 to keep it, but was " + spacing[a]);
            }
            step[a] = spacing[a] == 0 ? source.spacing(a) : spacing[a];
            final double voxels = Math.max(1, Math.ceil(source.size(a) * source.spacing(a) / step[a] - SLACK));
            if (voxels > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A spacing of " + step[a] + " mm gives too many voxels for " + source);
            }
            size[a] = (int)voxels;
            first[a] = (source.size(a) - 1) / 2.0 - (size[a] - 1) / 2.0 * step[a] / source.spacing(a);
        }
        return Geometry.of(size[0], size[1], size[2], step, source.toPatient(first[0], first[1], first[2]),
            source.direction());
    }

    /**
     * {@link #withSpacing} with the same spacing along all axes.
     *
     * @param source the old grid
     * @param spacing mm between voxel centres
     * @return the new grid
     */
    public static Geometry isotropic(final Geometry source, final double spacing) {
        if (!(spacing > 0)) {
            throw new IllegalArgumentException("The spacing must be positive, but was " + spacing);
        }
        return withSpacing(source, spacing, spacing, spacing);
    }
}
