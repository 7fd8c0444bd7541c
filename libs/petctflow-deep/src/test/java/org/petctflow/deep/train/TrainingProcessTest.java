package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.Augmentation;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.predict.Prediction;

import com.sun.jna.Pointer;

/** Training in a process of its own: the same network, and errors instead of the end of the program. */
@Timeout(120)
class TrainingProcessTest {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private static final int[] TRAINING = {0, 1, 2, 3, 4, 5, 6, 7, 8};

    private static final int[] VALIDATION = {9, 10, 11, 12};

    @TempDir
    Path m_folder;

    private final Set<String> m_before = left();

    /** What a test must not leave: files for temporary use, and processes. */
    private static Set<String> left() {
        try (var files = Files.list(TEMPORARY)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith("petctflow-training"))
                .collect(Collectors.toCollection(TreeSet::new));
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void leavesNothing() {
        final Set<String> more = left();
        more.removeAll(m_before);
        assertEquals(Set.of(), more);
        assertEquals(List.of(), ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList());
    }

    private static TrainResult run(final String main, final List<String> options, final TrainingJob job,
        final Consumer<EpochLosses> listener, final Progress progress) throws Exception {
        return new TrainingProcess(main, TrainingProcess.ownClassPath(), options).run(job, f -> { }, listener, progress);
    }

    /** What a main class that never trains ends with. */
    private TrainingException fails(final Class<?> main, final String... options) {
        final TrainingJob job = new TrainingJob(m_folder, TRAINING, VALIDATION, TrainerTest.options());
        return assertThrows(TrainingException.class, () -> run(main.getName(), List.of(options), job, e -> { }, Progress.NONE));
    }

    private PreparedCases cases() throws IOException {
        return PreparedCases.prepare(new TrainerTest.Patchy(13), Preprocessing.of(Grid.ofStudy(8)), m_folder, Progress.NONE);
    }

    private static byte[] bytes(final DmdpModel model) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }

    @Test
    void givesTheSameNetworkAndTellsOfEveryEpoch() throws Exception {
        final List<EpochLosses> heard = new ArrayList<>();
        final List<Double> fractions = new ArrayList<>();
        final List<String> messages = new ArrayList<>();
        final Progress progress = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                fractions.add(fraction);
                messages.add(message);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        try (PreparedCases cases = cases()) {
            final TrainResult here = Trainer.train(cases, TRAINING, VALIDATION, TrainerTest.options(), e -> { }, Progress.NONE);
            final TrainResult there = TrainingProcess.train(TrainingProcess.ownClassPath(), cases, TRAINING, VALIDATION,
                TrainerTest.options(), heard::add, progress);
            assertArrayEquals(bytes(here.model()), bytes(there.model()));
            assertEquals(here.curve(), there.curve());
            assertEquals(here.curve(), heard);
            assertEquals(here.bestEpoch(), there.bestEpoch());
            assertEquals(here.leftOut(), there.leftOut());
            assertEquals(here.validation().size(), there.validation().size());
            for (int i = 0; i < here.validation().size(); i++) {
                final Prediction a = here.validation().get(i);
                final Prediction b = there.validation().get(i);
                assertEquals(a.index(), b.index());
                assertEquals(a.name(), b.name());
                for (int t = 0; t < a.probabilities().size(); t++) {
                    assertArrayEquals(a.probabilities().get(t), b.probabilities().get(t));
                }
                assertArrayEquals(a.imageEmbedding(), b.imageEmbedding());
                assertArrayEquals(a.textEmbedding(), b.textEmbedding());
            }
            assertTrue(Files.isDirectory(cases.folder()), "the patients stay whoever opened them");
        }
        assertTrue(!fractions.isEmpty() && fractions.stream().allMatch(f -> f >= 0 && f <= 1), fractions::toString);
        assertTrue(messages.stream().anyMatch(m -> m.startsWith("Epoch 4 of 4: loss ")), messages::toString);
    }

    /** An ablation trains with some of the features; the patients' folder holds them all. */
    @Test
    void trainsWithAChoiceOfFeatures() throws Exception {
        final TrainOptions options = TrainerTest.options().withEpochs(1, 0, 4);
        final TrainOptions own = options.withArchitecture(options.architecture().withFeatures(2));
        try (PreparedCases cases = cases()) {
            final PreparedCases some = cases.withFeatures(List.of("feature3", "feature0"));
            final TrainResult there = TrainingProcess.train(TrainingProcess.ownClassPath(), some, TRAINING, VALIDATION, own, e -> { },
                Progress.NONE);
            assertEquals(List.of("feature3", "feature0"), there.model().features().names());
            assertArrayEquals(bytes(Trainer.train(some, TRAINING, VALIDATION, own, e -> { }, Progress.NONE).model()), bytes(there.model()));
        }
    }

    @Test
    void optionsComeBackAsTheyWere() throws IOException {
        final TrainOptions options = TrainerTest.options().withRegularization(new Augmentation(true, 10, 2, 0.1, 1 / 3.0, 0.01), 0.1, 0)
            .withCheckpoint(m_folder.resolve("a \u00e4 b"), true);
        new TrainingJob(m_folder, TRAINING, VALIDATION, options).write(m_folder);
        final TrainingJob job = TrainingJob.read(m_folder);
        assertEquals(options, job.options());
        assertArrayEquals(TRAINING, job.training());
        Files.writeString(m_folder.resolve("job.json"), "{\"options\":{\"epochs\":0}}");
        assertTrue(assertThrows(IOException.class, () -> TrainingJob.read(m_folder)).getMessage()
            .startsWith("job.json of the training process is damaged"));
    }

