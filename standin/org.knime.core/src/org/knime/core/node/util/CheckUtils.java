package org.knime.core.node.util;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

import org.knime.core.node.InvalidSettingsException;

/** Checks that throw the exception their name says. Templates are those of {@link String#format}. */
public final class CheckUtils {

    private CheckUtils() {
    }

    private static String format(final String template, final Object... args) {
        return String.format(Locale.US, template, args);
    }

    /**
     * @param toCheck must not be null
     * @param template the message otherwise
     * @param templateArgs what is put in
     * @param <T> what it is
     * @return the checked object
     * @throws IllegalArgumentException if it is null
     */
    public static <T> T checkArgumentNotNull(final T toCheck, final String template, final Object... templateArgs)
        throws IllegalArgumentException {
        checkArgument(toCheck != null, template, templateArgs);
        return toCheck;
    }

    /**
     * @param toCheck must not be null
     * @param <T> what it is
     * @return the checked object
     * @throws IllegalArgumentException if it is null
     */
    public static <T> T checkArgumentNotNull(final T toCheck) throws IllegalArgumentException {
        return checkArgumentNotNull(toCheck, "Argument must not be null");
    }

    /**
     * @param predicate must be true
     * @param message the message otherwise
     * @throws IllegalArgumentException if it is false
     */
    public static void checkArgument(final boolean predicate, final String message) throws IllegalArgumentException {
        if (!predicate) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * @param predicate must be true
     * @param template the message otherwise
     * @param templateArgs what is put in
     * @throws IllegalArgumentException if it is false
     */
    public static void checkArgument(final boolean predicate, final String template, final Object... templateArgs)
        throws IllegalArgumentException {
        if (!predicate) {
            throw new IllegalArgumentException(format(template, templateArgs));
        }
    }

    /**
     * @param predicate must be true
     * @param message the message otherwise
     * @throws IllegalStateException if it is false
     */
    public static void checkState(final boolean predicate, final String message) throws IllegalStateException {
        if (!predicate) {
            throw new IllegalStateException(message);
        }
    }

    /**
     * @param predicate must be true
     * @param template the message otherwise
     * @param templateArgs what is put in
     * @throws IllegalStateException if it is false
     */
    public static void checkState(final boolean predicate, final String template, final Object... templateArgs)
        throws IllegalStateException {
        if (!predicate) {
            throw new IllegalStateException(format(template, templateArgs));
        }
    }

    /**
     * @param toCheck must not be null
     * @param <T> what it is
     * @return the checked object
     * @throws NullPointerException if it is null
     */
    public static <T> T checkNotNull(final T toCheck) throws NullPointerException {
        return checkNotNull(toCheck, "");
    }

    /**
     * @param toCheck must not be null
     * @param message the message otherwise
     * @param <T> what it is
     * @return the checked object
     * @throws NullPointerException if it is null
     */
    public static <T> T checkNotNull(final T toCheck, final String message) throws NullPointerException {
        if (toCheck == null) {
            throw new NullPointerException(message);
        }
        return toCheck;
    }

    /**
     * @param toCheck must not be null
     * @param template the message otherwise
     * @param templateArgs what is put in
     * @param <T> what it is
     * @return the checked object
     * @throws NullPointerException if it is null
     */
    public static <T> T checkNotNull(final T toCheck, final String template, final Object... templateArgs)
        throws NullPointerException {
        if (toCheck == null) {
            throw new NullPointerException(format(template, templateArgs));
        }
        return toCheck;
    }

    /**
     * @param predicate must be true
     * @param template the message otherwise
     * @param templateArgs what is put in
     * @throws InvalidSettingsException if it is false
     */
    public static void checkSetting(final boolean predicate, final String template, final Object... templateArgs)
        throws InvalidSettingsException {
        if (!predicate) {
            throw new InvalidSettingsException(format(template, templateArgs));
        }
    }

    /**
     * @param toCheck must not be null
     * @param template the message otherwise
     * @param templateArgs what is put in
     * @param <T> what it is
     * @return the checked object
     * @throws InvalidSettingsException if it is null
     */
    public static <T> T checkSettingNotNull(final T toCheck, final String template, final Object... templateArgs)
        throws InvalidSettingsException {
        checkSetting(toCheck != null, template, templateArgs);
        return toCheck;
    }

    /**
     * @param predicate must be true
     * @param toThrowable makes the exception
     * @param exceptionMessage its message
     * @param <T> the exception
     * @throws T if it is false
     */
    public static <T extends Throwable> void check(final boolean predicate, final Function<String, T> toThrowable,
        final Supplier<String> exceptionMessage) throws T {
        if (!predicate) {
            throw toThrowable.apply(exceptionMessage.get());
        }
    }

    /**
     * @param predicate must be true
     * @param toThrowable makes the exception
     * @param template its message
     * @param templateArgs what is put in
     * @param <T> the exception
     * @throws T if it is false
     */
    public static <T extends Throwable> void check(final boolean predicate, final Function<String, T> toThrowable,
        final String template, final Object... templateArgs) throws T {
        if (!predicate) {
            throw toThrowable.apply(format(template, templateArgs));
        }
    }
}
