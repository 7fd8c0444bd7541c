package org.petctflow.nodes.common;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.petctflow.study.figures.Figure;

/**
 * The table of figures that every node with charts gives as its last output, so that a report shows what its view shows:
 * {@code Figure}, the title; {@code Chart}, JSON of the schema {@code petct.charts/1} with one chart, missing for a picture;
 * {@code Image}, a PNG file in Base64, missing for a chart; {@code Caption}.
 */
public final class Figures {

    /** The port's name. */
    public static final String PORT = "Figures";

    /** What the port's description says. */
    public static final String PORT_DESCRIPTION = "The view's charts for a report, a row each: title, the chart as data (schema "
        + "<tt>petct.charts/1</tt>) or a picture (PNG in Base64), and a caption that says what is seen and how it was computed.";

    /** The port's columns. */
    public static final DataTableSpec SPEC = new DataTableSpec(Tables.column("Figure", StringCell.TYPE),
        Tables.column("Chart", StringCell.TYPE), Tables.column("Image", StringCell.TYPE), Tables.column("Caption", StringCell.TYPE));

    private Figures() {
    }

    /**
     * @param exec the running node
     * @param figures the figures
     * @return the table, a row a figure
     */
    public static BufferedDataTable table(final ExecutionContext exec, final List<Figure> figures) {
        final BufferedDataContainer container = exec.createDataContainer(SPEC);
        long key = 0;
        for (final Figure figure : figures) {
            final byte[] picture = figure.picture();
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(key++), Tables.cell(figure.title()),
                Tables.cell(figure.chart()), Tables.cell(picture == null ? null : Base64.getEncoder().encodeToString(picture)),
                Tables.cell(figure.caption())));
        }
        container.close();
        return container.getTable();
    }

    /**
     * @param spec a table's columns
     * @return whether they are those of figures; further ones do not matter
     */
    public static boolean are(final DataTableSpec spec) {
        return SPEC.stream().allMatch(c -> spec.containsName(c.getName())
            && spec.getColumnSpec(c.getName()).getType().isCompatible(StringValue.class));
    }

    /**
     * @param table a table of figures
     * @return the figures
     * @throws IllegalArgumentException if a row is no figure; the message names it
     */
    public static List<Figure> read(final BufferedDataTable table) {
        final DataTableSpec spec = table.getDataTableSpec();
        final int[] at = SPEC.stream().mapToInt(c -> spec.findColumnIndex(c.getName())).toArray();
        final List<Figure> figures = new ArrayList<>();
        for (final DataRow row : table) {
            try {
                final DataCell title = row.getCell(at[0]);
                final String picture = Tables.text(row.getCell(at[2]));
                figures.add(new Figure(title.isMissing() ? row.getKey().getString() : Tables.text(title),
                    Tables.text(row.getCell(at[1])), picture == null ? null : Base64.getDecoder().decode(picture),
                    Tables.text(row.getCell(at[3]))));
            } catch (final IllegalArgumentException e) {
                throw new IllegalArgumentException("Row '" + row.getKey() + "' of the figures: " + e.getMessage(), e);
            }
        }
        return figures;
    }
}
