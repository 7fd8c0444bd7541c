package org.knime.core.webui.node.view;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.UIExtension;
import org.knime.core.webui.data.DataServiceProvider;

/** What a node shows when it has run. */
public interface NodeView extends UIExtension, DataServiceProvider {

    /**
     * @param settings settings of the view
     * @throws InvalidSettingsException if they are not valid
     */
    void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    /** @param settings settings of the view that were checked */
    void loadValidatedSettingsFrom(NodeSettingsRO settings);

    /** @return how the page is sized */
    default PageFormat getDefaultPageFormat() {
        return PageFormat.ASPECT_RATIO_4BY3;
    }

    /** @return whether the view can be part of a report */
    default boolean canBeUsedInReport() {
        return false;
    }
}
