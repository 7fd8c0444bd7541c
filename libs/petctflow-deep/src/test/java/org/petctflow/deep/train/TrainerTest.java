package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.Augmentation;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.SyntheticCases;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Parameters;

/** The training loop on a few tiny patients. */
class TrainerTest {

    private static final int[] TRAINING = IntStream.range(0, 9).toArray();

    private static final int[] VALIDATION = IntStream.range(9, 13).toArray();

    @TempDir
    static Path folder;

    private static PreparedCases cases;

    /** Patients with missing labels, features and modalities, one of them broken. */
    static final class Patchy extends DelegatingCases {
        Patchy(final int size) {
            super(new SyntheticCases(size, 8, 3, 4, false));
        }

        @Override
        public int[] labels(final int index) {
            final int[] labels = super.labels(index).clone();
            if (index % 4 == 3) {
                labels[index / 4 % 2] = -1;
            }
            return labels;
        }

        @Override
        public double[] features(final int index) {
            final double[] features = super.features(index);
            if (index == 2) {
                features[1] = Double.NaN;
            }
            return features;
        }

        @Override
        public Images images(final int index) throws IOException {
            final Images images = super.images(index);
            if (index == 4) {
                throw new IOException("The series has only 3 slices");
            }
            return index == 5 ? new Images(null, images.pet(), images.mask())
                : index == 6 ? new Images(images.ct(), null, images.mask()) : images;
        }
    }

    @BeforeAll
    static void prepare() throws IOException {
        cases = PreparedCases.prepare(new Patchy(13), Preprocessing.of(Grid.ofStudy(8)), folder, Progress.NONE);
    }

