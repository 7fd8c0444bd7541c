package org.knime.core.node.port.inactive;

import javax.swing.JComponent;

import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/** Stands for a spec of a branch that is not run. */
public final class InactiveBranchPortObjectSpec implements PortObjectSpec {

    /** The only instance. */
    public static final InactiveBranchPortObjectSpec INSTANCE = new InactiveBranchPortObjectSpec();

    private InactiveBranchPortObjectSpec() {
    }

    /** Has nothing to write. */
    public static final class Serializer extends PortObjectSpecSerializer<InactiveBranchPortObjectSpec> {

        @Override
        public InactiveBranchPortObjectSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) {
            return INSTANCE;
        }

        @Override
        public void savePortObjectSpec(final InactiveBranchPortObjectSpec portObjectSpec, final PortObjectSpecZipOutputStream out) {
            // there is only one
        }
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return "Inactive Port Object Spec (Singleton)";
    }
}
