package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.row;

import java.util.Locale;

import org.example.probe.MyCell;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.MissingValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.ExecutionContext;

/** Cells and rows: texts, equality, null. */
@SuppressWarnings("all")
final class CellTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("Cells");
        r.fact(
                "DataType.getMissingCell() toString, isMissing, equals new MissingCell(null),"
                    + " equals new MissingCell(\"x\"), class",
                () -> {
                    var m = DataType.getMissingCell();
                    return m
                            + ", "
                            + m.isMissing()
                            + ", "
                            + m.equals(new MissingCell(null))
                            + ", "
                            + m.equals(new MissingCell("x"))
                            + ", "
                            + m.getClass().getName();
                });
        r.fact(
                "new MissingCell(\"reason\"): getError, toString",
                () -> new MissingCell("reason").getError() + ", " + new MissingCell("reason"));
        r.fact("MissingCell(null).getError()", () -> new MissingCell(null).getError());
        for (double d :
                new double[] {
                    1,
                    1.5,
                    0.1 + 0.2,
                    1e7,
                    1e-5,
                    1234567.891,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    -0.0,
                    1e300
                }) {
            r.fact("new DoubleCell(" + d + ").toString()", () -> new DoubleCell(d).toString());
        }
        r.fact(
                "DoubleCell(1234.5).toString() with Locale.GERMANY as default",
                () -> {
                    Locale o = Locale.getDefault();
                    try {
                        Locale.setDefault(Locale.GERMANY);
                        return new DoubleCell(1234.5).toString();
                    } finally {
                        Locale.setDefault(o);
                    }
                });
        r.fact(
                "DoubleCell(0.0).equals(DoubleCell(-0.0)), NaN equals NaN, equals IntCell(0)",
                () ->
                        new DoubleCell(0).equals(new DoubleCell(-0.0))
                                + ", "
                                + new DoubleCell(Double.NaN).equals(new DoubleCell(Double.NaN))
                                + ", "
                                + new DoubleCell(0).equals(new IntCell(0)));
        r.fact(
                "IntCell(5).equals(LongCell(5)), IntCell equals DoubleCell(5), LongCell equals"
                    + " IntCell, hash codes",
                () ->
                        new IntCell(5).equals(new LongCell(5))
                                + ", "
                                + new IntCell(5).equals(new DoubleCell(5))
                                + ", "
                                + new LongCell(5).equals(new IntCell(5))
                                + ", "
                                + new IntCell(5).hashCode()
                                + "/"
                                + new LongCell(5).hashCode()
                                + "/"
                                + new DoubleCell(5).hashCode());
        r.fact(
                "BooleanCell.TRUE.equals(new IntCell(1))",
                () -> BooleanCell.TRUE.equals(new IntCell(1)));
        r.fact("new StringCell(null)", () -> new StringCell(null));
        r.fact("new StringCell(\"\").toString()", () -> "\"" + new StringCell("") + "\"");
        r.fact("StringCellFactory.create(null)", () -> StringCell.StringCellFactory.create(null));
        r.fact(
                "new IntCell(3).toString(), LongCell(3), BooleanCell.TRUE",
                () -> new IntCell(3) + ", " + new LongCell(3) + ", " + BooleanCell.TRUE);
        r.fact("new RowKey(null)", () -> new RowKey(null));
        r.fact("new RowKey(\"\")", () -> "\"" + new RowKey("") + "\"");
        r.fact("RowKey.createRowKey(5L)", () -> RowKey.createRowKey(5L));
        r.fact(
                "new DefaultRow((String)null, cells)",
                () -> new DefaultRow((String) null, new IntCell(1)));
        r.fact(
                "RowKey equals",
                () ->
                        new RowKey("a").equals(new RowKey("a"))
                                + ", hash equal to string "
                                + (new RowKey("a").hashCode() == "a".hashCode()));
        r.fact("DefaultRow.toString()", () -> row("R", new IntCell(1), new StringCell("a")));
        r.fact(
                "DataCell.equals of two cells whose hashCode differs etc:"
                    + " MyCell(\"a\").equals(MyCell(\"a\")), equals StringCell(\"a\")",
                () ->
                        new MyCell("a").equals(new MyCell("a"))
                                + ", "
                                + new MyCell("a").equals(new StringCell("a")));
        r.fact(
                "MissingCell cast to MissingValue, getType of missing",
                () ->
                        ((MissingValue) DataType.getMissingCell()).getError()
                                + " "
                                + DataType.getMissingCell().getType());
    }
}
