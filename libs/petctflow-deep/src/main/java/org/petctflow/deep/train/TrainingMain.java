package org.petctflow.deep.train;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.engine.EngineUnavailableException;
import org.petctflow.deep.engine.TorchEngine;

/**
 * The process that {@link TrainingProcess} starts. Its standard output are lines of progress, the result are files in its folder.
 * It stops when its standard input ends: then it was cancelled, or whoever started it is gone.
 */
final class TrainingMain {

    /** The result is there. */
    static final int DONE = 0;

    /** A failure is there. */
    static final int FAILED = 10;

    static final int CANCELLED = 11;

    /** What {@code -XX:+ExitOnOutOfMemoryError} makes of it. */
    static final int OUT_OF_MEMORY = 3;

    private static final long REPORT_NANOS = 100_000_000;

    private static volatile boolean cancelled;

    private TrainingMain() {
    }

    /**
     * @param args the folder of the job
     * @throws Exception if even the failure cannot be written
     */
    public static void main(final String[] args) throws Exception {
        final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // standard output is for the lines of progress alone
        watchInput();
        // halted: no thread of PyTorch, no hook of a library can hold the process
        Runtime.getRuntime().halt(run(Path.of(args[0]), out));
    }

    private static void watchInput() {
        final Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is ever said
                }
            } catch (final IOException e) {
                // as good as its end
            }
            cancelled = true;
        }, "standard input");
        watch.setDaemon(true);
        watch.start();
    }

    private static int run(final Path folder, final PrintStream out) throws IOException {
        try {
            final TrainingJob job = TrainingJob.read(folder);
            TorchEngine.start();
            try (PreparedCases cases = PreparedCases.open(job.cases(), folder.resolve(TrainingJob.CASES))) {
                TrainingJob.writeResult(Trainer.train(cases, job.training(), job.validation(), job.options(),
                    e -> out.println(TrainingJob.EPOCH + TrainingJob.GSON.toJson(e)), progress(out)), folder);
            }
            return DONE;
        } catch (final CancellationException e) {
            return CANCELLED;
        } catch (final OutOfMemoryError e) {
            return OUT_OF_MEMORY;
        } catch (final IOException | EngineUnavailableException | IllegalArgumentException e) {
            return failed(e, e.getMessage() != null, folder);
        } catch (final Throwable e) { // NOSONAR: whatever it is, whoever started the process must hear of it
            return failed(e, false, folder);
        }
    }

    private static int failed(final Throwable problem, final boolean told, final Path folder) throws IOException {
        final StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        TrainingJob.writeFailure(new TrainingJob.Failure(told ? problem.getMessage() : problem.toString(), told, trace.toString()), folder);
        return FAILED;
    }

    /** Reports ten times a second at most. */
    private static Progress progress(final PrintStream out) {
        return new Progress() {
            private long m_last = System.nanoTime() - REPORT_NANOS;

            @Override
            public synchronized void report(final double fraction, final String message) {
                final long now = System.nanoTime();
                if (now - m_last >= REPORT_NANOS || fraction >= 1) {
                    m_last = now;
                    out.println(TrainingJob.PROGRESS + TrainingJob.GSON.toJson(new TrainingJob.Report(fraction, message)));
                }
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }
}
