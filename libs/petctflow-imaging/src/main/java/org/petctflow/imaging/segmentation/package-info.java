/**
 * Segmentations in files, and the masks they become on an image's grid: contours of RTSTRUCT, DICOM SEG, Slicer's seg.nrrd,
 * NRRD and NIfTI label images; DICOM SEG is also written.
 *
 * <p>{@link org.petctflow.imaging.segmentation.SegmentationReader} recognises a file by its content and gives a
 * {@link org.petctflow.imaging.segmentation.Segmentation}; its {@code mask} puts one segment on the grid of an image and says what
 * had to be done for it. {@link org.petctflow.imaging.segmentation.SegmentationMatcher} finds the image that a file belongs to.
 */
package org.petctflow.imaging.segmentation;
