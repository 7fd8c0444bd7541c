package org.petctflow.imaging.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

import org.dcm4che3.data.UID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameDecoderTest {

    private static final int ROWS = 37;

    private static final int COLUMNS = 53;

    /** The values that the frames of the test resources were made of. */
    static int value(final int bits, final int row, final int column, final int component) {
        int v = (row / 8 + column / 8) % 3 == 0 ? 1000 + component
            : Math.max(0, 800 + 10 * row - 7 * column + (row * 31 + column * 17 ^ row * column) % 97 + 40 * component);
        if (bits == 16) {
            v = v * 37 & 0xffff;
        }
        return Math.min((1 << bits) - 1, bits <= 8 ? v / 8 : v);
    }

    private static short[] expected(final int bits, final int offset) {
        final short[] values = new short[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short)(value(bits, i / COLUMNS, i % COLUMNS, 0) + offset);
        }
        return values;
    }

    private static byte[] resource(final String name) throws IOException {
        try (InputStream in = FrameDecoderTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static PixelFormat format(final int stored, final boolean signed) {
        return new PixelFormat(ROWS, COLUMNS, 1, stored > 8 ? 16 : 8, stored, stored - 1, signed);
    }

    private static short[] decode(final String syntax, final PixelFormat format, final byte[] frame) throws IOException {
        final short[] values = new short[ROWS * COLUMNS];
        FrameDecoder.of(syntax, format, true).decode(ByteBuffer.wrap(frame), values, 0);
        return values;
    }

    @ParameterizedTest
    @CsvSource({"jpeg-u8-sv1.jpg,8", "jpeg-u8-sv7.jpg,8", "jpeg-u12-sv1.jpg,12", "jpeg-u12-sv2.jpg,12",
        "jpeg-u12-sv3.jpg,12", "jpeg-u12-sv4.jpg,12", "jpeg-u12-sv5.jpg,12", "jpeg-u12-sv6.jpg,12", "jpeg-u12-sv7.jpg,12",
        "jpeg-u16-sv1.jpg,16", "jpeg-u16-sv7.jpg,16", "dcmtk-u8.jls,8", "dcmtk-u12.jls,12", "dcmtk-u16.jls,16",
        "gdcm-u8.j2k,8", "gdcm-u12.j2k,12", "gdcm-u16.j2k,16", "j2k-16.j2k,16", "j2k-12.j2k,12", "j2k-8.jp2,8"})
    void losslessFramesOfOtherToolsAreReadExactly(final String name, final int bits) throws IOException {
        assertArrayEquals(expected(bits, 0), decode(syntax(name), format(bits, false), resource(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-s16-sv1.jpg", "jpeg-s16-sv7.jpg", "dcmtk-s16.jls", "gdcm-s16.jls", "gdcm-s16.j2k",
        "j2k-s16.j2k"})
    void signedFramesOfOtherToolsAreReadExactly(final String name) throws IOException {
        assertArrayEquals(expected(12, -1024), decode(syntax(name), format(16, true), resource(name)));
    }

    private static String syntax(final String name) {
        return name.endsWith(".jpg") ? UID.JPEGLossless : name.endsWith(".jls") ? UID.JPEGLSLossless : UID.JPEG2000Lossless;
    }

    @Test
    void readersAreFoundUnderAForeignClassLoader() throws Exception {
        final ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader foreign = new URLClassLoader(new URL[0], null)) {
            Thread.currentThread().setContextClassLoader(foreign);
            assertArrayEquals(expected(12, 0), decode(UID.JPEGLosslessSV1, format(12, false), resource("jpeg-u12-sv1.jpg")));
            assertArrayEquals(expected(12, 0), decode(UID.JPEG2000Lossless, format(12, false), resource("gdcm-u12.j2k")));
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    @Test
    void baselineJpegIsLossy() throws IOException {
        final FrameDecoder decoder = FrameDecoder.of(UID.JPEGBaseline8Bit, format(8, false), false);
        final short[] values = new short[ROWS * COLUMNS];
        decoder.decode(ByteBuffer.wrap(resource("baseline-u8.jpg")), values, 0);
        final short[] expected = expected(8, 0);
        double error = 0;
        for (int i = 0; i < values.length; i++) {
            error += Math.abs(values[i] - expected[i]);
        }
        assertTrue(decoder.lossy());
        assertTrue(error / values.length < 6, "mean error " + error / values.length);
    }

    @ParameterizedTest
    @CsvSource({"2,1,0,0,", "8,1,0,0,", "12,1,0,0,", "16,1,0,0,", "12,1,0,1,", "12,1,0,3,", "12,1,0,10,", "8,1,0,2,",
        "8,3,0,0,", "8,3,1,0,", "8,3,2,0,", "16,3,0,0,", "16,3,1,0,", "16,3,2,0,", "12,3,0,4,", "12,3,1,4,", "12,3,2,4,",
        "12,1,0,0,-preset", "12,1,0,0,-restart"})
    void jpegLsOfAllModesIsReadWithinItsError(final int bits, final int components, final int interleave, final int near,
        final String suffix) throws IOException {
        final byte[] frame = resource("ls-" + bits + "-" + components + "-" + interleave + "-" + near
            + (suffix == null ? "" : suffix) + ".jls");
        final short[][] samples = JpegLsDecoder.decode(frame, ROWS, COLUMNS, components);
        int largest = 0;
        for (int k = 0; k < components; k++) {
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                largest = Math.max(largest,
                    Math.abs((samples[k][i] & 0xffff) - value(bits, i / COLUMNS, i % COLUMNS, k)));
            }
        }
        assertEquals(near, largest);
    }

    @ParameterizedTest
    @CsvSource({"8,8,7,false", "16,16,15,false", "16,16,15,true", "16,12,11,true", "16,12,11,false", "16,10,13,true",
        "16,12,15,false"})
    void nativeAndRleFramesAgree(final int allocated, final int stored, final int high, final boolean signed)
        throws IOException {
        final PixelFormat format = new PixelFormat(5, 7, 1, allocated, stored, high, signed);
        final SplittableRandom random = new SplittableRandom(allocated * 100 + stored);
        final short[] expected = new short[35];
        final ByteBuffer little = ByteBuffer.allocate(35 * allocated / 8).order(ByteOrder.LITTLE_ENDIAN);
        final ByteBuffer big = ByteBuffer.allocate(36 * allocated / 8).order(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < 35; i++) {
            final int v = (int)random.nextLong(format.min(), format.max() + 1);
            expected[i] = (short)v;
            // bits that are not stored hold other things, e.g. overlays
            final int shift = high + 1 - stored;
            final int mask = (1 << stored) - 1 << shift;
            final int word = v << shift & mask | random.nextInt() & ~mask;
            if (allocated == 8) {
                little.put((byte)word);
                big.put(i ^ 1, (byte)word);
            } else {
                little.putShort((short)word);
                big.putShort((short)word);
            }
        }
        final short[] values = new short[35];
        FrameDecoder.of(UID.ExplicitVRLittleEndian, format, true).decode(little.flip(), values, 0);
        assertArrayEquals(expected, values);
        FrameDecoder.of(UID.ExplicitVRBigEndian, format, true).decode(big.rewind(), values, 0);
        assertArrayEquals(expected, values);
        FrameDecoder.of(UID.RLELossless, format, true).decode(ByteBuffer.wrap(rle(little.array(), allocated / 8)), values, 0);
        assertArrayEquals(expected, values);
        final int[] ints = new int[35];
        FrameDecoder.of(UID.ExplicitVRLittleEndian, format, true).decode(little, ints);
        for (int i = 0; i < 35; i++) {
            assertEquals(signed ? expected[i] : expected[i] & 0xffff, ints[i]);
        }
    }

    /** Packs byte planes with literal and repeated runs. */
    private static byte[] rle(final byte[] frame, final int planes) {
        final ByteArrayOutputStream segments = new ByteArrayOutputStream();
        final ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(planes);
        for (int p = planes - 1; p >= 0; p--) {
            header.putInt(64 + segments.size());
            int i = p;
            while (i < frame.length) {
                int n = 1;
                while (i + n * planes < frame.length && n < 128 && frame[i + n * planes] == frame[i]) {
                    n++;
                }
                if (n > 1) {
                    segments.write(1 - n);
                } else {
                    segments.write(0);
                }
                segments.write(frame[i]);
                i += n * planes;
            }
        }
        final byte[] all = Arrays.copyOf(header.array(), 64 + segments.size());
        System.arraycopy(segments.toByteArray(), 0, all, 64, segments.size());
        return all;
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void wordsOf32BitsKeepAllTheirBits(final boolean signed) throws IOException {
        final PixelFormat format = new PixelFormat(1, 3, 1, 32, 32, 31, signed);
        final byte[] frame = {1, 2, 3, 4, -1, -1, -1, -1, 0, 0, 0, (byte)0x80};
        final int[] values = new int[3];
        FrameDecoder.of(UID.ImplicitVRLittleEndian, format, true).decode(ByteBuffer.wrap(frame), values);
        assertArrayEquals(new int[]{0x04030201, -1, Integer.MIN_VALUE}, values);
        final int[] planes = new int[3];
        FrameDecoder.of(UID.RLELossless, format, true).decode(ByteBuffer.wrap(rle(frame, 4)), planes);
        assertArrayEquals(values, planes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.110", "1.2.3"})
    void otherTransferSyntaxesAreRefusedByName(final String syntax) {
        final IOException e =
            assertThrows(IOException.class, () -> FrameDecoder.of(syntax, format(12, false), false));
        assertTrue(e.getMessage().contains(syntax), e.getMessage());
        assertTrue(e.getMessage().contains("convert"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-u12-sv1.jpg", "gdcm-u12.j2k", "dcmtk-u12.jls"})
    void aFrameOfAnotherSizeIsRefused(final String name) throws IOException {
        final PixelFormat format = new PixelFormat(ROWS + 1, COLUMNS, 1, 16, 12, 11, false);
        final byte[] frame = resource(name);
        final IOException e = assertThrows(IOException.class, () -> decode(syntax(name), format, frame));
        assertTrue(e.getMessage().contains("37 x 53"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg-u12-sv1.jpg", "jpeg-u12-sv7.jpg", "gdcm-u12.j2k", "dcmtk-u12.jls", "ls-12-1-0-3.jls",
        "ls-12-1-0-0-restart.jls", "j2k-12.j2k"})
    void damagedFramesAreReadOrRefused(final String name) throws IOException {
        final byte[] frame = resource(name);
        final SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            final byte[] damaged = Arrays.copyOf(frame, i % 3 == 0 ? random.nextInt(frame.length) : frame.length);
            for (int k = 0; k < 1 + i % 5 && damaged.length > 0; k++) {
                damaged[random.nextInt(damaged.length)] = (byte)random.nextInt();
            }
            try {
                decode(syntax(name), format(12, false), damaged);
            } catch (final IOException expected) {
                refused++;
            }
        }
        assertTrue(refused > 10, refused + " of 60 were refused");
    }
}
