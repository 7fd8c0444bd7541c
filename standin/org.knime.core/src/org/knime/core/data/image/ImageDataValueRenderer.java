package org.knime.core.data.image;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;

import org.knime.core.data.renderer.AbstractPainterDataValueRenderer;

/** Paints pictures. */
public class ImageDataValueRenderer extends AbstractPainterDataValueRenderer {

    private static final long serialVersionUID = 1L;

    private final String m_name;

    private transient ImageContent m_content;

    /** @param name the name for a user */
    public ImageDataValueRenderer(final String name) {
        m_name = name;
    }

    @Override
    protected void setValue(final Object value) {
        m_content = value instanceof ImageValue v ? v.getImageContent() : null;
    }

    @Override
    public String getDescription() {
        return m_name;
    }

    @Override
    protected void paintComponent(final Graphics g) {
        super.paintComponent(g);
        if (m_content != null) {
            m_content.paint((Graphics2D)g, getWidth(), getHeight());
        }
    }

    @Override
    public Dimension getPreferredSize() {
        return m_content == null ? new Dimension(16, 16) : m_content.getPreferredSize();
    }
}
