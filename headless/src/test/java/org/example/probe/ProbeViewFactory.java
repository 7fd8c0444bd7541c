package org.example.probe;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataRow;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** Shows its input on a page. */
public final class ProbeViewFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Probe View").icon("").shortDescription("Shows a table.")
        .fullDescription("Shows a table.").sinceVersion(5, 8, 0)
        .ports(p -> p.addInputTable("In", "In table."))
        .model(m -> m.parametersClass(Ops.Parameters.class).configure((i, o) -> { })
            .execute((i, o) -> o.setInternalData(Ops.table(i.getExecutionContext(), (int)i.getInTable(0).size()))))
        .addView(v -> v.parametersClass(ViewParameters.class).description("The view.")
            .page(p -> p.fromString(() -> "<!doctype html>\n<html><script type=\"application/json\" id=\"view-data\"></script>\n"
                + "<!--VIEW-BLOBS--></html>\n").relativePath("view.html"))
            .initialData(d -> d.data(ProbeViewFactory::data))
            .dataService(s -> s.handler(Blobs::new)))
        .nodeType(NodeType.Visualizer).keywords("probe");

    public ProbeViewFactory() {
        super(NODE);
    }

    /** Settings of the view. */
    public static final class ViewParameters implements NodeParameters {

        @Widget(title = "Title", description = "Title of the view.")
        public String m_title = "My view";

        @Widget(title = "Max", description = "Max.")
        public int m_max = 10;
    }

    static Map<String, Object> data(final ViewInput in) {
        final ViewParameters p = in.getParameters();
        final List<Object> cases = new ArrayList<>();
        for (DataRow row : in.getInternalTables()[0]) {
            cases.add(Map.of("id", row.getKey().getString(), "volumes",
                List.of(Map.of("id", "ct/" + row.getKey().getString(), "encodedBytes", 100))));
        }
        return Map.of("title", p.m_title + "</script>\u2028<!--VIEW-BLOBS-->", "cases", cases, "notes", new ArrayList<>());
    }

    /** What the page can call. */
    public static final class Blobs {

        /** A part of a blob. */
        public record Part(String data, int part, int parts) {
        }

        public Blobs(final ViewInput in) {
            // needs nothing
        }

        public Part getBlob(final String id, final int part) {
            final String text = Base64.getEncoder().encodeToString(("voxels of " + id).getBytes());
            return new Part(part == 0 ? text.substring(0, 8) : text.substring(8), part, 2);
        }
    }
}
