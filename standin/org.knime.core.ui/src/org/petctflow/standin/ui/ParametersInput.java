package org.petctflow.standin.ui;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/** What is known of a node's input: the specs. */
public final class ParametersInput implements NodeParametersInput {

    private final PortType[] m_inTypes;

    private final PortType[] m_outTypes;

    private final PortObjectSpec[] m_specs;

    /**
     * @param inTypes the types of the input ports
     * @param outTypes the types of the output ports
     * @param specs the specs of the input; null where nothing is known
     */
    public ParametersInput(final PortType[] inTypes, final PortType[] outTypes, final PortObjectSpec[] specs) {
        m_inTypes = inTypes;
        m_outTypes = outTypes;
        m_specs = Objects.requireNonNull(specs, "Port object specs must not be null.");
    }

    /** @param specs the specs of the input of a node of which no more is known; null where nothing is known */
    public ParametersInput(final PortObjectSpec[] specs) {
        this(types(specs.length), null, specs);
    }

    private static PortType[] types(final int count) {
        final var types = new PortType[count];
        Arrays.fill(types, PortObject.TYPE);
        return types;
    }

    @Override
    public PortType[] getInPortTypes() {
        return m_inTypes;
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return m_specs;
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(final int portIndex) {
        return portIndex < m_specs.length ? Optional.ofNullable(m_specs[portIndex]) : Optional.empty();
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.stream(m_specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(final int portIndex) {
        return getInPortSpec(portIndex).map(DataTableSpec.class::cast);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return new PortObject[m_specs.length];
    }

    @Override
    public Optional<PortObject> getInPortObject(final int portIndex) {
        return Optional.empty();
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return new BufferedDataTable[m_specs.length];
    }

    @Override
    public Optional<BufferedDataTable> getInTable(final int portIndex) {
        return Optional.empty();
    }

    @Override
    public PortType[] getOutPortTypes() {
        return m_outTypes;
    }
}
