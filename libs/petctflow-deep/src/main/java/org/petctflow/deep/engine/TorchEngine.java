package org.petctflow.deep.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.petctflow.base.DiskSpace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.sun.jna.Function;
import com.sun.jna.Platform;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngineProvider;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;

/**
 * PyTorch inside the Java machine, through DJL. {@link #start()} is called by everything here that computes with it; only
 * the first call does something.
 *
 * <p>Nothing is ever downloaded, and nobody is called home: DJL is told so before it starts, and the natives are looked for
 * on the class path first, so that a missing one is a message and not an attempt to fetch it.
 *
 * <p>System properties: {@value #CACHE} names the folder the natives are unpacked to (default
 * {@code <user.home>/.cache/petctflow/engine}, or the folder for temporary files where that cannot be written);
 * {@value #TUNE}{@code =false} leaves the C library's memory allocator as it is.
 */
public final class TorchEngine {

    /** Names the folder that the natives are unpacked to. */
    public static final String CACHE = "petctflow.engine.cache";

    /** Whether the C library's memory allocator may be tuned: true or false. */
    public static final String TUNE = "petctflow.engine.tune";

    /** The version of PyTorch that the bridge was built for. */
    public static final String PYTORCH_VERSION = "2.7.1";

    private static final Logger LOGGER = LoggerFactory.getLogger(TorchEngine.class);

    /** Of the CPU's build under Linux, the largest one. */
    private static final int UNPACKED_MB = 450;

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** An operation on so many elements is done on several threads. */
    private static final long PARALLEL = 1 << 16;

    private static final Object LOCK = new Object();

    private static Engine instance;

    private TorchEngine() {
    }

    /**
     * Starts the engine, once.
     *
     * @throws EngineUnavailableException if its natives are missing or cannot be loaded
     */
    public static void start() {
        synchronized (LOCK) {
            if (instance != null) {
                return;
            }
            configure();
            final ClassLoader loader = loader();
            tune();
            final Thread thread = Thread.currentThread();
            final ClassLoader callers = thread.getContextClassLoader();
            // DJL looks for its engine and its natives through the thread's class loader; in OSGi that is a foreign one
            thread.setContextClassLoader(loader);
            try {
                // registered by hand, for the case that somebody touched DJL's Engine before with another class loader
                Engine.registerEngine(new PtEngineProvider());
                instance = Engine.getEngine("PyTorch");
            } catch (final Exception | LinkageError | AssertionError e) {
                final String folder = System.getProperty("ENGINE_CACHE_DIR");
                throw new EngineUnavailableException("PyTorch " + PYTORCH_VERSION + " could not be loaded: " + rootMessage(e) + " ("
                    + DiskSpace.left(Path.of(folder)) + "; unpacked, it takes about " + UNPACKED_MB + " MB). Free some space, delete the folder "
                    + folder + " if its files are damaged, or name another one with -D" + CACHE
                    + "; on Windows, install the Visual C++ runtime", e);
            } finally {
                thread.setContextClassLoader(callers);
            }
            LOGGER.debug("PyTorch {} is up, {} GPU(s)", instance.getVersion(), instance.getGpuCount());
        }
    }

    private static Engine engine() {
        start();
        return instance;
    }

    /** @return the version of PyTorch that runs */
    public static String version() {
        return engine().getVersion();
    }

    /**
     * @param device where its arrays live
     * @return a new manager without a parent; to be closed
     */
    public static NDManager newManager(final Device device) {
        return engine().newBaseManager(device);
    }

    /**
     * @param name {@code auto} (the first GPU if there is one, else the CPU), {@code cpu}, {@code cuda} or {@code cuda:k}
     * @return the device
     * @throws EngineUnavailableException if it is not there
     * @throws IllegalArgumentException if the name is none of these
     */
    public static Device device(final String name) {
        final String wanted = name.trim().toLowerCase(Locale.ROOT);
        final Matcher cuda = CUDA.matcher(wanted);
        if (!cuda.matches() && !wanted.equals("auto") && !wanted.equals("cpu")) {
            throw new IllegalArgumentException(
                "A device is 'auto', 'cpu' or 'cuda:k' with k the number of the GPU from 0, but was '" + name + "'");
        }
        final int gpus = engine().getGpuCount();
        if (wanted.equals("cpu") || (wanted.equals("auto") && gpus == 0)) {
            return Device.cpu();
        }
        final int index = wanted.equals("auto") || cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
        if (index >= gpus) {
            throw new EngineUnavailableException("The device '" + name + "' was asked for, but "
                + (gpus == 0 ? "there is no GPU that PyTorch can use" : "only 'cuda:0' to 'cuda:" + (gpus - 1) + "' are there")
                + ". Choose 'auto' or 'cpu', or install the suite's CUDA build of PyTorch and a driver that fits it", null);
        }
        return Device.gpu(index);
    }

