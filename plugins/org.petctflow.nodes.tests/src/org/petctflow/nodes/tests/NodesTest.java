package org.petctflow.nodes.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.w3c.dom.Element;

/**
 * Every node of plugin.xml. To write the golden settings of a new node:
 * {@code mvn integration-test -Dtest=NodesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpetctflow.golden=write}; only files that do
 * not exist are written, so that a change of settings that old workflows hold stays a decision.
 */
final class NodesTest {

    private static final String PACKAGE = "org.petctflow.nodes.";

    /** The test that every node is in a workflow has the same list. */
    static Stream<String> factories() throws Exception {
        return RegisteredNodes.all().stream().map(RegisteredNodes.Entry::factory);
    }

    @Test
    void nodesAreRegisteredOnceAndBelowTheSuitesCategories() throws Exception {
        final Set<String> seen = new HashSet<>();
        final Set<String> names = new HashSet<>();
        for (final RegisteredNodes.Entry entry : RegisteredNodes.all()) {
            assertTrue(seen.add(entry.factory()), entry.factory() + " is registered twice");
            assertTrue(RegisteredNodes.categories().contains(entry.category()), entry + " is in no category of plugin.xml");
            assertTrue(names.add(RegisteredNodes.create(entry.factory()).getNodeName()), entry + " has another node's name");
        }
        assertFalse(seen.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void aNodeSaysWhatItIs(final String name) throws Exception {
        final NodeFactory<? extends NodeModel> factory = RegisteredNodes.create(name);
        assertTrue(name.startsWith(PACKAGE) && name.endsWith("NodeFactory"), "a factory is named ...NodeFactory");
        assertTrue(factory.getNodeName().matches("(m|nn)?[A-Z][\\w-]*( ([A-Z][\\w-]*|of|and|to|for))*"), "Title Case: " + factory.getNodeName());
        final Element description = factory.getXMLDescription();
        final String summary = text(description, "shortDescription");
        assertTrue(summary.endsWith(".") && summary.length() > 20 && !summary.contains("\n"), "one sentence: " + summary);
        assertTrue(text(description, "intro").length() > 100, "a full description");
        assertTrue(factory.getKeywords().length > 0, "keywords");
        for (final String tag : List.of("option", "inPort", "outPort", "dynInPort", "dynOutPort", "view")) {
            for (final Element e : elements(description, tag)) {
                assertFalse(e.getAttribute("name").isBlank(), tag + " without a name");
                assertTrue(e.getTextContent().strip().length() > 10, tag + " \"" + e.getAttribute("name") + "\" is not described");
            }
        }
        assertDistinct(elements(description, "inPort"));
        assertDistinct(elements(description, "outPort"));
        assertDistinct(elements(description, "option"));
    }

    private static void assertDistinct(final List<Element> elements) {
        final Set<String> names = new HashSet<>();
        elements.forEach(e -> assertTrue(names.add(e.getAttribute("name")), "\"" + e.getAttribute("name") + "\" occurs twice"));
    }

    private static String text(final Element root, final String tag) {
        return elements(root, tag).get(0).getTextContent().strip();
    }

    private static List<Element> elements(final Element root, final String tag) {
        final List<Element> elements = new ArrayList<>();
        final var all = root.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element)all.item(i));
        }
        return elements;
    }

    @ParameterizedTest
    @MethodSource("factories")
    void aNodeHasAnIconOfItsOwn(final String name) throws Exception {
        final NodeFactory<? extends NodeModel> factory = RegisteredNodes.create(name);
        assertNotNull(factory.getIcon(), "the icon is found");
        assertFalse(factory.getIcon().getPath().contains("category-"), "not that of a category");
        final BufferedImage icon = ImageIO.read(factory.getIcon());
        assertEquals(16, icon.getWidth());
        assertEquals(16, icon.getHeight());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void defaultSettingsComeBackAsTheyWere(final String name) throws Exception {
        final NodeFactory<? extends NodeModel> factory = RegisteredNodes.create(name);
        final NodeSettings saved = RegisteredNodes.save(factory.createNodeModel());
        final NodeModel other = factory.createNodeModel();
        RegisteredNodes.load(other, saved);
        assertEquals(xml(saved), xml(RegisteredNodes.save(other)));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void settingsThatOldWorkflowsHoldStillLoad(final String name) throws Exception {
        final NodeFactory<? extends NodeModel> factory = RegisteredNodes.create(name);
        final Path golden = Path.of(System.getProperty("petctflow.golden.folder"))
            .resolve(name.substring(PACKAGE.length()) + ".xml");
        final NodeSettings saved = RegisteredNodes.save(factory.createNodeModel());
        if (!Files.exists(golden) && "write".equals(System.getProperty("petctflow.golden"))) {
            Files.writeString(golden, xml(saved));
        }
        assertTrue(Files.exists(golden), "there is no " + golden.getFileName() + " in golden/: NodesTest's comment says how it is written");
        final String text = Files.readString(golden);
        final NodeSettingsRO old = NodeSettings.loadFromXML(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        final NodeModel model = factory.createNodeModel();
        RegisteredNodes.load(model, old);
        assertEquals(text, xml(saved), "defaults or keys have changed: old workflows hold the golden ones. Where that is meant, give "
            + "new settings @Migrate(loadDefaultIfAbsent = true) and keep the old file as <name>.1.xml");
    }

    /** Of a node whose settings have changed, the settings of every earlier version are kept. */
    @Test
    void settingsOfEarlierVersionsStillLoad() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("petctflow.golden.folder")))) {
            for (final Path file : files.toList()) {
                final String factory = PACKAGE + file.getFileName().toString().replaceFirst("(\\.\\d+)?\\.xml$", "");
                final NodeSettingsRO old = NodeSettings.loadFromXML(Files.newInputStream(file));
                RegisteredNodes.load(RegisteredNodes.create(factory).createNodeModel(), old);
            }
        }
    }

    private static String xml(final NodeSettings settings) throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").stripTrailing() + "\n";
    }
}
