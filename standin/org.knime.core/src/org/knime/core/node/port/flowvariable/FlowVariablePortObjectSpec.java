package org.knime.core.node.port.flowvariable;

import javax.swing.JComponent;

import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/** The spec of a port for variables only. */
public final class FlowVariablePortObjectSpec implements PortObjectSpec {

    /** The only instance. */
    public static final FlowVariablePortObjectSpec INSTANCE = new FlowVariablePortObjectSpec();

    private FlowVariablePortObjectSpec() {
    }

    /** Has nothing to write. */
    public static final class Serializer extends PortObjectSpecSerializer<FlowVariablePortObjectSpec> {

        @Override
        public FlowVariablePortObjectSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) {
            return INSTANCE;
        }

        @Override
        public void savePortObjectSpec(final FlowVariablePortObjectSpec portObjectSpec, final PortObjectSpecZipOutputStream out) {
            // there is only one
        }
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return "Variables connection (spec)";
    }
}
