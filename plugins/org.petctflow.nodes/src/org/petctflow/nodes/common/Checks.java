package org.petctflow.nodes.common;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.knime.core.node.InvalidSettingsException;

/** Checks of settings, for {@code validate()}; each message names the option as the dialog does. */
public final class Checks {

    private Checks() {
    }

    /**
     * @param option the option's title
     * @param value its value
     * @param low the smallest value that is allowed
     * @param high the largest value that is allowed
     * @param unit the unit with a blank before it, or empty
     * @throws InvalidSettingsException if the value is outside, or no number
     */
    public static void inRange(final String option, final double value, final double low, final double high, final String unit)
        throws InvalidSettingsException {
        if (!(value >= low && value <= high)) {
            throw new InvalidSettingsException("\"" + option + "\" must be from " + text(low) + " to " + text(high) + unit
                + ", but is " + text(value) + unit);
        }
    }

    /**
     * @param option the option's title
     * @param value its value
     * @param unit the unit with a blank before it, or empty
     * @throws InvalidSettingsException if the value is not positive and finite
     */
    public static void positive(final String option, final double value, final String unit) throws InvalidSettingsException {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidSettingsException(
                "\"" + option + "\" must be greater than 0" + unit + ", but is " + text(value) + unit);
        }
    }

    /**
     * @param option the option's title
     * @param value its value
     * @throws InvalidSettingsException if the value is null, empty, or nothing but blanks
     */
    public static void notBlank(final String option, final String value) throws InvalidSettingsException {
        if (value == null || value.isBlank()) {
            throw new InvalidSettingsException("\"" + option + "\" must not be empty");
        }
    }

    /**
     * @param option the option's title
     * @param value its value, a regular expression
     * @return the expression, compiled
     * @throws InvalidSettingsException if it cannot be understood
     */
    public static Pattern pattern(final String option, final String value) throws InvalidSettingsException {
        try {
            return Pattern.compile(value);
        } catch (final PatternSyntaxException e) {
            throw new InvalidSettingsException("\"" + option + "\" is no regular expression: " + e.getDescription()
                + " near character " + e.getIndex() + " of " + value, e);
        }
    }

    private static String text(final double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long)value) : Double.toString(value);
    }
}
