package org.petctflow.deep.data;

import java.io.IOException;

/** A patient's data is not what the network takes; the message says why and how to mend it, without naming the patient. */
public final class BadCaseException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, and the mend */
    public BadCaseException(final String message) {
        super(message);
    }
}
