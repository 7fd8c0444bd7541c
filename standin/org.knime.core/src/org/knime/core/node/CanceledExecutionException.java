package org.knime.core.node;

import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.message.Message;

/** The user has cancelled the run. */
public class CanceledExecutionException extends Exception implements MessageAwareException {

    private static final long serialVersionUID = 1L;

    /** What the user sees if nobody says more. */
    public static final Message DEFAULT_CANCEL_MESSAGE = Message.fromSummary("Execution canceled");

    private final transient Message m_message;

    /** Tells whether the run was cancelled. */
    @FunctionalInterface
    public interface CancelChecker {

        /** @throws CanceledExecutionException if the run was cancelled */
        void checkCanceled() throws CanceledExecutionException;

        /**
         * @param exec the running node
         * @return asks the node at every 5,000th call
         */
        public static CancelChecker checkCanceledPeriodically(final ExecutionContext exec) {
            return checkCanceledPeriodically(exec, 5000);
        }

        /**
         * @param exec the running node
         * @param skipEveryNInvocations how many calls are let pass
         * @return asks the node at every call after that many
         */
        public static CancelChecker checkCanceledPeriodically(final ExecutionContext exec, final long skipEveryNInvocations) {
            return checkCanceledPeriodicallyWithProgress(exec, skipEveryNInvocations, 0);
        }

        /**
         * @param exec the running node
         * @param executeEveryNthInvocation how many calls are let pass
         * @param targetInvocations how many calls there will be, 0 if progress shall not be set
         * @return asks the node at every call after that many, and sets the progress
         */
        public static CancelChecker checkCanceledPeriodicallyWithProgress(final ExecutionContext exec,
            final long executeEveryNthInvocation, final long targetInvocations) {
            final long[] count = {0, executeEveryNthInvocation}; // all calls, calls to let pass
            return () -> {
                count[0]++;
                if (--count[1] < 0) {
                    if (targetInvocations != 0) {
                        exec.getProgressMonitor().setProgress(count[0] / (double)targetInvocations);
                    }
                    exec.checkCanceled();
                    count[1] = executeEveryNthInvocation;
                }
            };
        }
    }

    /** With the usual message. */
    public CanceledExecutionException() {
        m_message = DEFAULT_CANCEL_MESSAGE;
    }

    /** @param s the message, null for the usual one */
    public CanceledExecutionException(final String s) {
        super(s);
        m_message = s == null ? DEFAULT_CANCEL_MESSAGE : Message.fromSummary(s);
    }

    /** @param message the message */
    public CanceledExecutionException(final Message message) {
        super(message.getSummary());
        m_message = message;
    }

    @Override
    public Message getKNIMEMessage() {
        return m_message;
    }
}
