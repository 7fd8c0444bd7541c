package org.petctflow.imaging.dicom.codec;

import java.io.IOException;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * How a frame's pixels are stored (DICOM PS3.3 section C.7.6.3).
 *
 * @param rows number of rows, 1 to 65535
 * @param columns number of columns, 1 to 65535
 * @param samples samples a pixel: 1 for grey values, 3 for colours
 * @param bitsAllocated 1, 8, 16 or 32
 * @param bitsStored how many of them hold the value
 * @param highBit where the value's most significant bit is, from 0
 * @param signed whether values are in two's complement
 */
public record PixelFormat(int rows, int columns, int samples, int bitsAllocated, int bitsStored, int highBit,
    boolean signed) {

    /**
     * @param header a data set with an image pixel module
     * @return its format
     * @throws IOException if an element is missing or has a value that DICOM does not allow; the message names it
     */
    public static PixelFormat of(final Attributes header) throws IOException {
        final int rows = required(header, Tag.Rows, "Rows (0028,0010)");
        final int columns = required(header, Tag.Columns, "Columns (0028,0011)");
        final int samples = header.getInt(Tag.SamplesPerPixel, 1);
        final int allocated = required(header, Tag.BitsAllocated, "BitsAllocated (0028,0100)");
        final int stored = header.getInt(Tag.BitsStored, allocated);
        final int high = header.getInt(Tag.HighBit, stored - 1);
        if (rows < 1 || rows > 0xffff || columns < 1 || columns > 0xffff) {
            throw new IOException("Rows (0028,0010) and Columns (0028,0011) must be 1 to 65535, but were " + rows + " and "
                + columns);
        }
        if (samples < 1 || samples > 4) {
            throw new IOException("SamplesPerPixel (0028,0002) must be 1 to 4, but was " + samples);
        }
        if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32) {
            throw new IOException("BitsAllocated (0028,0100) must be 1, 8, 16 or 32, but was " + allocated);
        }
        if (stored < 1 || stored > allocated || high < stored - 1 || high >= allocated) {
            throw new IOException("BitsStored (0028,0101) " + stored + " and HighBit (0028,0102) " + high
                + " do not fit BitsAllocated (0028,0100) " + allocated);
        }
        return new PixelFormat(rows, columns, samples, allocated, stored, high,
            header.getInt(Tag.PixelRepresentation, 0) == 1);
    }

    private static int required(final Attributes header, final int tag, final String name) throws IOException {
        final int value = header.getInt(tag, -1);
        if (value < 0) {
            throw new IOException(name + " is missing: this is no image, or its header is damaged");
        }
        return value;
    }

    /** @return rows * columns */
    public int pixels() {
        return Math.multiplyExact(rows, columns);
    }

    /** @return bytes of a native frame; a frame of single bits may share its last byte with the next one */
    public long frameBytes() {
        return ((long)rows * columns * samples * bitsAllocated + 7) / 8;
    }

    /** @return the smallest value that can be stored */
    public long min() {
        return signed ? -(1L << bitsStored - 1) : 0;
    }

    /** @return the largest value that can be stored */
    public long max() {
        return signed ? (1L << bitsStored - 1) - 1 : (1L << bitsStored) - 1;
    }
}
