package org.petctflow.deep.train;

import java.io.IOException;

/** A training cannot begin or go on; the message says why and what to do. */
public final class TrainingException extends IOException {

    private static final long serialVersionUID = 1L;

    TrainingException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
