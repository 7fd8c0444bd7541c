package org.petctflow.nodes.common;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeLogger;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;

/**
 * A node that does the same to every row, on several threads: appends columns and, behind them, a column that says why a row
 * could not be done. Rows come out in their order, whatever the number of threads.
 */
public final class PerRow {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(PerRow.class);

    /** What is done to a row. */
    @FunctionalInterface
    public interface Work {
        /**
         * @param row a row of the input
         * @param progress asked for cancellation
         * @return the cells of the new columns
         * @throws Exception if the row cannot be done: its new cells are missing, and the message is the reason
         */
        DataCell[] of(DataRow row, Progress progress) throws Exception;
    }

    /** What is done to a row of which several are made. */
    @FunctionalInterface
    public interface Split {
        /**
         * @param row a row of the input
         * @param progress asked for cancellation
         * @return the new rows: of each the ending of its key, and the cells of the new columns; may be empty
         * @throws Exception if the row cannot be done: it stays one row, its new cells are missing, and the message is the reason
         */
        List<Part> of(DataRow row, Progress progress) throws Exception;
    }

    /**
     * One of several rows that are made of one.
     *
     * @param ending what is put behind the row's key
     * @param cells the cells of the new columns
     * @param problem what the user should know of this row, or null
     */
    public record Part(String ending, DataCell[] cells, String problem) {
    }

    private final String m_done;

    private final String m_problemColumn;

    private final DataColumnSpec[] m_columns;

    private List<String> m_replaced = List.of();

    private int m_threads = Parallel.processors();

    /**
     * @param done what is done to a row, in the past participle, e.g. {@code segmented}
     * @param problemColumn the name of the column with the reasons, e.g. {@code Segmentation problem}
     * @param columns the new columns
     */
    public PerRow(final String done, final String problemColumn, final DataColumnSpec... columns) {
        m_done = done;
        m_problemColumn = problemColumn;
        m_columns = columns;
    }

    /**
     * @param threads on how many threads; all processors by default
     * @return this
     */
    public PerRow threads(final int threads) {
        m_threads = threads;
        return this;
    }

    /**
     * The first new columns take the place of as many of the input, and their names; the others are appended.
     *
     * @param columns the input's columns; none to append all new columns
     * @return this
     */
    public PerRow replacing(final String... columns) {
        m_replaced = List.of(columns);
        return this;
    }

    /**
     * For configure.
     *
     * @param spec the input's columns
     * @return the output's columns
     */
    public DataTableSpec spec(final DataTableSpec spec) {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(m_columns));
        columns.add(Tables.column(m_problemColumn, StringCell.TYPE));
        final DataTableSpecCreator replaced = new DataTableSpecCreator(spec);
        for (final String name : m_replaced) {
            final DataColumnSpecCreator renamed = new DataColumnSpecCreator(columns.remove(0));
            renamed.setName(name);
            replaced.replaceColumn(spec.findColumnIndex(name), renamed.createSpec());
        }
        return Tables.append(replaced.createSpec(), columns.toArray(DataColumnSpec[]::new));
    }

    private DataRow row(final DataTableSpec spec, final DataRow row, final Part part) {
        final List<DataCell> cells = new ArrayList<>();
        row.forEach(cells::add);
        cells.addAll(Arrays.asList(part.cells));
        cells.add(Tables.cell(part.problem));
        for (final String name : m_replaced) {
            cells.set(spec.findColumnIndex(name), cells.remove(row.getNumCells()));
        }
        return new DefaultRow(row.getKey().getString() + part.ending, cells);
    }

    /**
     * For execute: does the work and reports what failed.
     *
     * @param in the node's input; the first port is worked on
     * @param out takes the warning
     * @param mend what the user can do about rows that failed, one sentence
     * @param progress takes the progress
     * @param work what is done to a row
     * @return the output
     * @throws Exception if the work was cancelled, or every row failed
     */
    public BufferedDataTable run(final ExecuteInput in, final ExecuteOutput out, final String mend, final Progress progress,
        final Work work) throws Exception {
        return split(in, out, mend, progress, (row, p) -> List.of(new Part("", work.of(row, p), null)));
    }

    /**
     * Like {@link #run} for work that makes several rows of one.
     *
     * @param in the node's input; the first port is worked on
     * @param out takes the warning
     * @param mend what the user can do about rows that failed, one sentence
     * @param progress takes the progress
     * @param work what is done to a row
     * @return the output
     * @throws Exception if the work was cancelled, or every row failed
     */
    public BufferedDataTable split(final ExecuteInput in, final ExecuteOutput out, final String mend, final Progress progress,
        final Split work) throws Exception {
        final BufferedDataTable table = in.getInTable(0);
        final List<DataRow> rows = new ArrayList<>(); // light: a volume's voxels are read when they are asked for
        for (final DataRow row : table) {
            rows.add(row);
        }
        final BufferedDataContainer container = in.getExecutionContext().createDataContainer(spec(table.getDataTableSpec()));
        final Failures failures = new Failures(m_done);
        final int threads = Math.max(1, Math.min(m_threads, rows.size()));
        Parallel.forEach(rows.size(), threads, progress, i -> attempt(rows.get(i), threads > 1 ? silent(progress)
            : progress.part((double)i / rows.size(), (i + 1.0) / rows.size()), work), (i, result) -> {
                final DataRow row = rows.get(i);
                for (final Part part : result.parts) {
                    container.addRowToTable(row(table.getDataTableSpec(), row, part));
                }
                if (result.failure == null) {
                    failures.done();
                } else {
                    failures.add(row.getKey().getString(), result.failure);
                }
                progress.report((i + 1.0) / rows.size(), "Row '" + row.getKey() + "' (" + (i + 1) + " of " + rows.size() + ")");
            });
        container.close();
        failures.report(out, mend);
        return container.getTable();
    }

    private record Result(List<Part> parts, String failure) {
    }

    private Result attempt(final DataRow row, final Progress progress, final Split work) throws Exception {
        try {
            return new Result(work.of(row, progress), null);
        } catch (final CancellationException | InterruptedException e) {
            throw e;
        } catch (final IOException | IllegalArgumentException e) {
            return failed(Execution.messageOf(e));
        } catch (final Exception e) {
            LOGGER.error("Row '" + row.getKey() + "' could not be " + m_done, e); // most likely a mistake of ours
            return failed(Execution.messageOf(e));
        }
    }

    private Result failed(final String reason) {
        final DataCell[] cells = new DataCell[m_columns.length];
        Arrays.fill(cells, DataType.getMissingCell());
        return new Result(List.of(new Part("", cells, reason)), reason);
    }

    /**
     * Rows run side by side: what one of them says of its own progress says nothing of the whole.
     *
     * @param progress the whole's
     * @return one that reports nothing and is cancelled with the whole
     */
    public static Progress silent(final Progress progress) {
        return new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // the whole reports row by row
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }
}
