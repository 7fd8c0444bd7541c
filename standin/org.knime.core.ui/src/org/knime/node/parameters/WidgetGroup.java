package org.knime.node.parameters;

/** A group of fields that is shown, and saved if it is {@link org.knime.node.parameters.persistence.Persistable}. */
public interface WidgetGroup {
}
