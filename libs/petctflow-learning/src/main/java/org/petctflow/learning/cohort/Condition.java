package org.petctflow.learning.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is asked of a value. Texts are compared without blanks around them and without regard to case; equal numbers are equal however they are
 * written, so that 1.0 is 1.
 *
 * @param operator the comparison
 * @param value what it is compared with; of IS_ONE_OF a list with commas between
 */
public record Condition(Operator operator, String value) {

    /** A comparison. */
    public enum Operator {
        /** The value is this one. */
        EQUALS,
        /** It is another one. */
        DIFFERS,
        /** A number below. */
        LESS,
        /** A number that is not above. */
        AT_MOST,
        /** A number above. */
        GREATER,
        /** A number that is not below. */
        AT_LEAST,
        /** One of a list. */
        IS_ONE_OF,
        /** None of a list. */
        IS_NONE_OF,
        /** A text with this in it. */
        CONTAINS,
        /** A text that is as a regular expression says, from end to end. */
        MATCHES,
        /** No value is there. */
        IS_MISSING,
        /** A value is there. */
        IS_PRESENT;

        /** @return whether the comparison is of numbers */
        public boolean isOfNumbers() {
            return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
        }

        /** @return whether it asks whether there is a value */
        public boolean asksForMissing() {
            return this == IS_MISSING || this == IS_PRESENT;
        }
    }

    /** Checks the value. */
    public Condition {
        if (operator.isOfNumbers() && Double.isNaN(number(value))) {
            throw new IllegalArgumentException("\"" + value + "\" is not a number, which a comparison by size needs");
        }
        if (operator == Operator.MATCHES) {
            try {
                Pattern.compile(value);
            } catch (final PatternSyntaxException e) {
                throw new IllegalArgumentException("\"" + value + "\" is no regular expression: " + e.getDescription(), e);
            }
        }
        if (!operator.asksForMissing() && value.isBlank()) {
            throw new IllegalArgumentException("The value to compare with is empty");
        }
    }

    private static double number(final String text) {
        return text == null ? Double.NaN : StudyTable.number(text.strip());
    }

    private static boolean same(final String a, final String b) {
        final double x = number(a);
        final double y = number(b);
        return Double.isNaN(x) || Double.isNaN(y) ? a.strip().equalsIgnoreCase(b.strip()) : x == y;
    }

    private List<String> list() {
        return Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /**
     * @param actual a value, null where missing; then only the questions for missing values can be met
     * @return whether it meets the condition
     * @throws IllegalArgumentException if a number is asked for and the value is none
     */
    public boolean isMet(final String actual) {
        if (actual == null || operator.asksForMissing()) {
            return operator == Operator.IS_MISSING ? actual == null : operator == Operator.IS_PRESENT && actual != null;
        }
        final double number = number(actual);
        if (operator.isOfNumbers() && Double.isNaN(number)) {
            throw new IllegalArgumentException("\"" + actual + "\" is not a number");
        }
        return switch (operator) {
            case EQUALS -> same(actual, value);
            case DIFFERS -> !same(actual, value);
            case LESS -> number < number(value);
            case AT_MOST -> number <= number(value);
            case GREATER -> number > number(value);
            case AT_LEAST -> number >= number(value);
            case IS_ONE_OF -> list().stream().anyMatch(v -> same(actual, v));
            case IS_NONE_OF -> list().stream().noneMatch(v -> same(actual, v));
            case CONTAINS -> actual.toLowerCase(java.util.Locale.ROOT).contains(value.strip().toLowerCase(java.util.Locale.ROOT));
            case MATCHES -> Pattern.compile(value).matcher(actual.strip()).matches();
            default -> throw new IllegalStateException("asked for above");
        };
    }
}
