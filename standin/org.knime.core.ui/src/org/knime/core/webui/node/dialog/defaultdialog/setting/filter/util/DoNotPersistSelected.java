package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;

/** What only the dialog needs is not saved. */
public class DoNotPersistSelected implements NodeParametersPersistor<String[]> {

    @Override
    public String[] load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return null; // NOSONAR nothing is known, which is not the same as nothing is chosen
    }

    @Override
    public void save(final String[] obj, final NodeSettingsWO settings) {
        // on purpose
    }

    @Override
    public String[][] getConfigPaths() {
        return new String[0][];
    }
}
