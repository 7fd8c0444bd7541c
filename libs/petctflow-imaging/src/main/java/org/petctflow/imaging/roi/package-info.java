/**
 * Boxes around lesions: found in a mask, cut out of images on their own voxels or on finer ones, and put back.
 *
 * <p>A box is a {@link org.petctflow.imaging.volume.Geometry}, so whatever is cut out keeps its place in the patient.
 */
package org.petctflow.imaging.roi;
