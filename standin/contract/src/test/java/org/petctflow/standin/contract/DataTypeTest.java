package org.petctflow.standin.contract;

import org.example.probe.FsCell;
import org.example.probe.MyCell;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.ExecutionContext;

/** Types of cells: common supertypes, names, comparators. */
@SuppressWarnings("all")
final class DataTypeTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("DataType");
        DataType[] ts = {
            IntCell.TYPE,
            LongCell.TYPE,
            DoubleCell.TYPE,
            BooleanCell.TYPE,
            StringCell.TYPE,
            MyCell.TYPE,
            FsCell.TYPE,
            DataType.getMissingCell().getType(),
            ListCell()
        };
        for (int i = 0; i < ts.length; i++) {
            for (int j = i; j < ts.length; j++) {
                DataType x = ts[i], y = ts[j];
                r.fact(
                        "getCommonSuperType("
                                + x
                                + ", "
                                + y
                                + "): name; class; isASuperTypeOf both",
                        () -> {
                            DataType c = DataType.getCommonSuperType(x, y);
                            return c.getName()
                                    + "; "
                                    + (c.getCellClass() == null
                                            ? "no cell class"
                                            : c.getCellClass().getSimpleName())
                                    + "; "
                                    + (c.isASuperTypeOf(x) && c.isASuperTypeOf(y));
                        });
            }
        }
        for (DataType t : ts) {
            r.fact(
                    "type "
                            + t
                            + ": getName, getIdentifier, preferred value class, value classes,"
                            + " toPrettyString, legacy name",
                    () ->
                            t.getName()
                                    + "; "
                                    + t.getIdentifier()
                                    + "; "
                                    + t.getPreferredValueClass().getSimpleName()
                                    + "; "
                                    + t.getValueClasses().stream()
                                            .map(Class::getSimpleName)
                                            .toList()
                                    + "; "
                                    + t.toPrettyString()
                                    + "; "
                                    + t.toLegacyString());
        }
        r.fact(
                "IntCell.TYPE.isCompatible(DoubleValue / LongValue / StringValue / DataValue /"
                    + " BooleanValue)",
                () ->
                        IntCell.TYPE.isCompatible(DoubleValue.class)
                                + " "
                                + IntCell.TYPE.isCompatible(LongValue.class)
                                + " "
                                + IntCell.TYPE.isCompatible(StringValue.class)
                                + " "
                                + IntCell.TYPE.isCompatible(DataValue.class)
                                + " "
                                + IntCell.TYPE.isCompatible(BooleanValue.class));
        r.fact(
                "LongCell.TYPE.isCompatible(DoubleValue / IntValue)",
                () ->
                        LongCell.TYPE.isCompatible(DoubleValue.class)
                                + " "
                                + LongCell.TYPE.isCompatible(IntValue.class));
        r.fact(
                "BooleanCell.TYPE.isCompatible(IntValue / LongValue / DoubleValue)",
                () ->
                        BooleanCell.TYPE.isCompatible(IntValue.class)
                                + " "
                                + BooleanCell.TYPE.isCompatible(LongValue.class)
                                + " "
                                + BooleanCell.TYPE.isCompatible(DoubleValue.class));
        r.fact(
                "DoubleCell.TYPE.isASuperTypeOf(IntCell.TYPE), reverse",
                () ->
                        DoubleCell.TYPE.isASuperTypeOf(IntCell.TYPE)
                                + ", "
                                + IntCell.TYPE.isASuperTypeOf(DoubleCell.TYPE));
        r.fact("DataType.getType(DataCell.class)", () -> DataType.getType(DataCell.class));
        r.fact("getType(unregistered DataCell class)", () -> DataType.getType(Unregistered.class));
        r.fact(
                "comparator of IntCell.TYPE vs DoubleCell: compare(int 2, double 1.5)",
                () ->
                        DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE)
                                .getComparator()
                                .compare(new IntCell(2), new DoubleCell(1.5)));
        r.fact(
                "comparator: missing vs value, value vs missing, missing vs missing",
                () -> {
                    var c = IntCell.TYPE.getComparator();
                    return c.compare(DataType.getMissingCell(), new IntCell(1))
                            + ", "
                            + c.compare(new IntCell(1), DataType.getMissingCell())
                            + ", "
                            + c.compare(DataType.getMissingCell(), DataType.getMissingCell());
                });
        r.fact(
                "comparator of StringCell: \"B\" vs \"a\"; of MyCell \"a\" vs \"b\"",
                () ->
                        StringCell.TYPE
                                        .getComparator()
                                        .compare(new StringCell("B"), new StringCell("a"))
                                + ", "
                                + MyCell.TYPE
                                        .getComparator()
                                        .compare(new MyCell("a"), new MyCell("b")));
        r.fact(
                "double comparator NaN vs 1",
                () ->
                        DoubleCell.TYPE
                                .getComparator()
                                .compare(new DoubleCell(Double.NaN), new DoubleCell(1)));
    }

    static DataType ListCell() {
        return DataType.getType(org.knime.core.data.collection.ListCell.class, IntCell.TYPE);
    }

    public static final class Unregistered extends DataCell {
        public String toString() {
            return "u";
        }

        protected boolean equalsDataCell(final DataCell d) {
            return true;
        }

        public int hashCode() {
            return 1;
        }
    }
}
