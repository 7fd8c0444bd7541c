package org.knime.node;

import java.util.Arrays;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;
import org.petctflow.standin.core.PortGroups;

/** The model of a node with configure and execute. */
final class StandardNodeModel extends DefaultNodeModel implements PortObjectHolder {

    private final DefaultModel.Standard m_model;

    private final PortType[] m_outTypes;

    private PortObject[] m_internal;

    StandardNodeModel(final DefaultModel.Standard model, final PortGroups ports, final Class<? extends NodeParameters> viewParameters) {
        super(ports.getInputPorts(), ports.getOutputPorts(), model, viewParameters);
        m_model = model;
        m_outTypes = ports.getOutputPorts();
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        m_parameters.setSpecs(inSpecs);
        final var out = new PortObjectSpec[m_outTypes.length];
        m_model.m_configure.accept(new ConfigureInput() {

            @Override
            public <S extends NodeParameters> S getParameters() {
                return m_parameters.get();
            }

            @Override
            public PortObjectSpec[] getInPortSpecs() {
                return inSpecs;
            }

            @SuppressWarnings("unchecked")
            @Override
            public <S extends PortObjectSpec> S getInPortSpec(final int index) {
                return (S)inSpecs[index];
            }

            @Override
            public DataTableSpec[] getInTableSpecs() {
                return Arrays.stream(inSpecs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
            }

            @Override
            public DataTableSpec getInTableSpec(final int portIndex) {
                return (DataTableSpec)inSpecs[portIndex];
            }

            @Override
            public PortType[] getOutPortTypes() {
                return m_outTypes;
            }
        }, new ConfigureOutput() {

            @Override
            public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
                out[index] = spec;
            }

            @SafeVarargs
            @Override
            public final <S extends PortObjectSpec> void setOutSpecs(final S... specs) {
                System.arraycopy(specs, 0, out, 0, specs.length);
            }

            @Override
            public void setWarningMessage(final String message) {
                StandardNodeModel.this.setWarningMessage(message);
            }
        });
        return out;
    }

    @Override
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        final var out = new PortObject[m_outTypes.length];
        m_model.m_execute.accept(new ExecuteInput() {

            @Override
            public <S extends NodeParameters> S getParameters() {
                return m_parameters.get();
            }

            @Override
            public ExecutionContext getExecutionContext() {
                return exec;
            }

            @Override
            public PortObject[] getInPortObjects() {
                return inObjects;
            }

            @SuppressWarnings("unchecked")
            @Override
            public <D extends PortObject> D getInPortObject(final int portIndex) {
                return (D)inObjects[portIndex];
            }

            @Override
            public BufferedDataTable[] getInTables() {
                return Arrays.stream(inObjects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
            }

            @Override
            public BufferedDataTable getInTable(final int portIndex) {
                return (BufferedDataTable)inObjects[portIndex];
            }

            @Override
            public PortType[] getOutPortTypes() {
                return m_outTypes;
            }
        }, new ExecuteOutput() {

            @Override
            public <D extends PortObject> void setOutData(final int index, final D data) {
                out[index] = data;
            }

            @SafeVarargs
            @Override
            public final <D extends PortObject> void setOutData(final D... data) {
                System.arraycopy(data, 0, out, 0, data.length);
            }

            @SafeVarargs
            @Override
            public final <D extends PortObject> void setInternalData(final D... data) {
                setInternalPortObjects(data);
            }

            @Override
            public void setWarningMessage(final String message) {
                StandardNodeModel.this.setWarningMessage(message);
            }
        });
        return out;
    }

    @Override
    protected void reset() {
        m_internal = null;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return m_internal;
    }

    @Override
    public void setInternalPortObjects(final PortObject[] portObjects) {
        m_internal = portObjects;
    }
}
