package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.col;
import static org.petctflow.standin.contract.Tables.dom;
import static org.petctflow.standin.contract.Tables.row;
import static org.petctflow.standin.contract.Tables.table;

import org.example.probe.MyCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.ExecutionContext;

/** What a table knows of its columns. */
@SuppressWarnings("all")
final class DomainTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("Domains");
        r.fact(
                "container default: domain of int/string columns",
                () -> {
                    var t = table(e, 3);
                    return dom(t.getDataTableSpec().getColumnSpec(0))
                            + " ; "
                            + dom(t.getDataTableSpec().getColumnSpec(1));
                });
        for (int n : new int[] {59, 60, 61}) {
            r.fact(
                    "string column with " + n + " distinct values: number of possible values",
                    () -> {
                        var t = table(e, n);
                        var v = t.getDataTableSpec().getColumnSpec(1).getDomain().getValues();
                        return v == null ? "null" : v.size();
                    });
        }
        r.fact(
                "order of possible values for inserted b,a,c,a",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("s", StringCell.TYPE)));
                    int k = 0;
                    for (String x : "b,a,c,a".split(",")) {
                        c.addRowToTable(row("R" + k++, new StringCell(x)));
                    }
                    c.close();
                    return dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact(
                "double column 1.5, NaN, -2, missing",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", DoubleCell.TYPE)));
                    c.addRowToTable(row("a", new DoubleCell(1.5)));
                    c.addRowToTable(row("b", new DoubleCell(Double.NaN)));
                    c.addRowToTable(row("c", new DoubleCell(-2)));
                    c.addRowToTable(row("d", DataType.getMissingCell()));
                    c.close();
                    return dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact(
                "double column NaN first, then 1",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", DoubleCell.TYPE)));
                    c.addRowToTable(row("a", new DoubleCell(Double.NaN)));
                    c.addRowToTable(row("b", new DoubleCell(1)));
                    c.close();
                    return dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact(
                "double column only NaN",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", DoubleCell.TYPE)));
                    c.addRowToTable(row("a", new DoubleCell(Double.NaN)));
                    c.close();
                    return dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact(
                "double column +-infinity and 0",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("d", DoubleCell.TYPE)));
                    c.addRowToTable(row("a", new DoubleCell(Double.POSITIVE_INFINITY)));
                    c.addRowToTable(row("b", new DoubleCell(0)));
                    c.addRowToTable(row("c", new DoubleCell(Double.NEGATIVE_INFINITY)));
                    c.close();
                    return dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact(
                "boolean column true,false",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("b", BooleanCell.TYPE)));
                    c.addRowToTable(row("a", BooleanCell.TRUE));
                    c.addRowToTable(row("b", BooleanCell.FALSE));
                    c.close();
                    return dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact(
                "custom MyCell column",
                () -> {
                    var c = e.createDataContainer(new DataTableSpec(col("b", MyCell.TYPE)));
                    c.addRowToTable(row("a", new MyCell("x")));
                    c.close();
                    return dom(c.getTable().getDataTableSpec().getColumnSpec(0));
                });
        r.fact(
                "empty table",
                () ->
                        dom(table(e, 0).getDataTableSpec().getColumnSpec(0))
                                + " ; "
                                + dom(table(e, 0).getDataTableSpec().getColumnSpec(1)));
        r.fact(
                "spec given with domain [5,6], rows 1..2, initDomain=false / true",
                () -> {
                    var cs = new DataColumnSpecCreator("i", IntCell.TYPE);
                    cs.setDomain(
                            new DataColumnDomainCreator(new IntCell(5), new IntCell(6))
                                    .createDomain());
                    StringBuilder b = new StringBuilder();
                    for (boolean init : new boolean[] {false, true}) {
                        var c = e.createDataContainer(new DataTableSpec(cs.createSpec()), init);
                        c.addRowToTable(row("a", new IntCell(1)));
                        c.addRowToTable(row("b", new IntCell(2)));
                        c.close();
                        b.append(
                                "init="
                                        + init
                                        + " "
                                        + dom(c.getTable().getDataTableSpec().getColumnSpec(0))
                                        + "; ");
                    }
                    return b;
                });
    }
}
