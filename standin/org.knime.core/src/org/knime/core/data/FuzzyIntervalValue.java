package org.knime.core.data;

/** An interval with soft ends. */
public interface FuzzyIntervalValue extends DataValue {

    /** The name of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(FuzzyIntervalValue.class, "Fuzzy interval", null, "F", null);

    /** @return where the lower soft end begins */
    double getMinSupport();

    /** @return where the interval itself begins */
    double getMinCore();

    /** @return where the interval itself ends */
    double getMaxCore();

    /** @return where the upper soft end ends */
    double getMaxSupport();

    /** @return the centre of gravity */
    double getCenterOfGravity();
}
