package org.petctflow.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void resultsArriveInTaskOrderForAnyNumberOfThreads(final int threads) throws Exception {
        final List<Integer> results = Parallel.map(100, threads, Progress.NONE, i -> {
            Thread.sleep(i % 3);
            return i * i;
        });
        for (int i = 0; i < 100; i++) {
            assertEquals(i * i, results.get(i));
        }
    }

    @Test
    void noMoreResultsExistThanTwicePerThread() throws Exception {
        final AtomicInteger alive = new AtomicInteger();
        final AtomicInteger peak = new AtomicInteger();
        Parallel.forEach(200, 3, Progress.NONE, i -> {
            peak.accumulateAndGet(alive.incrementAndGet(), Math::max);
            return i;
        }, (i, r) -> {
            Thread.sleep(1);
            alive.decrementAndGet();
        });
        assertTrue(peak.get() <= 7, "at most 6 waiting and 1 in the sink, but there were " + peak.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theFirstFailureInTaskOrderReachesTheCallerAsItWasThrown(final int threads) {
        final List<Integer> sunk = new ArrayList<>();
        final IOException e = assertThrows(IOException.class, () -> Parallel.forEach(50, threads, Progress.NONE, i -> {
            if (i >= 7) {
                throw new IOException("task " + i);
            }
            return i;
        }, (i, r) -> sunk.add(r)));
        assertEquals("task 7", e.getMessage());
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), sunk);
    }

    @Test
    void cancellingEndsTheRunAndItsTasks() throws Exception {
        final AtomicBoolean cancel = new AtomicBoolean();
        final AtomicInteger running = new AtomicInteger();
        final Progress progress = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // not looked at here
            }

            @Override
            public boolean isCancelled() {
                return cancel.get();
            }
        };
        assertThrows(CancellationException.class, () -> Parallel.map(1000, 2, progress, i -> {
            running.incrementAndGet();
            try {
                if (i == 5) {
                    cancel.set(true);
                }
                Thread.sleep(20);
            } finally {
                running.decrementAndGet();
            }
            return i;
        }));
        assertEquals(0, running.get(), "no task may still run when the caller goes on");
    }
}
