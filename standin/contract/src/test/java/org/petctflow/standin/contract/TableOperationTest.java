package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.ABC;
import static org.petctflow.standin.contract.Tables.SPEC;
import static org.petctflow.standin.contract.Tables.abc;
import static org.petctflow.standin.contract.Tables.col;
import static org.petctflow.standin.contract.Tables.dump;
import static org.petctflow.standin.contract.Tables.names;
import static org.petctflow.standin.contract.Tables.row;
import static org.petctflow.standin.contract.Tables.table;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** Tables made of tables. */
@SuppressWarnings("all")
final class TableOperationTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("ExecutionContext tables");
        BufferedDataTable t3 = abc(e);
        r.fact(
                "createSpecReplacerTable with renamed columns",
                () ->
                        dump(
                                e.createSpecReplacerTable(
                                        t3,
                                        new DataTableSpec(
                                                col("A", IntCell.TYPE),
                                                col("B", StringCell.TYPE),
                                                col("C", DoubleCell.TYPE)))));
        r.fact(
                "createSpecReplacerTable with a wrong column count",
                () ->
                        dump(
                                e.createSpecReplacerTable(
                                        t3, new DataTableSpec(col("A", IntCell.TYPE)))));
        r.fact(
                "createSpecReplacerTable with incompatible type (a as String)",
                () ->
                        dump(
                                e.createSpecReplacerTable(
                                        t3,
                                        new DataTableSpec(
                                                col("A", StringCell.TYPE),
                                                col("B", StringCell.TYPE),
                                                col("C", DoubleCell.TYPE)))));
        r.fact("createConcatenateTable(t, t)", () -> dump(e.createConcatenateTable(e, t3, t3)));
        r.fact(
                "createConcatenateTable with different columns (a,b,c)+(i,s), other keys",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    c.addRowToTable(row("Z", new IntCell(1), new StringCell("z")));
                    c.close();
                    var t = e.createConcatenateTable(e, t3, c.getTable());
                    return names(t.getDataTableSpec()) + " " + dump(t);
                });
        r.fact(
                "createJoinedTable(t3, i-s with the same keys)",
                () -> {
                    var t = e.createJoinedTable(t3, table(e, 3), e);
                    return names(t.getDataTableSpec()) + " " + dump(t);
                });
        r.fact(
                "createJoinedTable with different row keys",
                () -> {
                    var c = e.createDataContainer(SPEC);
                    for (int i = 0; i < 3; i++) {
                        c.addRowToTable(row("Q" + i, new IntCell(1), new StringCell("z")));
                    }
                    c.close();
                    return dump(e.createJoinedTable(t3, c.getTable(), e));
                });
        r.fact(
                "createJoinedTable with duplicate column names",
                () -> dump(e.createJoinedTable(t3, t3, e)));
        r.fact(
                "createVoidTable: size, rows",
                () -> {
                    var t = e.createVoidTable(ABC);
                    return t.size() + " " + dump(t);
                });
    }
}
