/**
 * The samples of image files whose header says where they lie and how they are stored: what NIfTI and NRRD have in common.
 *
 * <p>Nothing is allocated on a header's word alone: before memory is taken, the bytes that a header promises are known to be
 * there, compressed or not.
 */
package org.petctflow.imaging.raw;
