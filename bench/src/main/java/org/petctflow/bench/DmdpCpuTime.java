package org.petctflow.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.CaseSource;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.deep.predict.Uncertainty;
import org.petctflow.deep.train.TrainOptions;
import org.petctflow.deep.train.TrainResult;
import org.petctflow.deep.train.Trainer;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/**
 * The DMDP network at its default size on boxes of 48 x 96 x 96 voxels: processor seconds of a training step at batch 4 on one
 * thread, of the augmentation beside it, and of the inference of a patient; resident memory over the steps; how long steps wait
 * for data. Argument: the number of steps, 500 by default.
 */
public final class DmdpCpuTime {

    private static final int BATCH = 4;

    private static final int PATIENTS = 40;

    private static final int FEATURES = 19;

    private DmdpCpuTime() {
    }

    /** Noise: a step takes the same time whatever it sees. */
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
            return IntStream.range(0, FEATURES).mapToObj(f -> "feature" + f).toList();
        }

        @Override
        public double[] features(final int index) {
            return new SplittableRandom(index).doubles(FEATURES).toArray();
        }

        @Override
        public List<Task> tasks() {
            return List.of(new Task("EGFR", List.of("0", "1")), new Task("subtype", List.of("a", "b")));
        }

        @Override
        public int[] labels(final int index) {
            return new int[]{index & 1, index >> 1 & 1};
        }

        @Override
        public Images images(final int index) {
            return new Images(noise(2 * index, Modality.CT, Units.HU, -900, 900), noise(2 * index + 1, Modality.PET, Units.SUV_BW, 0, 12),
                null);
        }

        private static Volume noise(final int seed, final Modality modality, final String unit, final double low, final double range) {
            final Geometry box = Geometry.axial(48, 96, 96, 1, 1, 1);
            final SplittableRandom random = new SplittableRandom(seed);
            final float[] values = new float[box.voxels()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)(low + range * random.nextDouble());
            }
            return Volume.of(box, modality, unit, Voxels.of(values));
        }
    }

    /** Of {@code /proc/self/status}, in MB. */
    private static long megabytes(final String key) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith(key + ":"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElse(-1);
        } catch (final IOException e) {
            return -1; // not Linux
        }
    }

    private static double thread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static double process() {
        return ((com.sun.management.OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /**
     * @param args the number of steps
     * @throws Exception if the engine fails
     */
    public static void main(final String[] args) throws Exception {
        final int steps = args.length == 0 ? 500 : Integer.parseInt(args[0]);
        final int perEpoch = PATIENTS / BATCH;
        final int epochs = Math.max(2, steps / perEpoch);
        final TrainOptions options = TrainOptions.of(Architecture.of(48, 96, 96, FEATURES)).withEpochs(epochs, 0, BATCH)
            .withResources("cpu", 1, 3);
        try (PreparedCases cases = PreparedCases.prepare(new Noise(), Preprocessing.of(Grid.ofStudy(1)), null, Progress.NONE)) {
            final double[] mine = new double[epochs + 1];
            final double[] all = new double[epochs + 1];
            final double begin = System.nanoTime() / 1e9;
            mine[0] = thread();
            all[0] = process();
            System.out.println("step  CPU s a step (its thread)  CPU s a step (whole process)  resident MB  peak MB");
            final TrainResult result = Trainer.train(cases, IntStream.range(0, PATIENTS).toArray(), new int[0], options, e -> {
                final int n = e.epoch();
                mine[n] = thread();
                all[n] = process();
                if (n == 1 || n % 5 == 0 || n == epochs) {
                    System.out.printf(Locale.ROOT, "%4d  %25.3f  %28.3f  %11d  %7d%n", n * perEpoch, (mine[n] - mine[n - 1]) / perEpoch,
                        (all[n] - all[n - 1]) / perEpoch, megabytes("VmRSS"), megabytes("VmHWM"));
                }
            }, Progress.NONE);
            final double wall = System.nanoTime() / 1e9 - begin;
            final double[] each = IntStream.range(1, epochs).mapToDouble(n -> (mine[n + 1] - mine[n]) / perEpoch).sorted().toArray();
            System.out.printf(Locale.ROOT, "%d parameters, batch %d, one thread: median %.3f CPU s a step, %.3f with everything beside it%n",
                result.model().parameters().size(), BATCH, each[each.length / 2], (all[epochs] - all[1]) / perEpoch / (epochs - 1));
            System.out.printf(Locale.ROOT, "steps waited %.2f s for data in %.0f s (%.2f %%), the first batch included%n",
                result.waitedSeconds(), wall, 100 * result.waitedSeconds() / wall);
            try (Predictor predictor = Predictor.open(result.model(), "cpu", 1)) {
                final double[] seconds = new double[3];
                for (int i = 0; i < seconds.length; i++) {
                    final double start = thread();
                    predictor.predict(cases, IntStream.range(0, PATIENTS).toArray(), Uncertainty.NONE, Progress.NONE);
                    seconds[i] = (thread() - start) / PATIENTS;
                }
                Arrays.sort(seconds);
                System.out.printf(Locale.ROOT, "inference: %.3f CPU s a patient%n", seconds[0]);
            }
        }
    }
}
