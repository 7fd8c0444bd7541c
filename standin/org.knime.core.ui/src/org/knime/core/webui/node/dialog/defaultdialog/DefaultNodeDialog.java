package org.knime.core.webui.node.dialog.defaultdialog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.page.Page;
import org.knime.node.parameters.NodeParameters;

/** The dialog that KNIME makes of the classes of the settings. */
public final class DefaultNodeDialog implements NodeDialog {

    private final Map<SettingsType, Class<? extends NodeParameters>> m_classes = new EnumMap<>(SettingsType.class);

    /**
     * @param settingsType which settings
     * @param settingsClass their class
     */
    public DefaultNodeDialog(final SettingsType settingsType, final Class<? extends NodeParameters> settingsClass) {
        m_classes.put(settingsType, settingsClass);
    }

    /**
     * @param settingsType1 which settings
     * @param settingsClass1 their class
     * @param settingsType2 which other settings
     * @param settingsClass2 their class
     */
    public DefaultNodeDialog(final SettingsType settingsType1, final Class<? extends NodeParameters> settingsClass1,
        final SettingsType settingsType2, final Class<? extends NodeParameters> settingsClass2) {
        this(settingsType1, settingsClass1);
        m_classes.put(settingsType2, settingsClass2);
    }

    @Override
    public Set<SettingsType> getSettingsTypes() {
        return Collections.unmodifiableSet(m_classes.keySet());
    }

    /** @return the classes of the settings */
    public Map<SettingsType, Class<? extends NodeParameters>> getSettingsClasses() {
        return Collections.unmodifiableMap(m_classes);
    }

    /** Never called: the stand-in shows no dialogs. */
    @Override
    public Page getPage() {
        throw new UnsupportedOperationException("There are no dialogs without KNIME.");
    }
}
