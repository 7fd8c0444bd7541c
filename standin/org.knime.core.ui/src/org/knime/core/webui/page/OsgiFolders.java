package org.knime.core.webui.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Finds folders of bundles in an OSGi framework. Loaded only where OSGi's classes are. */
final class OsgiFolders {

    private OsgiFolders() {
    }

    /** @return the bundle's folder; empty if the class does not come from a bundle */
    static Optional<Path> ofBundle(final Class<?> clazz) {
        return Optional.ofNullable(FrameworkUtil.getBundle(clazz)).map(OsgiFolders::root);
    }

    /** @return the bundle's folder; empty if this class does not come from a bundle */
    static Optional<Path> ofBundle(final String symbolicName) {
        if (FrameworkUtil.getBundle(OsgiFolders.class) == null) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(Platform.getBundle(symbolicName)).map(OsgiFolders::root)
            .orElseThrow(() -> new IllegalStateException("There is no bundle " + symbolicName)));
    }

    private static Path root(final Bundle bundle) {
        if (bundle.getEntry(".") == null) { // as in KNIME
            throw new IllegalStateException("The bundle " + bundle.getSymbolicName()
                + " is a jar; a bundle with pages needs the header \"Eclipse-BundleShape: dir\"");
        }
        try {
            return new File(FileLocator.toFileURL(bundle.getEntry(".")).getPath()).toPath().normalize();
        } catch (IOException e) {
            throw new IllegalStateException("The folder of the bundle " + bundle.getSymbolicName() + " cannot be read: "
                + e.getMessage(), e);
        }
    }
}
