package org.petctflow.types;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.IOException;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.renderer.AbstractDataValueRendererFactory;
import org.knime.core.data.renderer.AbstractPainterDataValueRenderer;
import org.knime.core.data.renderer.DataValueRenderer;
import org.knime.core.data.renderer.DefaultDataValueRenderer;

/** Shows a volume as a small picture of its middle slice. */
public final class VolumeRenderer extends AbstractPainterDataValueRenderer {

    private static final long serialVersionUID = 1L;

    private static final String DESCRIPTION = "Middle slice";

    private transient BufferedImage m_image;

    private String m_text = "";

    @Override
    public String getDescription() {
        return DESCRIPTION;
    }

    @Override
    protected void setValue(final Object value) {
        m_image = null;
        m_text = value == null ? "" : value.toString();
        if (value instanceof VolumeCell cell) {
            try {
                m_image = Thumbnails.of(cell);
            } catch (final IOException e) {
                m_text = e.getMessage(); // shown in place of the picture
            }
        }
        setToolTipText(m_text);
    }

    @Override
    protected void paintComponent(final Graphics g) {
        super.paintComponent(g);
        if (m_image == null) {
            g.setColor(getForeground());
            g.drawString(m_text, 2, g.getFontMetrics().getAscent() + 2);
        } else {
            g.drawImage(m_image, (getWidth() - m_image.getWidth()) / 2, (getHeight() - m_image.getHeight()) / 2, null);
        }
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(Thumbnails.SIZE, Thumbnails.SIZE);
    }

    /** Makes renderers of pictures. */
    public static final class Factory extends AbstractDataValueRendererFactory {

        @Override
        public String getDescription() {
            return DESCRIPTION;
        }

        @Override
        public DataValueRenderer createRenderer(final DataColumnSpec colSpec) {
            return new VolumeRenderer();
        }
    }

    /** Makes renderers of one line of text. */
    public static final class TextFactory extends AbstractDataValueRendererFactory {

        private static final String TEXT = "Text";

        @Override
        public String getDescription() {
            return TEXT;
        }

        @Override
        public DataValueRenderer createRenderer(final DataColumnSpec colSpec) {
            return new DefaultDataValueRenderer(colSpec, TEXT);
        }
    }
}
