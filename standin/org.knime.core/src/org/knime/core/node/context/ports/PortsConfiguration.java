package org.knime.core.node.context.ports;

import java.util.List;
import java.util.Map;

import org.knime.core.node.port.PortType;

/** The ports of a node, in groups. */
public interface PortsConfiguration {

    /** @return the types of all input ports */
    PortType[] getInputPorts();

    /** @return the types of all output ports */
    PortType[] getOutputPorts();

    /** @return where the input ports of each group are; groups without one are not in the map */
    Map<String, int[]> getInputPortLocation();

    /** @return where the output ports of each group are; groups without one are not in the map */
    Map<String, int[]> getOutputPortLocation();

    /** @return the names of all groups, in order */
    List<String> getPortGroupNames();
}
