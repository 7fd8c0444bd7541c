package org.knime.core.node.port.inactive;

import java.io.IOException;

import javax.swing.JComponent;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;

/** Stands for data of a branch that is not run. */
public final class InactiveBranchPortObject implements PortObject {

    /** The only instance. */
    public static final InactiveBranchPortObject INSTANCE = new InactiveBranchPortObject();

    private InactiveBranchPortObject() {
    }

    /** Has nothing to write. */
    public static final class Serializer extends PortObjectSerializer<InactiveBranchPortObject> {

        @Override
        public InactiveBranchPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            return INSTANCE;
        }

        @Override
        public void savePortObject(final InactiveBranchPortObject portObject, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            // there is only one
        }
    }

    @Override
    public String getSummary() {
        return "Inactive Port Object";
    }

    @Override
    public PortObjectSpec getSpec() {
        return InactiveBranchPortObjectSpec.INSTANCE;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return "Inactive Port Object (Singleton)";
    }
}
