package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.body;
import static org.petctflow.standin.contract.Tables.xml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeSettings;

/** Settings: missing and wrong entries, XML. */
@SuppressWarnings("all")
final class SettingsTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("NodeSettings");
        NodeSettings s = new NodeSettings("root");
        String[] ty = {
            "Int",
            "Long",
            "Double",
            "Float",
            "Boolean",
            "Char",
            "Byte",
            "Short",
            "String",
            "IntArray",
            "LongArray",
            "DoubleArray",
            "FloatArray",
            "BooleanArray",
            "CharArray",
            "ByteArray",
            "ShortArray",
            "StringArray",
            "DataType",
            "DataCell",
            "RowKey",
            "NodeSettings",
            "Password",
            "Config"
        };
        for (String t : ty) {
            r.fact(
                    "get" + t + "(\"no\") missing key",
                    () -> {
                        for (var m : NodeSettings.class.getMethods()) {
                            if (m.getName().equals("get" + t) && m.getParameterCount() == 1) {
                                return m.invoke(s, "no");
                            }
                            if (t.equals("Password")
                                    && m.getName().equals("getPassword")
                                    && m.getParameterCount() == 2) {
                                return m.invoke(s, "no", "k");
                            }
                        }
                        return "no such method";
                    });
        }
        r.fact(
                "getInt(\"no\", 5), getString(\"no\", null), getStringArray(\"no\","
                    + " (String[])null), getStringArray(\"no\", \"a\", \"b\")",
                () ->
                        s.getInt("no", 5)
                                + ", "
                                + s.getString("no", null)
                                + ", "
                                + Recorder.text(s.getStringArray("no", (String[]) null))
                                + ", "
                                + Recorder.text(s.getStringArray("no", "a", "b")));
        s.addString("str", "x");
        s.addInt("int", 5);
        s.addLong("long", 6);
        s.addDouble("dbl", 1.5);
        s.addString("nul", null);
        s.addStringArray("arr", "a", null, "");
        s.addNodeSettings("sub").addInt("i", 1);
        r.fact("getInt of a string entry", () -> s.getInt("str"));
        r.fact("getInt(key, default 3) of a string entry", () -> s.getInt("str", 3));
        r.fact("getString of an int entry", () -> s.getString("int"));
        r.fact("getDouble of an int entry", () -> s.getDouble("int"));
        r.fact("getLong of an int entry", () -> s.getLong("int"));
        r.fact("getInt of a long entry", () -> s.getInt("long"));
        r.fact("getInt of a sub config", () -> s.getInt("sub"));
        r.fact("getNodeSettings of an int entry", () -> s.getNodeSettings("int"));
        r.fact("getStringArray of a string entry", () -> Recorder.text(s.getStringArray("str")));
        r.fact("getIntArray of a string array", () -> Recorder.text(s.getIntArray("arr")));
        r.fact(
                "getString of a null entry; containsKey",
                () -> s.getString("nul") + ", " + s.containsKey("nul"));
        r.fact("getString(\"nul\", \"default\")", () -> s.getString("nul", "default"));
        r.fact("getStringArray with null element", () -> Recorder.text(s.getStringArray("arr")));
        r.fact("keySet order after adding str,int,long,dbl,nul,arr,sub", () -> s.keySet());
        r.fact(
                "key order after overwriting int",
                () -> {
                    s.addInt("int", 7);
                    return s.keySet();
                });
        r.fact(
                "overwriting with another type",
                () -> {
                    NodeSettings x = new NodeSettings("x");
                    x.addInt("k", 1);
                    x.addString("k", "s");
                    return x.keySet() + " " + x.getString("k");
                });
        r.fact(
                "addNodeSettings with an existing key: replaced or merged",
                () -> {
                    NodeSettings x = new NodeSettings("x");
                    x.addNodeSettings("k").addInt("a", 1);
                    x.addNodeSettings("k").addInt("b", 2);
                    return x.getNodeSettings("k").keySet();
                });
        r.fact(
                "addString(null, \"x\")",
                () -> {
                    new NodeSettings("x").addString(null, "x");
                    return "accepted";
                });
        r.fact(
                "addString(\"\", \"x\")",
                () -> {
                    new NodeSettings("x").addString("", "x");
                    return "accepted";
                });
        r.fact(
                "addString(\"a/b\", \"x\") keySet",
                () -> {
                    var x = new NodeSettings("x");
                    x.addString("a/b", "x");
                    return x.keySet();
                });
        r.fact("new NodeSettings(null)", () -> new NodeSettings(null));
        r.fact(
                "addStringArray(key, null) then getStringArray",
                () -> {
                    var x = new NodeSettings("x");
                    x.addStringArray("k", (String[]) null);
                    return Recorder.text(x.getStringArray("k")) + " xml " + body(xml(x));
                });
        r.fact(
                "addIntArray(key, empty) then get",
                () -> {
                    var x = new NodeSettings("x");
                    x.addIntArray("k");
                    return Recorder.text(x.getIntArray("k")) + " xml " + body(xml(x));
                });
        r.fact(
                "equals / isIdentical of equal settings, other key order",
                () -> {
                    var x = new NodeSettings("x");
                    x.addInt("a", 1);
                    x.addInt("b", 2);
                    var y = new NodeSettings("x");
                    y.addInt("b", 2);
                    y.addInt("a", 1);
                    return x.equals(y)
                            + " / "
                            + x.isIdentical(y)
                            + " hash equal "
                            + (x.hashCode() == y.hashCode());
                });
        r.fact("toString()", () -> s.toString());
        r.fact(
                "XML of all types",
                () -> {
                    var x = new NodeSettings("root");
                    x.addInt("int", 1);
                    x.addLong("long", 2);
                    x.addDouble("double", 1.0);
                    x.addFloat("float", 0.1f);
                    x.addBoolean("boolean", true);
                    x.addChar("char", 'c');
                    x.addByte("byte", (byte) -1);
                    x.addShort("short", (short) 3);
                    x.addString("string", "s");
                    x.addString("null", null);
                    x.addIntArray("ints", 1, 2);
                    x.addDoubleArray("doubles", 1, Double.NaN);
                    x.addBooleanArray("booleans", true);
                    x.addCharArray("chars", 'a');
                    x.addByteArray("bytes", (byte) 1, (byte) 2);
                    x.addStringArray("strings", "a", null, "");
                    x.addLongArray("longs", 1);
                    x.addFloatArray("floats", 1);
                    x.addShortArray("shorts", (short) 1);
                    x.addDataType("dataType", IntCell.TYPE);
                    x.addDataType("stringType", StringCell.TYPE);
                    x.addDataCell("dataCell", new IntCell(5));
                    x.addDataCell("stringCell", new StringCell("s"));
                    x.addDataCell("missingCell", DataType.getMissingCell());
                    x.addRowKey("rowKey", new RowKey("R"));
                    x.addPassword("password", "key", "secret");
                    x.addTransientString("transient", "t");
                    x.addNodeSettings("empty");
                    return xml(x).replaceAll("\\s*$", "");
                });
        for (String v :
                new String[] {
                    "a\nb", "a\r\nb", "a\tb", "\u0001", "\u0000", "%%", "%%00010", "%", "%%%", "😀",
                    "\ud83d", "\ufffe", "\u00a0", "\u0085", "\u2028", " x ", "<&>\"'", "]]>", "ü",
                    "\u007f", "€"
                }) {
            String sh =
                    v.chars()
                            .mapToObj(
                                    c ->
                                            c < 33 || c > 126
                                                    ? String.format("\\u%04x", c)
                                                    : "" + (char) c)
                            .reduce("", String::concat);
            r.fact(
                    "XML value of string \"" + sh + "\" and round trip",
                    () -> {
                        var x = new NodeSettings("x");
                        x.addString("k", v);
                        String xml = xml(x);
                        var y =
                                (NodeSettings)
                                        NodeSettings.loadFromXML(
                                                new ByteArrayInputStream(
                                                        xml.getBytes(StandardCharsets.UTF_8)));
                        return xml.replaceAll(
                                        "(?s).*type=\"xstring\" value=(\".*?\")/>.*", "value=$1")
                                + " round trip "
                                + v.equals(y.getString("k"));
                    });
        }
        for (String k : new String[] {"a b", "a\"b", "ü", "a\nb", "<k>", "😀", "%%"}) {
            String sh =
                    k.chars()
                            .mapToObj(
                                    c ->
                                            c < 33 || c > 126
                                                    ? String.format("\\u%04x", c)
                                                    : "" + (char) c)
                            .reduce("", String::concat);
            r.fact(
                    "XML of KEY \"" + sh + "\" and round trip",
                    () -> {
                        var x = new NodeSettings("x");
                        x.addInt(k, 1);
                        String xml = xml(x);
                        var y =
                                (NodeSettings)
                                        NodeSettings.loadFromXML(
                                                new ByteArrayInputStream(
                                                        xml.getBytes(StandardCharsets.UTF_8)));
                        return body(xml) + " round trip " + y.containsKey(k);
                    });
        }
        String H =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    + "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
                    + " http://www.knime.org/XMLConfig_2008_09.xsd\" key=\"x\">";
        String[][] xs = {
            {"empty config", H + "</config>"},
            {"xint with value abc", H + "<entry key=\"k\" type=\"xint\" value=\"abc\"/></config>"},
            {
                "xint with blanks \" 5 \"",
                H + "<entry key=\"k\" type=\"xint\" value=\" 5 \"/></config>"
            },
            {"xint 5.0", H + "<entry key=\"k\" type=\"xint\" value=\"5.0\"/></config>"},
            {"xdouble NaN", H + "<entry key=\"k\" type=\"xdouble\" value=\"NaN\"/></config>"},
            {
                "xdouble Infinity",
                H + "<entry key=\"k\" type=\"xdouble\" value=\"Infinity\"/></config>"
            },
            {"xdouble INF", H + "<entry key=\"k\" type=\"xdouble\" value=\"INF\"/></config>"},
            {"xdouble 1,5", H + "<entry key=\"k\" type=\"xdouble\" value=\"1,5\"/></config>"},
            {"xboolean TRUE", H + "<entry key=\"k\" type=\"xboolean\" value=\"TRUE\"/></config>"},
            {"xboolean 1", H + "<entry key=\"k\" type=\"xboolean\" value=\"1\"/></config>"},
            {"xboolean yes", H + "<entry key=\"k\" type=\"xboolean\" value=\"yes\"/></config>"},
            {"xchar ab", H + "<entry key=\"k\" type=\"xchar\" value=\"ab\"/></config>"},
            {
                "xlong overflow",
                H + "<entry key=\"k\" type=\"xlong\" value=\"99999999999999999999\"/></config>"
            },
            {"unknown type xfoo", H + "<entry key=\"k\" type=\"xfoo\" value=\"1\"/></config>"},
            {"missing value attribute", H + "<entry key=\"k\" type=\"xstring\"/></config>"},
            {"missing type attribute", H + "<entry key=\"k\" value=\"1\"/></config>"},
            {"missing key attribute", H + "<entry type=\"xint\" value=\"1\"/></config>"},
            {
                "isnull=true with value",
                H + "<entry key=\"k\" type=\"xstring\" isnull=\"true\" value=\"abc\"/></config>"
            },
            {
                "isnull=true without value",
                H + "<entry key=\"k\" type=\"xstring\" isnull=\"true\"/></config>"
            },
            {
                "isnull=true on xint",
                H + "<entry key=\"k\" type=\"xint\" isnull=\"true\" value=\"5\"/></config>"
            },
            {
                "duplicate key",
                H
                        + "<entry key=\"k\" type=\"xint\" value=\"1\"/><entry key=\"k\""
                        + " type=\"xint\" value=\"2\"/></config>"
            },
            {"unknown element", H + "<foo key=\"k\"/></config>"},
            {
                "unknown attribute",
                H + "<entry key=\"k\" type=\"xint\" value=\"1\" foo=\"x\"/></config>"
            },
            {
                "config without key",
                H + "<config><entry key=\"k\" type=\"xint\" value=\"1\"/></config></config>"
            },
            {
                "root without namespace",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><config key=\"x\"><entry key=\"k\""
                    + " type=\"xint\" value=\"1\"/></config>"
            },
            {"not closed", H},
            {"empty file", ""},
            {"not XML", "hello"},
            {
                "text content between",
                H + "text<entry key=\"k\" type=\"xint\" value=\"1\"/></config>"
            },
            {
                "raw newline inside the value attribute",
                H + "<entry key=\"k\" type=\"xstring\" value=\"a\nb\"/></config>"
            },
            {
                "character reference &#10;",
                H + "<entry key=\"k\" type=\"xstring\" value=\"a&#10;b\"/></config>"
            },
            {
                "broken escape %%1",
                H + "<entry key=\"k\" type=\"xstring\" value=\"a%%1\"/></config>"
            },
            {
                "escape of letters %%abcde",
                H + "<entry key=\"k\" type=\"xstring\" value=\"a%%abcde\"/></config>"
            },
            {"raw emoji", H + "<entry key=\"k\" type=\"xstring\" value=\"😀\"/></config>"},
            {
                "encoding ISO-8859-1 declared, UTF-8 bytes",
                H.replace("UTF-8", "ISO-8859-1")
                        + "<entry key=\"k\" type=\"xstring\" value=\"ü\"/></config>"
            }
        };
        for (String[] x : xs) {
            r.fact(
                    "loadFromXML: " + x[0],
                    () -> {
                        var y =
                                (NodeSettings)
                                        NodeSettings.loadFromXML(
                                                new ByteArrayInputStream(
                                                        x[1].getBytes(StandardCharsets.UTF_8)));
                        StringBuilder b =
                                new StringBuilder("key=" + y.getKey() + " keys=" + y.keySet());
                        for (String k : y.keySet()) {
                            b.append("; ").append(y.getEntry(k));
                        }
                        return b;
                    });
        }
    }
}
