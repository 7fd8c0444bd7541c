package org.petctflow.imaging.dicom.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;

import jj2000.j2k.NotImplementedError;

/** JPEG 2000 part 1 (ITU-T T.800), by the reader of jai-imageio, made directly. */
final class Jpeg2000Decoder {

    /** More tiles, layers or precincts than any image has: memory for them is taken before a single bit is decoded. */
    private static final int MAX_TILES = 4096;

    private static final int MAX_LAYERS = 256;

    private static final int SIZ = 0xff51;

    private static final int COD = 0xff52;

    private static final int COC = 0xff53;

    private static final int SOT = 0xff90;

    private static final int SOD = 0xff93;

    private static final int EOC = 0xffd9;

    /** Packet headers in the main header, and in a tile part's: where they end early the reader goes on for ever. */
    private static final int PPM = 0xff60;

    private static final int PPT = 0xff61;

    private Jpeg2000Decoder() {
    }

    /**
     * @param data an encoded frame
     * @param format its format: grey values of up to 16 bits
     * @param target takes the samples
     * @param offset where the first sample goes
     * @throws IOException if the frame is damaged or is not what was declared
     */
    static void decode(final byte[] data, final PixelFormat format, final short[] target, final int offset)
        throws IOException {
        final int start = codestream(data);
        check(data, start, format);
        final J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
        try (ImageInputStream in = new CodeStream(data, start)) {
            reader.setInput(in, true, true);
            JpegDecoder.copy(reader.readRaster(0, null), format.pixels(), target, offset);
        } catch (final RuntimeException | StackOverflowError | ThreadDeath | NotImplementedError e) {
            // the reader wants the thread to die of a damaged frame; the thread is not its own
            throw new IOException("The JPEG 2000 frame is damaged: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    /**
     * Ends with an exception that the reader does not catch: it would take -1 for bits that are all ones and go on for ever,
     * and an EOFException for the thread's end.
     */
    private static final class CodeStream extends ImageInputStreamImpl {

        private final byte[] m_data;

        private final int m_start;

        /** How many bytes may be read; a sane code stream is read about twice. */
        private long m_budget;

        CodeStream(final byte[] data, final int start) {
            m_data = data;
            m_start = start;
            m_budget = 8L * data.length + (1 << 16);
        }

        @Override
        public int read() throws IOException {
            checkLeft();
            bitOffset = 0;
            m_budget--;
            return m_data[m_start + (int)streamPos++] & 0xff;
        }

        @Override
        public int read(final byte[] b, final int off, final int len) throws IOException {
            checkLeft();
            bitOffset = 0;
            final int n = (int)Math.min(len, m_data.length - m_start - streamPos);
            System.arraycopy(m_data, m_start + (int)streamPos, b, off, n);
            streamPos += n;
            m_budget -= n;
            return n;
        }

        private void checkLeft() throws IOException {
            if (streamPos >= m_data.length - m_start || m_budget < 0) {
                throw new UncheckedIOException(new EOFException("it ends early"));
            }
        }

        @Override
        public long length() {
            return m_data.length - m_start;
        }
    }

    /** DICOM wants the bare code stream (PS3.5 section A.4.4); some writers wrap it in the JP2 file format. */
    private static int codestream(final byte[] data) throws IOException {
        if (data.length > 12 && number(data, 4) == 0x6a502020) {
            for (int i = 12; i + 3 < data.length; i++) {
                if (number(data, i) == 0xff4fff51) {
                    return i;
                }
            }
        }
        if (data.length < 4 || number(data, 0) != 0xff4fff51) {
            throw new IOException("The JPEG 2000 frame does not start with a code stream");
        }
        return 0;
    }

    private static void check(final byte[] data, final int start, final PixelFormat format) throws IOException {
        int at = start + 2;
        while (at + 4 <= data.length) {
            final int marker = word(data, at);
            final int length = word(data, at + 2);
            if (marker == SOT) {
                tileParts(data, at);
                stuffing(data, at);
                return;
            }
            if (marker < 0xff00 || length < 2 || at + 2 + length > data.length) {
                throw new IOException("The JPEG 2000 frame is damaged at byte " + at);
            }
            refusePacked(marker);
            if (marker == SIZ) {
                size(data, at, length, format);
            } else if (marker == COD && length >= 12) {
                final int layers = word(data, at + 6);
                if (layers > MAX_LAYERS) {
                    throw new IOException("The JPEG 2000 frame has " + layers + " quality layers; at most " + MAX_LAYERS
                        + " are supported");
                }
                precincts(data, at + 13 + 1, at + 2 + length, (data[at + 4] & 1) != 0);
            } else if (marker == COC && length >= 9) {
                precincts(data, at + 4 + 1 + 1 + 5, at + 2 + length, (data[at + 5] & 1) != 0);
            }
            at += 2 + length;
        }
        throw new IOException("The JPEG 2000 frame has no tile");
    }

    private static void refusePacked(final int marker) throws IOException {
        if (marker == PPM || marker == PPT) {
            throw new IOException("The JPEG 2000 frame has packed packet headers, which are not supported");
        }
    }

    /** Follows the tile parts by their lengths and looks at their headers. */
    private static void tileParts(final byte[] data, final int first) throws IOException {
        int part = first;
        while (part + 12 <= data.length && word(data, part) == SOT) {
            int at = part + 2 + word(data, part + 2);
            while (at + 4 <= data.length && word(data, at) != SOD) {
                refusePacked(word(data, at));
                at += 2 + Math.max(2, word(data, at + 2));
            }
            final long length = unsigned(data, part + 6);
            if (length == 0 || part + length >= data.length) {
                return;
            }
            if (length < 14) {
                throw new IOException("The JPEG 2000 frame is damaged at byte " + part);
            }
            part += (int)length;
        }
        if (part + 2 <= data.length && word(data, part) != EOC) {
            throw new IOException("The JPEG 2000 frame is damaged at byte " + part);
        }
    }

    /**
     * Behind the main header no two bytes are FF FF (bit stuffing, T.800 section B.10.1; markers end below FF): in a packet's
     * header they would be ones without an end to the reader.
     */
    private static void stuffing(final byte[] data, final int from) throws IOException {
        for (int i = from; i + 1 < data.length; i++) {
            if (data[i] == (byte)0xff && data[i + 1] == (byte)0xff) {
                throw new IOException("The JPEG 2000 frame is damaged at byte " + i);
            }
        }
    }

    private static void size(final byte[] data, final int at, final int length, final PixelFormat format)
        throws IOException {
        if (length < 41) {
            throw new IOException("The JPEG 2000 frame is damaged at byte " + at);
        }
        final long columns = unsigned(data, at + 6) - unsigned(data, at + 14);
        final long rows = unsigned(data, at + 10) - unsigned(data, at + 18);
        final int components = word(data, at + 38);
        if (rows != format.rows() || columns != format.columns() || components != format.samples()) {
            throw new IOException("The JPEG 2000 frame has " + rows + " x " + columns + " x " + components
                + " samples, but " + format.rows() + " x " + format.columns() + " x " + format.samples() + " are declared");
        }
        final int precision = (data[at + 40] & 0x7f) + 1;
        if (precision > format.bitsAllocated() || data[at + 41] != 1 || data[at + 42] != 1) {
            throw new IOException("The JPEG 2000 frame has " + precision + "-bit samples with steps " + data[at + 41] + " and "
                + data[at + 42] + ", but BitsAllocated (0028,0100) is " + format.bitsAllocated());
        }
        final long width = unsigned(data, at + 22);
        final long height = unsigned(data, at + 26);
        final long offsetX = unsigned(data, at + 30);
        final long offsetY = unsigned(data, at + 34);
        if (width == 0 || height == 0
            || ((unsigned(data, at + 6) - offsetX) / width + 1) * ((unsigned(data, at + 10) - offsetY) / height + 1)
                > MAX_TILES) {
            throw new IOException("The JPEG 2000 frame has tiles of " + width + " x " + height + ", more than " + MAX_TILES);
        }
    }

    private static void precincts(final byte[] data, final int from, final int to, final boolean given) throws IOException {
        for (int i = from; given && i < to; i++) {
            if ((data[i] & 15) < 4 || (data[i] >> 4 & 15) < 4) {
                // the lowest resolutions of a small image may have small precincts; a large image has too many of them
                throw new IOException("The JPEG 2000 frame has precincts below 16 x 16, which are not supported");
            }
        }
    }

    private static int word(final byte[] data, final int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    private static int number(final byte[] data, final int at) {
        return word(data, at) << 16 | word(data, at + 2);
    }

    private static long unsigned(final byte[] data, final int at) {
        return number(data, at) & 0xffffffffL;
    }
}
