package org.petctflow.imaging.dicom.codec;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;

/**
 * JPEG (ITU-T T.81): lossless (process 14) of 2 to 16 bits and 8-bit baseline, by TwelveMonkeys' reader. The reader is
 * made directly: what ImageIO's registry finds depends on the thread's class loader.
 */
final class JpegDecoder {

    private static final ImageReaderSpi PROVIDER = provider();

    private JpegDecoder() {
    }

    /** TwelveMonkeys' reader builds on the JDK's: the two meet in a registry of their own, and nobody else's changes. */
    private static ImageReaderSpi provider() {
        final ServiceRegistry registry = new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        final Iterator<ImageReaderSpi> known =
            IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (known.hasNext()) {
            final ImageReaderSpi spi = known.next();
            if (spi.getClass().getName().startsWith("com.sun.imageio.plugins.jpeg.")) {
                registry.registerServiceProvider(spi, ImageReaderSpi.class);
            }
        }
        final ImageReaderSpi provider = new JPEGImageReaderSpi();
        registry.registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }

    /** What the frame header (T.81 section B.2.2) says. */
    private record Header(int process, int precision, int rows, int columns, int components) {

        boolean lossless() {
            return process == 3;
        }
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
        final Header header = header(data);
        if (header.rows != format.rows() || header.columns != format.columns() || header.components != format.samples()) {
            throw new IOException("The JPEG frame has " + header.rows + " x " + header.columns + " x " + header.components
                + " samples, but " + format.rows() + " x " + format.columns() + " x " + format.samples() + " are declared");
        }
        if (header.lossless() ? header.precision > format.bitsAllocated() : header.precision != 8) {
            throw new IOException("The JPEG frame has " + header.precision + "-bit samples"
                + (header.lossless() ? ", but BitsAllocated (0028,0100) is " + format.bitsAllocated()
                    : " of a lossy process: convert it to a lossless transfer syntax"));
        }
        copy(raster(data), format.pixels(), target, offset);
    }

    private static Raster raster(final byte[] data) throws IOException {
        final ImageReader reader = PROVIDER.createReaderInstance(null);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(data))) {
            reader.setInput(in, true, true);
            return reader.readRaster(0, null);
        } catch (final RuntimeException e) {
            throw new IOException("The JPEG frame is damaged: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    static void copy(final Raster raster, final int pixels, final short[] target, final int offset) throws IOException {
        final DataBuffer buffer = raster.getDataBuffer();
        if (raster.getNumBands() != 1 || buffer.getSize() < pixels || buffer.getNumBanks() != 1) {
            throw new IOException("The frame decoded to " + raster.getNumBands() + " bands of "
                + buffer.getSize() + " samples where one of " + pixels + " was declared");
        }
        if (buffer instanceof DataBufferUShort words) {
            System.arraycopy(words.getData(), 0, target, offset, pixels);
        } else if (buffer instanceof DataBufferByte bytes) {
            final byte[] b = bytes.getData();
            for (int i = 0; i < pixels; i++) {
                target[offset + i] = (short)(b[i] & 0xff);
            }
        } else {
            for (int i = 0; i < pixels; i++) {
                target[offset + i] = (short)buffer.getElem(i);
            }
        }
    }

    private static Header header(final byte[] data) throws IOException {
        if (data.length < 4 || data[0] != (byte)0xff || data[1] != (byte)0xd8) {
            throw new IOException("The JPEG frame does not start with a start of image marker");
        }
        int at = 2;
        while (at + 9 < data.length) {
            if (data[at] != (byte)0xff) {
                throw new IOException("The JPEG frame is damaged at byte " + at + ": there is no marker");
            }
            final int marker = data[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return new Header(marker - 0xc0, data[at + 4] & 0xff, word(data, at + 5), word(data, at + 7),
                    data[at + 9] & 0xff);
            } else if (marker == 0xda || marker == 0xd9) {
                break;
            } else {
                at += 2 + word(data, at + 2);
            }
        }
        throw new IOException("The JPEG frame has no frame header");
    }

    private static int word(final byte[] data, final int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }
}
