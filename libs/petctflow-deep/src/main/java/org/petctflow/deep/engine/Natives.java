package org.petctflow.deep.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The builds of PyTorch on the class path. In OSGi they are fragments of the bundle, elsewhere jars; each says in a file of
 * properties what machine and which version it is for. DJL would try to download what is missing, and would take the first that
 * loads where there are several; so they are looked up before it starts, and handed to it in order: CUDA before CPU.
 *
 * @param urls the files of properties of those that fit this machine, the best one first; not empty
 */
record Natives(List<URL> urls) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Natives.class);

    private static final String PROPERTIES = "native/lib/pytorch.properties";

    /** What PyTorch is published for, as DJL writes it. */
    private static final Set<String> PUBLISHED = Set.of("linux-x86_64", "win-x86_64", "osx-aarch64");

    /** One of them. */
    private record Build(URL url, String machine, String flavor, String version, List<String> libraries) {

        static Build read(final URL url) throws IOException {
            final Properties properties = new Properties();
            try (InputStream in = url.openStream()) {
                properties.load(in);
            }
            return new Build(url, properties.getProperty("classifier", ""), properties.getProperty("flavor", ""),
                properties.getProperty("version", ""), List.of(properties.getProperty("libraries", "").split(",")));
        }

        /** Where DJL unpacks it to. */
        Path folder(final Path cache) {
            return cache.resolve("pytorch").resolve(version + "-" + flavor + "-" + machine);
        }

        boolean cuda() {
            return flavor.startsWith("cu");
        }

        @Override
        public String toString() {
            return machine + " " + flavor + " " + version;
        }
    }

    /**
     * @param loader where they are looked for
     * @param machine as DJL writes it, see {@link #machine()}
     * @param version the version of PyTorch that the bridge was built for
     * @param gpu whether there is a GPU with a driver; asked only if there is nothing else
     * @throws EngineUnavailableException if none fits
     */
    static Natives find(final ClassLoader loader, final String machine, final String version, final BooleanSupplier gpu) {
        final List<Build> builds = new ArrayList<>();
        try {
            for (final URL url : Collections.list(loader.getResources(PROPERTIES))) {
                builds.add(Build.read(url));
            }
        } catch (final IOException | IllegalArgumentException e) {
            throw new EngineUnavailableException("PyTorch's natives cannot be looked up: " + e.getMessage(), e);
        }
        final List<Build> fitting = builds.stream().filter(b -> b.machine.equals(machine) && b.version.startsWith(version))
            .sorted(Comparator.comparing(Build::cuda).reversed()).toList();
        if (fitting.isEmpty()) {
            throw new EngineUnavailableException(missing(machine, version, builds), null);
        }
        if (fitting.stream().allMatch(Build::cuda) && !gpu.getAsBoolean()) {
            throw new EngineUnavailableException("Only the CUDA build of PyTorch is installed (" + fitting.get(0)
                + "), but there is no GPU with a driver that it can use. " + installation(machine, version), null);
        }
        return new Natives(fitting.stream().map(Build::url).toList());
    }

    private static String missing(final String machine, final String version, final List<Build> builds) {
        if (!PUBLISHED.contains(machine)) {
            return "There is no PyTorch " + version + " for " + machine + ". Deep learning needs Linux or Windows on a processor of "
                + "x86_64, or a Mac with Apple silicon";
        }
        return "PyTorch's natives for " + machine + " are not installed"
            + (builds.isEmpty() ? "" : " (there are those for " + String.join(", ", builds.stream().map(Build::toString).toList()) + ")")
            + ". " + installation(machine, version);
    }

    private static String installation(final String machine, final String version) {
        return "In KNIME: File > Install KNIME Extensions > PETCT Flow > 'PETCT Flow PyTorch natives'. Elsewhere: put "
            + "ai.djl.pytorch:pytorch-native-cpu:" + version + ":" + machine + " on the class path";
    }

    /** As DJL writes it: {@code linux-x86_64}, {@code win-x86_64}, {@code osx-aarch64}. */
    static String machine() {
        final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        final String arch = System.getProperty("os.arch");
        return (os.startsWith("win") ? "win" : os.startsWith("mac") ? "osx" : "linux") + "-"
            + ("amd64".equals(arch) ? "x86_64" : arch);
    }

    /**
     * Deletes what an earlier start unpacked if a file of it does not have the size that it has on the class path: to load a library
     * that is cut off ends the Java machine. It is unpacked again then.
     *
     * @param cache the folder that natives are unpacked to
     * @param loader where they come from
     * @throws EngineUnavailableException if damaged files cannot be deleted
     */
    void deleteDamaged(final Path cache, final ClassLoader loader) {
        for (final URL url : urls) {
            try {
                final Build build = Build.read(url);
                final Path folder = build.folder(cache);
                if (Files.isDirectory(folder) && damaged(build, folder, loader)) {
                    LOGGER.warn("{} is damaged and unpacked again", folder);
                    delete(folder);
                }
            } catch (final IOException e) {
                throw new EngineUnavailableException("What was unpacked of PyTorch's natives in " + cache + " is damaged and cannot be deleted ("
                    + e.getMessage() + "): end other programs that use it, and delete it", e);
            }
        }
    }

    private static boolean damaged(final Build build, final Path folder, final ClassLoader loader) throws IOException {
        for (final String library : build.libraries) {
            if (differs(folder.resolve(library), loader.getResource("pytorch/" + build.flavor + "/" + build.machine + "/" + library))) {
                return true;
            }
        }
        try (DirectoryStream<Path> bridges = Files.newDirectoryStream(folder, "*djl_torch*")) { // 0.35.1-libdjl_torch.so
            for (final Path bridge : bridges) {
                final String name = bridge.getFileName().toString();
                if (differs(bridge, loader.getResource("jnilib/" + build.machine + "/" + build.flavor + "/" + name.substring(name.indexOf('-') + 1)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean differs(final Path file, final URL original) throws IOException {
        final long size = original == null ? -1 : original.openConnection().getContentLengthLong();
        return size >= 0 && (!Files.exists(file) || Files.size(file) != size);
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A class loader that sees these and no other builds, and all else as its parent does. */
    ClassLoader over(final ClassLoader parent) {
        return new ClassLoader(parent) {
            @Override
            public Enumeration<URL> getResources(final String name) throws IOException {
                return PROPERTIES.equals(name) ? Collections.enumeration(urls) : super.getResources(name);
            }
        };
    }
}
