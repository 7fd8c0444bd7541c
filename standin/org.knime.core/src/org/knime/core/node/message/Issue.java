package org.knime.core.node.message;

import org.knime.core.node.port.PortObject;

/** Details of a message. */
interface Issue {

    /** @return the details as text */
    String toPreformatted();

    /** @return the same with what the inputs tell of it */
    default Issue render(final PortObject[] inputs) {
        return this;
    }
}
