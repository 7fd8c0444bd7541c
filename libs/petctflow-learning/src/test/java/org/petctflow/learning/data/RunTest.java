package org.petctflow.learning.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.petctflow.base.Progress;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.model.LogisticRegression;
import org.petctflow.learning.model.Metric;
import org.petctflow.learning.model.RandomForest;
import org.petctflow.learning.select.Rfecv;

class RunTest {

    /** Remembers what was reported; cancelled after some reports. */
    private static final class Watch implements Progress {

        private final List<Double> m_fractions = new ArrayList<>();

        private final int m_cancelAfter;

        Watch(final int cancelAfter) {
            m_cancelAfter = cancelAfter;
        }

        @Override
        public synchronized void report(final double fraction, final String message) {
            m_fractions.add(fraction);
        }

        @Override
        public synchronized boolean isCancelled() {
            return m_fractions.size() >= m_cancelAfter;
        }
    }

    @Test
    void progressOnlyGoesForward() {
        final Dataset data = Synthetic.task(60, 20, 6, 1, 1, 1);
        for (final int threads : new int[]{1, 3}) {
            final Watch watch = new Watch(Integer.MAX_VALUE);
            new Rfecv(LogisticRegression.withDefaults(), 1, 1, Metric.ROC_AUC, 4).select(data, new Run(1, threads, watch));
            assertEquals(List.of(0.25, 0.5, 0.75, 1.0), watch.m_fractions);
        }
    }

    @Test
    void cancellingEndsAFit() {
        final Watch watch = new Watch(7);
        assertThrows(CancellationException.class,
            () -> RandomForest.withDefaults().fit(Synthetic.task(60, 20, 6, 1, 1, 1), new Run(1, 1, watch)));
        assertEquals(7, watch.m_fractions.size());
    }

    @Test
    void partsHaveSeedsOfTheirOwn() {
        final Run run = Run.of(5);
        assertEquals(run.part("tree", 1).seed(), run.part("tree", 1).seed());
        assertTrue(run.part("tree", 1).seed() != run.part("tree", 2).seed());
        assertTrue(run.part("tree").seed() != run.part("fold").seed());
        assertThrows(IllegalArgumentException.class, () -> new Run(1, 0, Progress.NONE));
    }
}
