package org.petctflow.nodes.tests;

import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.osgi.framework.FrameworkUtil;
import org.petctflow.nodes.common.Execution;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The nodes that plugin.xml registers, and what KNIME does with a node's model. */
final class RegisteredNodes {

    /**
     * A node.
     *
     * @param factory the class of its factory
     * @param category the path of its category
     */
    record Entry(String factory, String category) {
    }

    private RegisteredNodes() {
    }

    static List<Entry> all() throws Exception {
        final List<Entry> nodes = new ArrayList<>();
        for (final Element e : elements("node")) {
            nodes.add(new Entry(e.getAttribute("factory-class"), e.getAttribute("category-path")));
        }
        return nodes;
    }

    static Set<String> categories() throws Exception {
        final Set<String> paths = new HashSet<>();
        for (final Element e : elements("category")) {
            paths.add(e.getAttribute("path") + "/" + e.getAttribute("level-id"));
        }
        return paths;
    }

    private static List<Element> elements(final String tag) throws Exception {
        try (InputStream in = FrameworkUtil.getBundle(Execution.class).getEntry("plugin.xml").openStream()) {
            final Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            final List<Element> elements = new ArrayList<>();
            for (int i = 0; i < document.getElementsByTagName(tag).getLength(); i++) {
                elements.add((Element)document.getElementsByTagName(tag).item(i));
            }
            return elements;
        }
    }

    @SuppressWarnings("unchecked")
    static NodeFactory<? extends NodeModel> create(final String factory) throws Exception {
        final NodeFactory<? extends NodeModel> created = (NodeFactory<? extends NodeModel>)Class.forName(factory)
            .getConstructor().newInstance();
        created.init();
        return created;
    }

    static NodeSettings save(final NodeModel model) throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        call(model, "saveSettingsTo", NodeSettingsWO.class, settings);
        return settings;
    }

    static void load(final NodeModel model, final NodeSettingsRO settings) throws Exception {
        call(model, "validateSettings", NodeSettingsRO.class, settings);
        call(model, "loadValidatedSettingsFrom", NodeSettingsRO.class, settings);
    }

    /** The framework's own calls of a model are not public. */
    private static void call(final NodeModel model, final String name, final Class<?> type, final Object settings)
        throws Exception {
        final Method method = NodeModel.class.getDeclaredMethod(name, type);
        method.setAccessible(true);
        try {
            method.invoke(model, settings);
        } catch (final InvocationTargetException e) {
            throw e.getCause() instanceof Exception x ? x : e;
        }
    }
}
