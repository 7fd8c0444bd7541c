package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;

/** Finds folders of bundles: through the OSGi framework or, where there is none, in the jar or folder of the bundle's classes. */
final class Folders {

    private static final boolean OSGI = isOnClassPath("org.osgi.framework.FrameworkUtil");

    private Folders() {
    }

    private static boolean isOnClassPath(final String className) {
        try {
            Class.forName(className, false, Folders.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) { // NOSONAR that is the answer
            return false;
        }
    }

    static Path ofBundle(final Class<?> clazz, final String folder) {
        final Optional<Path> root = OSGI ? OsgiFolders.ofBundle(clazz) : Optional.empty();
        return below(root.orElseGet(() -> rootOf(clazz)), folder);
    }

    static Path ofBundle(final String symbolicName, final String folder) {
        final Optional<Path> root = OSGI ? OsgiFolders.ofBundle(symbolicName) : Optional.empty();
        return below(root.orElseGet(() -> rootOf(symbolicName)), folder);
    }

    /** Where classes lie in a folder of a build, the bundle's other files lie above it. */
    private static Path below(final Path root, final String folder) {
        Path p = root;
        for (int up = 0; up < 3 && p != null; up++) {
            if (Files.isDirectory(p.resolve(folder))) {
                return p.resolve(folder).normalize();
            }
            p = p.getParent();
        }
        throw new IllegalStateException("The folder " + folder + " of a page is not in " + root);
    }

    private static Path rootOf(final Class<?> clazz) {
        try {
            return rootAt(clazz.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The jar or folder of " + clazz.getName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Path rootOf(final String symbolicName) {
        try {
            for (URL url : Collections.list(Folders.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    final String name = new Manifest(in).getMainAttributes().getValue("Bundle-SymbolicName");
                    if (name != null && name.split(";")[0].trim().equals(symbolicName)) {
                        final String path = url.toString();
                        final String root = path.substring(0, path.length() - "META-INF/MANIFEST.MF".length());
                        return rootAt(URI.create(root.startsWith("jar:") ? root.substring(4, root.length() - 2) : root));
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The bundle " + symbolicName + " cannot be read: " + e.getMessage(), e);
        }
        throw new IllegalStateException("There is no bundle " + symbolicName);
    }

    private static synchronized Path rootAt(final URI location) throws IOException {
        final Path path = Path.of(location);
        if (Files.isDirectory(path)) {
            return path;
        }
        final URI jar = URI.create("jar:" + path.toUri());
        try {
            return FileSystems.getFileSystem(jar).getPath("/");
        } catch (FileSystemNotFoundException e) { // NOSONAR opened once and for all
            return FileSystems.newFileSystem(jar, Map.of()).getPath("/");
        }
    }
}
