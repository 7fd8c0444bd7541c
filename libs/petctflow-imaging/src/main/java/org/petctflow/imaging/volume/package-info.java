/**
 * Volumes, masks and their geometry.
 *
 * <p>Three conventions hold everywhere in the suite. Coordinates are millimetres in DICOM's patient system: x grows to the
 * patient's left, y to the back, z to the head (LPS). Indices stand in the order slice, row, column, and voxels lie in
 * memory in that order with the column fastest: {@code voxel = (slice * rows + row) * columns + column}. A coordinate or an
 * index means a voxel's centre.
 */
package org.petctflow.imaging.volume;
