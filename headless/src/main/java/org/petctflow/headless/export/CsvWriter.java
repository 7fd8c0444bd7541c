package org.petctflow.headless.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.MissingValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
/**
 * Writes tables as CSV files of RFC 4180 in UTF-8: a header, commas, CRLF, quotes where needed. The first column holds the row ids.
 * Numbers have all their digits (Java's shortest text that reads back as the same double); NaN, Infinity and -Infinity are these words.
 * A missing cell is empty, an empty text is {@code ""}. Where cells are missing for a reason, a second file {@code ...-missing.csv}
 * tells it: row id, column, reason.
 */
public final class CsvWriter {

    private static final String ROW_ID = "RowID";

    private static final String EOL = "\r\n";

    private CsvWriter() {
    }

    /**
     * @param table a table
     * @param file the file, replaced if it exists
     * @param monitor asked for cancellation
     * @return the files that were written: the table, and the reasons of missing cells if there are any
     * @throws IOException if a file cannot be written
     * @throws CanceledExecutionException if the run was cancelled; no file is left then
     */
    public static List<Path> write(final BufferedDataTable table, final Path file, final ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException {
        final Path reasons = file.resolveSibling(file.getFileName().toString().replaceAll("\\.csv$", "") + "-missing.csv");
        final long[] count = new long[1];
        WholeFiles.write(file, out -> {
            final Writer w = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            count[0] = writeTable(table, w, monitor);
            w.flush();
        });
        if (count[0] == 0) {
            Files.deleteIfExists(reasons); // of an earlier run
            return List.of(file);
        }
        WholeFiles.write(reasons, out -> {
            final Writer w = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            writeReasons(table, w, monitor);
            w.flush();
        });
        return List.of(file, reasons);
    }

    private static long writeTable(final BufferedDataTable table, final Writer w, final ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException {
        final DataTableSpec spec = table.getDataTableSpec();
        final List<String> header = new ArrayList<>(List.of(spec.containsName(ROW_ID) ? ROW_ID + " (row)" : ROW_ID));
        header.addAll(List.of(spec.getColumnNames()));
        w.write(String.join(",", header.stream().map(CsvWriter::quote).toList()));
        w.write(EOL);
        long withReason = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                monitor.checkCanceled();
                final DataRow row = rows.next();
                w.write(quote(row.getKey().getString()));
                for (DataCell cell : row) {
                    w.write(',');
                    w.write(text(cell));
                    withReason += reason(cell) == null ? 0 : 1;
                }
                w.write(EOL);
            }
        }
        return withReason;
    }

    private static void writeReasons(final BufferedDataTable table, final Writer w, final ExecutionMonitor monitor)
        throws IOException, CanceledExecutionException {
        w.write(ROW_ID + ",column,reason" + EOL);
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                monitor.checkCanceled();
                final DataRow row = rows.next();
                for (int i = 0; i < row.getNumCells(); i++) {
                    final String reason = reason(row.getCell(i));
                    if (reason != null) {
                        w.write(quote(row.getKey().getString()) + "," + quote(table.getDataTableSpec().getColumnSpec(i).getName()) + ","
                            + quote(reason) + EOL);
                    }
                }
            }
        }
    }

    /** The reason of a missing cell; null for other cells and where there is none. */
    private static String reason(final DataCell cell) {
        return cell.isMissing() && cell instanceof MissingValue m ? m.getError() : null;
    }

    /** A cell as a field of the file. */
    static String text(final DataCell cell) {
        if (cell.isMissing()) {
            return "";
        } else if (cell instanceof BooleanValue || cell instanceof IntValue || cell instanceof LongValue) {
            return quote(cell.toString());
        } else if (cell instanceof DoubleValue d) {
            return Double.toString(d.getDoubleValue());
        } else if (cell instanceof StringValue s) {
            return quote(s.getStringValue());
        }
        return quote(cell.toString());
    }

    /** Quotes what a reader could take for something else. */
    static String quote(final String text) {
        final boolean isPlain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
            && text.strip().length() == text.length();
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
