package org.knime.node.parameters;

import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** What is known of a node's input when its settings are made. */
public interface NodeParametersInput {

    /** @return the types of the input ports */
    PortType[] getInPortTypes();

    /** @return the specs of the input; null where nothing is known */
    PortObjectSpec[] getInPortSpecs();

    /**
     * @param portIndex from 0
     * @return the spec, if it is known
     */
    Optional<PortObjectSpec> getInPortSpec(int portIndex);

    /** @return the specs of the input, all of which are tables; null where nothing is known */
    DataTableSpec[] getInTableSpecs();

    /**
     * @param portIndex from 0
     * @return the spec of the table, if it is known
     */
    Optional<DataTableSpec> getInTableSpec(int portIndex);

    /** @return the input; null where the node before has not run */
    PortObject[] getInPortObjects();

    /**
     * @param portIndex from 0
     * @return the input, if the node before has run
     */
    Optional<PortObject> getInPortObject(int portIndex);

    /** @return the input, all of which are tables; null where the node before has not run */
    BufferedDataTable[] getInTables();

    /**
     * @param portIndex from 0
     * @return the table, if the node before has run
     */
    Optional<BufferedDataTable> getInTable(int portIndex);

    /** @return the types of the output ports */
    PortType[] getOutPortTypes();
}
