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
            assertEquals(watch.m_fractions.stream().sorted().toList(), watch.m_fractions);
            assertEquals(1.0, watch.m_fractions.get(watch.m_fractions.size() - 1));
            final Watch whole = new Watch(Integer.MAX_VALUE);
            assertEquals(List.of(0, 1, 2), new Run(1, threads, whole).mapParts(3, (i, part) -> {
                part.progress().report(0.5, "half");
                part.progress().report(0.2, "not back");
                return i;
            }));
            assertEquals(whole.m_fractions.stream().sorted().toList(), whole.m_fractions);
            assertEquals(6, whole.m_fractions.size(), "each at its half and its end");
            assertEquals(1.0, whole.m_fractions.get(5));
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
