package org.petctflow.imaging.dicom;

import java.nio.file.Path;

import org.petctflow.imaging.dicom.codec.PixelFormat;

/**
 * Where a file's pixel data is and how it is laid out.
 *
 * @param path the file
 * @param size its size when it was scanned, in bytes
 * @param modified when it was last changed, ms
 * @param transferSyntax its transfer syntax
 * @param format the layout of integer pixels; for floating-point pixels of rows, columns and bits
 * @param real whether pixels are floating-point numbers
 * @param words whether pixel data has the representation OW
 * @param frames number of frames
 * @param offset where the pixel data starts, -1 in a deflated file
 * @param length bytes of native pixel data, -1 where it comes in fragments
 * @param modalityLut whether stored values go through a table
 * @param fragments where its fragments are, null where pixel data is native or deflated
 * @param padding smallest and largest stored value that stands for "no value", null if there is none
 */
record SourceFile(Path path, long size, long modified, String transferSyntax, PixelFormat format, boolean real,
    boolean words, int frames, long offset, long length, boolean modalityLut, FragmentIndex fragments, double[] padding) {
}
