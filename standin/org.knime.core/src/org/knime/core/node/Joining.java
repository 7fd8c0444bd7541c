package org.knime.core.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataColumnSpecCreator.MergeOptions;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.util.DuplicateKeyException;

/** Makes one table of several, below each other or side by side. */
final class Joining {

    private Joining() {
    }

    static BufferedDataTable concatenate(final ExecutionContext context, final ExecutionMonitor exec, final Optional<String> suffix,
        final BufferedDataTable... tables) throws CanceledExecutionException {
        final Map<String, DataColumnSpecCreator> columns = new LinkedHashMap<>();
        for (BufferedDataTable t : tables) {
            for (DataColumnSpec c : t.getDataTableSpec()) {
                final DataColumnSpecCreator present = columns.putIfAbsent(c.getName(), new DataColumnSpecCreator(c));
                if (present != null) {
                    present.merge(c, Set.of(MergeOptions.ALLOW_VARYING_TYPES, MergeOptions.ALLOW_VARYING_ELEMENT_NAMES));
                }
            }
        }
        final var spec =
            new DataTableSpec(columns.values().stream().map(DataColumnSpecCreator::createSpec).toArray(DataColumnSpec[]::new));
        final BufferedDataContainer container = context.createDataContainer(spec);
        final Set<String> keys = new HashSet<>();
        final long total = Arrays.stream(tables).mapToLong(BufferedDataTable::size).sum();
        long count = 0;
        for (int t = 0; t < tables.length; t++) {
            final DataTableSpec own = tables[t].getDataTableSpec();
            final int[] source = spec.stream().mapToInt(c -> own.findColumnIndex(c.getName())).toArray();
            for (DataRow row : tables[t]) {
                exec.checkCanceled();
                exec.setProgress(++count / (double)total);
                String key = row.getKey().getString();
                while (!keys.add(key)) {
                    if (suffix.isEmpty()) {
                        throw new IllegalArgumentException("Duplicate RowID '" + key + "' in table with index " + t + ".",
                            new DuplicateKeyException(key));
                    }
                    key += suffix.get();
                }
                final DataCell[] cells = Arrays.stream(source).mapToObj(i -> i < 0 ? DataType.getMissingCell() : row.getCell(i))
                    .toArray(DataCell[]::new);
                container.addRowToTable(new DefaultRow(new RowKey(key), cells));
            }
        }
        container.close();
        return container.getTable();
    }

    static BufferedDataTable join(final ExecutionContext context, final BufferedDataTable left, final BufferedDataTable right,
        final ExecutionMonitor exec) throws CanceledExecutionException {
        final var spec = new DataTableSpec(left.getDataTableSpec(), right.getDataTableSpec());
        if (left.size() != right.size()) {
            throw new IllegalArgumentException("Tables can't be joined, non matching row counts: " + left.size() + " vs. " + right.size());
        }
        final BufferedDataContainer container = context.createDataContainer(spec);
        try (CloseableRowIterator lefts = left.iterator(); CloseableRowIterator rights = right.iterator()) {
            for (long i = 0; lefts.hasNext(); i++) {
                exec.checkCanceled();
                exec.setProgress(i / (double)left.size());
                final DataRow l = lefts.next();
                final DataRow r = rights.next();
                if (!l.getKey().equals(r.getKey())) {
                    throw new IllegalArgumentException("Tables contain non-matching rows or are sorted differently, keys in row " + i
                        + " do not match: \"" + l.getKey() + "\" vs. \"" + r.getKey() + "\"");
                }
                final List<DataCell> cells = new ArrayList<>();
                l.forEach(cells::add);
                r.forEach(cells::add);
                container.addRowToTable(new DefaultRow(l.getKey(), cells));
            }
        }
        container.close();
        return container.getTable();
    }
}
