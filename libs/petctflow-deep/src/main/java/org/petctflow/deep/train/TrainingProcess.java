package org.petctflow.deep.train;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.PreparedCases;
import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.deep.engine.Unfinished;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains in a Java process of its own: if PyTorch crashes or the memory ends, an error is what comes of it, and not the end of the
 * program. The network is the same, byte by byte, as that of {@link Trainer#train}.
 *
 * <p>The process inherits few environment variables, by name ({@link #INHERITED}), and no system property but those of
 * {@link TorchEngine}. What it is told lies in a folder for temporary files that the user alone can read, where the system has
 * such, and that is gone afterwards. It stops by itself if this program ends.
 */
public final class TrainingProcess {

    /** System property: how much heap the process may have in MB. Default: as much as this one. PyTorch's memory is beside it. */
    public static final String HEAP = "petctflow.training.heap";

    /** What PyTorch, CUDA and the Java machine need to find themselves; nothing else, as a variable may hold a password. */
    static final Set<String> INHERITED = Set.of("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "WINDIR", "LANG", "LC_ALL", "LC_CTYPE",
        "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "CUDA_PATH", "CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS", "MKL_NUM_THREADS",
        "PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION");

    private static final Logger LOGGER = LoggerFactory.getLogger(TrainingProcess.class);

    private static final long POLL_MILLIS = 50;

    private static final long STOP_SECONDS = 10;

    private static final int LOG_BYTES = 2000;

    private final String m_main;

    private final List<String> m_javaOptions;

    private final List<Path> m_classPath;

    /** For tests: another main class, more options. */
    TrainingProcess(final String main, final List<Path> classPath, final List<String> javaOptions) {
        m_main = main;
        m_classPath = classPath;
        m_javaOptions = javaOptions;
    }

    /**
     * Trains as {@link Trainer#train} does.
     *
     * @param classPath the jars of this library and of all it needs, with PyTorch's natives
     * @param cases the patients
     * @param training who it learns from
     * @param validation who decides which epoch is kept; empty for the last one
     * @param options what it is told
     * @param listener hears of every epoch, on the caller's thread
     * @param progress 0 to 1 over the epochs
     * @return the trained network
     * @throws TrainingException as of the trainer, or if the process crashed, was killed or ran out of memory; the message says what
     *             to do
     * @throws CancellationException if cancelled; a checkpoint stays
     * @throws IOException if no process can be started, or the folder for temporary files cannot be written
     */
    public static TrainResult train(final List<Path> classPath, final PreparedCases cases, final int[] training,
        final int[] validation, final TrainOptions options, final Consumer<EpochLosses> listener, final Progress progress)
        throws IOException, InterruptedException {
        return new TrainingProcess(TrainingMain.class.getName(), classPath, List.of())
            .run(new TrainingJob(cases.folder(), training, validation, options), cases::writeIndex, listener, progress);
    }

    /** @return the class path of a program that was started with one, as the runner; not that of a bundle */
    public static List<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(p -> !p.isEmpty()).map(Path::of).toList();
    }

    /** Writes a file. */
    @FunctionalInterface
    interface Writer {
        void write(Path file) throws IOException;
    }

    TrainResult run(final TrainingJob job, final Writer cases, final Consumer<EpochLosses> listener, final Progress progress)
        throws IOException, InterruptedException {
        try (Unfinished unfinished = Unfinished.begin()) {
            return runAndDelete(job, cases, listener, progress);
        }
    }

    private TrainResult runAndDelete(final TrainingJob job, final Writer cases, final Consumer<EpochLosses> listener,
        final Progress progress) throws IOException, InterruptedException {
        final Path folder = Files.createTempDirectory("petctflow-training");
        try {
            job.write(folder);
            cases.write(folder.resolve(TrainingJob.CASES));
            final Path log = folder.resolve("log");
            final Process process = start(folder, log);
            try {
                final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
                final Thread reader = reader(process, lines);
                while (reader.isAlive() || !lines.isEmpty()) {
                    if (progress.isCancelled() || Unfinished.isEnding()) {
                        stop(process);
                        throw new CancellationException("cancelled");
                    }
                    handle(lines.poll(POLL_MILLIS, TimeUnit.MILLISECONDS), listener, progress);
                }
                final int code = process.waitFor();
                if (code != TrainingMain.DONE) {
                    throw failure(code, folder, log);
                }
                return TrainingJob.readResult(folder);
            } finally {
                process.destroyForcibly().waitFor();
            }
        } finally {
            delete(folder);
        }
    }

    private Process start(final Path folder, final Path log) throws IOException {
        final List<String> arguments = new ArrayList<>();
        arguments.add("-cp");
        arguments.add(m_classPath.stream().map(p -> p.toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator)));
        final long own = Runtime.getRuntime().maxMemory() >> 20;
        arguments.add("-Xmx" + Long.getLong(HEAP, own) + "m");
        arguments.addAll(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + folder.resolve("crash.log"), "-XX:-UsePerfData", "-Djava.awt.headless=true"));
        final Path temporary = Files.createDirectory(folder.resolve("tmp"));
        arguments.add("-Djava.io.tmpdir=" + temporary);
        arguments.add("-D" + TorchEngine.CACHE + "=" + TorchEngine.cacheFolder());
        if (System.getProperty(TorchEngine.TUNE) != null) {
            arguments.add("-D" + TorchEngine.TUNE + "=" + System.getProperty(TorchEngine.TUNE));
        }
        arguments.addAll(m_javaOptions);
        arguments.add(m_main);
        arguments.add(folder.toString());
        // in a file: a class path may be longer than a command line of Windows
        final Path file = folder.resolve("arguments");
        Files.write(file, arguments.stream().map(a -> '"' + a.replace("\\", "\\\\").replace("\"", "\\\"") + '"').toList());
        final ProcessBuilder builder =
            new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file)
                .directory(folder.toFile()).redirectError(log.toFile());
        final var environment = new TreeMap<>(builder.environment());
        builder.environment().clear();
        environment.forEach((name, value) -> {
            if (INHERITED.contains(name.toUpperCase(Locale.ROOT))) {
                builder.environment().put(name, value);
            }
        });
        return builder.start();
    }

    private static Thread reader(final Process process, final BlockingQueue<String> lines) {
        final Thread thread = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                }
            } catch (final IOException e) {
                LOGGER.debug("The training process's output ended", e);
            }
        }, "training process");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void handle(final String line, final Consumer<EpochLosses> listener, final Progress progress) {
        if (line == null) {
            return;
        }
        if (line.startsWith(TrainingJob.PROGRESS)) {
            final TrainingJob.Report report =
                TrainingJob.GSON.fromJson(line.substring(TrainingJob.PROGRESS.length()), TrainingJob.Report.class);
            progress.report(report.fraction(), report.message());
        } else if (line.startsWith(TrainingJob.EPOCH)) {
            listener.accept(TrainingJob.GSON.fromJson(line.substring(TrainingJob.EPOCH.length()), EpochLosses.class));
        } else {
            LOGGER.debug("The training process said: {}", line);
        }
    }

    /** Lets it end by itself, so that a checkpoint that is being written is written. */
    private static void stop(final Process process) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (final IOException e) {
            LOGGER.debug("The training process was gone already", e);
        }
        process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    }

    private static IOException failure(final int code, final Path folder, final Path log) throws IOException {
        final TrainingJob.Failure failure = TrainingJob.readFailure(folder);
        if (code == TrainingMain.FAILED && failure != null) {
            LOGGER.debug("The training process failed: {}", failure.trace());
            return new TrainingException(failure.told() ? failure.message() : "The training process failed: " + failure.message(), null);
        }
        if (code == TrainingMain.OUT_OF_MEMORY) {
            return new TrainingException("The training process ran out of Java's memory: choose a smaller batch size or a coarser voxel "
                + "size, or give it more with -D" + HEAP + "=<MB>", null);
        }
        final String said = tail(log);
        LOGGER.warn("The training process ended with {}: {}", code, said);
        final String last = said.isBlank() ? "" : ". The last it said: " + said.strip().lines().reduce((a, b) -> b).orElseThrow();
        if (code == 128 + 9 || code == 9) {
            return new TrainingException("The training process was killed. If nobody did it, the system ran out of memory: choose a "
                + "smaller batch size or a coarser voxel size, or close other programs" + last, null);
        }
        if (Files.exists(folder.resolve("crash.log"))) {
            final String frame = problematicFrame(folder.resolve("crash.log"));
            return new TrainingException("The training process crashed inside PyTorch or the Java machine (" + frame
                + "). Nothing else is harmed. Try again with one thread or on the CPU; go on from the checkpoint if one was kept", null);
        }
        return new TrainingException("The training process ended with the exit code " + code + " and no result" + last, null);
    }

    private static String tail(final Path log) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            final ByteBuffer end = ByteBuffer.allocate((int)Math.min(LOG_BYTES, channel.size()));
            channel.position(channel.size() - end.capacity());
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // until it is full
            }
            return new String(end.array(), StandardCharsets.UTF_8);
        }
    }

    /** The line after "# Problematic frame:" of the Java machine's report. */
    private static String problematicFrame(final Path report) throws IOException {
        try (Stream<String> lines = Files.lines(report, StandardCharsets.ISO_8859_1)) {
            return lines.limit(40).dropWhile(l -> !l.startsWith("# Problematic frame:")).skip(1).findFirst()
                .map(l -> l.replaceFirst("^#\\s*", "")).orElse("its report names no frame");
        }
    }

    private static void delete(final Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException e) {
            LOGGER.warn("The folder {} of a training process could not be deleted", folder, e);
        }
    }
}
