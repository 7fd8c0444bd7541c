package org.petctflow.deep.engine;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Work that the end of the Java machine waits for, until closed: arrays and networks of PyTorch, and files that are to be deleted.
 * When the machine ends (Ctrl-C, SIGTERM, KNIME is closed), PyTorch's libraries are torn down whether or not a thread still computes
 * with them, and that thread's next instruction is a crash. So from then on no operation begins ({@link #checkGoingOn()}, which
 * {@link GradMode} asks before every step), and the end waits for the step that is under way, at most {@value #SECONDS} seconds.
 */
public final class Unfinished implements AutoCloseable {

    private static final int SECONDS = 30;

    private static final Object LOCK = new Object();

    private static int open;

    private static boolean watched;

    private static volatile boolean ending;

    private boolean m_closed;

    private Unfinished() {
    }

    /**
     * @return what the end waits for; to be closed
     * @throws CancellationException if the machine ends already
     */
    public static Unfinished begin() {
        synchronized (LOCK) {
            if (!watched) {
                watch();
            }
            checkGoingOn();
            open++;
        }
        return new Unfinished();
    }

    /** @return whether the machine ends */
    public static boolean isEnding() {
        return ending;
    }

    /** @throws CancellationException if the machine ends */
    public static void checkGoingOn() {
        if (ending) {
            throw new CancellationException("The program ends");
        }
    }

    private static void watch() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Unfinished::awaitAll, "petctflow-unfinished"));
        } catch (final IllegalStateException e) {
            ending = true; // too late for a hook, and to begin anything
        }
        watched = true;
    }

    private static void awaitAll() {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        synchronized (LOCK) {
            ending = true;
            try {
                for (long left = SECONDS * 1000L; open > 0 && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                    LOCK.wait(left);
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt(); // then it waits no longer
            }
        }
    }

    @Override
    public void close() {
        synchronized (LOCK) {
            if (!m_closed) {
                m_closed = true;
                open--;
                LOCK.notifyAll();
            }
        }
    }
}
