package org.petctflow.nodes.deep;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.petctflow.deep.train.TrainingProcess;
import org.slf4j.Logger;

/** The jars of the libraries as files, for a Java process outside OSGi. */
public final class LibrariesClassPath {

    private LibrariesClassPath() {
    }

    /**
     * @return inside KNIME the jars within org.petctflow.libs and its fragments (PyTorch's natives), and slf4j; in the runner, where there
     *         are no bundles, the runner's own class path
     * @throws IOException if a jar cannot be unpacked from its bundle
     */
    public static List<Path> get() throws IOException {
        final URL own = TrainingProcess.class.getResource("TrainingProcess.class");
        return own.getProtocol().startsWith("bundle") ? Osgi.jars() : TrainingProcess.ownClassPath();
    }

    /** Apart, because the runner has no classes of OSGi. */
    private static final class Osgi {

        static List<Path> jars() throws IOException {
            final Bundle libraries = FrameworkUtil.getBundle(TrainingProcess.class);
            final List<Path> jars = new ArrayList<>();
            add(libraries, jars);
            final Bundle[] fragments = Platform.getFragments(libraries);
            if (fragments != null) {
                for (final Bundle fragment : fragments) {
                    add(fragment, jars);
                }
            }
            jars.add(jarOf(Logger.class));
            return jars;
        }

        /** The jar may be a bundle, or lie within one. */
        private static Path jarOf(final Class<?> type) throws IOException {
            final String url = FileLocator.resolve(type.getResource(type.getSimpleName() + ".class")).toString();
            final int end = url.indexOf("!/");
            if (!url.startsWith("jar:file:") || end < 0) {
                throw new IOException("The jar of " + type.getName() + " cannot be found: it is at " + url);
            }
            return new File(new URL(url.substring("jar:".length(), end)).getPath()).toPath();
        }

        private static void add(final Bundle bundle, final List<Path> jars) throws IOException {
            for (final String entry : bundle.getHeaders().get(Constants.BUNDLE_CLASSPATH).split(",")) {
                final URL jar = entry.strip().equals(".") ? null : bundle.getEntry(entry.strip());
                if (jar != null) {
                    // a file URL of Eclipse's is not encoded: it cannot be made a URI
                    jars.add(new File(FileLocator.toFileURL(jar).getPath()).toPath());
                }
            }
        }
    }
}
