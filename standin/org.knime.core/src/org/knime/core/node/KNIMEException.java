package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;
import org.knime.core.node.util.CheckUtils;

/** A node cannot go on; the message is shown to the user as it is. */
public final class KNIMEException extends Exception implements MessageAwareException {

    private static final long serialVersionUID = 1L;

    private final transient Message m_message;

    /** The same as an unchecked exception. */
    public final class KNIMERuntimeException extends RuntimeException implements MessageAwareException {

        private static final long serialVersionUID = 1L;

        KNIMERuntimeException() {
            super(KNIMEException.this.getMessage(), KNIMEException.this);
        }

        @Override
        public synchronized KNIMEException getCause() {
            return (KNIMEException)super.getCause();
        }

        @Override
        public Message getKNIMEMessage() {
            return getCause().getKNIMEMessage();
        }
    }

    /** @param message what is wrong, and how to mend it */
    public KNIMEException(final String message) {
        this(message, null);
    }

    /**
     * @param message what is wrong, and how to mend it
     * @param cause the cause
     */
    public KNIMEException(final String message, final Throwable cause) {
        this(summary(message, cause), message, cause);
    }

    private KNIMEException(final Message knimeMessage, final String message, final Throwable cause) {
        super(message, cause);
        m_message = knimeMessage;
    }

    private static Message summary(final String message, final Throwable cause) {
        final String text = message == null && cause != null ? cause.getMessage() : message;
        return Message.fromSummary(text == null ? "unknown reason" : text);
    }

    /**
     * @param message what is wrong, with details
     * @return the exception
     */
    public static KNIMEException of(final Message message) {
        return of(message, null);
    }

    /**
     * @param message what is wrong, with details
     * @param cause the cause
     * @return the exception
     */
    public static KNIMEException of(final Message message, final Throwable cause) {
        CheckUtils.checkArgumentNotNull(message);
        return new KNIMEException(message, message.getSummary(), cause);
    }

    @Override
    public Message getKNIMEMessage() {
        return m_message;
    }

    /** @return the same as an unchecked exception */
    public KNIMERuntimeException toUnchecked() {
        return new KNIMERuntimeException();
    }
}