    @AfterAll
    static void clean() throws IOException {
        cases.close();
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.filter(p -> p.getFileName().toString().startsWith("petctflow-cases")).toList());
        }
    }

    static TrainOptions options() {
        final Architecture tiny = Architecture.of(6, 12, 12, 4).withWidth(4, 2).withEmbedding(8, 8, 4)
            .withStrides(List.of(1, 2, 2, 1));
        return TrainOptions.of(tiny).withEpochs(4, 0, 4).withSeed(5).withResources("cpu", 1, 2)
            .withRegularization(Augmentation.DEFAULT, 0.2, 0.9);
    }

    private static TrainResult train(final TrainOptions options, final Progress progress) throws Exception {
        return Trainer.train(cases, TRAINING, VALIDATION, options, e -> { }, progress);
    }

    private static void assertSame(final Parameters expected, final Parameters actual) {
        assertEquals(expected.values().keySet(), actual.values().keySet());
        expected.values().forEach((name, v) -> assertArrayEquals(v, actual.values().get(name), name));
    }

    @Test
    void theSameSeedGivesTheSameModelAndAnotherSeedAnother() throws Exception {
        final TrainResult first = train(options(), Progress.NONE);
        final TrainResult second = train(options(), Progress.NONE);
        assertSame(first.model().parameters(), second.model().parameters());
        assertEquals(first.curve(), second.curve());
        final TrainResult other = train(options().withSeed(6), Progress.NONE);
        assertFalse(Arrays.equals(first.model().parameters().values().get("fuse.weight"),
            other.model().parameters().values().get("fuse.weight")));
        assertEquals("The series has only 3 slices", first.leftOut().get(4));
        assertEquals(4, first.curve().size());
        assertEquals(4, first.validation().size());
        assertEquals("8", first.model().provenance().settings().get("trainingPatients"));
        for (final EpochLosses e : first.curve()) {
            assertTrue(Double.isFinite(e.total()) && Double.isFinite(e.contrastive()) && e.tasks().size() == 2
                && Double.isFinite(e.validationTotal()) && e.validationTasks().size() == 2, e.toString());
            assertEquals(e.tasks().get(0) + e.tasks().get(1) + 0.2 * e.contrastive(), e.total(), 0.25 * e.total(),
                "batches of equal size whose labels are nearly all known");
        }
        assertEquals(first.curve().stream().mapToDouble(EpochLosses::validationTotal).min().orElseThrow(),
            first.curve().get(first.bestEpoch() - 1).validationTotal());
    }

    @Test
    void theWeightsOfTwoClassesStayOpposite() throws Exception {
        final Parameters trained = train(options().withEpochs(2, 0, 4), Progress.NONE).model().parameters();
        for (final String head : new String[]{"head1.weight", "head2.weight", "head1.bias"}) {
            final float[] w = trained.values().get(head);
            for (int c = 0; c < w.length / 2; c++) {
                assertEquals(-w[c], w[w.length / 2 + c], 2e-5, head + " at " + c);
            }
        }
    }

    /** Cancels when an epoch begins. */
    private static Progress cancelAfter(final int epochs, final int of) {
        return new Progress() {
            private volatile double m_at;

            @Override
            public void report(final double fraction, final String message) {
                m_at = fraction;
            }

            @Override
            public boolean isCancelled() {
                return m_at > (epochs + 0.1) / of;
            }
        };
    }

    @Test
    void aCancelledTrainingGoesOnBitByBit() throws Exception {
        final Path checkpoint = folder.resolve("cancelled.checkpoint");
        final TrainOptions options = options().withCheckpoint(checkpoint, true);
        final List<EpochLosses> heard = new ArrayList<>();
        assertThrows(CancellationException.class,
            () -> Trainer.train(cases, TRAINING, VALIDATION, options, heard::add, cancelAfter(2, 4)));
        assertEquals(2, heard.size());
        final Checkpoint kept = Checkpoint.read(checkpoint);
        assertEquals(2, kept.epoch());
        assertNotNull(kept.best().values().get("fuse.weight"), "the best epoch so far is kept");
        final TrainResult resumed = train(options, Progress.NONE);
        final TrainResult through = train(options(), Progress.NONE);
        assertSame(through.model().parameters(), resumed.model().parameters());
        assertEquals(through.curve(), resumed.curve());
        assertEquals(through.bestEpoch(), resumed.bestEpoch());
        assertEquals(through.model().provenance(), resumed.model().provenance());
        // a finished one gives the same again without a step
        assertSame(through.model().parameters(), train(options, Progress.NONE).model().parameters());
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() throws Exception {
        final Path checkpoint = folder.resolve("other.checkpoint");
        train(options().withEpochs(1, 0, 4).withCheckpoint(checkpoint, false), Progress.NONE);
        final TrainingException e = assertThrows(TrainingException.class,
            () -> train(options().withEpochs(1, 0, 3).withCheckpoint(checkpoint, true), Progress.NONE));
        assertTrue(e.getMessage().contains("other settings or other patients"), e.getMessage());
        Files.writeString(checkpoint, "no zip");
        final IOException damaged = assertThrows(IOException.class,
            () -> train(options().withEpochs(1, 0, 4).withCheckpoint(checkpoint, true), Progress.NONE));
        assertTrue(damaged.getMessage().contains("no training checkpoint"), damaged.getMessage());
    }

    @Test
    void patienceStopsATrainingThatDoesNotImprove() throws Exception {
        // a huge rate makes the validation loss worse from the first epoch on
        final TrainOptions options = options().withEpochs(40, 3, 4)
            .withOptimizer(OptimizerOptions.DEFAULT.with(OptimizerOptions.Kind.SGD, 3).withClipNorm(0),
                new Schedule(Schedule.Kind.CONSTANT, 0, 1, 1))
            .withRegularization(Augmentation.NONE, 0, 0);
        try {
            final TrainResult result = train(options, Progress.NONE);
            assertTrue(result.stoppedEarly());
            assertEquals(result.bestEpoch() + 3, result.curve().size());
        } catch (final TrainingException diverged) {
            assertTrue(diverged.getMessage().contains("lower the learning rate"), diverged.getMessage());
        }
    }

    @Test
    void oneClassIsRefusedWithItsNameAndIgnoredWithWeightZero() {
        final int[] oneClass = {0, 2, 8}; // EGFR wild in all of them
        final TrainingException e = assertThrows(TrainingException.class,
            () -> Trainer.train(cases, oneClass, VALIDATION, options(), x -> { }, Progress.NONE));
        assertTrue(e.getMessage().contains("only the class 'wild'") && e.getMessage().contains("'EGFR'"), e.getMessage());
        final TrainingException nobody = assertThrows(TrainingException.class,
            () -> Trainer.train(cases, new int[]{4}, VALIDATION, options(), x -> { }, Progress.NONE));
        assertTrue(nobody.getMessage().contains("The series has only 3 slices"), nobody.getMessage());
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        final TrainOptions wrong = options().withArchitecture(Architecture.of(6, 12, 10, 4).withStrides(List.of(1, 2, 2, 1)));
        final TrainingException e = assertThrows(TrainingException.class, () -> train(wrong, Progress.NONE));
        assertTrue(e.getMessage().contains("6 x 12 x 12") && e.getMessage().contains("6 x 12 x 10"), e.getMessage());
    }

    @Test
    void aGpuThatIsNotThereIsRefused() {
        final RuntimeException e = assertThrows(RuntimeException.class,
            () -> train(options().withResources("cuda:7", 1, 1), Progress.NONE));
        assertTrue(e.getMessage().contains("'cuda:7'") && e.getMessage().contains("'cpu'"), e.getMessage());
    }

    @Test
    void aFullDiskLeavesTheCheckpointBefore() throws Exception {
        final Path checkpoint = folder.resolve("full.checkpoint");
        train(options().withEpochs(1, 0, 4).withCheckpoint(checkpoint, false), Progress.NONE);
        final byte[] before = Files.readAllBytes(checkpoint);
        final Checkpoint state = Checkpoint.read(checkpoint);
        final IOException e = assertThrows(IOException.class,
            () -> org.petctflow.base.AtomicFiles.write(checkpoint, out -> state.write(new FullDisk(out, 20_000))));
        assertTrue(e.getMessage().contains("No space left"), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(checkpoint));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.filter(p -> p.getFileName().toString().startsWith(".")).toList());
        }
        // a folder that is gone fails the first time that it is written
        final TrainingException gone = assertThrows(TrainingException.class,
            () -> train(options().withCheckpoint(folder.resolve("nowhere/x.checkpoint"), false), Progress.NONE));
        assertTrue(gone.getMessage().contains("could not be written"), gone.getMessage());
    }

    /** A stream on a disk with a little room left. */
    static final class FullDisk extends java.io.FilterOutputStream {
        private int m_left;

        FullDisk(final java.io.OutputStream out, final int left) {
            super(out);
            m_left = left;
        }

        @Override
        public void write(final int b) throws IOException {
            if (m_left-- <= 0) {
                throw new IOException("No space left on device");
            }
            out.write(b);
        }
    }
}
