package org.petctflow.nodes.common;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultView;
import org.knime.node.DefaultView.RequireViewParameters;
import org.knime.node.DefaultView.ViewInput;

/**
 * Views are web pages of org.petctflow.views. What a page shows is JSON that execute makes and keeps in an internal table;
 * {@code ./petctflow} writes the same page and JSON as one HTML file.
 */
public final class Views {

    private static final String BUNDLE = "org.petctflow.views";

    private static final DataTableSpec SPEC = new DataTableSpec(Tables.column("JSON", StringCell.TYPE));

    private Views() {
    }

    /**
     * A view of charts. Execute ends with {@code out.setInternalData(Views.data(exec, json))}, where the JSON is of the schema
     * {@code petct.charts/1}.
     *
     * @param view the first stage, as {@code DefaultNode.addView} gives it
     * @param description what the view shows
     * @return the view
     */
    public static DefaultView charts(final RequireViewParameters view, final String description) {
        return page(view, description, "charts");
    }

    /**
     * A view of a report. Execute ends with {@code out.setInternalData(Views.data(exec, json))}, where the JSON is of the schema
     * {@code petct.report/1}.
     *
     * @param view the first stage, as {@code DefaultNode.addView} gives it
     * @param description what the view shows
     * @return the view
     */
    public static DefaultView report(final RequireViewParameters view, final String description) {
        return page(view, description, "report");
    }

    private static DefaultView page(final RequireViewParameters view, final String description, final String page) {
        return view.withoutParameters().description(description)
            .page(p -> p.fromFile().bundleID(BUNDLE).basePath("js/dist").relativeFilePath(page + ".html")
                .getReusablePage("petctflow-" + page))
            .initialData(i -> i.data(Views::json).serializer(json -> json));
    }

    /**
     * @param exec the running node
     * @param json what the page shows
     * @return the internal table that keeps it
     */
    public static BufferedDataTable data(final ExecutionContext exec, final String json) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        container.addRowToTable(new DefaultRow("index", new StringCell(json)));
        container.close();
        return container.getTable();
    }

    /**
     * @param view what the view gets of its node
     * @return what {@link #data} kept, {@code null} as JSON for a node that did not run
     */
    public static String json(final ViewInput view) {
        if (view.getInternalPortObjects() == null || view.getInternalPortObjects().length == 0) {
            return "null";
        }
        for (final DataRow row : view.getInternalTables()[0]) {
            final DataCell cell = row.getCell(0);
            return ((StringValue)cell).getStringValue();
        }
        return "null";
    }
}
