package org.petctflow.imaging.resample;

import java.util.Objects;

/**
 * How an image is resampled. Immutable.
 *
 * @param interpolation how values between voxel centres are found
 * @param antiAlias whether the image is smoothed along axes that get coarser, so that what the new grid cannot show does not come
 *            out as noise: by a Gaussian of {@code sqrt(-8 ln 0.98) = 0.402} new voxels (Zwanenburg et al., Sci Rep 9:614, 2019,
 *            doi:10.1038/s41598-018-36938-4, supplement). Not with {@link Interpolation#NEAREST}.
 * @param round whether values are rounded to whole numbers, as IBSI asks for CT in Hounsfield units
 * @param outside the value of voxels whose centre lies outside the image, that is more than half a voxel from its outermost
 *            centres
 */
public record ResampleOptions(Interpolation interpolation, boolean antiAlias, boolean round, double outside) {

    /** Checks that there is an interpolation. */
    public ResampleOptions {
        Objects.requireNonNull(interpolation, "interpolation");
    }

    /**
     * @param interpolation how values between voxel centres are found
     * @return options without smoothing or rounding, and 0 outside
     */
    public static ResampleOptions of(final Interpolation interpolation) {
        return new ResampleOptions(interpolation, false, false, 0);
    }

    /**
     * @param value whether the image is smoothed along axes that get coarser
     * @return these options with it
     */
    public ResampleOptions withAntiAlias(final boolean value) {
        return new ResampleOptions(interpolation, value, round, outside);
    }

    /**
     * @param value whether values are rounded
     * @return these options with it
     */
    public ResampleOptions withRound(final boolean value) {
        return new ResampleOptions(interpolation, antiAlias, value, outside);
    }

    /**
     * @param value the value outside the image
     * @return these options with it
     */
    public ResampleOptions withOutside(final double value) {
        return new ResampleOptions(interpolation, antiAlias, round, value);
    }
}
