package org.knime.node.parameters.updates;

/**
 * Names a field, so that others can depend on it.
 *
 * @param <V> the field's type
 */
public interface ParameterReference<V> {
}
