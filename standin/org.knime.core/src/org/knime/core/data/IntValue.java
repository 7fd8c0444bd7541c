package org.knime.core.data;

import org.knime.core.data.convert.DataValueAccessMethod;

/** A value that can be read as a int. */
public interface IntValue extends DataValue {

    /** Name, group and order of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(IntValue.class, "Number (Integer)", "Number (integer)", "I",
        (v1, v2) -> Integer.compare(((IntValue)v1).getIntValue(), ((IntValue)v2).getIntValue()));

    /** @return the value */
    @DataValueAccessMethod(name = "Integer")
    int getIntValue();
}
