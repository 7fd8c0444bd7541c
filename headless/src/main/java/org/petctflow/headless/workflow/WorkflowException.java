package org.petctflow.headless.workflow;

/** A workflow that cannot be read, built or run: the message is one sentence that says where, what and how to mend it. */
public final class WorkflowException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message where, what and how to mend it */
    public WorkflowException(final String message) {
        super(message);
    }

    /**
     * @param message where, what and how to mend it
     * @param cause what went wrong below
     */
    public WorkflowException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
