/**
 * From the bytes of DICOM's pixel data to stored values: native, RLE, JPEG, JPEG-LS and JPEG 2000 frames.
 *
 * <p>A frame is never decoded into more memory than its declared rows, columns and bits take: each decoder compares what the
 * code stream says of itself with the declaration first, and refuses what differs.
 */
package org.petctflow.imaging.dicom.codec;
