package org.knime.core.node.workflow;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.Config;
import org.petctflow.standin.core.Access;

/** Opens this package to the engine. */
final class VariableAccess implements Access.ForVariables {

    @Override
    public void overwrite(final Config config, final String key, final FlowVariable variable) throws InvalidSettingsException {
        VariableType.overwrite(config, key, variable);
    }

    @Override
    public Optional<FlowVariable> create(final String name, final Config config, final String key) throws InvalidSettingsException {
        return VariableType.create(name, config, key);
    }
}
