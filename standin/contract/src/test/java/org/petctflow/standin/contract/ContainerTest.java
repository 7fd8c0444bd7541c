package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.SPEC;
import static org.petctflow.standin.contract.Tables.col;
import static org.petctflow.standin.contract.Tables.dom;
import static org.petctflow.standin.contract.Tables.dump;
import static org.petctflow.standin.contract.Tables.row;
import static org.petctflow.standin.contract.Tables.table;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.IntValue;
import org.knime.core.data.MissingCell;
import org.knime.core.data.MissingValue;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Writing tables: what is refused, when, and in which words. */
@SuppressWarnings("all")
final class ContainerTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("BufferedDataContainer");
        r.fact("spec of all cases below", () -> SPEC);
        r.fact(
                "duplicate row key, exception at addRowToTable of the duplicate or at close()?",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("R", new IntCell(1), new StringCell("a")));
                    String w = "addRowToTable";
                    try {
                        c.addRowToTable(row("R", new IntCell(2), new StringCell("b")));
                        w = "close";
                        c.close();
                    } catch (Exception x) {
                        return "thrown by "
                                + w
                                + "(): "
                                + x.getClass().getName()
                                + ": "
                                + x.getMessage();
                    }
                    return "no exception; size " + c.size();
                });
        r.fact(
                "duplicate row key after 10 000 other rows",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    String w = "addRowToTable";
                    try {
                        for (int i = 0; i < 10000; i++) {
                            c.addRowToTable(row("R" + i, new IntCell(1), new StringCell("a")));
                        }
                        c.addRowToTable(row("R5", new IntCell(2), new StringCell("b")));
                        w = "close";
                        c.close();
                    } catch (Exception x) {
                        return "thrown by "
                                + w
                                + "(): "
                                + x.getClass().getName()
                                + ": "
                                + x.getMessage();
                    }
                    return "no exception; size " + c.size();
                });
        r.fact(
                "too few cells",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("R", new IntCell(1)));
                    c.close();
                    return dump(c.getTable());
                });
        r.fact(
                "too many cells",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("R", new IntCell(1), new StringCell("a"), new IntCell(2)));
                    c.close();
                    return dump(c.getTable());
                });
        r.fact(
                "StringCell in an IntCell column",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("R", new StringCell("x"), new StringCell("a")));
                    c.close();
                    return dump(c.getTable());
                });
        r.fact(
                "IntCell in a DoubleCell column",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", DoubleCell.TYPE)));
                    c.addRowToTable(row("R", new IntCell(7)));
                    c.close();
                    DataCell x = c.getTable().iterator().next().getCell(0);
                    return "accepted, read back as " + x.getClass().getSimpleName() + " " + x;
                });
        r.fact(
                "LongCell in a DoubleCell column",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", DoubleCell.TYPE)));
                    c.addRowToTable(row("R", new LongCell(7)));
                    c.close();
                    DataCell x = c.getTable().iterator().next().getCell(0);
                    return "accepted, read back as " + x.getClass().getSimpleName() + " " + x;
                });
        r.fact(
                "IntCell in a LongCell column",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", LongCell.TYPE)));
                    c.addRowToTable(row("R", new IntCell(7)));
                    c.close();
                    DataCell x = c.getTable().iterator().next().getCell(0);
                    return "accepted, read back as " + x.getClass().getSimpleName() + " " + x;
                });
        r.fact(
                "DoubleCell in an IntCell column",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", IntCell.TYPE)));
                    c.addRowToTable(row("R", new DoubleCell(7)));
                    c.close();
                    return dump(c.getTable());
                });
        r.fact(
                "missing cell in any column",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("R", DataType.getMissingCell(), new MissingCell("why")));
                    c.close();
                    DataRow x = c.getTable().iterator().next();
                    return x.getCell(0).isMissing()
                            + " "
                            + x.getCell(0)
                            + " "
                            + x.getCell(1)
                            + " error="
                            + ((MissingValue) x.getCell(1)).getError()
                            + " domain "
                            + dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact("new DefaultRow with a null cell", () -> row("R", new IntCell(1), null));
        r.fact(
                "addRowToTable(null)",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(null);
                    return "accepted";
                });
        r.fact(
                "addRowToTable after close",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.close();
                    c.addRowToTable(row("R", new IntCell(1), new StringCell("a")));
                    return "accepted";
                });
        r.fact(
                "close twice",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.close();
                    c.close();
                    return "no exception";
                });
        r.fact(
                "getTable twice: same object",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.close();
                    return c.getTable() == c.getTable();
                });
        r.fact(
                "size()/isClosed/isOpen before and after",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("R", new IntCell(1), new StringCell("a")));
                    String x = c.size() + " closed=" + c.isClosed() + " open=" + c.isOpen();
                    c.close();
                    return x
                            + " -> "
                            + c.size()
                            + " closed="
                            + c.isClosed()
                            + " open="
                            + c.isOpen();
                });
        r.fact(
                "row order of 5 rows keyed b,a,d,c,e",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    for (String k : "b,a,d,c,e".split(",")) {
                        c.addRowToTable(row(k, new IntCell(1), new StringCell(k)));
                    }
                    c.close();
                    return dump(c.getTable());
                });
        r.fact(
                "row order of 20 000 rows is insertion order",
                () -> {
                    BufferedDataTable t = table(e, 20000);
                    int k = 0;
                    for (DataRow x : t) {
                        if (!x.getKey().getString().equals("Row" + k++)) {
                            return "no at " + k;
                        }
                    }
                    return k == 20000;
                });
        r.fact(
                "empty row key \"\"",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("", new IntCell(1), new StringCell("a")));
                    c.close();
                    return dump(c.getTable());
                });
        r.fact(
                "table with 0 columns, 2 rows",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec());
                    c.addRowToTable(row("A"));
                    c.addRowToTable(row("B"));
                    c.close();
                    return c.getTable().size() + ": " + dump(c.getTable());
                });
        r.fact("createDataContainer(null)", () -> e.createDataContainer((DataTableSpec) null));
        r.fact(
                "getSummary of the table / class",
                () -> {
                    BufferedDataTable t = table(e, 3);
                    return t.getSummary()
                            + " / "
                            + t.getClass().getName()
                            + " / size "
                            + t.size()
                            + " rowCount "
                            + t.getRowCount();
                });
        r.fact(
                "iterator().next() past the end",
                () -> {
                    var it = table(e, 0).iterator();
                    return it.next();
                });
        r.fact(
                "iterator after close()",
                () -> {
                    var it = table(e, 3).iterator();
                    it.next();
                    it.close();
                    return "hasNext=" + it.hasNext();
                });
        r.fact(
                "iterator remove()",
                () -> {
                    var it = table(e, 3).iterator();
                    it.next();
                    it.remove();
                    return "ok";
                });
        r.fact(
                "cursor(): rows",
                () -> {
                    StringBuilder b = new StringBuilder();
                    try (var c = table(e, 3).cursor()) {
                        while (c.canForward()) {
                            var x = c.forward();
                            b.append(x.getRowKey().getString())
                                    .append('=')
                                    .append(((IntValue) x.getValue(0)).getIntValue())
                                    .append(' ');
                        }
                        b.append("then forward() -> ").append(c.forward());
                    }
                    return b;
                });
        r.fact(
                "filter(TableFilter.materializeCols/ rows 1..2)",
                () -> {
                    var t = table(e, 5);
                    StringBuilder b = new StringBuilder();
                    try (var it = t.filter(TableFilter.filterRangeOfRows(1, 2)).iterator()) {
                        while (it.hasNext()) {
                            b.append(it.next().getKey()).append(' ');
                        }
                    }
                    return b;
                });
        r.fact(
                "filter with only column 1 materialized: cell 0",
                () -> {
                    var t = table(e, 2);
                    try (var it = t.filter(TableFilter.materializeCols(1)).iterator()) {
                        return it.next().getCell(0);
                    }
                });
        r.fact(
                "container never closed, getTable not called: exception?",
                () -> {
                    e.createDataContainer(SPEC)
                            .addRowToTable(row("R", new IntCell(1), new StringCell("a")));
                    return "none";
                });
        r.fact(
                "int stored in a double column after a disk round trip (maxCellsInMemory 0)",
                () -> {
                    var c =
                            e.createDataContainer(
                                    new DataTableSpec(col("d", DoubleCell.TYPE)),
                                    DataContainerSettings.internalBuilder()
                                            .withMaxCellsInMemory(0)
                                            .build());
                    c.addRowToTable(row("R", new IntCell(7)));
                    c.addRowToTable(row("S", new MissingCell("why")));
                    c.close();
                    var it = c.getTable().iterator();
                    DataCell x = it.next().getCell(0);
                    DataCell y = it.next().getCell(0);
                    return x.getClass().getSimpleName()
                            + " "
                            + x
                            + "; missing error="
                            + ((MissingValue) y).getError();
                });
    }
}
