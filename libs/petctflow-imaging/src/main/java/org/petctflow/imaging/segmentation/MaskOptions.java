package org.petctflow.imaging.segmentation;

import java.util.Objects;

/**
 * How a segment is put on an image's grid.
 *
 * @param differentGrid what to do with labels on another grid than the image's; contours have none
 * @param fractionThreshold from which fraction on a voxel of a fractional segment is inside; in (0, 1]
 */
public record MaskOptions(DifferentGrid differentGrid, double fractionThreshold) {

    /** What to do when a segmentation's grid differs from the image's. */
    public enum DifferentGrid {
            /** Refuse, and say how the grids differ. */
            REFUSE,
            /** A voxel of the image is inside where the nearest voxel of the segmentation is. */
            NEAREST,
            /** A voxel is inside where the mask, interpolated linearly, is at least one half (IBSI, mask interpolation). */
            LINEAR
    }

    /** Other grids are refused; fractional segments are cut at one half. */
    public static final MaskOptions DEFAULTS = new MaskOptions(DifferentGrid.REFUSE, 0.5);

    /** Checks the numbers. */
    public MaskOptions {
        Objects.requireNonNull(differentGrid, "differentGrid");
        if (!(fractionThreshold > 0 && fractionThreshold <= 1)) {
            throw new IllegalArgumentException(
                "The threshold of fractional segments must be above 0 and at most 1, but was " + fractionThreshold);
        }
    }
}
