package org.knime.core.data;

/** A number with a real and an imaginary part. */
public interface ComplexNumberValue extends DataValue {

    /** The name of the values. */
    UtilityFactory UTILITY = new BuiltinUtility(ComplexNumberValue.class, "Complex number", null, "C", null);

    /** @return the real part */
    double getRealValue();

    /** @return the imaginary part */
    double getImaginaryValue();
}
