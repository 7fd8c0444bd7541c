package org.knime.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.util.Version;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.DefaultView.RequireViewParameters;
import org.knime.node.RequirePorts.DynamicPortsAdder;

/** Everything a node is: texts, ports, model, view. Made step by step, beginning with {@link #create()}. */
public final class DefaultNode implements FluentNodeAPI {

    final String m_name;

    final String m_icon;

    final String m_shortDescription;

    final String m_fullDescription;

    final Version m_sinceVersion;

    final Ports m_ports = new Ports();

    final DefaultModel m_model;

    private DefaultView m_view;

    private NodeType m_type;

    private List<String> m_keywords = List.of();

    private final Map<String, String> m_links = new LinkedHashMap<>();

    private DefaultNode(final String name, final String icon, final String shortDescription, final String fullDescription,
        final Version sinceVersion, final Consumer<DynamicPortsAdder> ports, final DefaultModel model) {
        m_name = name;
        m_icon = icon;
        m_shortDescription = shortDescription;
        m_fullDescription = fullDescription;
        m_sinceVersion = sinceVersion;
        ports.accept(m_ports);
        m_model = model;
    }

    /** @return the first step */
    public static RequireName create() {
        return name -> icon -> shortText -> fullText -> (major, minor, revision) -> ports -> model -> new DefaultNode(name, icon,
            shortText, fullText, new Version(major, minor, revision), ports, model.apply(DefaultModel.create()));
    }

    Optional<DefaultView> getView() {
        return Optional.ofNullable(m_view);
    }

    Optional<NodeType> getType() {
        return Optional.ofNullable(m_type);
    }

    List<String> getKeywords() {
        return m_keywords;
    }

    Map<String, String> getLinks() {
        return m_links;
    }

    /** The name. */
    public interface RequireName {

        /**
         * @param name the node's name, in Title Case
         * @return the next step
         */
        RequireIcon name(String name);
    }

    /** The icon. */
    public interface RequireIcon {

        /**
         * @param icon the path of an image of 16 x 16 pixels, seen from the factory's class
         * @return the next step
         */
        RequireShortDescription icon(String icon);
    }

    /** The short description. */
    public interface RequireShortDescription {

        /**
         * @param shortDescription what the node does, in one sentence of HTML
         * @return the next step
         */
        RequireFullDescription shortDescription(String shortDescription);
    }

    /** The full description. */
    public interface RequireFullDescription {

        /**
         * @param fullDescription what the node does and how, in HTML
         * @return the next step
         */
        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** The version. */
    public interface RequireSinceVersion {

        /**
         * @param major the version of KNIME since which there is the node
         * @param minor the second part of it
         * @param revision the third part of it
         * @return the next step
         */
        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** The model. */
    public interface RequireModel {

        /**
         * @param model describes the model
         * @return the node
         */
        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }

    /**
     * @param view describes the view; there can be one
     * @return this
     */
    public DefaultNode addView(final Function<RequireViewParameters, DefaultView> view) {
        if (m_view != null) {
            throw new UnsupportedOperationException("Multiple views per node are not supported yet.");
        }
        m_view = view.apply(DefaultView.create());
        return this;
    }

    /**
     * @param nodeType what kind of work the node does; by default it follows from the ports
     * @return this
     */
    public DefaultNode nodeType(final NodeType nodeType) {
        if (m_type != null) {
            throw new IllegalStateException("nodeType() has already been called; a node can only have one node type.");
        }
        m_type = nodeType;
        return this;
    }

    /**
     * @param keywords words that find the node
     * @return this
     */
    public DefaultNode keywords(final String... keywords) {
        if (!m_keywords.isEmpty()) {
            throw new IllegalStateException("keywords() has already been called; a node can only have one list of keywords.");
        }
        final List<String> words = new ArrayList<>();
        for (String k : keywords) {
            if (k == null) {
                throw new IllegalArgumentException("keywords list must not contain null values");
            }
            words.add(k);
        }
        m_keywords = words;
        return this;
    }

    /**
     * @param href an address where there is more about the node
     * @param description what is there, in HTML
     * @return this
     */
    public DefaultNode addExternalResource(final String href, final String description) {
        m_links.put(Objects.requireNonNull(href), Objects.requireNonNull(description));
        return this;
    }
}
