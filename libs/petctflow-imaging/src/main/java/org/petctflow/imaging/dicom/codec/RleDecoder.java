package org.petctflow.imaging.dicom.codec;

import java.io.IOException;

/** RLE Lossless: byte planes, each packed by runs (DICOM PS3.5 annex G). */
final class RleDecoder {

    private static final int HEADER = 64;

    private RleDecoder() {
    }

    /**
     * @param data an encoded frame
     * @param format its format
     * @return the native frame, little endian, samples of a pixel side by side
     * @throws IOException if the frame is damaged
     */
    static byte[] decode(final byte[] data, final PixelFormat format) throws IOException {
        final int bytes = format.bitsAllocated() / 8;
        final int planes = bytes * format.samples();
        if (data.length < HEADER) {
            throw new IOException("An RLE frame starts with 64 bytes, but there are " + data.length);
        }
        final int segments = number(data, 0);
        if (bytes == 0 || segments != planes) {
            throw new IOException("The RLE frame has " + segments + " segments where " + planes + " are needed for "
                + format.bitsAllocated() + " bits and " + format.samples() + " samples");
        }
        final byte[] frame = new byte[Math.multiplyExact(format.pixels(), planes)];
        for (int s = 0; s < segments; s++) {
            final int start = number(data, 4 + 4 * s);
            final int end = s + 1 < segments ? number(data, 8 + 4 * s) : data.length;
            if (start < HEADER || end < start || end > data.length) {
                throw new IOException("Segment " + (s + 1) + " of the RLE frame reaches from " + start + " to " + end
                    + ", outside of its " + data.length + " bytes");
            }
            // planes come with the most significant byte of each sample first
            final int sample = s / bytes;
            final int significance = bytes - 1 - s % bytes;
            unpack(data, start, end, frame, sample * bytes + significance, planes, s);
        }
        return frame;
    }

    private static int number(final byte[] b, final int i) {
        return b[i] & 0xff | (b[i + 1] & 0xff) << 8 | (b[i + 2] & 0xff) << 16 | (b[i + 3] & 0xff) << 24;
    }

    private static void unpack(final byte[] data, final int start, final int end, final byte[] frame, final int first,
        final int stride, final int segment) throws IOException {
        int in = start;
        int out = first;
        while (out < frame.length) {
            if (in >= end) {
                throw new IOException("Segment " + (segment + 1) + " of the RLE frame ends after " + out / stride + " of "
                    + frame.length / stride + " pixels");
            }
            final int n = data[in++];
            if (n >= 0) {
                if (in + n >= end) {
                    throw new IOException("Segment " + (segment + 1) + " of the RLE frame ends within a literal run");
                }
                for (int i = 0; i <= n && out < frame.length; i++, out += stride) {
                    frame[out] = data[in + i];
                }
                in += n + 1;
            } else if (n != -128) {
                if (in >= end) {
                    throw new IOException("Segment " + (segment + 1) + " of the RLE frame ends within a run");
                }
                final byte value = data[in++];
                for (int i = 0; i < 1 - n && out < frame.length; i++, out += stride) {
                    frame[out] = value;
                }
            }
        }
    }
}
