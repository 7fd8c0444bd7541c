package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.train.EpochLosses;
import org.petctflow.nodes.common.Tables;

/** The losses of a training's epochs as rows. */
final class LossTable {

    private LossTable() {
    }

    static List<DataColumnSpec> columns(final List<String> tasks) {
        final List<DataColumnSpec> columns = new ArrayList<>();
        columns.add(Tables.column("Epoch", IntCell.TYPE));
        columns.add(Tables.column("Learning rate", DoubleCell.TYPE));
        columns.add(Tables.column("Total loss", DoubleCell.TYPE));
        tasks.forEach(t -> columns.add(Tables.column("Loss (" + t + ")", DoubleCell.TYPE)));
        columns.add(Tables.column("Contrastive loss", DoubleCell.TYPE));
        columns.add(Tables.column("Validation loss", DoubleCell.TYPE));
        tasks.forEach(t -> columns.add(Tables.column("Validation loss (" + t + ")", DoubleCell.TYPE)));
        columns.add(Tables.column("Best so far", BooleanCell.TYPE));
        return columns;
    }

    static BufferedDataTable of(final ExecutionContext exec, final List<Task> tasks, final List<EpochLosses> curve) {
        final BufferedDataContainer container = exec.createDataContainer(new DataTableSpec(
            columns(tasks.stream().map(Task::name).toList()).toArray(DataColumnSpec[]::new)));
        for (final EpochLosses e : curve) {
            container.addRowToTable(new DefaultRow("Epoch " + e.epoch(), cells(e)));
        }
        container.close();
        return container.getTable();
    }

    static List<DataCell> cells(final EpochLosses e) {
        final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(e.epoch()), Tables.cell(e.learningRate()), Tables.cell(e.total())));
        e.tasks().forEach(l -> cells.add(Tables.cell(l)));
        cells.add(Tables.cell(e.contrastive()));
        cells.add(Tables.cell(e.validationTotal()));
        e.validationTasks().forEach(l -> cells.add(Tables.cell(l)));
        cells.add(Tables.cell(e.best()));
        return cells;
    }
}
