package org.knime.core.data.image;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;

import org.knime.core.data.DataCell;

/** A picture. */
public interface ImageContent {

    /**
     * @param g where to paint
     * @param maxWidth the room
     * @param maxHeight the room
     */
    void paint(Graphics2D g, int maxWidth, int maxHeight);

    /** @return the size in pixels */
    Dimension getPreferredSize();

    /** @return a cell that holds the picture */
    DataCell toImageCell();

    /**
     * @param out takes the picture in its own format; not closed
     * @throws IOException if it cannot be written
     */
    void save(OutputStream out) throws IOException;

    /** @return a line about the picture */
    String getSummary();
}
