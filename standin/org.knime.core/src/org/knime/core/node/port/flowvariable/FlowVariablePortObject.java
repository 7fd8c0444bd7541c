package org.knime.core.node.port.flowvariable;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** What flows through a port for variables only: nothing; the variables go their own way. */
public class FlowVariablePortObject implements PortObject {

    /** The type of ports for variables only. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(FlowVariablePortObject.class);

    /** The type of ports for variables only that need not be connected. */
    public static final PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(FlowVariablePortObject.class, true);

    /** The only instance. */
    public static final FlowVariablePortObject INSTANCE = new FlowVariablePortObject();

    private FlowVariablePortObject() {
    }

    /** Has nothing to write. */
    public static final class Serializer extends PortObjectSerializer<FlowVariablePortObject> {

        @Override
        public FlowVariablePortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            return INSTANCE;
        }

        @Override
        public void savePortObject(final FlowVariablePortObject portObject, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            // there is only one
        }
    }

    @Override
    public String getSummary() {
        return "Variables connection";
    }

    @Override
    public PortObjectSpec getSpec() {
        return FlowVariablePortObjectSpec.INSTANCE;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return "Variables connection";
    }
}
