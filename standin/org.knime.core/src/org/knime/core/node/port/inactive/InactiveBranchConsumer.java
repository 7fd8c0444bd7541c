package org.knime.core.node.port.inactive;

/** Marks nodes that run although an input is not. */
public interface InactiveBranchConsumer {
}
