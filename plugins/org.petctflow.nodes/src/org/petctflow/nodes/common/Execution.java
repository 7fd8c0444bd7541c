package org.petctflow.nodes.common;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ExecuteConsumer;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.petctflow.base.Progress;

/**
 * How a node calls a library: KNIME's progress and cancel as a {@link Progress}, and what a library throws as what KNIME shows.
 */
public final class Execution {

    /** What a node does. */
    @FunctionalInterface
    public interface Body {
        /**
         * @param in parameters and input
         * @param out takes the output
         * @param progress takes the progress, from 0 to 1, and says whether the user cancelled
         * @throws Exception whatever went wrong: its message is what the user reads
         */
        void run(ExecuteInput in, ExecuteOutput out, Progress progress) throws Exception;
    }

    private Execution() {
    }

    /**
     * What the node does, with where it all comes from noted in each table that it gives ({@link Provenances#of(DataTableSpec)}).
     *
     * @param node the node's name
     * @param body what the node does
     * @return the same for {@code model.execute}
     */
    public static ExecuteConsumer of(final String node, final Body body) {
        return (in, out) -> {
            try {
                body.run(in, new Lineage(node, in, out), progress(in.getExecutionContext()));
            } catch (final CanceledExecutionException | KNIMEException e) {
                throw e;
            } catch (final CancellationException e) {
                throw canceled(e);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                throw canceled(e);
            } catch (final IOException | InvalidSettingsException | IllegalArgumentException e) {
                throw new KNIMEException(messageOf(e), e);
            } catch (final RuntimeException e) {
                throw e; // a mistake of ours: KNIME logs it with its stack trace
            } catch (final Exception e) {
                throw new KNIMEException(messageOf(e), e);
            }
        };
    }

    private static CanceledExecutionException canceled(final Exception cause) {
        final CanceledExecutionException canceled = new CanceledExecutionException("Execution canceled");
        canceled.initCause(cause);
        return canceled;
    }

    /**
     * @param e what was thrown
     * @return its message, or what it is where it has none
     */
    public static String messageOf(final Throwable e) {
        final String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /**
     * @param exec KNIME's progress and cancel
     * @return the same for a library
     */
    public static Progress progress(final ExecutionMonitor exec) {
        return new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                exec.setProgress(fraction, message);
            }

            @Override
            public boolean isCancelled() {
                try {
                    exec.checkCanceled();
                    return false;
                } catch (final CanceledExecutionException e) {
                    return true;
                }
            }
        };
    }

    /**
     * A part of the work as a part of the bar.
     *
     * @param whole the progress of the whole
     * @param from where the part begins, 0 to 1
     * @param to where it ends
     * @return the part's progress
     */
    public static Progress part(final Progress whole, final double from, final double to) {
        return new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                whole.report(from + (to - from) * fraction, message);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }
}
