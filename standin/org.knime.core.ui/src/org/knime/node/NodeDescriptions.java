package org.knime.node;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.function.Function;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.ParserConfigurationException;

import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.Ports.Draft;
import org.knime.node.Ports.Text;
import org.petctflow.standin.core.NodeText;
import org.petctflow.standin.ui.Options;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Writes the description of a node of what its {@link DefaultNode} says. */
final class NodeDescriptions {

    private final DocumentBuilder m_builder;

    private final Document m_document;

    private final DefaultNode m_node;

    private NodeDescriptions(final DefaultNode node) {
        m_node = node;
        try {
            m_builder = NodeText.parsers().newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        m_builder.setErrorHandler(null);
        m_document = m_builder.newDocument();
    }

    static NodeText of(final DefaultNode node) {
        return new NodeDescriptions(node).write();
    }

    private NodeText write() {
        final Element root = m_document.createElement("knimeNode");
        m_document.appendChild(root);
        root.setAttribute("icon", m_node.m_icon);
        final List<Draft> in = m_node.m_ports.groups().stream().filter(g -> g.m_input != null).toList();
        final List<Draft> out = m_node.m_ports.groups().stream().filter(g -> g.m_output != null).toList();
        final NodeType byPorts = in.isEmpty() ? NodeType.Source : out.isEmpty() ? NodeType.Sink : NodeType.Manipulator;
        root.setAttribute("type", m_node.getType().orElse(byPorts).toString());
        add(root, "name").setTextContent(m_node.m_name);
        html(add(root, "shortDescription"), m_node.m_shortDescription);
        final Element full = add(root, "fullDescription");
        html(add(full, "intro"), m_node.m_fullDescription);
        final var parameters = m_node.m_model.getParametersClass();
        final var viewParameters = m_node.getView().flatMap(DefaultView::getParametersClass);
        if (parameters.isPresent() || viewParameters.isPresent()) {
            final Element tab = add(full, "tab");
            tab.setAttribute("name", "Options");
            for (Options.Option o : Options.of(parameters.orElse(null), viewParameters.orElse(null))) {
                final Element option = add(tab, "option");
                option.setAttribute("name", o.title());
                html(option, o.description());
            }
        }
        m_node.getLinks().forEach((href, text) -> {
            final Element link = add(full, "link");
            link.setAttribute("href", href);
            html(link, text);
        });
        final Element ports = add(root, "ports");
        ports(ports, in, "inPort", "dynInPort", g -> g.m_input);
        ports(ports, out, "outPort", "dynOutPort", g -> g.m_output);
        m_node.getView().ifPresent(v -> {
            final Element view = add(add(root, "views"), "view");
            view.setAttribute("index", "0");
            view.setAttribute("name", m_node.m_name);
            html(view, v.m_description);
        });
        if (!m_node.getKeywords().isEmpty()) {
            final Element keywords = add(root, "keywords");
            m_node.getKeywords().forEach(k -> add(keywords, "keyword").setTextContent(k));
        }
        return new NodeText(root);
    }

    /** The ports that cannot be changed, then the groups, each with the number of the port it comes before. */
    private void ports(final Element ports, final List<Draft> groups, final String fixed, final String configurable,
        final Function<Draft, Text> text) {
        int index = 0;
        for (Draft g : groups) {
            if (!g.isConfigurable()) {
                port(add(ports, fixed), text.apply(g)).setAttribute("index", Integer.toString(index));
                index++;
            }
        }
        index = 0;
        for (Draft g : groups) {
            if (g.isConfigurable()) {
                final Element e = port(add(ports, configurable), text.apply(g));
                e.setAttribute("insert-before", Integer.toString(index));
                e.setAttribute("group-identifier", g.m_id);
                e.setAttribute("configurable-via-menu", "false");
            } else {
                index++;
            }
        }
    }

    private Element port(final Element port, final Text text) {
        port.setAttribute("name", text.name());
        html(port, text.description());
        return port;
    }

    private Element add(final Element parent, final String name) {
        final Element e = m_document.createElement(name);
        parent.appendChild(e);
        return e;
    }

    private void html(final Element parent, final String html) {
        try {
            final Document parsed = m_builder.parse(new InputSource(new StringReader("<html>" + html + "</html>")));
            for (Node n = parsed.getDocumentElement().getFirstChild(); n != null; n = n.getNextSibling()) {
                parent.appendChild(m_document.importNode(n, true));
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("A text in the description of \"" + m_node.m_name + "\" is no HTML that closes every tag and "
                + "writes & as &amp; and < as &lt;: " + e.getMessage() + ": " + html, e);
        }
    }
}
