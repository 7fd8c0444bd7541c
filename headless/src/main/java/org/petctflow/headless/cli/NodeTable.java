package org.petctflow.headless.cli;

import java.util.List;

import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortType;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.engine.NodeInstance;
import org.petctflow.headless.workflow.SettingsPaths;
import org.petctflow.headless.workflow.WorkflowException;
import org.w3c.dom.NodeList;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Lists all nodes for people and for programs. */
final class NodeTable {

    private final NodeCatalog m_catalog;

    NodeTable(final NodeCatalog catalog) {
        m_catalog = catalog;
    }

    private static String shortDescription(final NodeFactory<?> factory) {
        final NodeList texts = factory.getXMLDescription().getElementsByTagName("shortDescription");
        return texts.getLength() == 0 ? "" : texts.item(0).getTextContent().strip().replaceAll("\\s+", " ");
    }

    String text() throws WorkflowException {
        final var text = new StringBuilder();
        String category = null;
        for (NodeCatalog.Entry e : m_catalog.entries()) {
            final NodeInstance n = new NodeInstance(e);
            if (!m_catalog.categoryOf(e).equals(category)) {
                category = m_catalog.categoryOf(e);
                text.append(text.isEmpty() ? "" : "\n").append(category).append('\n');
            }
            text.append("\n  ").append(n.name()).append('\n').append("    ").append(shortDescription(n.factory())).append('\n');
            for (int i = 0; i < n.inPorts().length; i++) {
                text.append(port("in ", i, n.factory().getInportName(i), n.inPorts()[i]));
            }
            for (int i = 0; i < n.outPorts().length; i++) {
                text.append(port("out", i, n.factory().getOutportName(i), n.outPorts()[i]));
            }
            append(text, "", n.settings());
            append(text, "view/", n.defaultViewSettings());
        }
        return text.toString();
    }

    private static String port(final String side, final int index, final String name, final PortType type) {
        return "    " + side + " " + (index + 1) + "  " + name + " (" + type.getName() + (type.isOptional() ? ", optional" : "") + ")\n";
    }

    private static void append(final StringBuilder text, final String prefix, final NodeSettings settings) {
        for (SettingsPaths.Setting s : SettingsPaths.list(settings)) {
            text.append(String.format("    %-40s %-9s %s%n", prefix + s.path(), s.typeName(), s.valueText()));
        }
    }

    String json() throws WorkflowException {
        final var nodes = new JsonArray();
        for (NodeCatalog.Entry e : m_catalog.entries()) {
            final NodeInstance n = new NodeInstance(e);
            final var node = new JsonObject();
            node.addProperty("name", n.name());
            node.addProperty("factory", e.factory());
            node.addProperty("category", m_catalog.categoryOf(e));
            node.addProperty("description", shortDescription(n.factory()));
            final var ins = new JsonArray();
            for (int i = 0; i < n.inPorts().length; i++) {
                ins.add(jsonPort(n.factory().getInportName(i), n.inPorts()[i]));
            }
            node.add("inputs", ins);
            final var outs = new JsonArray();
            for (int i = 0; i < n.outPorts().length; i++) {
                outs.add(jsonPort(n.factory().getOutportName(i), n.outPorts()[i]));
            }
            node.add("outputs", outs);
            node.add("settings", jsonSettings(SettingsPaths.list(n.settings())));
            node.add("viewSettings", jsonSettings(SettingsPaths.list(n.defaultViewSettings())));
            nodes.add(node);
        }
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(nodes) + "\n";
    }

    private static JsonObject jsonPort(final String name, final PortType type) {
        final var port = new JsonObject();
        port.addProperty("name", name);
        port.addProperty("type", type.getName());
        port.addProperty("optional", type.isOptional());
        return port;
    }

    private static JsonArray jsonSettings(final List<SettingsPaths.Setting> settings) {
        final var array = new JsonArray();
        for (SettingsPaths.Setting s : settings) {
            final var setting = new JsonObject();
            setting.addProperty("path", s.path());
            setting.addProperty("type", s.typeName());
            setting.addProperty("default", s.valueText());
            array.add(setting);
        }
        return array;
    }
}
