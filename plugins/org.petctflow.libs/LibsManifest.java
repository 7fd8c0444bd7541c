import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Keeps the manifest of this bundle true to the jars in lib/, because OSGi takes a wrong one in silence: a jar that is missing on
 * Bundle-ClassPath, or a package that nobody exported, shows only when a user's node cannot find a class.
 *
 * <p>{@code java LibsManifest.java} in this folder (the build does it) compares the two. Where they differ it prints what, rewrites
 * the manifest and ends with 1: commit the change and build again. It cannot simply go on, because Tycho has read the manifest by
 * then.
 */
public final class LibsManifest {

    /** Only the jars of our own libs are open to the nodes; no third-party type crosses the bundle's border. */
    private static final String OWN = "org.petctflow.petctflow-";

    /** The library that reads DICOM, real or stand-in, and what the real one needs of the JDK: the manifest is the same for both. */
    private static final String DICOM = "dcm4che-core.jar";

    private static final List<String> DICOM_NEEDS = List.of("javax.xml", "javax.xml.parsers", "javax.xml.transform",
        "javax.xml.transform.sax", "javax.xml.transform.stream", "org.xml.sax", "org.xml.sax.helpers");

    private LibsManifest() {
    }

    public static void main(final String[] args) throws IOException {
        final Path manifest = Path.of("META-INF", "MANIFEST.MF");
        final String actual = Files.readString(manifest);
        final String expected = manifest(jars(Path.of("lib")));
        if (!actual.equals(expected)) {
            System.err.println("The manifest of org.petctflow.libs was not true to the jars of libs/ and what they need:");
            difference(actual.lines().toList(), expected.lines().toList());
            Files.writeString(manifest, expected);
            System.err.println("It has been rewritten: commit " + manifest.toAbsolutePath() + " and build again.");
            System.exit(1);
        }
    }

    private static void difference(final List<String> actual, final List<String> expected) {
        // without the comma that ends all lines of a list but its last
        final Set<String> have = entries(actual);
        final Set<String> want = entries(expected);
        want.stream().filter(l -> !have.contains(l)).forEach(l -> System.err.println("  missing: " + l));
        have.stream().filter(l -> !want.contains(l)).forEach(l -> System.err.println("  too much: " + l));
    }

    private static Set<String> entries(final List<String> lines) {
        return lines.stream().map(l -> l.strip().replaceAll(",$", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> jars(final Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            final Comparator<Path> ownFirst = Comparator.comparing(p -> !isOwn(p));
            return files.filter(p -> p.toString().endsWith(".jar"))
                .sorted(ownFirst.thenComparing(p -> p.getFileName().toString())).toList();
        }
    }

    private static boolean isOwn(final Path jar) {
        return jar.getFileName().toString().startsWith(OWN);
    }

    private static String manifest(final List<Path> jars) throws IOException {
        final Set<String> exported = new TreeSet<>();
        final Set<String> defined = new TreeSet<>();
        final Set<String> used = new TreeSet<>(DICOM_NEEDS);
        for (final Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (final ZipEntry entry : Collections.list(zip.entries())) {
                    final String name = entry.getName();
                    if (!name.endsWith(".class") || name.startsWith("META-INF/") || name.indexOf('/') < 0) {
                        continue;
                    }
                    final String inPackage = name.substring(0, name.lastIndexOf('/')).replace('/', '.');
                    defined.add(inPackage);
                    if (isOwn(jar) && !(inPackage + ".").contains(".internal.")) {
                        exported.add(inPackage);
                    }
                    if (!jar.endsWith(DICOM)) {
                        used.addAll(packagesUsedBy(zip.getInputStream(entry).readAllBytes()));
                    }
                }
            }
        }
        used.retainAll(packagesOfTheJdk());
        used.removeAll(defined);
        final StringBuilder b = new StringBuilder("""
            Manifest-Version: 1.0
            Bundle-ManifestVersion: 2
            Bundle-Name: PETCT Flow Libraries
            Bundle-Vendor: PETCT Flow developers
            Bundle-SymbolicName: org.petctflow.libs
            Bundle-Version: 1.0.0.qualifier
            Bundle-RequiredExecutionEnvironment: JavaSE-17
            Automatic-Module-Name: org.petctflow.libs
            """);
        // optional: a library may name a part of the JDK (javax.sound) that it does not need here
        header(b, "Import-Package", Stream.concat(used.stream().map(p -> p + ";resolution:=optional"),
            Stream.of("org.slf4j;version=\"[1.7,3)\"")).toList());
        header(b, "Bundle-ClassPath",
            Stream.concat(Stream.of("."), jars.stream().map(p -> "lib/" + p.getFileName())).toList());
        header(b, "Export-Package", exported);
        return b.toString();
    }

    private static void header(final StringBuilder b, final String name, final Collection<String> values) {
        if (!values.isEmpty()) {
            b.append(name).append(": ").append(String.join(",\n ", values)).append('\n');
        }
    }

    /** What a bundle must import although the JDK brings it: everything but java.*. */
    private static Set<String> packagesOfTheJdk() {
        return ModuleLayer.boot().modules().stream().filter(m -> m.getName().startsWith("java."))
            .flatMap(m -> m.getDescriptor().exports().stream()).filter(e -> !e.isQualified()).map(e -> e.source())
            .filter(p -> !p.startsWith("java.")).collect(Collectors.toSet());
    }

    /** Reads the constant pool of a class file (JVMS 4.4): the names of classes and the types in descriptors. */
    private static Set<String> packagesUsedBy(final byte[] classFile) throws IOException {
        final Set<String> result = new TreeSet<>();
        final DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8);
        final int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            final int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> addPackages(in.readUTF(), result);
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // takes two places
                }
                default -> throw new IOException("Unknown tag " + tag + " in a constant pool");
            }
        }
        return result;
    }

    /** Class names and descriptors both are plain strings there; a string that is neither names no package of the JDK. */
    private static void addPackages(final String text, final Set<String> result) {
        for (final String part : text.split("[;()\\[<>:]")) {
            final int slash = part.lastIndexOf('/');
            if (slash > 0) {
                final String name = part.substring(0, slash).replace('/', '.');
                result.add(name);
                if (name.startsWith("L")) {
                    result.add(name.substring(1));
                }
            }
        }
    }
}
