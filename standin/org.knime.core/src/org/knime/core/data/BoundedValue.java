package org.knime.core.data;

/** Marks values with an order, so that a column keeps its smallest and greatest value. */
public interface BoundedValue extends DataValue {
}
