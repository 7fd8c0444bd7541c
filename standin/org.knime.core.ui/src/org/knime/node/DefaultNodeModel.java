package org.knime.node;

import java.io.File;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What the models of all nodes that a {@link DefaultNode} describes have in common. */
abstract class DefaultNodeModel extends NodeModel {

    final ParametersHolder m_parameters;

    DefaultNodeModel(final PortType[] in, final PortType[] out, final DefaultModel model,
        final Class<? extends NodeParameters> viewParameters) {
        super(in, out);
        m_parameters = new ParametersHolder(model.getParametersClass().orElse(null), viewParameters, in, out);
    }

    @Override
    protected final void saveSettingsTo(final NodeSettingsWO settings) {
        m_parameters.save(settings);
    }

    @Override
    protected final void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        m_parameters.validate(settings);
    }

    @Override
    protected final void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        m_parameters.load(settings);
    }

    @Override
    protected final void validateViewSettings(final NodeSettingsRO viewSettings) throws InvalidSettingsException {
        m_parameters.validateView(viewSettings);
    }

    @Override
    protected final void saveDefaultViewSettingsTo(final NodeSettingsWO viewSettings) {
        m_parameters.saveViewDefaults(viewSettings);
    }

    @Override
    protected void reset() {
        // nothing is kept
    }

    @Override
    protected final void loadInternals(final File nodeInternDir, final ExecutionMonitor exec) {
        // what the view needs are port objects, which are saved as such
    }

    @Override
    protected final void saveInternals(final File nodeInternDir, final ExecutionMonitor exec) {
        // what the view needs are port objects, which are saved as such
    }
}
