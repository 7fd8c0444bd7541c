package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.engine.NodeInstance;
import org.petctflow.study.report.Methods;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the Study Report says of nodes is about nodes and settings that there are. */
class MethodsTest {

    @Test
    void everyNodeHasALineAndEverySettingInItIsAnOptionOfTheNode() throws Exception {
        final Set<String> without = new TreeSet<>();
        final Set<String> unknown = new TreeSet<>();
        final Set<String> names = new TreeSet<>();
        for (final NodeCatalog.Entry e : Lab.CATALOG.entries()) {
            if (!e.plugin().symbolicName().startsWith("org.petctflow.")) {
                continue;
            }
            final NodeInstance node = new NodeInstance(e);
            names.add(node.name());
            if (!Methods.nodes().contains(node.name())) {
                if (!node.name().equals("Study Report")) {
                    without.add(node.name());
                }
                continue;
            }
            final Set<String> options = new TreeSet<>();
            final NodeList xml = node.factory().getXMLDescription().getElementsByTagName("option");
            for (int i = 0; i < xml.getLength(); i++) {
                options.add(((Element)xml.item(i)).getAttribute("name"));
            }
            Methods.settings(node.name()).stream().filter(s -> !options.contains(s)).forEach(s -> unknown.add(node.name() + ": " + s));
        }
        final Set<String> gone = new TreeSet<>(Methods.nodes());
        gone.removeAll(names);
        assertEquals(Set.of(), gone, "nodes of methods.tsv that are no more");
        assertEquals(Set.of(), without, "nodes without a line in methods.tsv");
        assertEquals(Set.of(), unknown, "settings of methods.tsv that their node lacks");
    }
}
