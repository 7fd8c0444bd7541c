package org.knime.core.node;

import java.util.Map;

import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;
import org.petctflow.standin.core.Access;
import org.petctflow.standin.core.NodeData;
import org.petctflow.standin.core.NodeText;
import org.petctflow.standin.core.RowStore;

/** Opens this package to the engine. */
final class NodeAccessImpl implements Access.ForNodes {

    private static final NodeAccessImpl INSTANCE = new NodeAccessImpl();

    private NodeAccessImpl() {
    }

    static void register() {
        Access.set(INSTANCE);
    }

    @Override
    public void setText(final NodeFactory<?> factory, final NodeText text) {
        factory.setText(text);
    }

    @Override
    public NodeText getText(final NodeFactory<?> factory) {
        return factory.getText();
    }

    @Override
    public PortType[] inPorts(final NodeModel model) {
        return model.getInPorts();
    }

    @Override
    public PortType[] outPorts(final NodeModel model) {
        return model.getOutPorts();
    }

    @Override
    public void saveSettings(final NodeModel model, final NodeSettingsWO settings) {
        model.saveSettingsTo(settings);
    }

    @Override
    public void validateSettings(final NodeModel model, final NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateSettings(settings);
    }

    @Override
    public void loadSettings(final NodeModel model, final NodeSettingsRO settings) throws InvalidSettingsException {
        model.loadValidatedSettingsFrom(settings);
    }

    @Override
    public void validateViewSettings(final NodeModel model, final NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateViewSettings(settings);
    }

    @Override
    public void saveDefaultViewSettings(final NodeModel model, final NodeSettingsWO settings) {
        model.saveDefaultViewSettingsTo(settings);
    }

    @Override
    public PortObjectSpec[] configure(final NodeModel model, final PortObjectSpec[] specs) throws InvalidSettingsException {
        return model.configure(specs);
    }

    @Override
    public PortObject[] execute(final NodeModel model, final PortObject[] objects, final ExecutionContext exec) throws Exception {
        return model.execute(objects, exec);
    }

    @Override
    public void reset(final NodeModel model) {
        model.reset();
    }

    @Override
    public void dispose(final NodeModel model) {
        model.onDispose();
    }

    @Override
    public Message getWarning(final NodeModel model) {
        return model.getWarning();
    }

    @Override
    public void setWarning(final NodeModel model, final Message message) {
        model.setWarning(message);
    }

    @Override
    public void setInVariables(final NodeModel model, final Map<String, FlowVariable> variables) {
        model.setInVariables(variables);
    }

    @Override
    public Map<String, FlowVariable> getOutVariables(final NodeModel model) {
        return model.getOutVariables();
    }

    @Override
    public ExecutionContext newContext(final NodeProgressMonitor progress, final NodeData data) {
        return new ExecutionContext(progress, data);
    }

    @Override
    public RowStore store(final BufferedDataTable table) {
        return table.getStore();
    }
}
