package org.knime.core.data.renderer;

import java.awt.Component;
import java.awt.Dimension;

import javax.swing.ListCellRenderer;
import javax.swing.table.TableCellRenderer;

import org.knime.core.data.DataColumnSpec;

/** Paints cells. */
@SuppressWarnings("rawtypes")
public interface DataValueRenderer extends TableCellRenderer, ListCellRenderer {

    /** The column property that names the renderer a user wants. */
    public static final String PROPERTY_PREFERRED_RENDERER = "preferred.renderer";

    /** @return the name for a user */
    String getDescription();

    /** @return the size the last cell wants */
    Dimension getPreferredSize();

    /**
     * @param val a cell
     * @return paints it
     */
    Component getRendererComponent(Object val);

    /**
     * @param spec a column
     * @return whether its cells can be painted
     */
    boolean accepts(DataColumnSpec spec);
}
