package org.petctflow.standin.core;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.jar.Manifest;

import org.w3c.dom.Element;

/**
 * The extension registry: every plugin.xml of the OSGi framework where there is one, else every plugin.xml on the class path (of this
 * class's loader and of the context class loader at first use).
 */
public final class Plugins {

    private static volatile List<Plugin> s_all;

    private Plugins() {
    }

    /** @return all plug-ins with a plugin.xml */
    public static List<Plugin> all() {
        if (s_all == null) {
            synchronized (Plugins.class) {
                if (s_all == null) {
                    s_all = List.copyOf(find());
                }
            }
        }
        return s_all;
    }

    /**
     * @param point the id of an extension point
     * @param element the name of the elements right below the extensions
     * @param function applied to each with its plug-in
     * @param <T> what is wanted of an element
     * @return the results in the order of the plug-ins
     */
    public static <T> List<T> collect(final String point, final String element, final BiFunction<Plugin, Element, T> function) {
        final List<T> results = new ArrayList<>();
        for (Plugin p : all()) {
            p.elements(point, element).forEach(e -> results.add(function.apply(p, e)));
        }
        return results;
    }

    /**
     * @param className the class of a node's factory
     * @return the plug-in that registers it
     */
    public static Optional<Plugin> ofNodeFactory(final String className) {
        return all().stream().filter(p -> p.elements("org.knime.workbench.repository.nodes", "node").stream()
            .anyMatch(e -> className.equals(e.getAttribute("factory-class")))).findFirst();
    }

    private static List<Plugin> find() {
        try {
            if (isOnClassPath("org.osgi.framework.FrameworkUtil")) {
                final var bundles = OsgiPlugins.find();
                if (bundles.isPresent()) {
                    return bundles.get();
                }
            }
            return findOnClassPath();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static boolean isOnClassPath(final String className) {
        try {
            Class.forName(className, false, Plugins.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) { // NOSONAR that is the answer
            return false;
        }
    }

    private static List<Plugin> findOnClassPath() throws IOException {
        final Map<String, ClassLoader> files = new LinkedHashMap<>();
        for (ClassLoader loader : new ClassLoader[]{Plugins.class.getClassLoader(), Thread.currentThread().getContextClassLoader()}) {
            if (loader != null) {
                for (URL url : Collections.list(loader.getResources("plugin.xml"))) {
                    files.putIfAbsent(url.toString(), loader);
                }
            }
        }
        final List<Plugin> plugins = new ArrayList<>();
        for (var e : files.entrySet()) {
            final ClassLoader loader = e.getValue();
            final URL url = new URL(e.getKey());
            plugins.add(new Plugin(manifestBeside(url).getMainAttributes(), name -> Class.forName(name, true, loader), open(url)));
        }
        return plugins;
    }

    private static InputStream open(final URL url) throws IOException {
        final var connection = url.openConnection();
        connection.setUseCaches(false); // a cached jar stays locked on Windows
        return connection.getInputStream();
    }

    private static Manifest manifestBeside(final URL pluginXml) {
        try (InputStream in = open(new URL(pluginXml, "META-INF/MANIFEST.MF"))) {
            return new Manifest(in);
        } catch (IOException e) { // NOSONAR a folder of classes need not have one
            return new Manifest();
        }
    }
}
