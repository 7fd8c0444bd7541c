package org.petctflow.standin.core;

import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;

import javax.swing.Icon;

/**
 * An icon with a letter, in place of KNIME's pictures, which are not part of the stand-in.
 *
 * @param letter what to paint
 */
public record LetterIcon(String letter) implements Icon {

    private static final int SIZE = 16;

    @Override
    public void paintIcon(final Component c, final Graphics g, final int x, final int y) {
        g.setColor(Color.DARK_GRAY);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, SIZE - 4));
        g.drawString(letter, x + 4, y + SIZE - 4);
    }

    @Override
    public int getIconWidth() {
        return SIZE;
    }

    @Override
    public int getIconHeight() {
        return SIZE;
    }
}
