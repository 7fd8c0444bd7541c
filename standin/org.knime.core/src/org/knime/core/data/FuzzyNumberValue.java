package org.knime.core.data;

/** A number with a range around it. */
public interface FuzzyNumberValue extends DataValue {

    /** The name of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(FuzzyNumberValue.class, "Fuzzy number", null, "F", null);

    /** @return the lower end */
    double getMinSupport();

    /** @return the number */
    double getCore();

    /** @return the upper end */
    double getMaxSupport();
}
