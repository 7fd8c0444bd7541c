package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

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
import org.petctflow.deep.data.SyntheticCases;
import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.deep.network.Architecture;

/** A program that is told to end (SIGTERM) while it trains: PyTorch must not crash, and nothing temporary may stay. */
@Timeout(120)
class EndOfProgramTest {

    private static final int PATIENTS = 8;

    @TempDir
    Path m_folder;

    /** The program: it never ends by itself, and its steps are long. */
    static final class Endless {

        private Endless() {
        }

        public static void main(final String[] args) throws Exception {
            final Architecture a = Architecture.of(12, 24, 24, 4).withWidth(16, 2).withEmbedding(8, 8, 4).withStrides(List.of(1, 1, 2, 2));
            final TrainOptions options = TrainOptions.of(a).withEpochs(1_000_000, 0, PATIENTS).withResources("cpu", 2, 1)
                .withRegularization(Augmentation.NONE, 0, 0).withCheckpoint(Path.of(args[0]), false);
            try (PreparedCases cases = PreparedCases.prepare(new SyntheticCases(PATIENTS, 4, 3, 4, false), Preprocessing.of(Grid.ofStudy(4)),
                null, Progress.NONE)) {
                Trainer.train(cases, IntStream.range(0, PATIENTS).toArray(), new int[0], options, e -> System.out.println(e.epoch()),
                    Progress.NONE);
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals: a process is ended, and nobody asked")
    void aSignalEndsATrainingCleanly() throws Exception {
        for (int round = 0; round < 3; round++) {
            final Path folder = Files.createDirectory(m_folder.resolve("round" + round));
            final Path temporary = Files.createDirectory(folder.resolve("tmp"));
            final Path checkpoint = Files.createDirectory(folder.resolve("kept")).resolve("dmdp.checkpoint");
            final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:-UsePerfData", "-XX:-CreateCoredumpOnCrash", "-Djava.io.tmpdir=" + temporary,
                "-D" + TorchEngine.CACHE + "=" + TorchEngine.cacheFolder(), "-cp", System.getProperty("java.class.path"),
                Endless.class.getName(), checkpoint.toString()).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE).start();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
                for (String line = lines.readLine(); !"1".equals(line); line = lines.readLine()) {
                    assertTrue(line != null, "The program ended before its first epoch");
                }
                Thread.sleep(100 + 70 * round); // into a step
                process.toHandle().destroy(); // the process's own method closes its output, too
                while (lines.readLine() != null) {
                    // until it ends
                }
            } finally {
                process.destroy();
            }
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(128 + 15, process.exitValue(), "what a program ends with that SIGTERM ended");
            assertEquals(List.of(), names(temporary));
            assertEquals(List.of("kept", "tmp"), names(folder), "no report of a crash");
            assertEquals(List.of("dmdp.checkpoint"), names(checkpoint.getParent()));
            assertTrue(Checkpoint.read(checkpoint).epoch() >= 1);
        }
    }

    private static List<String> names(final Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
