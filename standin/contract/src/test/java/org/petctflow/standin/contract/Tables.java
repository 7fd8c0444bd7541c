package org.petctflow.standin.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;

/** Tables and settings, and the texts by which facts speak of them. */
final class Tables {

    /** An int column i and a string column s. */
    static final DataTableSpec SPEC = new DataTableSpec(col("i", IntCell.TYPE), col("s", StringCell.TYPE));

    /** Columns a (int), b (string) and c (double). */
    static final DataTableSpec ABC =
        new DataTableSpec("tbl", col("a", IntCell.TYPE), col("b", StringCell.TYPE), col("c", DoubleCell.TYPE));

    private Tables() {
    }

    static DataColumnSpec col(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    static DataRow row(final String key, final DataCell... cells) {
        return new DefaultRow(key, cells);
    }

    /** Rows Row0, Row1, ... with 0, "v0", 1, "v1", ... */
    static BufferedDataTable table(final ExecutionContext e, final int rows) {
        final BufferedDataContainer c = e.createDataContainer(SPEC);
        for (int i = 0; i < rows; i++) {
            c.addRowToTable(row("Row" + i, new IntCell(i), new StringCell("v" + i)));
        }
        c.close();
        return c.getTable();
    }

    /** Three rows with 0, "s0", 0.0, then 1, "s1", 0.5 and 2, "s2", 1.0. */
    static BufferedDataTable abc(final ExecutionContext e) {
        final BufferedDataContainer c = e.createDataContainer(ABC);
        for (int i = 0; i < 3; i++) {
            c.addRowToTable(row("Row" + i, new IntCell(i), new StringCell("s" + i), new DoubleCell(i / 2.0)));
        }
        c.close();
        return c.getTable();
    }

    static String dump(final Iterable<DataRow> table) {
        final var rows = new StringJoiner(" | ");
        for (DataRow r : table) {
            final var cells = new StringJoiner(",");
            for (DataCell c : r) {
                cells.add(c instanceof StringCell ? "\"" + c + "\"" : c.toString());
            }
            rows.add(r.getKey() + ": " + cells);
        }
        return rows.toString();
    }

    static String names(final DataTableSpec spec) {
        return Arrays.toString(spec.getColumnNames());
    }

    static String dom(final DataColumnSpec column) {
        final DataColumnDomain d = column.getDomain();
        return "values=" + d.getValues() + " lower=" + d.getLowerBound() + " upper=" + d.getUpperBound();
    }

    static String xml(final NodeSettings settings) throws IOException {
        final var bytes = new ByteArrayOutputStream();
        settings.saveToXML(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static NodeSettings settings(final String xml) throws IOException {
        return (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** What is below the outermost config, unindented. */
    static String body(final String xml) {
        final int start = xml.indexOf('\n', xml.indexOf("\n<config ") + 1);
        final int end = xml.lastIndexOf("</config>");
        return end < 0 ? "(empty config)" : xml.substring(start + 1, end).stripTrailing().replaceAll("(?m)^    ", "");
    }
}
