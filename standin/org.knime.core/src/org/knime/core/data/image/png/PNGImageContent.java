package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** A PNG picture: its bytes, decoded when it is painted. */
public class PNGImageContent implements ImageContent {

    /** The type of cells that hold such pictures. */
    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private final byte[] m_bytes;

    private SoftReference<BufferedImage> m_image = new SoftReference<>(null);

    /** @param imageBytes a PNG file; must not be changed afterwards */
    public PNGImageContent(final byte[] imageBytes) {
        if (imageBytes == null) {
            throw new NullPointerException("Argument must not be null.");
        }
        m_bytes = imageBytes;
        getImage();
    }

    /**
     * @param is a PNG file
     * @throws IOException if it cannot be read
     */
    public PNGImageContent(final InputStream is) throws IOException {
        this(is.readAllBytes());
    }

    /** @return the bytes; must not be changed */
    public byte[] getByteArrayReference() {
        return m_bytes;
    }

    /** @return a copy of the bytes */
    public byte[] getByteArray() {
        return m_bytes.clone();
    }

    /** @return the decoded picture */
    public Image getImage() {
        return image();
    }

    private synchronized BufferedImage image() {
        BufferedImage image = m_image.get();
        if (image == null) {
            try {
                image = ImageIO.read(new ByteArrayInputStream(m_bytes));
            } catch (IOException e) {
                throw new IllegalArgumentException("Image can't be read", e);
            }
            if (image == null) {
                throw new IllegalArgumentException("ImageIO returned null while reading image bytes");
            }
            m_image = new SoftReference<>(image);
        }
        return image;
    }

    @Override
    public void paint(final Graphics2D g, final int width, final int height) {
        final BufferedImage image = image();
        final double scale = Math.min(1, Math.min(width / (double)image.getWidth(), height / (double)image.getHeight()));
        final int w = (int)Math.round(scale * image.getWidth());
        final int h = (int)Math.round(scale * image.getHeight());
        g.drawImage(image, (width - w) / 2, (height - h) / 2, w, h, null);
    }

    @Override
    public void save(final OutputStream output) throws IOException {
        output.write(m_bytes);
    }

    static PNGImageContent deserialize(final DataCellDataInput input) throws IOException {
        final byte[] bytes = new byte[input.readInt()];
        input.readFully(bytes);
        return new PNGImageContent(bytes);
    }

    /**
     * @param output takes the picture
     * @throws IOException if it cannot be written
     */
    public void serialize(final DataCellDataOutput output) throws IOException {
        output.writeInt(m_bytes.length);
        output.write(m_bytes);
    }

    @Override
    public DataCell toImageCell() {
        return new PNGImageCell(this);
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(image().getWidth(), image().getHeight());
    }

    @Override
    public String getSummary() {
        final Dimension size = getPreferredSize();
        return "PNG Image " + size.width + " x " + size.height + " with "
            + (m_bytes.length < 1000 ? m_bytes.length + " B" : m_bytes.length / 1024 + " KB");
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m_bytes);
    }

    @Override
    public boolean equals(final Object o) {
        return o == this || o != null && o.getClass() == getClass() && Arrays.equals(m_bytes, ((PNGImageContent)o).m_bytes);
    }
}
