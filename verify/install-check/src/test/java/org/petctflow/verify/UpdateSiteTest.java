package org.petctflow.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The update site as a KNIME user gets it: it installs, brings what it needs and nothing that is KNIME's. */
final class UpdateSiteTest {

    private static final Path SITE = Path.of(System.getProperty("petctflow.site"));

    private static final String KNIME = System.getProperty("petctflow.knime.repository");

    /** What KNIME stands on; empty where it is in the same repository. */
    private static final String PLATFORM = System.getProperty("petctflow.platform.repository");

    private static final Path DIRECTOR = Path.of(System.getProperty("petctflow.director"));

    private static final String FEATURE = "org.petctflow.feature";

    private static final String UNIT = FEATURE + ".feature.group";

    private static final Set<String> BUNDLES =
        Set.of("org.petctflow.libs", "org.petctflow.nodes", "org.petctflow.types", "org.petctflow.views");

    private static final String PYTORCH_FEATURE = "org.petctflow.pytorch.feature";

    /** How the fragments with PyTorch begin; the operating system and the architecture follow. */
    private static final String PYTORCH = "org.petctflow.pytorch.";

    private static final List<Director.Machine> WITH_PYTORCH =
        List.of(Director.Machine.LINUX, Director.Machine.WINDOWS, Director.Machine.MAC);

    @TempDir
    Path m_work;

    @BeforeAll
    static void siteIsBuilt() {
        assertTrue(Files.isDirectory(SITE), SITE + " is missing: build update-site first");
    }

    @Test
    void installsIntoKnime() throws Exception {
        final Path destination = m_work.resolve("knime");
        final Director.Outcome outcome =
            new Director(DIRECTOR, m_work).install(UNIT, Director.Machine.LINUX, destination, SITE.toUri().toString(), PLATFORM, KNIME);
        assertEquals(0, outcome.exitCode(), outcome.log());
        final Set<String> installed = names(destination.resolve("plugins"));
        assertTrue(installed.containsAll(BUNDLES), () -> "installed: " + installed);
        assertTrue(installed.contains("org.knime.core"), () -> "installed: " + installed);
        assertEquals(Set.of(FEATURE), names(destination.resolve("features")).stream().filter(f -> f.startsWith("org.petctflow"))
            .collect(Collectors.toSet()));
        try (Stream<Path> views = Files.list(destination.resolve("plugins"))) {
            assertTrue(views.filter(p -> p.getFileName().toString().startsWith("org.petctflow.views_")).allMatch(Files::isDirectory),
                "KNIME reads the pages of views from a folder: the bundle needs Eclipse-BundleShape: dir");
        }
        assertTrue(installed.stream().noneMatch(b -> b.startsWith(PYTORCH)), () -> "PyTorch comes when it is asked for: " + installed);
    }

    /**
     * The machine's own fragment and no other, as a folder so that the jar within need not be unpacked once more. Two machines stand for
     * all, as an installation takes seconds; the filters of the others are looked at below.
     */
    @ParameterizedTest
    @EnumSource(names = {"LINUX", "INTEL_MAC"})
    void installsPytorchForTheMachine(final Director.Machine machine) throws Exception {
        final Path destination = m_work.resolve("knime");
        final Director.Outcome outcome = new Director(DIRECTOR, m_work).install(UNIT + "," + PYTORCH_FEATURE + ".feature.group", machine,
            destination, SITE.toUri().toString(), PLATFORM, KNIME);
        assertEquals(0, outcome.exitCode(), outcome.log());
        try (Stream<Path> files = Files.list(destination.resolve("plugins"))) {
            final List<Path> natives = files.filter(p -> p.getFileName().toString().startsWith(PYTORCH)).toList();
            if (!WITH_PYTORCH.contains(machine)) {
                assertEquals(List.of(), natives);
                return;
            }
            assertEquals(1, natives.size(), natives::toString);
            assertTrue(natives.get(0).getFileName().toString().startsWith(PYTORCH + machine.suffix() + "_"), natives::toString);
            assertTrue(Files.size(natives.get(0).resolve("lib/ai.djl.pytorch.pytorch-native-cpu.jar")) > 10 << 20, natives::toString);
        }
    }

    @Test
    void offersEachMachineItsOwnPytorch() throws IOException {
        final String xml = content();
        for (final Director.Machine machine : WITH_PYTORCH) {
            final Matcher unit =
                Pattern.compile("(?s)<unit id='" + Pattern.quote(PYTORCH + machine.suffix()) + "' .*?</unit>").matcher(xml);
            assertTrue(unit.find(), machine.suffix());
            final String[] parts = machine.suffix().split("\\.");
            assertTrue(unit.group().replaceAll("\\s", "")
                .contains("<filter>(&amp;(osgi.arch=" + parts[1] + ")(osgi.os=" + parts[0] + "))</filter>"), unit::group);
            assertTrue(unit.group().contains("namespace='osgi.bundle' name='org.petctflow.libs'"), unit::group);
        }
    }

