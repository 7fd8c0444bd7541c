/**
 * NIfTI-1 in and out (Cox et al.: A (sort of) new image data format standard: NIfTI-1, 2004; the header file nifti1.h is the
 * standard's text).
 *
 * <p>NIfTI's coordinates grow to the right, the front and the head (RAS); volumes hold LPS, so x and y change their sign on the
 * way in and out. Its first index i is a volume's column, j the row, k the slice. Voxels keep their order in memory: left-handed
 * and oblique grids are described by the geometry, never by moved data.
 */
package org.petctflow.imaging.nifti;
