package org.petctflow.imaging.segmentation;

import java.util.List;
import java.util.Objects;

import org.petctflow.imaging.volume.Mask;

/**
 * A segment on the grid of an image.
 *
 * @param mask the mask; its name is the segment's
 * @param sourceVolume the segment's volume in the file in mm3: of its contours, or of the voxels on its own grid;
 *            NaN if it is unknown
 * @param resampled whether the segment was on another grid, and was resampled
 * @param warnings what a user should know, none if all is well
 */
public record SegmentMask(Mask mask, double sourceVolume, boolean resampled, List<String> warnings) {

    /** Copies the warnings. */
    public SegmentMask {
        Objects.requireNonNull(mask, "mask");
        warnings = List.copyOf(warnings);
    }

    /** @return the mask's volume over that in the file; NaN if there is nothing in the file, or that is unknown */
    public double volumeRatio() {
        return sourceVolume > 0 ? mask.volume() / sourceVolume : Double.NaN;
    }
}
