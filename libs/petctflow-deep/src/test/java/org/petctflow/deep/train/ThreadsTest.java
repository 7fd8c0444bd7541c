package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.SyntheticCases;
import org.petctflow.deep.predict.Prediction;

/** A number of threads gives the same bytes each time, also beside trainings on another number. */
class ThreadsTest {

    private static final int[] TRAINING = IntStream.range(0, 9).toArray();

    private static final int[] VALIDATION = IntStream.range(9, 13).toArray();

    @TempDir
    Path m_folder;

    private static TrainResult train(final PreparedCases cases, final int threads) throws Exception {
        return Trainer.train(cases, TRAINING, VALIDATION, TrainerTest.options().withEpochs(3, 0, 4).withResources("cpu", threads, 2), e -> { },
            Progress.NONE);
    }

    private static byte[] model(final TrainResult result) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        result.model().write(out);
        return out.toByteArray();
    }

    private static void assertSame(final TrainResult expected, final TrainResult actual, final int threads) throws Exception {
        assertArrayEquals(model(expected), model(actual), threads + " threads");
        assertEquals(expected.curve(), actual.curve());
        for (int i = 0; i < expected.validation().size(); i++) {
            final Prediction a = expected.validation().get(i);
            for (int t = 0; t < a.probabilities().size(); t++) {
                assertArrayEquals(a.probabilities().get(t), actual.validation().get(i).probabilities().get(t));
            }
        }
    }

    @Test
    void trainingsSideBySideGiveWhatTheyGiveAlone() throws Exception {
        final int[] threads = {1, 2, 3};
        try (PreparedCases cases =
            PreparedCases.prepare(new SyntheticCases(13, 8, 3, 4, false), Preprocessing.of(Grid.ofStudy(8)), m_folder, Progress.NONE)) {
            final List<TrainResult> alone = new ArrayList<>();
            for (final int n : threads) {
                alone.add(train(cases, n));
                assertSame(alone.get(alone.size() - 1), train(cases, n), n);
            }
            for (int round = 0; round < 3; round++) {
                final ExecutorService pool = Executors.newFixedThreadPool(threads.length); // new threads each time, as of a new session
                try {
                    final List<Future<TrainResult>> together = new ArrayList<>();
                    for (final int n : threads) {
                        together.add(pool.submit(() -> train(cases, n)));
                    }
                    for (int i = 0; i < threads.length; i++) {
                        assertSame(alone.get(i), together.get(i).get(), threads[i]);
                    }
                } finally {
                    pool.shutdown();
                }
            }
        }
    }
}
