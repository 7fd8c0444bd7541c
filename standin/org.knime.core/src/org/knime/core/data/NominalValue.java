package org.knime.core.data;

/** Marks values that are names of categories, so that a column keeps the list of its possible values. */
public interface NominalValue extends DataValue {

    /** Nothing special. */
    public static final UtilityFactory UTILITY = DataValue.UTILITY;
}
