package org.petctflow.standin.core;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What is written about a node: the element knimeNode of KNIME's node descriptions.
 *
 * @param element the description
 */
public record NodeText(Element element) {

    /** @return a parser that knows no entities */
    public static DocumentBuilderFactory parsers() {
        final var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    /**
     * @param factory a class of node factories
     * @return the description in the file of the same name that ends with .xml
     */
    public static NodeText fromXmlBeside(final Class<?> factory) {
        final String file = factory.getSimpleName() + ".xml";
        try (InputStream in = factory.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The node factory " + factory.getName() + " has no description: there is no "
                    + file + " beside it");
            }
            final Element root = parsers().newDocumentBuilder().parse(in).getDocumentElement();
            return new NodeText(root).withPlugin(factory);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("The description " + file + " of " + factory.getName() + " cannot be read: "
                + e.getMessage(), e);
        }
    }

    /**
     * @param factory the node's factory
     * @return the description with a note of the plug-in that brings the node
     */
    public NodeText withPlugin(final Class<?> factory) {
        final Element info = element.getOwnerDocument().createElementNS(element.getNamespaceURI(), "osgi-info");
        final Optional<Plugin> plugin = Plugins.ofNodeFactory(factory.getName());
        info.setAttribute("bundle-symbolic-name", plugin.map(Plugin::symbolicName).orElse("<Unknown>"));
        info.setAttribute("bundle-name", plugin.map(Plugin::name).orElse("<Unknown>"));
        info.setAttribute("bundle-vendor", plugin.map(Plugin::vendor).orElse("<Unknown>"));
        info.setAttribute("factory-package", factory.getPackageName());
        element.appendChild(info);
        return this;
    }

    private Optional<Element> child(final String name) {
        return Plugin.childrenOf(element, name).stream().findFirst();
    }

    /** @return the name of the node */
    public String name() {
        return child("name").map(Element::getTextContent).map(String::trim).orElse("");
    }

    /** @return what kind of work the node does */
    public NodeType type() {
        final String type = element.getAttribute("type");
        return Arrays.stream(NodeType.values()).filter(t -> t.name().equals(type)).findFirst().orElse(NodeType.Unknown);
    }

    /** @return whether there is a better node in the meantime */
    public boolean isDeprecated() {
        return Boolean.parseBoolean(element.getAttribute("deprecated"));
    }

    private Optional<Element> port(final String kind, final int index) {
        final List<Element> ports = child("ports").map(p -> Plugin.childrenOf(p, kind)).orElse(List.of());
        return ports.stream().filter(e -> e.getAttribute("index").equals(Integer.toString(index))).findFirst();
    }

    /**
     * @param kind inPort or outPort
     * @param index from 0
     * @return the name of the port
     */
    public Optional<String> portName(final String kind, final int index) {
        return port(kind, index).map(e -> e.getAttribute("name"));
    }

    /**
     * @param kind inPort or outPort
     * @param index from 0
     * @return the description of the port
     */
    public Optional<String> portDescription(final String kind, final int index) {
        return port(kind, index).map(Element::getTextContent).map(String::strip);
    }

    /** @return words that find the node */
    public String[] keywords() {
        return child("keywords").map(k -> Plugin.childrenOf(k, "keyword")).orElse(List.of()).stream().map(Element::getTextContent)
            .map(String::trim).toArray(String[]::new);
    }

    /**
     * @param factory the node's factory
     * @return the icon beside it, null if there is none
     */
    public URL findIcon(final Class<?> factory) {
        final String path = element.getAttribute("icon").trim();
        if (path.isEmpty() || path.startsWith("/")) {
            return path.isEmpty() ? null : factory.getResource(path);
        }
        // relative to the factory's package, from which ".." may lead to the bundle's other folders
        final String resource = Path.of(factory.getPackageName().replace('.', '/'), path).normalize().toString().replace('\\', '/');
        return factory.getClassLoader().getResource(resource);
    }
}
