package org.knime.core.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.CellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.filestore.FileStoreFactory;
import org.knime.core.node.workflow.NodeContext;
import org.petctflow.standin.core.Access;

/**
 * Makes a table with other columns: computes new cells row by row, by the caller's thread or, where all factories allow it, by several.
 * The columns that are kept keep what is known of their content.
 */
final class Rearranging {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final ExecutionContext m_context;

    private final BufferedDataTable m_in;

    private final ExecutionMonitor m_exec;

    private final List<Access.Column> m_columns;

    private final DataTableSpec m_spec;

    private final Set<CellFactory> m_factories = new LinkedHashSet<>();

    Rearranging(final ExecutionContext context, final BufferedDataTable in, final ColumnRearranger rearranger,
        final ExecutionMonitor exec) {
        if (!Access.containers().originalSpec(rearranger).equalStructure(in.getDataTableSpec())) {
            throw new IllegalArgumentException(
                "The argument table's spec does not match the original spec passed in the constructor.");
        }
        m_context = context;
        m_in = in;
        m_exec = exec;
        m_columns = Access.containers().columns(rearranger);
        checkNames();
        m_spec = withKnownDomains(rearranger.createSpec());
        for (Access.Column c : m_columns) {
            if (c.factory() != null) {
                m_factories.add(c.factory());
            }
        }
    }

    /** As in KNIME the new columns are a table of their own: equal names among them are noticed first. */
    private void checkNames() {
        final DataColumnSpec[] created = m_columns.stream().filter(c -> c.factory() != null)
            .map(c -> c.factory().getColumnSpecs()[c.factoryIndex()]).toArray(DataColumnSpec[]::new);
        new DataTableSpec(created); // NOSONAR throws
    }

    /** The spec of the table may know more of a kept column than the one the rearranger was made for. */
    private DataTableSpec withKnownDomains(final DataTableSpec spec) {
        final DataColumnSpec[] columns = spec.stream().toArray(DataColumnSpec[]::new);
        for (int i = 0; i < columns.length; i++) {
            if (m_columns.get(i).factory() == null) {
                columns[i] = m_in.getDataTableSpec().getColumnSpec(m_columns.get(i).originalIndex());
            }
        }
        return new DataTableSpec(spec.getName(), columns);
    }

    BufferedDataTable run() throws CanceledExecutionException {
        final FileStoreFactory stores = FileStoreFactory.createWorkflowFileStoreFactory(m_context);
        m_factories.forEach(f -> Access.containers().setFileStoreFactory(f, stores));
        final BufferedDataContainer container = m_context.createDataContainer(m_spec);
        final boolean parallel =
            !m_factories.isEmpty() && m_factories.stream().allMatch(f -> f instanceof AbstractCellFactory a && a.isParallelProcessing());
        if (parallel) {
            computeInParallel(container);
        } else {
            long index = 0;
            for (DataRow row : m_in) {
                m_exec.checkCanceled();
                add(container, compute(row, index), index++);
            }
        }
        for (CellFactory f : m_factories) {
            if (f instanceof AbstractCellFactory a) {
                a.afterProcessing();
            }
        }
        container.close();
        return container.getTable();
    }

    private void add(final BufferedDataContainer container, final DataRow row, final long index) {
        container.addRowToTable(row);
        if (m_factories.isEmpty()) {
            m_exec.setProgress((index + 1) / (double)m_in.size());
        } else {
            m_factories.iterator().next().setProgress(index + 1, m_in.size(), row.getKey(), m_exec);
        }
    }

    private DataRow compute(final DataRow row, final long index) {
        final Map<CellFactory, DataCell[]> results = new HashMap<>();
        for (CellFactory f : m_factories) {
            final DataCell[] cells = f.getCells(row, index);
            if (cells.length != f.getColumnSpecs().length) {
                throw new IndexOutOfBoundsException("New cells array length conflict: expected " + f.getColumnSpecs().length
                    + ", actual " + cells.length + " (" + f.getClass() + ")");
            }
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] == null) {
                    throw new NullPointerException("Cell at index " + i + " is null!");
                }
            }
            results.put(f, cells);
        }
        return new DefaultRow(row.getKey(), m_columns.stream()
            .map(c -> c.factory() == null ? row.getCell(c.originalIndex()) : results.get(c.factory())[c.factoryIndex()])
            .toArray(DataCell[]::new));
    }

    private void computeInParallel(final BufferedDataContainer container) throws CanceledExecutionException {
        final int[] limits = m_factories.stream().map(AbstractCellFactory.class::cast)
            .map(f -> new int[]{f.getMaxParallelWorkers(), f.getMaxQueueSize()})
            .reduce((a, b) -> new int[]{Math.min(a[0], b[0]), Math.min(a[1], b[1])}).orElseThrow();
        final NodeContext node = NodeContext.getContext();
        final ThreadFactory threads = r -> {
            final var t = new Thread(() -> {
                NodeContext.pushContext(node);
                try {
                    r.run();
                } finally {
                    NodeContext.removeLastContext();
                }
            }, "KNIME-Worker-" + THREADS.getAndIncrement());
            t.setDaemon(true);
            t.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            return t;
        };
        final ExecutorService workers = Executors.newFixedThreadPool(limits[0], threads);
        final Deque<Future<DataRow>> waiting = new ArrayDeque<>();
        try {
            final long[] done = {0};
            long index = 0;
            for (DataRow row : m_in) {
                if (waiting.size() == limits[1]) {
                    add(container, await(waiting.remove()), done[0]++);
                }
                final long i = index++;
                waiting.add(workers.submit(() -> compute(row, i)));
            }
            while (!waiting.isEmpty()) {
                add(container, await(waiting.remove()), done[0]++);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private DataRow await(final Future<DataRow> future) throws CanceledExecutionException {
        while (true) {
            m_exec.checkCanceled();
            try {
                return future.get(100, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException e) { // NOSONAR look again whether the work was cancelled
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CanceledExecutionException();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException r) {
                    throw r;
                } else if (e.getCause() instanceof Error r) {
                    throw r;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
