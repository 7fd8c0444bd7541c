package org.knime.core.webui.data;

/** Data could not be given, and the user can know why. */
public final class DataServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String m_details;

    /** @param message what the user reads */
    public DataServiceException(final String message) {
        this(message, null, null);
    }

    /**
     * @param message what the user reads
     * @param cause why
     */
    public DataServiceException(final String message, final Throwable cause) {
        this(message, null, cause);
    }

    /**
     * @param message what the user reads
     * @param details more of it
     */
    public DataServiceException(final String message, final String details) {
        this(message, details, null);
    }

    /**
     * @param message what the user reads
     * @param details more of it
     * @param cause why
     */
    public DataServiceException(final String message, final String details, final Throwable cause) {
        super(message, cause);
        m_details = details;
    }

    /** @return more than the message, null if there is no more */
    public String getDetails() {
        return m_details;
    }
}
