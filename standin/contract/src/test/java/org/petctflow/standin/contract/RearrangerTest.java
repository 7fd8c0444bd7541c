package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.ABC;
import static org.petctflow.standin.contract.Tables.abc;
import static org.petctflow.standin.contract.Tables.col;
import static org.petctflow.standin.contract.Tables.dom;
import static org.petctflow.standin.contract.Tables.dump;
import static org.petctflow.standin.contract.Tables.names;

import java.util.concurrent.atomic.AtomicInteger;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.CellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.SingleCellFactory;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Rearranging columns. */
@SuppressWarnings("all")
final class RearrangerTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("ColumnRearranger");
        BufferedDataTable t3 = abc(e);
        CellFactory fx =
                new SingleCellFactory(col("x", IntCell.TYPE)) {
                    public DataCell getCell(final DataRow q) {
                        return new IntCell(((IntValue) q.getCell(0)).getIntValue() * 10);
                    }
                };
        CellFactory fa =
                new SingleCellFactory(col("a", IntCell.TYPE)) {
                    public DataCell getCell(final DataRow q) {
                        return new IntCell(-1);
                    }
                };
        CellFactory fs =
                new SingleCellFactory(col("b2", StringCell.TYPE)) {
                    public DataCell getCell(final DataRow q) {
                        return new StringCell(q.getCell(1) + "!");
                    }
                };
        CellFactory fxy =
                new AbstractCellFactory(col("x", IntCell.TYPE), col("y", IntCell.TYPE)) {
                    public DataCell[] getCells(final DataRow q) {
                        return new DataCell[] {new IntCell(1), new IntCell(2)};
                    }
                };
        rr(r, e, t3, "append(x)", x -> x.append(fx));
        rr(r, e, t3, "append factory whose column name \"a\" exists", x -> x.append(fa));
        rr(r, e, t3, "append(x,y) two columns", x -> x.append(fxy));
        rr(
                r,
                e,
                t3,
                "append twice the same factory",
                x -> {
                    x.append(fx);
                    x.append(fx);
                });
        rr(r, e, t3, "insertAt(1, x)", x -> x.insertAt(1, fx));
        rr(r, e, t3, "insertAt(9, x)", x -> x.insertAt(9, fx));
        rr(r, e, t3, "insertAt(3, x) (= count)", x -> x.insertAt(3, fx));
        rr(r, e, t3, "replace(b2, \"b\")", x -> x.replace(fs, "b"));
        rr(r, e, t3, "replace(b2, 1)", x -> x.replace(fs, 1));
        rr(r, e, t3, "replace(b2, \"zzz\")", x -> x.replace(fs, "zzz"));
        rr(r, e, t3, "replace(a, \"a\") same name", x -> x.replace(fa, "a"));
        rr(r, e, t3, "replace(fxy, 1, 2)", x -> x.replace(fxy, 1, 2));
        rr(r, e, t3, "replace(fxy, \"b\") wrong count", x -> x.replace(fxy, "b"));
        rr(r, e, t3, "remove(\"b\")", x -> x.remove("b"));
        rr(r, e, t3, "remove(0, 2)", x -> x.remove(0, 2));
        rr(r, e, t3, "remove(\"zzz\")", x -> x.remove("zzz"));
        rr(r, e, t3, "remove(7)", x -> x.remove(7));
        rr(r, e, t3, "keepOnly(\"c\",\"a\")", x -> x.keepOnly("c", "a"));
        rr(r, e, t3, "keepOnly(2, 0)", x -> x.keepOnly(2, 0));
        rr(r, e, t3, "keepOnly(\"zzz\")", x -> x.keepOnly("zzz"));
        rr(r, e, t3, "keepOnly() nothing", x -> x.keepOnly(new String[0]));
        rr(r, e, t3, "permute([\"c\",\"a\"])", x -> x.permute(new String[] {"c", "a"}));
        rr(r, e, t3, "permute([\"c\",\"a\",\"b\"])", x -> x.permute(new String[] {"c", "a", "b"}));
        rr(r, e, t3, "permute([\"zzz\"])", x -> x.permute(new String[] {"zzz"}));
        rr(r, e, t3, "permute([2,0,1])", x -> x.permute(new int[] {2, 0, 1}));
        rr(r, e, t3, "move(\"c\", 0)", x -> x.move("c", 0));
        rr(r, e, t3, "move(\"a\", 2)", x -> x.move("a", 2));
        rr(r, e, t3, "move(\"a\", 3)", x -> x.move("a", 3));
        rr(
                r,
                e,
                t3,
                "remove b, append x, move x to 0",
                x -> {
                    x.remove("b");
                    x.append(fx);
                    x.move("x", 0);
                });
        rr(r, e, t3, "nothing", x -> {});
        rr(
                r,
                e,
                t3,
                "append x where factory returns null cell",
                x ->
                        x.append(
                                new SingleCellFactory(col("x", IntCell.TYPE)) {
                                    public DataCell getCell(final DataRow q) {
                                        return null;
                                    }
                                }));
        rr(
                r,
                e,
                t3,
                "append where getCell throws IllegalStateException(\"boom\")",
                x ->
                        x.append(
                                new SingleCellFactory(col("x", IntCell.TYPE)) {
                                    public DataCell getCell(final DataRow q) {
                                        throw new IllegalStateException("boom");
                                    }
                                }));
        rr(
                r,
                e,
                t3,
                "append where parallel getCell throws IllegalStateException(\"boom\")",
                x ->
                        x.append(
                                new SingleCellFactory(true, col("x", IntCell.TYPE)) {
                                    public DataCell getCell(final DataRow q) {
                                        throw new IllegalStateException("boom");
                                    }
                                }));
        rr(
                r,
                e,
                t3,
                "append AbstractCellFactory returning 1 cell for 2 columns",
                x ->
                        x.append(
                                new AbstractCellFactory(
                                        col("x", IntCell.TYPE), col("y", IntCell.TYPE)) {
                                    public DataCell[] getCells(final DataRow q) {
                                        return new DataCell[] {new IntCell(1)};
                                    }
                                }));
        r.fact(
                "is the result of a rearrange with new columns lazy? (getCell call count right"
                    + " after creation for 3 rows)",
                () -> {
                    AtomicInteger n = new AtomicInteger();
                    var x = new ColumnRearranger(ABC);
                    x.append(
                            new SingleCellFactory(col("x", IntCell.TYPE)) {
                                public DataCell getCell(final DataRow q) {
                                    n.incrementAndGet();
                                    return new IntCell(1);
                                }
                            });
                    var t = e.createColumnRearrangeTable(t3, x, e);
                    int k = n.get();
                    dump(t);
                    dump(t);
                    return k + " calls after creation, " + n.get() + " after reading twice";
                });
        r.fact(
                "domain in the spec of a rearranged table: original and appended column",
                () -> {
                    var x = new ColumnRearranger(t3.getDataTableSpec());
                    x.append(fx);
                    var t = e.createColumnRearrangeTable(t3, x, e);
                    return dom(t.getDataTableSpec().getColumnSpec("a"))
                            + " ; "
                            + dom(t.getDataTableSpec().getColumnSpec("x"))
                            + "; createSpec: "
                            + dom(x.createSpec().getColumnSpec("x"));
                });
        r.fact(
                "rearranger created for another spec than the table",
                () -> {
                    var x = new ColumnRearranger(new DataTableSpec(col("q", IntCell.TYPE)));
                    x.append(fx);
                    return dump(e.createColumnRearrangeTable(t3, x, e));
                });
    }

    interface RC {
        void ed(ColumnRearranger x) throws Exception;
    }

    static void rr(
            final Recorder r,
            final ExecutionContext e,
            final BufferedDataTable t,
            final String what,
            final RC c) {
        r.fact(
                what + " on [a:int, b:string, c:double]: createSpec",
                () -> {
                    var x = new ColumnRearranger(t.getDataTableSpec());
                    c.ed(x);
                    return names(x.createSpec()) + " columnCount=" + x.getColumnCount();
                });
        r.fact(
                what + ": rows",
                () -> {
                    var x = new ColumnRearranger(t.getDataTableSpec());
                    c.ed(x);
                    return dump(e.createColumnRearrangeTable(t, x, e.createSilentSubProgress(0)));
                });
    }
}
