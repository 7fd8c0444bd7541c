package org.knime.core.data;

import org.knime.core.data.convert.DataValueAccessMethod;

/** A value that can be read as a String. */
public interface StringValue extends DataValue {

    /** Name, group and order of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(StringValue.class, "String", null, "S",
        (v1, v2) -> ((StringValue)v1).getStringValue().compareTo(((StringValue)v2).getStringValue()));

    /** @return the value */
    @DataValueAccessMethod(name = "String")
    String getStringValue();
}
