package org.knime.core.node;

/** Settings (or the inputs they are used with) are not valid; the message is shown to the user as it is. */
public class InvalidSettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param s what is wrong, and how to mend it */
    public InvalidSettingsException(final String s) {
        super(s);
    }

    /** @param cause its message becomes the message */
    public InvalidSettingsException(final Throwable cause) {
        super(cause);
    }

    /**
     * @param msg what is wrong, and how to mend it
     * @param cause what caused it
     */
    public InvalidSettingsException(final String msg, final Throwable cause) {
        super(msg, cause);
    }
}
