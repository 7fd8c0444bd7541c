package org.petctflow.deep.engine;

/** PyTorch, or the device asked for, is not there; the message says what to install or to choose. */
public final class EngineUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineUnavailableException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
