package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.ABC;
import static org.petctflow.standin.contract.Tables.SPEC;
import static org.petctflow.standin.contract.Tables.col;
import static org.petctflow.standin.contract.Tables.names;

import java.util.Map;

import org.example.probe.FsCell;
import org.example.probe.MyCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnProperties;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;

/** Specs of tables: names, equality, XML. */
@SuppressWarnings("all")
final class TableSpecTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("DataTableSpec");
        r.fact(
                "constructor with two columns named \"a\"",
                () -> new DataTableSpec(col("a", IntCell.TYPE), col("a", StringCell.TYPE)));
        r.fact(
                "DataTableSpecCreator.addColumns duplicate",
                () ->
                        new DataTableSpecCreator()
                                .addColumns(col("a", IntCell.TYPE), col("a", IntCell.TYPE))
                                .createSpec());
        r.fact(
                "columns \"a\" and \"A\"",
                () -> names(new DataTableSpec(col("a", IntCell.TYPE), col("A", StringCell.TYPE))));
        r.fact(
                "columns \"a\" and \" a \"",
                () ->
                        names(
                                new DataTableSpec(
                                        col("a", IntCell.TYPE), col(" a ", StringCell.TYPE))));
        r.fact(
                "new DataColumnSpecCreator(\"\", IntCell.TYPE)",
                () -> "name=\"" + col("", IntCell.TYPE).getName() + "\"");
        r.fact(
                "new DataColumnSpecCreator(\"  x \", IntCell.TYPE).createSpec().getName()",
                () -> "\"" + col("  x ", IntCell.TYPE).getName() + "\"");
        r.fact(
                "new DataColumnSpecCreator((String)null, IntCell.TYPE)",
                () -> col(null, IntCell.TYPE));
        r.fact("new DataColumnSpecCreator(\"x\", null)", () -> col("x", null));
        r.fact(
                "findColumnIndex(\"b\"), (\"zzz\"), (\"B\")",
                () ->
                        ABC.findColumnIndex("b")
                                + ", "
                                + ABC.findColumnIndex("zzz")
                                + ", "
                                + ABC.findColumnIndex("B"));
        r.fact("findColumnIndex(null)", () -> ABC.findColumnIndex(null));
        r.fact("getColumnSpec(\"zzz\")", () -> ABC.getColumnSpec("zzz"));
        r.fact("getColumnSpec(7)", () -> ABC.getColumnSpec(7));
        r.fact(
                "containsName(\"a\"), containsCompatibleType(DoubleValue)",
                () -> ABC.containsName("a") + ", " + ABC.containsCompatibleType(DoubleValue.class));
        r.fact(
                "getUniqueColumnName(spec, \"a\"), (\"zzz\")",
                () ->
                        "\""
                                + DataTableSpec.getUniqueColumnName(ABC, "a")
                                + "\", \""
                                + DataTableSpec.getUniqueColumnName(ABC, "zzz")
                                + "\"");
        r.fact(
                "getUniqueColumnName with a, a (#1) present",
                () ->
                        "\""
                                + DataTableSpec.getUniqueColumnName(
                                        new DataTableSpec(
                                                col("a", IntCell.TYPE),
                                                col("a (#1)", IntCell.TYPE)),
                                        "a")
                                + "\", for \"a (#1)\": \""
                                + DataTableSpec.getUniqueColumnName(
                                        new DataTableSpec(
                                                col("a", IntCell.TYPE),
                                                col("a (#1)", IntCell.TYPE)),
                                        "a (#1)")
                                + "\"");
        r.fact(
                "UniqueNameGenerator(spec).newName(\"a\") twice, \"\", \" b \"",
                () -> {
                    var u = new org.knime.core.util.UniqueNameGenerator(ABC);
                    return "\""
                            + u.newName("a")
                            + "\", \""
                            + u.newName("a")
                            + "\", \""
                            + u.newName("")
                            + "\", \""
                            + u.newName(" b ")
                            + "\"";
                });
        r.fact("toString()", () -> ABC.toString());
        r.fact("getName() of nameless spec", () -> "\"" + SPEC.getName() + "\"");
        r.fact("column spec toString()", () -> ABC.getColumnSpec(0));
        r.fact(
                "equals: same columns, other table name",
                () ->
                        ABC.equals(
                                new DataTableSpec(
                                        "other",
                                        col("a", IntCell.TYPE),
                                        col("b", StringCell.TYPE),
                                        col("c", DoubleCell.TYPE))));
        r.fact(
                "equalStructure: same columns, other table name",
                () ->
                        ABC.equalStructure(
                                new DataTableSpec(
                                        "other",
                                        col("a", IntCell.TYPE),
                                        col("b", StringCell.TYPE),
                                        col("c", DoubleCell.TYPE))));
        DataColumnSpecCreator dc = new DataColumnSpecCreator("a", IntCell.TYPE);
        dc.setDomain(new DataColumnDomainCreator(new IntCell(0), new IntCell(9)).createDomain());
        DataColumnSpecCreator pc = new DataColumnSpecCreator("a", IntCell.TYPE);
        pc.setProperties(new DataColumnProperties(Map.of("k", "v")));
        r.fact(
                "equals / equalStructure with a different domain",
                () ->
                        new DataTableSpec(col("a", IntCell.TYPE))
                                        .equals(new DataTableSpec(dc.createSpec()))
                                + " / "
                                + new DataTableSpec(col("a", IntCell.TYPE))
                                        .equalStructure(new DataTableSpec(dc.createSpec())));
        r.fact(
                "equals / equalStructure with different column properties",
                () ->
                        new DataTableSpec(col("a", IntCell.TYPE))
                                        .equals(new DataTableSpec(pc.createSpec()))
                                + " / "
                                + new DataTableSpec(col("a", IntCell.TYPE))
                                        .equalStructure(new DataTableSpec(pc.createSpec())));
        r.fact(
                "equals / equalStructure with swapped columns",
                () ->
                        new DataTableSpec(col("a", IntCell.TYPE), col("b", IntCell.TYPE))
                                        .equals(
                                                new DataTableSpec(
                                                        col("b", IntCell.TYPE),
                                                        col("a", IntCell.TYPE)))
                                + " / "
                                + new DataTableSpec(col("a", IntCell.TYPE), col("b", IntCell.TYPE))
                                        .equalStructure(
                                                new DataTableSpec(
                                                        col("b", IntCell.TYPE),
                                                        col("a", IntCell.TYPE))));
        r.fact(
                "table properties: putProperties, getProperties, equals with other",
                () -> {
                    var x = new DataTableSpecCreator(ABC).putProperty("k", "v").createSpec();
                    return x.getProperties()
                            + " equals "
                            + x.equals(ABC)
                            + " equalStructure "
                            + x.equalStructure(ABC);
                });
        r.fact(
                "column properties: getProperty(\"k\"), size, missing property, containsProperty",
                () -> {
                    var p = pc.createSpec().getProperties();
                    return p.getProperty("k")
                            + ", "
                            + p.size()
                            + ", "
                            + p.getProperty("zz")
                            + ", "
                            + p.containsProperty("zz");
                });
        r.fact(
                "new DataTableSpec(spec1, spec2) with a name clash",
                () -> new DataTableSpec(ABC, new DataTableSpec(col("a", IntCell.TYPE))));
        r.fact(
                "mergeDataTableSpecs / name of merged",
                () -> {
                    var m = new DataTableSpec(ABC, new DataTableSpec(col("z", IntCell.TYPE)));
                    return names(m) + " name=" + m.getName();
                });
        r.fact(
                "spec saved to NodeSettings (XML)",
                () -> {
                    NodeSettings x = new NodeSettings("spec");
                    ABC.save(x);
                    return Tables.body(Tables.xml(x));
                });
        r.fact(
                "column spec with domain and properties saved",
                () -> {
                    NodeSettings x = new NodeSettings("spec");
                    pc.setDomain(
                            new DataColumnDomainCreator(new IntCell(0), new IntCell(9))
                                    .createDomain());
                    new DataTableSpec(pc.createSpec()).save(x);
                    return Tables.body(Tables.xml(x));
                });
        r.fact(
                "custom types saved",
                () -> {
                    NodeSettings x = new NodeSettings("spec");
                    new DataTableSpec(col("file", FsCell.TYPE), col("mine", MyCell.TYPE)).save(x);
                    return Tables.body(Tables.xml(x));
                });
        r.fact(
                "spec load of the saved XML equals original",
                () -> {
                    NodeSettings x = new NodeSettings("spec");
                    ABC.save(x);
                    return DataTableSpec.load(x).equals(ABC);
                });
    }
}
