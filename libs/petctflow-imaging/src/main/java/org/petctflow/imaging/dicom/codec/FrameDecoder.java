package org.petctflow.imaging.dicom.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Map;

import org.dcm4che3.data.UID;

/** Makes stored values of encoded frames of grey values: one transfer syntax, one format. Safe for several threads. */
public final class FrameDecoder {

    private enum Coding {
            NATIVE, RLE, JPEG_LOSSLESS, JPEG_BASELINE, JPEG_LS, JPEG_2000
    }

    private static final Map<String, Coding> CODINGS = Map.ofEntries(
        Map.entry(UID.ImplicitVRLittleEndian, Coding.NATIVE),
        Map.entry(UID.ExplicitVRLittleEndian, Coding.NATIVE),
        Map.entry(UID.DeflatedExplicitVRLittleEndian, Coding.NATIVE),
        Map.entry(UID.ExplicitVRBigEndian, Coding.NATIVE),
        Map.entry(UID.RLELossless, Coding.RLE),
        Map.entry(UID.JPEGBaseline8Bit, Coding.JPEG_BASELINE),
        Map.entry(UID.JPEGLossless, Coding.JPEG_LOSSLESS),
        Map.entry(UID.JPEGLosslessSV1, Coding.JPEG_LOSSLESS),
        Map.entry(UID.JPEGLSLossless, Coding.JPEG_LS),
        Map.entry(UID.JPEGLSNearLossless, Coding.JPEG_LS),
        Map.entry(UID.JPEG2000Lossless, Coding.JPEG_2000),
        Map.entry(UID.JPEG2000, Coding.JPEG_2000));

    /** Names of what is refused, for the message. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
        Map.entry("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4), 12-bit lossy JPEG"),
        Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component Lossless"),
        Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component"),
        Map.entry("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
        Map.entry("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
        Map.entry("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
        Map.entry("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
        Map.entry("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile"),
        Map.entry("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile"),
        Map.entry("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile"),
        Map.entry("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile"),
        Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
        Map.entry("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
        Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"),
        Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
        Map.entry("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 Lossless RPCL"),
        Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"));

    /** Values that stay in the processor's first cache. */
    private static final int PIECE = 1 << 13;

    private final String m_transferSyntax;

    private final Coding m_coding;

    private final PixelFormat m_format;

    private final boolean m_bigEndian;

    private final boolean m_words;

    private FrameDecoder(final String transferSyntax, final Coding coding, final PixelFormat format, final boolean words) {
        m_transferSyntax = transferSyntax;
        m_coding = coding;
        m_format = format;
        m_bigEndian = UID.ExplicitVRBigEndian.equals(transferSyntax);
        m_words = words;
    }

    /**
     * @param transferSyntax the transfer syntax' unique identifier
     * @param format the frames' format
     * @param words whether pixel data has the value representation OW
     * @return a decoder
     * @throws IOException if the transfer syntax or the format is not supported; the message names it
     */
    public static FrameDecoder of(final String transferSyntax, final PixelFormat format, final boolean words)
        throws IOException {
        final Coding coding = CODINGS.get(transferSyntax);
        if (coding == null) {
            throw new IOException("Pixel data in " + nameOf(transferSyntax)
                + " is not supported: convert the files to a lossless transfer syntax, e.g. Explicit VR Little Endian");
        }
        if (format.samples() != 1) {
            throw new IOException("Colour images are not supported: SamplesPerPixel (0028,0002) is " + format.samples());
        }
        if (format.bitsAllocated() == 1 || format.bitsAllocated() == 32 && coding != Coding.NATIVE && coding != Coding.RLE) {
            throw new IOException("Images of " + format.bitsAllocated() + " bits are not supported in "
                + nameOf(transferSyntax));
        }
        return new FrameDecoder(transferSyntax, coding, format, words);
    }

    /**
     * @param transferSyntax a transfer syntax' unique identifier
     * @return its name if it is one that cannot be read, with its identifier
     */
    public static String nameOf(final String transferSyntax) {
        final String name = REFUSED.get(transferSyntax);
        return "the transfer syntax " + (name == null ? "" : name + " ") + "(" + transferSyntax + ")";
    }

    /**
     * @param transferSyntax a transfer syntax' unique identifier
     * @return whether pixel data comes in fragments
     */
    public static boolean isEncapsulated(final String transferSyntax) {
        return CODINGS.get(transferSyntax) != Coding.NATIVE;
    }

    /** @return the frames' format */
    public PixelFormat format() {
        return m_format;
    }

    /** @return whether values may differ from what was measured */
    public boolean lossy() {
        return m_coding == Coding.JPEG_BASELINE || UID.JPEGLSNearLossless.equals(m_transferSyntax)
            || UID.JPEG2000.equals(m_transferSyntax);
    }

