package org.petctflow.nodes.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.petctflow.base.Progress;
import org.petctflow.base.Provenance;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.preprocess.FittedPreprocessor;
import org.petctflow.nodes.common.LearningRows;
import org.petctflow.nodes.common.Provenances;
import org.petctflow.nodes.common.Tables;

/** What the two nodes of the preprocessor share: a table whose features are prepared, and whose other columns stay. */
final class Preprocessing {

    private Preprocessing() {
    }

    /**
     * @param spec the input's columns
     * @param inputs the features
     * @param kept which of them are kept
     * @param provenance where the new values come from
     * @return the output's columns, in the input's order
     */
    static DataTableSpec spec(final DataTableSpec spec, final List<String> inputs, final List<String> kept, final Provenance provenance) {
        final Set<String> features = new HashSet<>(inputs);
        final Set<String> prepared = new HashSet<>(kept);
        return new DataTableSpec(spec.stream().filter(c -> prepared.contains(c.getName()) || !features.contains(c.getName()))
            .map(c -> prepared.contains(c.getName()) ? Provenances.column(c.getName(), DoubleCell.TYPE, provenance) : c)
            .toArray(DataColumnSpec[]::new));
    }

    /**
     * @param exec makes the table
     * @param table the input, with the features
     * @param fitted what was learned
     * @param provenance where the new values come from
     * @param progress asked for cancellation
     * @return the table with prepared features
     */
    static BufferedDataTable apply(final ExecutionContext exec, final BufferedDataTable table, final FittedPreprocessor fitted,
        final Provenance provenance, final Progress progress) {
        return replace(exec, table, fitted.inputColumns(),
            fitted.apply(LearningRows.matrix(table, fitted.inputColumns(), false, null, progress)), provenance, progress);
    }

    /**
     * @param exec makes the table
     * @param table the input, with the features
     * @param inputs the features
     * @param x those that are kept, with their new values; NaN is missing
     * @param provenance where the new values come from
     * @param progress asked for cancellation
     * @return the table with the new values in place of the features
     */
    static BufferedDataTable replace(final ExecutionContext exec, final BufferedDataTable table, final List<String> inputs,
        final FeatureMatrix x, final Provenance provenance, final Progress progress) {
        final DataTableSpec in = table.getDataTableSpec();
        final DataTableSpec spec = spec(in, inputs, x.names(), provenance);
        final Map<String, Integer> prepared = new HashMap<>();
        for (int c = 0; c < x.columns(); c++) {
            prepared.put(x.name(c), c);
        }
        final BufferedDataContainer container = exec.createDataContainer(spec);
        int r = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            final List<DataCell> cells = new ArrayList<>(spec.getNumColumns());
            for (final DataColumnSpec column : spec) {
                final Integer c = prepared.get(column.getName());
                cells.add(c == null ? row.getCell(in.findColumnIndex(column.getName())) : Tables.cell(x.get(r, c)));
            }
            container.addRowToTable(new DefaultRow(row.getKey(), cells));
            r++;
        }
        container.close();
        return container.getTable();
    }
}
