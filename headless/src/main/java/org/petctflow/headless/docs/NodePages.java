package org.petctflow.headless.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.knime.core.node.NodeSettings;
import org.petctflow.headless.engine.NodeCatalog;
import org.petctflow.headless.engine.NodeInstance;
import org.petctflow.headless.workflow.SettingsPaths;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.headless.workflow.WorkflowFolder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A page a node in Markdown: its description as KNIME shows it, and its settings as {@code --set} takes them. */
public final class NodePages {

    /** The folder below the repository. */
    public static final String FOLDER = "docs/nodes";

    private static final String GENERATED = "<!-- Written by ./petctflow build-docs from the node's description: change it there. -->\n\n";

    private NodePages() {
    }

    /**
     * @param catalog the nodes
     * @param home the repository
     * @return all generated files of the documentation by their path in the repository
     * @throws WorkflowException if a node cannot be made, or a workflow not be read
     * @throws IOException if a file cannot be read
     */
    public static Map<String, String> files(final NodeCatalog catalog, final Path home) throws WorkflowException, IOException {
        final Map<String, String> files = new TreeMap<>();
        of(catalog).forEach((name, page) -> files.put(FOLDER + "/" + name, page));
        files.put("docs/images/petct-study.svg", WorkflowPicture.of(WorkflowFolder.read(home.resolve("example-workflows/petct-study")),
            home.resolve("plugins/org.petctflow.nodes/icons")));
        return files;
    }

    /**
     * @param catalog the nodes
     * @return the pages by their file's name, with an index {@code README.md}
     * @throws WorkflowException if a node cannot be made
     */
    public static Map<String, String> of(final NodeCatalog catalog) throws WorkflowException {
        final Map<String, String> pages = new TreeMap<>();
        final Map<String, List<String>> categories = new LinkedHashMap<>();
        for (final NodeCatalog.Entry e : catalog.entries()) {
            final NodeInstance node = new NodeInstance(e);
            final Element xml = node.factory().getXMLDescription();
            final String file = node.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".md";
            pages.put(file, page(node, xml, catalog.categoryOf(e)));
            categories.computeIfAbsent(catalog.categoryOf(e), c -> new ArrayList<>())
                .add("| [" + node.name() + "](" + file + ") | " + Markdown.line(first(xml, "shortDescription")) + " |");
        }
        final StringBuilder index = new StringBuilder(GENERATED).append("# Nodes\n");
        categories.forEach((category, lines) -> index.append("\n## ").append(category.substring(category.lastIndexOf('>') + 1).strip())
            .append("\n\n| node | what it does |\n|---|---|\n").append(String.join("\n", lines)).append('\n'));
        pages.put("README.md", index.toString());
        return pages;
    }

    private static Element first(final Element xml, final String tag) {
        return (Element)xml.getElementsByTagName(tag).item(0);
    }

    private static String page(final NodeInstance node, final Element xml, final String category) {
        final StringBuilder page = new StringBuilder(GENERATED).append("# ").append(node.name()).append("\n\n")
            .append(Markdown.text(first(xml, "shortDescription"))).append("\n\n").append("In KNIME: ").append(category).append(".\n\n")
            .append(Markdown.text(first(xml, "intro"))).append('\n');
        final NodeList ports = first(xml, "ports").getChildNodes();
        page.append("\n## Ports\n\n");
        int in = 0;
        int out = 0;
        for (int i = 0; i < ports.getLength(); i++) {
            if (ports.item(i) instanceof Element port) {
                final String tag = port.getTagName();
                final boolean isIn = tag.toLowerCase(Locale.ROOT).contains("inport");
                final String number = String.valueOf(isIn ? ++in : ++out);
                page.append(item((isIn ? "in " : "out ") + number + (tag.startsWith("dyn") ? " and further" : "") + ": "
                    + port.getAttribute("name"), port));
            }
        }
        options(page, xml);
        final List<SettingsPaths.Setting> settings = new ArrayList<>(SettingsPaths.list(node.settings()));
        final NodeSettings view = node.defaultViewSettings();
        if (!settings.isEmpty() || !SettingsPaths.list(view).isEmpty()) {
            page.append("\n## Settings for `--set`\n\n| setting | type | default |\n|---|---|---|\n");
            settings.forEach(s -> page.append(row(s.path(), s)));
            SettingsPaths.list(view).forEach(s -> page.append(row("view/" + s.path(), s)));
        }
        return page.toString();
    }

    private static void options(final StringBuilder page, final Element xml) {
        final NodeList all = first(xml, "fullDescription").getElementsByTagName("option");
        String section = null;
        for (int i = 0; i < all.getLength(); i++) {
            final Element option = (Element)all.item(i);
            final String tab = option.getParentNode() instanceof Element t && t.hasAttribute("name") ? t.getAttribute("name") : "Options";
            if (!tab.equals(section)) {
                section = tab;
                page.append(i == 0 ? "\n## Options\n\n" : "\n").append(tab.equals("Options") ? "" : "### " + tab + "\n\n");
            }
            page.append(item(option.getAttribute("name"), option));
        }
    }

    private static String item(final String name, final Node content) {
        return "- " + Markdown.indent("**" + Markdown.escape(name) + "**: " + Markdown.text(content)) + "\n";
    }

    private static String row(final String path, final SettingsPaths.Setting s) {
        return "| `" + path + "` | " + s.typeName() + " | " + (s.valueText().isEmpty() ? "" : "`" + s.valueText().replace("|", "\\|")
            .replaceAll("\\s+", " ") + "`") + " |\n";
    }
}
