package org.knime.core.data;

import org.knime.core.data.convert.DataValueAccessMethod;

/** A value that can be read as a long. */
public interface LongValue extends DataValue {

    /** Name, group and order of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(LongValue.class, "Number (Long Integer)", "Number (long)", "L",
        (v1, v2) -> Long.compare(((LongValue)v1).getLongValue(), ((LongValue)v2).getLongValue()));

    /** @return the value */
    @DataValueAccessMethod(name = "Long")
    long getLongValue();
}
