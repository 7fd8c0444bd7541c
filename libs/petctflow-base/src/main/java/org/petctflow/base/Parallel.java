package org.petctflow.base;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs independent tasks on several threads and hands over their results in the order of the tasks, so that the number of
 * threads never shows in a result. At most {@code 2 * threads} results exist at a time: memory stays bounded however many
 * tasks there are.
 */
public final class Parallel {

    /**
     * One task of many.
     *
     * @param <R> its result
     */
    @FunctionalInterface
    public interface Task<R> {
        /**
         * @param index which task, from 0
         * @return the result
         * @throws Exception whatever went wrong; it ends the whole run and reaches the caller
         */
        R run(int index) throws Exception;
    }

    /**
     * Receives results, always on the caller's thread and in the order of the tasks.
     *
     * @param <R> the type of a result
     */
    @FunctionalInterface
    public interface Sink<R> {
        /**
         * @param index which task, from 0
         * @param result its result
         * @throws Exception whatever went wrong; it ends the whole run and reaches the caller
         */
        void accept(int index, R result) throws Exception;
    }

    private static final AtomicInteger POOLS = new AtomicInteger();

    private Parallel() {
    }

    /** @return the number of processors this Java machine may use */
    public static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * @param tasks how many tasks
     * @param threads on how many threads, at least 1; with 1 everything runs on the caller's thread
     * @param progress asked for cancellation between tasks and while waiting
     * @param task the work
     * @param sink takes each result
     * @param <R> the type of a result
     * @throws CancellationException if cancelled; running tasks are interrupted and waited for
     * @throws Exception what the first failing task (in task order) or the sink threw
     */
    public static <R> void forEach(final int tasks, final int threads, final Progress progress, final Task<R> task,
        final Sink<R> sink) throws Exception {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, but was " + threads);
        }
        if (threads == 1 || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                progress.checkCancelled();
                sink.accept(i, task.run(i));
            }
            return;
        }
        final ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, tasks), daemons());
        try {
            final Deque<Future<R>> pending = new ArrayDeque<>();
            int submitted = 0;
            for (int i = 0; i < tasks; i++) {
                while (submitted < tasks && pending.size() < 2 * threads) {
                    final int index = submitted++;
                    pending.add(pool.submit(() -> task.run(index)));
                }
                sink.accept(i, await(pending.remove(), progress));
            }
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    /**
     * Like {@link #forEach} with all results kept.
     *
     * @param tasks how many tasks
     * @param threads on how many threads, at least 1
     * @param progress asked for cancellation between tasks and while waiting
     * @param task the work
     * @param <R> the type of a result
     * @return the results, in the order of the tasks
     * @throws CancellationException if cancelled
     * @throws Exception what the first failing task (in task order) threw
     */
    public static <R> List<R> map(final int tasks, final int threads, final Progress progress, final Task<R> task)
        throws Exception {
        final List<R> results = new ArrayList<>(tasks);
        forEach(tasks, threads, progress, task, (i, r) -> results.add(r));
        return results;
    }

    private static <R> R await(final Future<R> future, final Progress progress) throws Exception {
        while (true) {
            progress.checkCancelled();
            try {
                return future.get(50, TimeUnit.MILLISECONDS);
            } catch (final TimeoutException stillRunning) {
                continue; // ask for cancellation again
            } catch (final ExecutionException e) {
                final Throwable cause = e.getCause();
                if (cause instanceof Error error) {
                    throw error;
                }
                throw (Exception)cause;
            }
        }
    }

    /** A task may still hold a file or a native handle: the caller must not go on before it has let go. */
    private static void awaitEnd(final ExecutorService pool) {
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons() {
        final int pool = POOLS.incrementAndGet();
        final AtomicInteger count = new AtomicInteger();
        final ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return work -> {
            final Thread t = new Thread(work, "petctflow-" + pool + "-" + count.incrementAndGet());
            t.setDaemon(true);
            t.setContextClassLoader(loader);
            return t;
        };
    }
}
