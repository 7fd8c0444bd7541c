package org.petctflow.deep.data;

import java.util.Locale;

import org.petctflow.imaging.volume.Geometry;

/**
 * The grid that a network sees: a box around the tumour, cut into voxels.
 *
 * @param slices number of slices
 * @param rows number of rows
 * @param columns number of columns
 * @param sliceMm mm between slices
 * @param rowMm mm between rows
 * @param columnMm mm between columns
 */
public record Grid(int slices, int rows, int columns, double sliceMm, double rowMm, double columnMm) {

    /** How far a crop's axes may be turned from those of the patient: cosine of about 15 degrees. */
    private static final double UPRIGHT = 0.966;

    /** Checks the numbers. */
    public Grid {
        for (final double mm : new double[]{sliceMm, rowMm, columnMm}) {
            if (!(mm > 0 && mm <= 100)) {
                throw new IllegalArgumentException("The grid's voxel size must be above 0 and at most 100 mm, but was "
                    + sliceMm + " x " + rowMm + " x " + columnMm);
            }
        }
        if (slices < 2 || rows < 2 || columns < 2 || (long)slices * rows * columns > 1 << 26) {
            throw new IllegalArgumentException("The grid must have from 2 x 2 x 2 to 67 million voxels, but has " + slices
                + " x " + rows + " x " + columns);
        }
    }

    /**
     * The study's box, 48 x 96 x 96 mm.
     *
     * @param voxelMm edge of a voxel in mm
     * @return the grid
     */
    public static Grid ofStudy(final double voxelMm) {
        return of(48, 96, 96, voxelMm);
    }

    /**
     * A box of cubic voxels.
     *
     * @param slicesMm extent from the feet to the head in mm
     * @param rowsMm extent from front to back in mm
     * @param columnsMm extent from right to left in mm
     * @param voxelMm edge of a voxel in mm; adjusted along an axis so that a whole number fills the box
     * @return the grid
     */
    public static Grid of(final double slicesMm, final double rowsMm, final double columnsMm, final double voxelMm) {
        if (!(voxelMm > 0 && voxelMm <= 100)) {
            throw new IllegalArgumentException("The voxel size must be above 0 and at most 100 mm, but was " + voxelMm);
        }
        final int s = (int)Math.max(2, Math.round(slicesMm / voxelMm));
        final int r = (int)Math.max(2, Math.round(rowsMm / voxelMm));
        final int c = (int)Math.max(2, Math.round(columnsMm / voxelMm));
        return new Grid(s, r, c, slicesMm / s, rowsMm / r, columnsMm / c);
    }

    /** @return how many voxels it has */
    public int voxels() {
        return slices * rows * columns;
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return how many there are
     */
    public int size(final int axis) {
        return axis == 0 ? slices : axis == 1 ? rows : columns;
    }

    /**
     * @param axis 0 slices, 1 rows, 2 columns
     * @return mm between voxels
     */
    public double mm(final int axis) {
        return axis == 0 ? sliceMm : axis == 1 ? rowMm : columnMm;
    }

    /**
     * @param crop a crop's geometry
     * @return why it is not a crop for this grid, with the mend; null if it is one
     */
    public String problem(final Geometry crop) {
        for (int a = 0; a < 3; a++) {
            final double has = crop.size(a) * crop.spacing(a);
            final double wants = size(a) * mm(a);
            if (Math.abs(has - wants) > Math.max(crop.spacing(a), mm(a))) {
                return String.format(Locale.ROOT, "covers %s mm (slices, rows, columns), but the network takes %s mm: crop it "
                    + "with the ROI Cropper to that size", extent(crop), extent());
            }
        }
        final double[] d = crop.direction();
        if (d[2] < UPRIGHT || d[4] < UPRIGHT || d[6] < UPRIGHT) {
            return "does not lie along the patient's axes (slices to the head, rows to the back, columns to the left): bring it "
                + "onto an axial grid with the Image Resampler";
        }
        return null;
    }

    private String extent() {
        return String.format(Locale.ROOT, "%.1f x %.1f x %.1f", slices * sliceMm, rows * rowMm, columns * columnMm);
    }

    private static String extent(final Geometry g) {
        return String.format(Locale.ROOT, "%.1f x %.1f x %.1f", g.slices() * g.spacing(0), g.rows() * g.spacing(1),
            g.columns() * g.spacing(2));
    }
}
