package org.petctflow.standin.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A plug-in with a plugin.xml: an OSGi bundle, or a jar or folder on the class path. */
public final class Plugin {

    private final String m_symbolicName;

    private final String m_name;

    private final String m_vendor;

    private final String m_version;

    private final ClassSource m_classes;

    private final List<Element> m_extensions = new ArrayList<>();

    /** Where the classes of a plug-in come from. */
    interface ClassSource {
        Class<?> load(String name) throws ClassNotFoundException;
    }

    Plugin(final Attributes manifest, final ClassSource classes, final InputStream pluginXml) throws IOException {
        m_symbolicName = headerOf(manifest, "Bundle-SymbolicName", "").split(";")[0].trim();
        m_name = headerOf(manifest, "Bundle-Name", m_symbolicName);
        m_vendor = headerOf(manifest, "Bundle-Vendor", "");
        m_version = headerOf(manifest, "Bundle-Version", "0.0.0");
        m_classes = classes;
        try (pluginXml) {
            final var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            final Element root = factory.newDocumentBuilder().parse(pluginXml).getDocumentElement();
            m_extensions.addAll(childrenOf(root, "extension"));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("The plugin.xml of " + m_symbolicName + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String headerOf(final Attributes manifest, final String name, final String def) {
        return Optional.ofNullable(manifest.getValue(name)).orElse(def);
    }

    /** @return the bundle's symbolic name, empty if it has none */
    public String symbolicName() {
        return m_symbolicName;
    }

    /** @return the bundle's name */
    public String name() {
        return m_name;
    }

    /** @return the bundle's vendor */
    public String vendor() {
        return m_vendor;
    }

    /** @return the bundle's version */
    public String version() {
        return m_version;
    }

    /**
     * @param className a class of the plug-in or of what it requires
     * @return the class
     * @throws ClassNotFoundException if there is none
     */
    public Class<?> loadClass(final String className) throws ClassNotFoundException {
        return m_classes.load(className);
    }

    /**
     * @param className a class of the plug-in with a public constructor without parameters
     * @param type what it must be
     * @param <T> what it must be
     * @return a new instance
     */
    public <T> T newInstance(final String className, final Class<T> type) {
        try {
            return type.cast(loadClass(className).getConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IllegalStateException("The plugin.xml of " + m_symbolicName + " names " + className
                + ", which cannot be made as a " + type.getSimpleName() + ": " + e, e);
        }
    }

    /**
     * @param point the id of an extension point
     * @param element a name
     * @return the elements of that name right below all extensions of the point
     */
    public List<Element> elements(final String point, final String element) {
        final List<Element> found = new ArrayList<>();
        for (Element e : m_extensions) {
            if (point.equals(e.getAttribute("point"))) {
                found.addAll(childrenOf(e, element));
            }
        }
        return found;
    }

    /**
     * @param parent an element
     * @param name a name
     * @return its children of that name
     */
    public static List<Element> childrenOf(final Element parent, final String name) {
        final List<Element> children = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getTagName().equals(name)) {
                children.add(e);
            }
        }
        return children;
    }

    @Override
    public String toString() {
        return m_symbolicName;
    }
}
