package org.petctflow.headless.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.NodeFactory;
import org.petctflow.headless.workflow.WorkflowException;
import org.petctflow.standin.core.Plugin;
import org.petctflow.standin.core.Plugins;
import org.w3c.dom.Element;

/** The nodes that the plug-ins on the class path register: what KNIME's node repository shows. */
public final class NodeCatalog {

    private static final String NODES = "org.knime.workbench.repository.nodes";

    private static final String CATEGORIES = "org.knime.workbench.repository.categories";

    private final Map<String, Entry> m_byFactory = new LinkedHashMap<>();

    private final Map<String, String> m_categoryNames = new LinkedHashMap<>();

    private Map<String, Entry> m_byName;

    /**
     * A registered node.
     *
     * @param factory the class of its factory
     * @param categoryPath where it is in the repository: ids with slashes
     * @param plugin the plug-in that brings it
     */
    public record Entry(String factory, String categoryPath, Plugin plugin) {

        /**
         * @return a new factory, with its description read
         * @throws WorkflowException if the class cannot be made
         */
        public NodeFactory<?> newFactory() throws WorkflowException {
            try {
                final NodeFactory<?> f = plugin.newInstance(factory, NodeFactory.class);
                f.init();
                return f;
            } catch (IllegalStateException e) {
                throw new WorkflowException(e.getMessage(), e);
            }
        }
    }

    /** All plug-ins on the class path. */
    public NodeCatalog() {
        for (Entry e : Plugins.collect(NODES, "node",
            (plugin, x) -> new Entry(x.getAttribute("factory-class"), x.getAttribute("category-path"), plugin))) {
            m_byFactory.putIfAbsent(e.factory(), e);
        }
        Plugins.collect(CATEGORIES, "category", (plugin, x) -> m_categoryNames.put(pathOf(x), x.getAttribute("name")));
    }

    private static String pathOf(final Element category) {
        return (category.getAttribute("path").replaceAll("/$", "") + "/" + category.getAttribute("level-id"));
    }

    /** @return all nodes, in the order of the plug-ins' files */
    public List<Entry> entries() {
        return List.copyOf(m_byFactory.values());
    }

    /**
     * @param entry a node
     * @return the names of its categories from the outermost one, joined by {@code " > "}
     */
    public String categoryOf(final Entry entry) {
        final List<String> names = new ArrayList<>();
        final StringBuilder path = new StringBuilder();
        for (String id : entry.categoryPath().replaceAll("^/|/$", "").split("/")) {
            path.append('/').append(id);
            names.add(m_categoryNames.getOrDefault(path.toString(), "community".equals(id) ? "Community Nodes" : id));
        }
        return String.join(" > ", names);
    }

    /**
     * @param factory the class of a factory
     * @return the node, if it is registered
     */
    public Optional<Entry> byFactory(final String factory) {
        return Optional.ofNullable(m_byFactory.get(factory));
    }

    /**
     * @param name the name of a node as the repository shows it
     * @return the node
     * @throws WorkflowException if there is none
     */
    public synchronized Entry byName(final String name) throws WorkflowException {
        if (m_byName == null) {
            final Map<String, Entry> byName = new LinkedHashMap<>();
            for (Entry e : entries()) {
                byName.putIfAbsent(e.newFactory().getNodeName(), e);
            }
            m_byName = byName;
        }
        final Entry entry = m_byName.get(name);
        if (entry == null) {
            throw new WorkflowException("There is no node \"" + name + "\"; there are " + String.join(", ", m_byName.keySet()) + ".");
        }
        return entry;
    }
}
