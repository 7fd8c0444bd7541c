package org.dcm4che3.io;

import java.io.IOException;

/** The bytes are not a data set that DICOM PS3.5 or PS3.10 allows; the message names the element and its offset. */
public class DicomStreamException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Without a message. */
    public DicomStreamException() {
    }

    /** @param message what is wrong */
    public DicomStreamException(final String message) {
        super(message);
    }

    /** @param cause what is wrong */
    public DicomStreamException(final Throwable cause) {
        super(cause);
    }

    /**
     * @param message what is wrong
     * @param cause why
     */
    public DicomStreamException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
