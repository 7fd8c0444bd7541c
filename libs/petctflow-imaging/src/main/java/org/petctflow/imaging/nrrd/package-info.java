/**
 * NRRD in and out (Kindlmann: Definition of NRRD File Format, https://teem.sourceforge.net/nrrd/format.html), and the
 * segmentations that 3D Slicer saves in it ({@code .seg.nrrd}).
 *
 * <p>The file's first spatial axis is a volume's column, the second the row, the third the slice. Voxels keep their order in
 * memory; coordinates of other spaces than left-posterior-superior change their signs.
 */
package org.petctflow.imaging.nrrd;
