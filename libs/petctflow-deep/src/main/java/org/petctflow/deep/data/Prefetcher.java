package org.petctflow.deep.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.deep.engine.Unfinished;

/**
 * Prepares things on a thread of its own before they are asked for, in order, at most a few ahead.
 *
 * @param <T> what is prepared
 */
public final class Prefetcher<T> implements AutoCloseable {

    private final Parallel.Task<T> m_task;

    private final int m_ahead;

    private final ExecutorService m_thread;

    private final Deque<Future<T>> m_pending = new ArrayDeque<>();

    private final int m_count;

    private int m_submitted;

    private long m_waited;

    /**
     * @param count how many things there are
     * @param ahead how many may be ready at most, at least 1
     * @param task prepares one
     */
    public Prefetcher(final int count, final int ahead, final Parallel.Task<T> task) {
        if (ahead < 1) {
            throw new IllegalArgumentException("At least one must be prefetched, but it was " + ahead);
        }
        m_count = count;
        m_ahead = ahead;
        m_task = task;
        m_thread = Executors.newSingleThreadExecutor(work -> {
            final Thread t = new Thread(work, "petctflow-prefetch");
            t.setDaemon(true);
            return t;
        });
        fill();
    }

    private void fill() {
        while (m_submitted < m_count && m_pending.size() < m_ahead) {
            final int index = m_submitted++;
            m_pending.add(m_thread.submit(() -> m_task.run(index)));
        }
    }

    /**
     * @param progress asked for cancellation while waiting
     * @return the next thing
     * @throws Exception what its preparation threw
     */
    public T next(final Progress progress) throws Exception {
        if (m_pending.isEmpty()) {
            throw new IllegalStateException("There are no more than " + m_count);
        }
        final Future<T> future = m_pending.remove();
        fill();
        final long begin = System.nanoTime();
        try {
            while (true) {
                progress.checkCancelled();
                Unfinished.checkGoingOn();
                try {
                    return future.get(50, TimeUnit.MILLISECONDS);
                } catch (final TimeoutException notYet) {
                    continue; // ask for cancellation again
                }
            }
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception)e.getCause();
        } finally {
            m_waited += System.nanoTime() - begin;
        }
    }

    /** @return for how long {@link #next} has waited so far */
    public double waitedSeconds() {
        return m_waited / 1e9;
    }

    /** Stops, and waits for the preparation that is under way. */
    @Override
    public void close() {
        m_thread.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (m_thread.awaitTermination(1, TimeUnit.MINUTES)) {
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
}
