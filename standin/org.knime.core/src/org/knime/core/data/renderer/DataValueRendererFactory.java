package org.knime.core.data.renderer;

import org.knime.core.data.DataColumnSpec;

/** Makes renderers; registered in plugin.xml for a kind of values. */
public interface DataValueRendererFactory {

    /** @return the name for a user */
    String getDescription();

    /** @return a name that does not change */
    String getId();

    /**
     * @param colSpec a column
     * @return paints its cells
     */
    DataValueRenderer createRenderer(DataColumnSpec colSpec);
}
