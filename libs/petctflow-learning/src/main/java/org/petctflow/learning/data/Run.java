package org.petctflow.learning.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.base.Seeds;

/**
 * How a computation runs: which seed, on how many threads, who is told. The number of threads never shows in a result.
 *
 * @param seed everything random derives from it
 * @param threads on how many threads, at least 1
 * @param progress is told, and asked for cancellation
 */
public record Run(long seed, int threads, Progress progress) {

    /** Checks the number of threads. */
    public Run {
        Objects.requireNonNull(progress, "progress");
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, but was " + threads);
        }
    }

    /**
     * @param seed the seed
     * @return a run on the caller's thread that nobody watches
     */
    public static Run of(final long seed) {
        return new Run(seed, 1, Progress.NONE);
    }

    /**
     * @param purpose what the part is for
     * @param indices which of its kind
     * @return the run of a part: a seed of its own, the same threads
     */
    public Run part(final String purpose, final long... indices) {
        return new Run(Seeds.derive(Seeds.derive(seed, purpose), indices), threads, progress);
    }

    /** @return the same run that reports nothing but can be cancelled, for a part whose progress the whole reports */
    public Run silent() {
        return new Run(seed, threads, progress instanceof Silent ? progress : new Silent(progress));
    }

    /** @return the same run on one thread and silent, for a part of a computation that is spread over threads already */
    public Run onOneThread() {
        return new Run(seed, 1, silent().progress);
    }

    /**
     * @param other who is told instead
     * @return the same run with another progress
     */
    public Run with(final Progress other) {
        return new Run(seed, threads, other);
    }

    /**
     * A task that throws no checked exception.
     *
     * @param <R> its result
     */
    @FunctionalInterface
    public interface Task<R> {
        /**
         * @param index which task, from 0
         * @return the result
         */
        R run(int index);
    }

    /**
     * Runs tasks on the run's threads, and reports how many are done.
     *
     * @param tasks how many independent tasks
     * @param task the work
     * @param <R> the type of a result
     * @return the results in the order of the tasks
     */
    public <R> List<R> map(final int tasks, final Task<R> task) {
        try {
            final List<R> results = new ArrayList<>(tasks);
            Parallel.forEach(tasks, threads, progress, task::run, (i, result) -> {
                results.add(result);
                progress.report((i + 1.0) / tasks, (i + 1) + " of " + tasks);
            });
            return results;
        } catch (final RuntimeException e) {
            throw e;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (final Exception e) {
            throw new IllegalStateException(e); // a Task cannot throw it
        }
    }

    /**
     * A task that reports how far it is, and throws no checked exception.
     *
     * @param <R> its result
     */
    @FunctionalInterface
    public interface Part<R> {
        /**
         * @param index which task, from 0
         * @param run the same seed, one thread, and the task's own progress from 0 to 1
         * @return the result
         */
        R run(int index, Run run);
    }

    /**
     * As {@link #map(int, Task)} for long tasks: what they report of themselves shows in the whole, too, as the mean of all.
     *
     * @param tasks how many independent tasks
     * @param task the work
     * @param <R> the type of a result
     * @return the results in the order of the tasks
     */
    public <R> List<R> mapParts(final int tasks, final Part<R> task) {
        final Shares shares = new Shares(progress, tasks);
        return new Run(seed, threads, new Silent(progress)).map(tasks, i -> {
            final R result = task.run(i, new Run(seed, 1, shares.of(i)));
            shares.of(i).report(1, null);
            return result;
        });
    }

    /** How far each of several tasks is. */
    private static final class Shares {

        private final Progress m_whole;

        private final double[] m_fractions;

        private double m_sum;

        Shares(final Progress whole, final int tasks) {
            m_whole = whole;
            m_fractions = new double[tasks];
        }

        Progress of(final int task) {
            return new Progress() {
                @Override
                public void report(final double fraction, final String message) {
                    add(task, Math.min(1, fraction));
                }

                @Override
                public boolean isCancelled() {
                    return m_whole.isCancelled();
                }
            };
        }

        /** One at a time, so that the whole never goes back. */
        private synchronized void add(final int task, final double fraction) {
            if (fraction > m_fractions[task]) {
                m_sum += fraction - m_fractions[task];
                m_fractions[task] = fraction;
                int done = 0;
                for (final double f : m_fractions) {
                    done += f >= 1 ? 1 : 0;
                }
                m_whole.report(done == m_fractions.length ? 1 : Math.min(1, m_sum / m_fractions.length), done + " of " + m_fractions.length);
            }
        }
    }

    /** Passes cancellation on and reports nothing: parts that run at the same time would report out of order. */
    private record Silent(Progress whole) implements Progress {
        @Override
        public void report(final double fraction, final String message) {
            // the whole reports
        }

        @Override
        public boolean isCancelled() {
            return whole.isCancelled();
        }
    }
}