    /** What PyTorch's bridge looks up first says of each fragment's jar that it is for this machine and of the bridge's version. */
    @ParameterizedTest
    @ValueSource(strings = {"linux.x86_64 linux-x86_64", "win32.x86_64 win-x86_64", "macosx.aarch64 osx-aarch64"})
    void holdsThePytorchThatTheBridgeWasBuiltFor(final String names) throws IOException {
        final String[] name = names.split(" ");
        final Path fragment = bundles().stream().filter(b -> b.getFileName().toString().startsWith(PYTORCH + name[0] + "_")).findFirst()
            .orElseThrow();
        try (ZipFile outer = new ZipFile(fragment.toFile());
                ZipInputStream zip =
                    new ZipInputStream(outer.getInputStream(outer.getEntry("lib/ai.djl.pytorch.pytorch-native-cpu.jar")))) {
            final Properties properties = new Properties();
            final Set<String> held = new TreeSet<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                held.add(entry.getName());
                if (entry.getName().equals("native/lib/pytorch.properties")) {
                    properties.load(new ByteArrayInputStream(zip.readAllBytes()));
                }
            }
            assertEquals(name[1], properties.getProperty("classifier"));
            assertEquals("cpu", properties.getProperty("flavor"));
            final String version = properties.getProperty("version");
            assertTrue(bridge().startsWith(version.replaceFirst("-.*", "") + "-"), version + " of PyTorch, " + bridge() + " of the bridge");
            for (final String library : properties.getProperty("libraries").split(",")) {
                assertTrue(held.contains("pytorch/cpu/" + name[1] + "/" + library), library + " in " + held);
            }
        }
    }

    private static String bridge() throws IOException {
        final Path libs = bundles().stream().filter(b -> b.getFileName().toString().startsWith("org.petctflow.libs_")).findFirst()
            .orElseThrow();
        try (ZipFile outer = new ZipFile(libs.toFile());
                ZipInputStream zip = new ZipInputStream(outer.getInputStream(outer.getEntry("lib/ai.djl.pytorch.pytorch-jni.jar")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("jnilib/pytorch.properties")) {
                    final Properties properties = new Properties();
                    properties.load(new ByteArrayInputStream(zip.readAllBytes()));
                    return properties.getProperty("jni_version");
                }
            }
        }
        throw new IOException("pytorch-jni has no jnilib/pytorch.properties");
    }

    @Test
    void isRefusedWithoutKnime() throws Exception {
        final Director.Outcome outcome =
            new Director(DIRECTOR, m_work).install(UNIT, Director.Machine.LINUX, m_work.resolve("knime"), SITE.toUri().toString(), PLATFORM);
        assertNotEquals(0, outcome.exitCode(), outcome.log());
        assertTrue(outcome.log().matches("(?s).*Missing requirement: [^\n]*requires [^\n]*org\\.knime\\.core.*"), outcome.log());
    }

    @Test
    void holdsOurBundlesAndNoOther() throws IOException {
        final Set<String> bundles = new TreeSet<>(BUNDLES);
        WITH_PYTORCH.forEach(m -> bundles.add(PYTORCH + m.suffix()));
        assertEquals(bundles, fullNames(SITE.resolve("plugins")), "with one for each operating system, and without CUDA");
        assertEquals(Set.of(FEATURE, PYTORCH_FEATURE), fullNames(SITE.resolve("features")));
    }

    @Test
    void shipsNoClassOfKnimeOrEclipse() throws IOException {
        for (final Path bundle : bundles()) {
            try (InputStream in = Files.newInputStream(bundle)) {
                final List<String> foreign = classes(in).stream()
                    .filter(c -> c.startsWith("org/knime/") || c.startsWith("org/eclipse/")).toList();
                assertEquals(List.of(), foreign, bundle.getFileName().toString());
            }
        }
    }

    /** The library that reads DICOM is nobody else's business: another extension may bring its own. */
    @Test
    void keepsTheDicomLibraryPrivate() throws IOException {
        for (final Path bundle : bundles()) {
            try (JarFile jar = new JarFile(bundle.toFile())) {
                final String exported = String.valueOf(jar.getManifest().getMainAttributes().getValue("Export-Package"));
                assertTrue(!exported.contains("org.dcm4che3"), bundle + " exports " + exported);
                final boolean holdsJars = bundle.getFileName().toString().matches("org\\.petctflow\\.(libs_|pytorch\\.).*");
                assertTrue(holdsJars || jar.stream().noneMatch(e -> e.getName().endsWith(".jar")), bundle + " holds jars");
                assertTrue(jar.stream().noneMatch(e -> e.getName().startsWith("org/dcm4che3/")), bundle + " holds DICOM classes");
            }
        }
    }

    /** OSGi ignores an entry of Bundle-ClassPath that does not exist, and a jar that no entry names. */
    @Test
    void everyJarOfEveryBundleIsOnItsClassPath() throws IOException {
        for (final Path bundle : bundles()) {
            try (JarFile jar = new JarFile(bundle.toFile())) {
                final Manifest manifest = jar.getManifest();
                final String classPath = manifest.getMainAttributes().getValue("Bundle-ClassPath");
                final Set<String> named = Arrays.stream((classPath == null ? "." : classPath).split(",")).map(String::strip)
                    .filter(p -> !p.equals(".")).collect(Collectors.toCollection(TreeSet::new));
                final Set<String> held = jar.stream().map(ZipEntry::getName).filter(n -> n.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
                assertEquals(held, named, bundle.getFileName().toString());
            }
        }
    }

    @Test
    void everyExportedPackageHasClasses() throws IOException {
        for (final Path bundle : bundles()) {
            final String exported;
            try (JarFile jar = new JarFile(bundle.toFile())) {
                exported = jar.getManifest().getMainAttributes().getValue("Export-Package");
            }
            if (exported != null) {
                try (InputStream in = Files.newInputStream(bundle)) {
                    final Set<String> packages = classes(in).stream()
                        .map(c -> c.substring(0, Math.max(0, c.lastIndexOf('/'))).replace('/', '.')).collect(Collectors.toSet());
                    final Set<String> empty = Arrays.stream(exported.split(",")).map(p -> p.split(";")[0].strip())
                        .filter(p -> !packages.contains(p)).collect(Collectors.toSet());
                    assertEquals(Set.of(), empty, bundle.getFileName().toString());
                }
            }
        }
    }

    @Test
    void saysWhoMadeItAndUnderWhichLicence() throws IOException {
        try (Stream<Path> features = Files.list(SITE.resolve("features"))) {
            for (final Path file : features.toList()) {
                try (ZipFile feature = new ZipFile(file.toFile())) {
                    final String xml = new String(feature.getInputStream(feature.getEntry("feature.xml")).readAllBytes(),
                        StandardCharsets.UTF_8);
                    final boolean pytorch = file.getFileName().toString().startsWith(PYTORCH);
                    assertTrue(xml.contains("provider-name=\"PETCT Flow developers\""), xml);
                    assertTrue(xml.contains("<copyright>"), xml);
                    assertTrue(xml.contains(pytorch ? "BSD licence, 3 clauses" : "GNU General Public License, Version 3"), xml);
                    assertTrue(feature.getEntry("LICENSE") != null && feature.getEntry("NOTICE") != null,
                        "LICENSE and NOTICE are in the feature");
                    for (final String text : List.of("Apache-2.0", "TwelveMonkeys", "PyTorch", "Intel-Simplified-Software-License", "GCC-exception-3.1",
                        "LLVM-exception")) {
                        assertTrue(feature.getEntry("licences/" + text + ".txt") != null, text + " is in the feature");
                    }
                }
            }
        }
    }

    /** A jar of lib/ is named group.artifact.jar; NOTICE names group:artifact. */
    @Test
    void namesEveryLibraryInNotice() throws IOException {
        final String notice = Files.readString(Path.of(System.getProperty("petctflow.notice")));
        final Set<String> named = Pattern.compile("(?m)^  (\\S+):(\\S+)").matcher(notice).results()
            .map(m -> m.group(1) + "." + m.group(2)).collect(Collectors.toSet());
        for (final Path bundle : bundles()) {
            try (JarFile jar = new JarFile(bundle.toFile())) {
                final List<String> missing = jar.stream().map(ZipEntry::getName).filter(n -> n.endsWith(".jar"))
                    .map(n -> n.substring(n.lastIndexOf('/') + 1, n.length() - ".jar".length()))
                    .filter(n -> !n.startsWith("org.petctflow.") && !n.equals("dcm4che-core") && !named.contains(n)).toList();
                assertEquals(List.of(), missing, "add these to NOTICE, with their licence");
            }
        }
    }

    @Test
    void isListedUnderItsName() throws IOException {
        final String xml = content();
        final String category = xml.substring(xml.lastIndexOf("<unit", xml.indexOf("org.eclipse.equinox.p2.type.category")));
        assertTrue(category.contains("value='PETCT Flow'"), category);
        assertTrue(category.contains("name='" + UNIT + "'"), category);
        assertTrue(category.contains("name='" + PYTORCH_FEATURE + ".feature.group'"), category);
    }

    /** @return the site's list of what can be installed */
    private static String content() throws IOException {
        try (ZipFile content = new ZipFile(SITE.resolve("content.jar").toFile())) {
            return new String(content.getInputStream(content.getEntry("content.xml")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(SITE.resolve("plugins"))) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }

    /** @return the names without their versions */
    private static Set<String> names(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString().replaceFirst("_.*", "")).collect(Collectors.toSet());
        }
    }

    /** @return the same where a name may hold an underscore, as in x86_64 */
    private static Set<String> fullNames(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString().replaceFirst("_\\d+\\.\\d+\\.\\d+.*", "")).collect(Collectors.toSet());
        }
    }

    /** @return the class files in an archive and in the archives within */
    private static Set<String> classes(final InputStream archive) throws IOException {
        final Set<String> result = new TreeSet<>();
        final ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                result.addAll(classes(zip));
            } else if (entry.getName().endsWith(".class")) {
                result.add(entry.getName());
            }
        }
        return result;
    }
}
