package org.petctflow.imaging.resample;

/** How a value between voxel centres is found. */
public enum Interpolation {
        /** The nearest voxel's value; half-way between two, that of the higher index. Values stay what they are. */
        NEAREST,
        /** Trilinear. */
        LINEAR,
        /**
         * Tricubic B-spline through the voxels' values: coefficients by recursive filters, the image mirrored at the centres of its
         * outermost voxels (Unser et al., IEEE Trans. Signal Process. 41:821, 1993, doi:10.1109/78.193220); the same as SciPy's
         * {@code map_coordinates(order=3, mode='mirror')} and ITK's BSplineInterpolateImageFunction. It may overshoot at sharp
         * edges.
         */
        CUBIC_BSPLINE
}
