package org.knime.core.webui.node.dialog;

import java.util.Set;

import org.knime.core.webui.UIExtension;

/** What the user sets a node with. The stand-in knows of a dialog only which settings it is for. */
public interface NodeDialog extends UIExtension {

    /** @return the settings it is for */
    Set<SettingsType> getSettingsTypes();

    /** @return whether it can be made larger */
    default boolean canBeEnlarged() {
        return false;
    }
}
