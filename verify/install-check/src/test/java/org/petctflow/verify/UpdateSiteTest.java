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
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            new Director(DIRECTOR, m_work).install(UNIT, destination, SITE.toUri().toString(), PLATFORM, KNIME);
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
    }

    @Test
    void isRefusedWithoutKnime() throws Exception {
        final Director.Outcome outcome =
            new Director(DIRECTOR, m_work).install(UNIT, m_work.resolve("knime"), SITE.toUri().toString(), PLATFORM);
        assertNotEquals(0, outcome.exitCode(), outcome.log());
        assertTrue(outcome.log().matches("(?s).*Missing requirement: [^\n]*requires [^\n]*org\\.knime\\.core.*"), outcome.log());
    }

    @Test
    void holdsOurBundlesAndNoOther() throws IOException {
        assertEquals(BUNDLES, names(SITE.resolve("plugins")));
        assertEquals(Set.of(FEATURE), names(SITE.resolve("features")));
    }

    @Test
    void shipsNoClassOfKnimeOrEclipse() throws IOException {
        for (final Path bundle : bundles()) {
            try (InputStream in = Files.newInputStream(bundle)) {
                final List<String> foreign = classes(in.readAllBytes()).stream()
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
                final boolean libs = bundle.getFileName().toString().startsWith("org.petctflow.libs_");
                assertTrue(libs || jar.stream().noneMatch(e -> e.getName().endsWith(".jar")), bundle + " holds jars");
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
            final Set<String> packages;
            try (InputStream in = Files.newInputStream(bundle)) {
                packages = classes(in.readAllBytes()).stream().map(c -> c.substring(0, Math.max(0, c.lastIndexOf('/'))).replace('/', '.'))
                    .collect(Collectors.toSet());
            }
            try (JarFile jar = new JarFile(bundle.toFile())) {
                final String exported = jar.getManifest().getMainAttributes().getValue("Export-Package");
                if (exported != null) {
                    final Set<String> empty = Arrays.stream(exported.split(",")).map(p -> p.split(";")[0].strip())
                        .filter(p -> !packages.contains(p)).collect(Collectors.toSet());
                    assertEquals(Set.of(), empty, bundle.getFileName().toString());
                }
            }
        }
    }

    @Test
    void saysWhoMadeItAndUnderWhichLicence() throws IOException {
        try (Stream<Path> features = Files.list(SITE.resolve("features"));
                ZipFile feature = new ZipFile(features.findFirst().orElseThrow().toFile())) {
            final String xml = new String(feature.getInputStream(feature.getEntry("feature.xml")).readAllBytes(),
                StandardCharsets.UTF_8);
            assertTrue(xml.contains("provider-name=\"PETCT Flow developers\""), xml);
            assertTrue(xml.contains("<copyright>"), xml);
            assertTrue(xml.contains("GNU General Public License, Version 3"), xml);
            assertTrue(feature.getEntry("LICENSE") != null && feature.getEntry("NOTICE") != null, "LICENSE and NOTICE are in the feature");
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
        try (ZipFile content = new ZipFile(SITE.resolve("content.jar").toFile())) {
            final String xml = new String(content.getInputStream(content.getEntry("content.xml")).readAllBytes(),
                StandardCharsets.UTF_8);
            final String category = xml.substring(xml.lastIndexOf("<unit", xml.indexOf("org.eclipse.equinox.p2.type.category")));
            assertTrue(category.contains("value='PETCT Flow'"), category);
            assertTrue(category.contains("name='" + UNIT + "'"), category);
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

    /** @return the class files in an archive and in the archives within */
    private static Set<String> classes(final byte[] archive) throws IOException {
        final Set<String> result = new TreeSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    result.addAll(classes(zip.readAllBytes()));
                } else if (entry.getName().endsWith(".class")) {
                    result.add(entry.getName());
                }
            }
        }
        return result;
    }
}
