package org.knime.core.node;

/** Marks the types a node is described with step by step. */
public interface FluentNodeAPI {
}