    /**
     * On how many threads PyTorch computes what this thread asks of it. Results are equal bit by bit for the same number of
     * threads, also where the machine has fewer processors, and to rounding for different ones.
     *
     * @param threads at least 1; 0 for all processors
     * @return the number that holds now
     */
    public static int setThreads(final int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("The number of threads must be 0 (all) or more, but was " + threads);
        }
        final int n = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        // a thread takes over the number that was set last, by whomever, with its first parallel operation; after that its own
        // holds: without this operation, trainings side by side would compute on each other's number
        synchronized (LOCK) {
            JniUtils.setNumThreads(n);
            try (NDManager manager = newManager(Device.cpu()); NDArray many = manager.zeros(new Shape(PARALLEL))) {
                many.addi(1);
            }
            JniUtils.setNumThreads(n);
        }
        return n;
    }

    private static void configure() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // one operation at a time: parallel operations would compete with the threads inside an operation
        setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty("ENGINE_CACHE_DIR", cacheFolder().toString());
        final String override = System.getenv("PYTORCH_VERSION");
        if (override != null && !override.isEmpty() && !PYTORCH_VERSION.startsWith(override)) {
            throw new EngineUnavailableException("The environment variable PYTORCH_VERSION is " + override
                + ", but this suite needs PyTorch " + PYTORCH_VERSION + ": unset it", null);
        }
    }

    private static void setIfAbsent(final String key, final String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /**
     * Where the natives are unpacked to. Does not start PyTorch.
     *
     * @return the folder; it exists and can be written
     * @throws EngineUnavailableException if there is none
     */
    public static Path cacheFolder() {
        final String named = System.getProperty(CACHE);
        final List<Path> candidates = new ArrayList<>();
        try {
            if (named != null && !named.isBlank()) {
                candidates.add(Path.of(named));
            } else {
                candidates.add(Path.of(System.getProperty("user.home", "."), ".cache", "petctflow", "engine"));
                candidates.add(Path.of(System.getProperty("java.io.tmpdir"), "petctflow-engine-" + System.getProperty("user.name")));
            }
        } catch (final InvalidPathException e) {
            throw new EngineUnavailableException("-D" + CACHE + "=" + named + " is no path", e);
        }
        IOException problem = null;
        for (final Path folder : candidates) {
            try {
                Files.createDirectories(folder);
                Files.delete(Files.createTempFile(folder, "probe", ".tmp"));
                return folder.toAbsolutePath();
            } catch (final IOException e) {
                LOGGER.debug("{} cannot be written", folder, e);
                problem = e;
            }
        }
        throw new EngineUnavailableException("PyTorch's natives cannot be unpacked: " + candidates
            + " cannot be written. Name a folder that can be with -D" + CACHE, problem);
    }

    private static ClassLoader loader() {
        final ClassLoader own = TorchEngine.class.getClassLoader();
        if (System.getenv("PYTORCH_LIBRARY_PATH") != null || System.getProperty("PYTORCH_LIBRARY_PATH") != null) {
            return own; // a PyTorch of the user's own
        }
        final Natives natives = Natives.find(own, Natives.machine(), PYTORCH_VERSION, CudaUtils::hasCuda);
        natives.deleteDamaged(Path.of(System.getProperty("ENGINE_CACHE_DIR")), own);
        return natives.over(own);
    }

    /**
     * A training step allocates and frees hundreds of megabytes; glibc by default returns them to the system each time,
     * which costs a quarter of the step in page faults. And OpenMP's idle threads would spin.
     */
    private static void tune() {
        if (!Platform.isLinux() || "false".equals(System.getProperty(TUNE))) {
            return;
        }
        try {
            Function.getFunction("c", "setenv").invokeInt(new Object[]{"OMP_WAIT_POLICY", "PASSIVE", 0});
            final Function mallopt = Function.getFunction("c", "mallopt");
            mallopt.invokeInt(new Object[]{-3, 1 << 30});            // M_MMAP_THRESHOLD
            mallopt.invokeInt(new Object[]{-1, Integer.MAX_VALUE});  // M_TRIM_THRESHOLD
            mallopt.invokeInt(new Object[]{-2, 64 << 20});           // M_TOP_PAD
        } catch (final UnsatisfiedLinkError e) {
            LOGGER.debug("The C library has no mallopt; a training step takes a quarter longer", e);
        }
    }

    private static String rootMessage(final Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