    /**
     * Decodes a frame of up to 16 bits.
     *
     * @param frame the encoded frame, all that remains in the buffer
     * @param target takes the stored values; unsigned ones of 16 bits as the short with the same bits
     * @param offset where the first value goes
     * @throws IOException if the frame is damaged
     */
    public void decode(final ByteBuffer frame, final short[] target, final int offset) throws IOException {
        final int pixels = m_format.pixels();
        if (m_format.bitsAllocated() > 16) {
            throw new IllegalStateException("a frame of 32 bits does not fit into shorts");
        }
        boolean shifted = false;
        switch (m_coding) {
            case NATIVE -> {
                nativeShorts(frame, m_bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, target, offset);
                shifted = true;
            }
            case RLE -> {
                nativeShorts(ByteBuffer.wrap(RleDecoder.decode(bytes(frame), m_format)), ByteOrder.LITTLE_ENDIAN, target,
                    offset);
                shifted = true;
            }
            case JPEG_LOSSLESS, JPEG_BASELINE -> JpegDecoder.decode(bytes(frame), m_format, target, offset);
            case JPEG_2000 -> Jpeg2000Decoder.decode(bytes(frame), m_format, target, offset);
            case JPEG_LS -> System.arraycopy(
                JpegLsDecoder.decode(bytes(frame), m_format.rows(), m_format.columns(), 1)[0], 0, target, offset, pixels);
            default -> throw new IllegalStateException(m_coding.name());
        }
        extract(target, offset, pixels, shifted ? m_format.highBit() + 1 - m_format.bitsStored() : 0);
    }

    /**
     * Decodes a frame of up to 16 bits and adds a number to each value. Native frames go piece by piece through the
     * processor's first cache, which halves the time of decoding first and adding then.
     *
     * @param frame the encoded frame, all that remains in the buffer
     * @param target takes the sums, which the caller knows to fit
     * @param offset where the first value goes
     * @param addend what is added
     * @throws IOException if the frame is damaged
     */
    public void decode(final ByteBuffer frame, final short[] target, final int offset, final int addend) throws IOException {
        if (m_coding != Coding.NATIVE || m_format.bitsAllocated() != 16) {
            decode(frame, target, offset);
            add(target, offset, m_format.pixels(), addend);
            return;
        }
        checkLength(frame);
        final ShortBuffer values =
            frame.duplicate().order(m_bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        final int pixels = m_format.pixels();
        final int shift = m_format.highBit() + 1 - m_format.bitsStored();
        for (int i = 0; i < pixels; i += PIECE) {
            final int n = Math.min(PIECE, pixels - i);
            values.get(target, offset + i, n);
            extract(target, offset + i, n, shift);
            add(target, offset + i, n, addend);
        }
    }

    private static void add(final short[] values, final int offset, final int n, final int addend) {
        final int end = offset + n;
        for (int i = offset; i < end; i++) {
            values[i] = (short)(values[i] + addend);
        }
    }

    /**
     * Decodes a frame of any number of bits.
     *
     * @param frame the encoded frame, all that remains in the buffer
     * @param target takes the stored values; unsigned ones of 32 bits as the int with the same bits
     * @throws IOException if the frame is damaged
     */
    public void decode(final ByteBuffer frame, final int[] target) throws IOException {
        final int pixels = m_format.pixels();
        if (m_format.bitsAllocated() <= 16) {
            final short[] values = new short[pixels];
            decode(frame, values, 0);
            final int mask = m_format.signed() ? -1 : 0xffff;
            for (int i = 0; i < pixels; i++) {
                target[i] = values[i] & mask;
            }
            return;
        }
        final ByteBuffer raw = m_coding == Coding.RLE ? ByteBuffer.wrap(RleDecoder.decode(bytes(frame), m_format)) : frame;
        checkLength(raw);
        raw.duplicate().order(m_bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).asIntBuffer()
            .get(target, 0, pixels);
        final int left = 31 - m_format.highBit();
        final int right = 32 - m_format.bitsStored();
        if (right != 0) {
            for (int i = 0; i < pixels; i++) {
                target[i] = m_format.signed() ? target[i] << left >> right : target[i] << left >>> right;
            }
        }
    }

    private void checkLength(final ByteBuffer frame) throws IOException {
        if (frame.remaining() < m_format.frameBytes()) {
            throw new IOException("The frame has " + frame.remaining() + " bytes where " + m_format.frameBytes()
                + " are needed for " + m_format.rows() + " x " + m_format.columns() + " pixels");
        }
    }

    private void nativeShorts(final ByteBuffer frame, final ByteOrder order, final short[] target, final int offset)
        throws IOException {
        checkLength(frame);
        final int pixels = m_format.pixels();
        if (m_format.bitsAllocated() == 16) {
            frame.duplicate().order(order).asShortBuffer().get(target, offset, pixels);
            return;
        }
        // bytes of a big endian OW element stand in swapped pairs
        final int flip = m_bigEndian && m_words && m_coding == Coding.NATIVE ? 1 : 0;
        final int start = frame.position();
        final int last = frame.limit() - 1;
        for (int i = 0; i < pixels; i++) {
            target[offset + i] = (short)(frame.get(Math.min(last, start + (i ^ flip))) & 0xff);
        }
    }

    /** Takes the stored bits out of the allocated ones, with their sign. */
    private void extract(final short[] values, final int offset, final int n, final int shift) {
        final int stored = m_format.bitsStored();
        if (stored == 16) {
            return;
        }
        final int end = offset + n;
        if (m_format.signed()) {
            final int left = 32 - stored - shift;
            final int right = 32 - stored;
            for (int i = offset; i < end; i++) {
                values[i] = (short)(values[i] << left >> right);
            }
        } else {
            final int mask = (1 << stored) - 1;
            if (shift == 0) {
                // the usual case, which the compiler turns into a few instructions for many values
                for (int i = offset; i < end; i++) {
                    values[i] = (short)(values[i] & mask);
                }
                return;
            }
            for (int i = offset; i < end; i++) {
                values[i] = (short)((values[i] & 0xffff) >> shift & mask);
            }
        }
    }

    private static byte[] bytes(final ByteBuffer frame) {
        final byte[] b = new byte[frame.remaining()];
        frame.duplicate().get(b);
        return b;
    }
}
