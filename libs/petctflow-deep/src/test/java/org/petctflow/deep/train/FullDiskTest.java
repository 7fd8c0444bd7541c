package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.SyntheticCases;

/** A disk that really is full: one of few megabytes in memory, which root may mount. The build is often not root; then it is skipped. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

    private static final int[] TRAINING = IntStream.range(0, 9).toArray();

    private static final int[] VALIDATION = IntStream.range(9, 13).toArray();

    @TempDir
    Path m_folder;

    private Path m_disk;

    private static int run(final String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (final IOException e) {
            return -1; // there is no such command
        }
    }

    @BeforeEach
    void mount() throws Exception {
        m_disk = Files.createDirectory(m_folder.resolve("disk"));
        final boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "petctflow", m_disk.toString()) == 0;
        m_disk = mounted ? m_disk : null;
        assumeTrue(mounted, "a small disk can be mounted by root only");
    }

    @AfterEach
    void unmount() throws Exception {
        if (m_disk != null) {
            assertEquals(0, run("umount", m_disk.toString()));
        }
    }

    private static List<String> names(final Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private PreparedCases cases(final Path parent, final int voxel) throws IOException {
        return PreparedCases.prepare(new SyntheticCases(13, voxel, 3, 4, false), Preprocessing.of(Grid.ofStudy(voxel)), parent, Progress.NONE);
    }

    @Test
    void aCheckpointThatDoesNotFitLeavesTheOneBefore() throws Exception {
        final Path checkpoint = m_disk.resolve("dmdp.checkpoint"); // some 2.6 MB: one fits, two do not
        final TrainOptions options = TrainerTest.options().withRegularization(org.petctflow.deep.data.Augmentation.NONE, 0, 0)
            .withCheckpoint(checkpoint, true);
        final List<EpochLosses> heard = new ArrayList<>();
        try (PreparedCases cases = cases(m_folder, 8)) {
            final TrainingException e = assertThrows(TrainingException.class,
                () -> Trainer.train(cases, TRAINING, VALIDATION, options, heard::add, Progress.NONE));
            assertTrue(e.getMessage().contains("epoch 2") && e.getMessage().contains(checkpoint.toString())
                && e.getMessage().contains("No space left on device") && e.getMessage().matches(".*\\(3 MB are needed .*; 1 MB are free on .*")
                && e.getMessage().contains("resume"), e.getMessage());
            assertEquals(1, heard.size());
            assertEquals(List.of("dmdp.checkpoint"), names(m_disk));
            final Checkpoint kept = Checkpoint.read(checkpoint);
            assertEquals(1, kept.epoch());
            // the training goes on elsewhere as if nothing had been
            final Path elsewhere = Files.copy(checkpoint, m_folder.resolve("dmdp.checkpoint"));
            final TrainResult resumed = Trainer.train(cases, TRAINING, VALIDATION, options.withCheckpoint(elsewhere, true), x -> { },
                Progress.NONE);
            assertEquals(Trainer.train(cases, TRAINING, VALIDATION, options.withCheckpoint(null, false), x -> { }, Progress.NONE).curve(),
                resumed.curve());
        }
    }

    @Test
    void patientsThatDoNotFitLeaveNothing() throws Exception {
        final IOException e = assertThrows(IOException.class, () -> cases(m_disk, 2)); // 13 patients of 648 KB
        assertTrue(e.getMessage().startsWith("The prepared box of Row") && e.getMessage().contains("No space left on device (")
            && e.getMessage().contains(" MB are free on the disk of ") && e.getMessage().contains("13 patients need about 9 MB")
            && e.getMessage().contains("-Djava.io.tmpdir"), e.getMessage());
        assertEquals(List.of(), names(m_disk));
    }
}
