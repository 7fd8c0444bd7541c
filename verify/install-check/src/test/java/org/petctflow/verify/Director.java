package org.petctflow.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Eclipse's installer, as KNIME runs it when a user adds an update site: the p2 director in an Equinox of its own. */
final class Director {

    /**
     * What became of an installation.
     *
     * @param exitCode 0 if all went in
     * @param log what the director said
     */
    record Outcome(int exitCode, String log) {
    }

    private static final long MINUTES = 5;

    private final Path m_bundles;

    private final Path m_work;

    /**
     * @param bundles folder with the director's bundles
     * @param work folder for its configuration and log, empty
     */
    Director(final Path bundles, final Path work) {
        m_bundles = bundles;
        m_work = work;
    }

    /** For which machine is installed: os, windowing system and architecture as Eclipse names them. */
    enum Machine {
            LINUX("linux", "gtk", "x86_64"), WINDOWS("win32", "win32", "x86_64"), MAC("macosx", "cocoa", "aarch64"),
            /** There is no PyTorch for it any more. */
            INTEL_MAC("macosx", "cocoa", "x86_64");

        private final String m_os;

        private final String m_ws;

        private final String m_arch;

        Machine(final String os, final String ws, final String arch) {
            m_os = os;
            m_ws = ws;
            m_arch = arch;
        }

        /** How our fragments for it end. */
        String suffix() {
            return m_os + "." + m_arch;
        }
    }

    /**
     * @param units the installable units, with commas between
     * @param machine what for
     * @param destination where it goes
     * @param repositories URLs of the repositories to take it and its dependencies from; empty ones are left out
     * @return what became of it
     */
    Outcome install(final String units, final Machine machine, final Path destination,
        final String... repositories)
        throws IOException, InterruptedException {
        final Path configuration = Files.createDirectories(m_work.resolve("configuration"));
        Path framework = null;
        Path launcher = null;
        final List<String> bundles = new ArrayList<>();
        for (final Path jar : jars()) {
            final String name = jar.getFileName().toString();
            final Attributes manifest = manifest(jar);
            if (name.startsWith("org.eclipse.osgi-")) {
                framework = jar;
            } else if (name.startsWith("org.eclipse.equinox.launcher-")) {
                launcher = jar;
            } else if (manifest.getValue("Bundle-SymbolicName") != null
                && !manifest.getValue("Bundle-SymbolicName").startsWith("osgi.annotation")) {
                final boolean fragment = manifest.getValue("Fragment-Host") != null;
                bundles.add("reference:" + jar.toUri() + (fragment ? "" : "@start"));
            }
        }
        if (framework == null || launcher == null) {
            throw new IOException(m_bundles + " holds no Equinox");
        }
        Files.writeString(configuration.resolve("config.ini"), String.join("\n", //
            "osgi.framework=" + framework.toUri(), //
            "osgi.bundles=" + String.join(",", bundles), //
            "osgi.bundles.defaultStartLevel=4", //
            "eclipse.p2.data.area=" + m_work.resolve("p2").toUri(), //
            "eclipse.application=org.eclipse.equinox.p2.director", ""));
        final Path log = m_work.resolve("log");
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), //
            "-Xmx512m", "-jar", launcher.toString(), "-nosplash", "-consoleLog", //
            "-configuration", configuration.toString(), "-data", m_work.resolve("workspace").toString(), //
            "-repository", Stream.of(repositories).filter(r -> !r.isEmpty()).collect(Collectors.joining(",")), //
            "-installIU", units, "-destination", destination.toString(), //
            "-profile", "KNIMEProfile", "-profileProperties", "org.eclipse.update.install.features=true", //
            "-p2.os", machine.m_os, "-p2.ws", machine.m_ws, "-p2.arch", machine.m_arch) //
                .directory(m_work.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IOException("The director did not end within " + MINUTES + " minutes:\n" + Files.readString(log));
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(m_bundles)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static Attributes manifest(final Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() == null ? new Attributes() : file.getManifest().getMainAttributes();
        } catch (final IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }
}
