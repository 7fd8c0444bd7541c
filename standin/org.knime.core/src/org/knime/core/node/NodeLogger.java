package org.knime.core.node;

import java.util.function.Supplier;

/** Writes to the log of the JVM ({@link System.Logger}). */
public final class NodeLogger {

    /** How important a line is. */
    public enum LEVEL {
            /** For developers. */
            DEBUG,
            /** For users who want to know more. */
            INFO,
            /** Something is not as it should be. */
            WARN,
            /** Something went wrong. */
            ERROR,
            /** Nothing works any more. */
            FATAL,
            /** Everything. */
            ALL,
            /** Nothing. */
            OFF
    }

    private final System.Logger m_logger;

    private NodeLogger(final String name) {
        m_logger = System.getLogger(name);
    }

    /**
     * @param c who writes
     * @return the logger
     */
    public static NodeLogger getLogger(final Class<?> c) {
        return getLogger(c.getName());
    }

    /**
     * @param s who writes
     * @return the logger
     */
    public static NodeLogger getLogger(final String s) {
        return new NodeLogger(s);
    }

    /** @param o the line */
    public void debug(final Object o) {
        m_logger.log(System.Logger.Level.DEBUG, String.valueOf(o));
    }

    /** @param thrw what went wrong */
    public void debug(final Throwable thrw) {
        debug(thrw.getMessage(), thrw);
    }

    /** @param supplier gives the line */
    public void debug(final Supplier<Object> supplier) {
        m_logger.log(System.Logger.Level.DEBUG, () -> String.valueOf(supplier.get()));
    }

    /**
     * @param o the line
     * @param t what went wrong
     */
    public void debug(final Object o, final Throwable t) {
        m_logger.log(System.Logger.Level.DEBUG, String.valueOf(o), t);
    }

    /**
     * @param format the line, as for {@link String#format}
     * @param args what is put in
     */
    public void debugWithFormat(final String format, final Object... args) {
        m_logger.log(System.Logger.Level.DEBUG, () -> String.format(format, args));
    }

    /** @param o the line */
    public void info(final Object o) {
        m_logger.log(System.Logger.Level.INFO, String.valueOf(o));
    }

    /** @param thrw what went wrong */
    public void info(final Throwable thrw) {
        info(thrw.getMessage(), thrw);
    }

    /** @param supplier gives the line */
    public void info(final Supplier<Object> supplier) {
        m_logger.log(System.Logger.Level.INFO, () -> String.valueOf(supplier.get()));
    }

    /**
     * @param o the line
     * @param t what went wrong
     */
    public void info(final Object o, final Throwable t) {
        m_logger.log(System.Logger.Level.INFO, String.valueOf(o), t);
    }

    /**
     * @param format the line, as for {@link String#format}
     * @param args what is put in
     */
    public void infoWithFormat(final String format, final Object... args) {
        m_logger.log(System.Logger.Level.INFO, () -> String.format(format, args));
    }

    /** @param o the line */
    public void warn(final Object o) {
        m_logger.log(System.Logger.Level.WARNING, String.valueOf(o));
    }

    /** @param thrw what went wrong */
    public void warn(final Throwable thrw) {
        warn(thrw.getMessage(), thrw);
    }

    /** @param supplier gives the line */
    public void warn(final Supplier<Object> supplier) {
        m_logger.log(System.Logger.Level.WARNING, () -> String.valueOf(supplier.get()));
    }

    /**
     * @param o the line
     * @param t what went wrong
     */
    public void warn(final Object o, final Throwable t) {
        m_logger.log(System.Logger.Level.WARNING, String.valueOf(o), t);
    }

    /**
     * @param format the line, as for {@link String#format}
     * @param args what is put in
     */
    public void warnWithFormat(final String format, final Object... args) {
        m_logger.log(System.Logger.Level.WARNING, () -> String.format(format, args));
    }

    /** @param o the line */
    public void error(final Object o) {
        m_logger.log(System.Logger.Level.ERROR, String.valueOf(o));
    }

    /** @param thrw what went wrong */
    public void error(final Throwable thrw) {
        error(thrw.getMessage(), thrw);
    }

    /** @param supplier gives the line */
    public void error(final Supplier<Object> supplier) {
        m_logger.log(System.Logger.Level.ERROR, () -> String.valueOf(supplier.get()));
    }

    /**
     * @param o the line
     * @param t what went wrong
     */
    public void error(final Object o, final Throwable t) {
        m_logger.log(System.Logger.Level.ERROR, String.valueOf(o), t);
    }

    /**
     * @param format the line, as for {@link String#format}
     * @param args what is put in
     */
    public void errorWithFormat(final String format, final Object... args) {
        m_logger.log(System.Logger.Level.ERROR, () -> String.format(format, args));
    }

    /** @param o the line */
    public void fatal(final Object o) {
        m_logger.log(System.Logger.Level.ERROR, String.valueOf(o));
    }

    /** @param thrw what went wrong */
    public void fatal(final Throwable thrw) {
        fatal(thrw.getMessage(), thrw);
    }

    /** @param supplier gives the line */
    public void fatal(final Supplier<Object> supplier) {
        m_logger.log(System.Logger.Level.ERROR, () -> String.valueOf(supplier.get()));
    }

    /**
     * @param o the line
     * @param t what went wrong
     */
    public void fatal(final Object o, final Throwable t) {
        m_logger.log(System.Logger.Level.ERROR, String.valueOf(o), t);
    }

    /**
     * @param format the line, as for {@link String#format}
     * @param args what is put in
     */
    public void fatalWithFormat(final String format, final Object... args) {
        m_logger.log(System.Logger.Level.ERROR, () -> String.format(format, args));
    }

    /** @param o a mistake in the code */
    public void coding(final Object o) {
        error("CODING PROBLEM\t" + o);
    }

    /**
     * @param o a mistake in the code
     * @param t what went wrong
     */
    public void coding(final Object o, final Throwable t) {
        error("CODING PROBLEM\t" + o, t);
    }

    /** @return whether debug lines are written */
    public boolean isDebugEnabled() {
        return m_logger.isLoggable(System.Logger.Level.DEBUG);
    }

    /** @return whether info lines are written */
    public boolean isInfoEnabled() {
        return m_logger.isLoggable(System.Logger.Level.INFO);
    }
}
