package org.petctflow.nodes.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;

import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.CaseSource;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.deep.predict.Uncertainty;
import org.petctflow.deep.train.TrainOptions;
import org.petctflow.deep.train.TrainResult;
import org.petctflow.deep.train.Trainer;
import org.petctflow.deep.train.TrainingProcess;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;
import org.petctflow.nodes.deep.LibrariesClassPath;

/**
 * PyTorch inside Equinox: its natives come from a fragment, the threads are KNIME's, and a session trains more than once. The network
 * makes one optimiser step; what it learns is the business of the tests of petctflow-deep.
 */
final class DeepLearningTest {

    private static final int PATIENTS = 4;

    private static final int[] ALL = {0, 1, 2, 3};

    /** Four patients with 6 x 12 x 12 voxels of noise about a mean that shows the label. */
    private static final class Noise implements CaseSource {
        @Override
        public int size() {
            return PATIENTS;
        }

        @Override
        public String name(final int index) {
            return "Row" + index;
        }

        @Override
        public List<String> featureNames() {
            return List.of("age");
        }

        @Override
        public double[] features(final int index) {
            return new double[]{50 + index};
        }

        @Override
        public List<Task> tasks() {
            return List.of(new Task("EGFR", List.of("0", "1")));
        }

        @Override
        public int[] labels(final int index) {
            return new int[]{index % 2};
        }

        @Override
        public Images images(final int index) {
            final Random random = new Random(index);
            final Geometry geometry = Geometry.axial(6, 12, 12, 8, 8, 8);
            final float[] ct = new float[geometry.voxels()];
            final float[] pet = new float[ct.length];
            for (int i = 0; i < ct.length; i++) {
                ct[i] = -500 + 300 * (index % 2) + 100 * random.nextFloat();
                pet[i] = 2 + 3 * (index % 2) + random.nextFloat();
            }
            return new Images(Volume.of(geometry, Modality.CT, Units.HU, Voxels.of(ct)),
                Volume.of(geometry, Modality.PET, Units.SUV_BW, Voxels.of(pet)), null);
        }
    }

    /** Cancelled as soon as an epoch is over. */
    private static final class CancelAfterAnEpoch implements Progress {
        private volatile boolean m_cancelled;

        @Override
        public void report(final double fraction, final String message) {
            m_cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return m_cancelled;
        }
    }

    private static TrainOptions options(final int epochs) {
        final Architecture tiny = Architecture.of(6, 12, 12, 1).withWidth(4, 2).withEmbedding(8, 8, 4).withClasses(List.of(2));
        return TrainOptions.of(tiny).withEpochs(epochs, 0, PATIENTS).withSeed(1).withResources("cpu", 1, 2);
    }

    /** Outside Equinox: the class path is that of the bundle and its fragment. */
    @Test
    void trainsTheSameNetworkInAProcessOfItsOwn() throws Exception {
        final List<Path> classPath = LibrariesClassPath.get();
        assertTrue(classPath.stream().allMatch(Files::isRegularFile), classPath::toString);
        try (PreparedCases cases = PreparedCases.prepare(new Noise(), Preprocessing.of(Grid.ofStudy(8)), null, Progress.NONE)) {
            final TrainResult result = inForeignThread(
                () -> TrainingProcess.train(classPath, cases, ALL, new int[0], options(1), e -> { }, Progress.NONE));
            assertArrayEquals(bytes(train(1, Progress.NONE).model()), bytes(result.model()));
        }
    }

    private static TrainResult train(final int epochs, final Progress progress) throws Exception {
        try (PreparedCases cases = PreparedCases.prepare(new Noise(), Preprocessing.of(Grid.ofStudy(8)), null, Progress.NONE)) {
            return Trainer.train(cases, ALL, new int[0], options(epochs), e -> { }, progress);
        }
    }

    private static byte[] bytes(final DmdpModel model) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }

    /** As a node of another extension might: its class loader knows nothing of ours, nor of DJL. */
    private static <T> T inForeignThread(final Callable<T> work) throws Exception {
        try (URLClassLoader foreign = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            assertThrows(ClassNotFoundException.class, () -> foreign.loadClass("ai.djl.engine.Engine"));
            final FutureTask<T> task = new FutureTask<>(() -> {
                final T result = work.call();
                assertSame(foreign, Thread.currentThread().getContextClassLoader(), "it is given back");
                return result;
            });
            final Thread thread = new Thread(task, "foreign");
            thread.setContextClassLoader(foreign);
            thread.start();
            return task.get();
        }
    }

    @Test
    void nativesComeFromAFragment() {
        final Bundle libs = Platform.getBundle("org.petctflow.libs");
        final Bundle[] fragments = Platform.getFragments(libs);
        assertNotNull(fragments, "PyTorch's fragment is attached");
        assertEquals(1, fragments.length);
        assertTrue(fragments[0].getSymbolicName().startsWith("org.petctflow.pytorch."), fragments[0].getSymbolicName());
    }

    @Test
    void trainsAStepAndPredictsTwiceInASessionAndAfterACancelledRun() throws Exception {
        assertEquals(TorchEngine.PYTORCH_VERSION, inForeignThread(TorchEngine::version));
        final byte[] first = bytes(inForeignThread(() -> train(1, Progress.NONE)).model());
        assertThrows(CancellationException.class, () -> {
            try {
                inForeignThread(() -> train(50, new CancelAfterAnEpoch()));
            } catch (final java.util.concurrent.ExecutionException e) {
                throw e.getCause();
            }
        });
        assertArrayEquals(first, bytes(inForeignThread(() -> train(1, Progress.NONE)).model()), "same seed, same bytes");
        final byte[] longer = bytes(inForeignThread(() -> train(2, Progress.NONE)).model());
        assertNotEquals(java.util.Arrays.hashCode(first), java.util.Arrays.hashCode(longer), "a step changes the network");

        final List<Prediction> predictions = inForeignThread(() -> {
            final DmdpModel model = DmdpModel.read(new ByteArrayInputStream(first), "model");
            try (Predictor predictor = Predictor.open(model, "cpu", 1)) {
                return predictor.predict(new Noise(), Uncertainty.NONE, Progress.NONE);
            }
        });
        assertEquals(PATIENTS, predictions.size());
        for (final Prediction p : predictions) {
            assertNull(p.problem());
            final double[] probabilities = p.probabilities().get(0);
            assertEquals(1, probabilities[0] + probabilities[1], 1e-6);
            assertTrue(probabilities[0] > 0 && probabilities[0] < 1, p.toString());
        }
        assertNotEquals(predictions.get(0).probabilities().get(0)[0], predictions.get(1).probabilities().get(0)[0],
            "the images are looked at");
    }
}
