package org.knime.core.data;

import org.knime.core.data.convert.DataValueAccessMethod;

/** A value that can be read as a double. */
public interface DoubleValue extends DataValue {

    /** Name, group and order of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(DoubleValue.class, "Number (Float)", "Number (double)", "D",
        (v1, v2) -> Double.compare(((DoubleValue)v1).getDoubleValue(), ((DoubleValue)v2).getDoubleValue()));

    /** @return the value */
    @DataValueAccessMethod(name = "Double")
    double getDoubleValue();
}
