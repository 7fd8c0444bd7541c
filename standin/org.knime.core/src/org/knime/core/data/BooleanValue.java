package org.knime.core.data;

import org.knime.core.data.convert.DataValueAccessMethod;

/** A value that can be read as a boolean. */
public interface BooleanValue extends DataValue {

    /** Name, group and order of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(BooleanValue.class, "Boolean", "Boolean value", "B",
        (v1, v2) -> Boolean.compare(((BooleanValue)v1).getBooleanValue(), ((BooleanValue)v2).getBooleanValue()));

    /** @return the value */
    @DataValueAccessMethod(name = "Boolean")
    boolean getBooleanValue();
}
