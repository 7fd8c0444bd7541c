package org.petctflow.standin.core;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Manifest;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Finds plug-ins in an OSGi framework. Loaded only where OSGi's classes are. */
final class OsgiPlugins {

    private OsgiPlugins() {
    }

    /** @return all resolved bundles with a plugin.xml; empty if this class does not come from a bundle */
    static Optional<List<Plugin>> find() throws IOException {
        final Bundle own = FrameworkUtil.getBundle(OsgiPlugins.class);
        if (own == null || own.getBundleContext() == null) {
            return Optional.empty();
        }
        final List<Plugin> plugins = new ArrayList<>();
        for (Bundle b : own.getBundleContext().getBundles()) {
            final URL xml = b.getEntry("plugin.xml");
            if (xml != null && (b.getState() & (Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE)) != 0) {
                try (InputStream manifest = b.getEntry("META-INF/MANIFEST.MF").openStream()) {
                    plugins.add(new Plugin(new Manifest(manifest).getMainAttributes(), b::loadClass, xml.openStream()));
                }
            }
        }
        return Optional.of(plugins);
    }
}
