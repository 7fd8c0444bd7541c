package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.explain.Attention;
import org.petctflow.deep.explain.AttentionSummary;
import org.petctflow.deep.network.Layer;
import org.petctflow.nodes.common.Tables;
import org.petctflow.nodes.deep.Explanations.Map;
import org.petctflow.study.charts.Chart;
import org.petctflow.types.VolumeCell;

/** The tables and charts of the Grad-CAM Viewer. */
final class GradCamTables {

    private static final List<String> SHARES = List.of("Inside", "Core", "Rim", "Outside");

    private static final String CORE_AGAINST_RIM = "Core against rim";

    private GradCamTables() {
    }

    static DataTableSpec mapsSpec() {
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final String text : List.of("Case", "Task", "Class", "True class", "Layer", "Method")) {
            columns.add(Tables.column(text, StringCell.TYPE));
        }
        columns.add(3, Tables.column("Probability", DoubleCell.TYPE));
        columns.add(Tables.column("Heat map", VolumeCell.TYPE));
        columns.add(Tables.column("Peak", DoubleCell.TYPE));
        SHARES.forEach(s -> columns.add(Tables.column(s + " (share)", DoubleCell.TYPE)));
        SHARES.subList(1, 4).forEach(s -> columns.add(Tables.column(s + " (mean)", DoubleCell.TYPE)));
        columns.add(Tables.column(CORE_AGAINST_RIM, DoubleCell.TYPE));
        columns.add(Tables.column("Grad-CAM problem", StringCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    static DefaultRow row(final String key, final Task task, final Map map, final double probability, final VolumeCell cell) {
        final Attention a = map.attention();
        final var heat = map.heat();
        final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(key), Tables.cell(task.name()),
            Tables.cell(task.classes().get(heat.classIndex())), Tables.cell(probability),
            Tables.cell(map.truth() < 0 ? null : task.classes().get(map.truth())), Tables.cell(heat.layer().title()),
            Tables.cell(heat.method().title()), cell, Tables.cell(heat.peak())));
        final double none = Double.NaN;
        for (final double v : a == null ? new double[]{none, none, none, none, none, none, none, none}
            : new double[]{a.inside(), a.core(), a.rim(), a.outside(), a.coreMean(), a.rimMean(), a.outsideMean(), a.coreAgainstRim()}) {
            cells.add(Tables.cell(v));
        }
        cells.add(Tables.cell(heat.peak() > 0 ? null : "Nothing speaks for the class in this layer"));
        return new DefaultRow(String.join("/", key, task.name(), heat.layer().title(), heat.method().title()), cells);
    }

    static DefaultRow failed(final String key, final String problem) {
        final DataCell[] cells = Tables.missing(mapsSpec().getNumColumns());
        cells[0] = Tables.cell(key);
        cells[cells.length - 1] = Tables.cell(problem);
        return new DefaultRow(key, cells);
    }

    static DataTableSpec summarySpec() {
        final List<DataColumnSpec> columns = new ArrayList<>(List.of(Tables.column("Task", StringCell.TYPE), Tables.column("Layer", StringCell.TYPE),
            Tables.column("Method", StringCell.TYPE), Tables.column("n", IntCell.TYPE)));
        for (final String s : SHARES) {
            columns.add(Tables.column(s + " (mean share)", DoubleCell.TYPE));
            columns.add(Tables.column(s + " (SD)", DoubleCell.TYPE));
        }
        columns.add(Tables.column(CORE_AGAINST_RIM + " (mean)", DoubleCell.TYPE));
        columns.add(Tables.column(CORE_AGAINST_RIM + " (SD)", DoubleCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    static BufferedDataTable summary(final ExecutionContext exec, final Explanations e, final List<AttentionSummary> summaries) {
        final BufferedDataContainer container = exec.createDataContainer(summarySpec());
        long key = 0;
        for (final AttentionSummary s : summaries) {
            final List<DataCell> cells = new ArrayList<>(List.of(Tables.cell(e.task(s.task()).name()), Tables.cell(s.layer().title()),
                Tables.cell(s.method().title()), Tables.cell(s.n())));
            for (int k = 0; k < s.mean().length; k++) {
                cells.add(Tables.cell(s.mean()[k]));
                cells.add(Tables.cell(s.sd()[k]));
            }
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(key++), cells));
        }
        container.close();
        return container.getTable();
    }

    /** A chart of violins for each of core, rim, outside, and core against rim: tasks and layers of the first method beside each other. */
    static List<Chart> charts(final Explanations e, final List<AttentionSummary.Entry> entries) {
        final List<Chart> charts = new ArrayList<>();
        if (entries.isEmpty()) {
            return charts;
        }
        final var method = entries.get(0).method();
        for (int k = 1; k < AttentionSummary.NUMBERS.size(); k++) {
            final int number = k;
            final List<Chart.Group> groups = new ArrayList<>();
            for (final int t : e.tasks()) {
                for (final Layer layer : Layer.values()) {
                    final double[] values = entries.stream().filter(x -> x.task() == t && x.layer() == layer && x.method() == method)
                        .mapToDouble(x -> x.value(number)).filter(v -> !Double.isNaN(v)).toArray();
                    if (values.length > 0) {
                        groups.add(new Chart.Group(e.task(t).name() + ", " + layer.title(), values));
                    }
                }
            }
            final String name = AttentionSummary.NUMBERS.get(k);
            if (!groups.isEmpty()) {
                charts.add(k < SHARES.size()
                    ? new Chart.Violin("share-" + name, "Share of attention: " + name, null, "share of the heat map's sum", groups, List.of())
                    : new Chart.Violin("core-against-rim", CORE_AGAINST_RIM, null, "core's mean / (core's mean + rim's mean)", groups, List.of()));
            }
        }
        return charts;
    }
}