    @Test
    void saysWhatTheTrainerSays() throws Exception {
        try (PreparedCases cases = cases()) {
            final TrainingException e = assertThrows(TrainingException.class, () -> TrainingProcess.train(
                TrainingProcess.ownClassPath(), cases, new int[]{0}, VALIDATION, TrainerTest.options(), x -> { }, Progress.NONE));
            assertTrue(e.getMessage().startsWith("There are 1 usable training patients; at least 2 are needed"), e.getMessage());
        }
    }

    /** That a training goes on from a checkpoint bit by bit is the trainer's test. */
    @Test
    void isCancelledAndLeavesAWholeCheckpoint() throws Exception {
        final AtomicBoolean cancelled = new AtomicBoolean();
        final Progress progress = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // the epochs are listened to
            }

            @Override
            public boolean isCancelled() {
                return cancelled.get();
            }
        };
        final int many = 100_000;
        final Path file = m_folder.resolve("checkpoint");
        try (PreparedCases cases = cases()) {
            assertThrows(CancellationException.class,
                () -> TrainingProcess.train(TrainingProcess.ownClassPath(), cases, TRAINING, VALIDATION,
                    TrainerTest.options().withEpochs(many, 0, 4).withCheckpoint(file, true), e -> cancelled.set(true), progress));
        }
        final int epochs = Checkpoint.read(file).epoch();
        assertTrue(epochs >= 1 && epochs < many, epochs + " epochs");
    }

    /** Reads address 0, as a mistake in a native library would. */
    static final class CrashMain {
        public static void main(final String[] args) {
            new Pointer(8).getByte(0);
        }
    }

    @Test
    void aCrashIsAnError() {
        final String message = fails(CrashMain.class).getMessage();
        assertTrue(message.startsWith("The training process crashed inside PyTorch or the Java machine ("), message);
        assertTrue(message.contains("Nothing else is harmed"), message);
    }

    /** Takes all heap there is. */
    static final class HogMain {
        public static void main(final String[] args) {
            final List<long[]> all = new ArrayList<>();
            while (true) {
                all.add(new long[1 << 20]);
            }
        }
    }

    @Test
    void outOfMemoryIsAnError() {
        final String message = fails(HogMain.class, "-Xmx32m").getMessage();
        assertTrue(message.startsWith("The training process ran out of Java's memory: choose a smaller batch size"), message);
        assertTrue(message.contains("-Dpetctflow.training.heap=<MB>"), message);
    }

    /** Waits for its end. */
    static final class WaitingMain {
        public static void main(final String[] args) throws InterruptedException {
            System.err.println("allocating"); // first: the report is the sign to kill it
            System.out.println(TrainingJob.PROGRESS + "{\"fraction\":0.5,\"message\":\"waiting\"}");
            Thread.sleep(100_000);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // knows no signals: the exit code is 1
    void aKilledProcessIsAnError() {
        final Progress killer = new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        final TrainingJob job = new TrainingJob(m_folder, TRAINING, VALIDATION, TrainerTest.options());
        final String message = assertThrows(TrainingException.class,
            () -> run(WaitingMain.class.getName(), List.of(), job, e -> { }, killer)).getMessage();
        assertTrue(message.startsWith("The training process was killed. If nobody did it, the system ran out of memory"), message);
        assertTrue(message.endsWith("The last it said: allocating"), message);
    }

    /** Never says anything but an exit code. */
    static final class SilentMain {
        public static void main(final String[] args) {
            System.out.println("line that is no report");
            Runtime.getRuntime().halt(77);
        }
    }

    @Test
    void anExitCodeWithoutAResultIsAnError() {
        assertEquals("The training process ended with the exit code 77 and no result", fails(SilentMain.class).getMessage());
    }

    /** Says what it inherited. */
    static final class EnvironmentMain {
        public static void main(final String[] args) throws IOException {
            final Set<String> system = new TreeSet<>(System.getProperties().stringPropertyNames());
            TrainingJob.writeFailure(new TrainingJob.Failure(new TreeSet<>(System.getenv().keySet()) + " "
                + Map.of("heap", Runtime.getRuntime().maxMemory() >> 20) + " " + system.contains("petctflow.secret") + " "
                + System.getProperty("java.io.tmpdir").startsWith(Path.of(args[0]).toString()), true, ""), Path.of(args[0]));
            Runtime.getRuntime().halt(TrainingMain.FAILED);
        }
    }

    @Test
    void inheritsNoSecrets() {
        System.setProperty("petctflow.secret", "s3cret");
        System.setProperty(TrainingProcess.HEAP, "64");
        try {
            final String message = fails(EnvironmentMain.class).getMessage();
            final String names = message.substring(1, message.indexOf(']'));
            for (final String name : names.split(", ")) {
                assertTrue(name.isEmpty() || TrainingProcess.INHERITED.contains(name), name);
            }
            assertTrue(message.endsWith(" false true"), message);
            assertTrue(message.matches(".*\\{heap=6[0-9]\\}.*"), message);
        } finally {
            System.clearProperty("petctflow.secret");
            System.clearProperty(TrainingProcess.HEAP);
        }
    }
}
