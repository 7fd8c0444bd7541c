package org.petctflow.nodes.common;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultView;
import org.knime.node.DefaultView.RequireViewParameters;
import org.knime.node.DefaultView.ViewInput;
import org.petctflow.study.viewer.NiftiBlob;
import org.petctflow.study.viewer.ViewerCase;
import org.petctflow.study.viewer.ViewerImage;
import org.petctflow.study.viewer.ViewerPage;
import org.petctflow.types.VolumeCell;
import org.petctflow.types.VolumeCellFactory;
import org.petctflow.types.VolumeValue;

/**
 * Views are web pages of org.petctflow.views. What a page shows is JSON that execute makes and keeps in an internal table;
 * {@code ./petctflow} writes the same page and JSON as one HTML file.
 */
public final class Views {

    private static final String BUNDLE = "org.petctflow.views";

    private static final DataTableSpec SPEC = new DataTableSpec(Tables.column("JSON", StringCell.TYPE));

    private static final DataTableSpec IMAGES = new DataTableSpec(Tables.column("JSON", StringCell.TYPE),
        Tables.column("Kind", StringCell.TYPE), Tables.column("Image", VolumeCell.TYPE));

    /** Characters of a blob in one answer. */
    static final int PART = 6_000_000;

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
     * A view of images. Execute collects the cases with {@link Images} and ends with {@code out.setInternalData(images.close(page))}.
     *
     * @param view the first stage, as {@code DefaultNode.addView} gives it
     * @param description what the view shows
     * @return the view
     */
    public static DefaultView viewer(final RequireViewParameters view, final String description) {
        return view.withoutParameters().description(description)
            .page(p -> p.fromFile().bundleID(BUNDLE).basePath("js/dist").relativeFilePath("viewer.html")
                .getReusablePage("petctflow-viewer"))
            .initialData(i -> i.data(Views::json).serializer(json -> json))
            .dataService(s -> s.handler(Blobs::new));
    }

    /** What a viewer keeps: the images of its cases in file stores, and the index. Not for several threads at once. */
    public static final class Images {

        private final BufferedDataContainer m_container;

        private final VolumeCellFactory m_cells;

        private final List<DefaultRow> m_rows = new ArrayList<>();

        /** @param exec the running node */
        public Images(final ExecutionContext exec) {
            m_container = exec.createDataContainer(IMAGES);
            m_cells = new VolumeCellFactory(exec);
        }

        /**
         * @param shown a case; its voxels are on disk when this returns
         * @throws IOException if they cannot be written
         */
        public void add(final ViewerCase shown) throws IOException {
            for (int i = 0; i < shown.images().size(); i++) {
                final ViewerImage image = shown.images().get(i);
                m_rows.add(new DefaultRow(shown.entry().volumes().get(i).id(), DataType.getMissingCell(),
                    new StringCell(image.kind().name()), m_cells.createCell(image.volume())));
            }
        }

        /**
         * @param page the index
         * @return the internal table of the node
         */
        public BufferedDataTable close(final ViewerPage page) {
            m_container.addRowToTable(new DefaultRow("index", new StringCell(page.toJson()), DataType.getMissingCell(), DataType.getMissingCell()));
            m_rows.forEach(m_container::addRowToTable);
            m_container.close();
            return m_container.getTable();
        }
    }

    /** What the page of a viewer asks for while it is open. */
    public static final class Blobs {

        private final Map<String, ViewerImage.Kind> m_kinds = new HashMap<>();

        private final Map<String, VolumeValue> m_volumes = new HashMap<>();

        private String m_last = "";

        private String m_text = "";

        /**
         * A part of a blob.
         *
         * @param data base64
         * @param part which one, from 0
         * @param parts how many there are
         */
        public record Part(String data, int part, int parts) {
        }

        Blobs(final ViewInput view) {
            if (view.getInternalPortObjects() == null || view.getInternalPortObjects().length == 0) {
                return;
            }
            for (final DataRow row : view.getInternalTables()[0]) {
                if (row.getCell(2) instanceof VolumeValue volume) {
                    m_kinds.put(row.getKey().getString(), ViewerImage.Kind.valueOf(Tables.text(row.getCell(1))));
                    m_volumes.put(row.getKey().getString(), volume);
                }
            }
        }

        /**
         * @param id the id of a volume in the index
         * @param part which part, from 0
         * @return base64 of a part of the gzipped NIfTI file
         * @throws IOException if the volume's file cannot be read
         */
        public synchronized Part getBlob(final String id, final int part) throws IOException {
            final VolumeValue volume = m_volumes.get(id);
            if (volume == null) {
                throw new IllegalArgumentException("The node keeps no image '" + id + "': execute it again");
            }
            if (!id.equals(m_last)) {
                m_text = Base64.getEncoder().encodeToString(NiftiBlob.of(m_kinds.get(id), volume.getVolume()).file());
                m_last = id;
            }
            final int parts = (m_text.length() + PART - 1) / PART;
            if (part < 0 || part >= parts) {
                throw new IllegalArgumentException("The image '" + id + "' has " + parts + " parts, but asked for was part " + part);
            }
            return new Part(m_text.substring(part * PART, Math.min(m_text.length(), (part + 1) * PART)), part, parts);
        }
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
