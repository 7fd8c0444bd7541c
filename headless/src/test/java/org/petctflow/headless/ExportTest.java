package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.example.probe.Ops;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.petctflow.headless.cli.Result;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class ExportTest {

    @TempDir
    Path m_folder;

    private Lab m_lab;

    @BeforeEach
    void makeLab() throws IOException {
        m_lab = new Lab(m_folder);
    }

    @AfterEach
    void forgetOps() {
        Ops.CONFIGURE.clear();
        Ops.EXECUTE.clear();
    }

    private void export(final DataTableSpec spec, final DataCell[]... rows) throws Exception {
        Ops.CONFIGURE.put("given", (in, out) -> out.setOutSpecs(spec));
        Ops.EXECUTE.put("given", (in, out) -> {
            final BufferedDataContainer c = in.getExecutionContext().createDataContainer(spec);
            for (int i = 0; i < rows.length; i++) {
                c.addRowToTable(new DefaultRow("Row, \"" + i + "\"", rows[i]));
            }
            c.close();
            out.setOutData(c.getTable());
        });
        final Path w = m_lab.build("given", b -> b.node("Probe Source").set("op", "given"));
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
    }

    private static DataTableSpec spec(final Object... namesAndTypes) {
        final var creator = new DataTableSpecCreator();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            creator.addColumns(new DataColumnSpecCreator((String)namesAndTypes[i], (DataType)namesAndTypes[i + 1]).createSpec());
        }
        return creator.createSpec();
    }

    @Test
    void csvQuotesWhatAReaderCouldMistake() throws Exception {
        export(spec("text, with comma", StringCell.TYPE, "RowID", StringCell.TYPE),
            new DataCell[]{new StringCell("a,b"), new StringCell("line\nbreak")},
            new DataCell[]{new StringCell("say \"x\""), new StringCell("")},
            new DataCell[]{new StringCell(" blank "), DataType.getMissingCell()},
            new DataCell[]{new StringCell("\u00fcml\u00e4ut \ud83d\ude00"), new StringCell("plain")});
        assertEquals("RowID (row),\"text, with comma\",RowID\r\n"
            + "\"Row, \"\"0\"\"\",\"a,b\",\"line\nbreak\"\r\n"
            + "\"Row, \"\"1\"\"\",\"say \"\"x\"\"\",\"\"\r\n"
            + "\"Row, \"\"2\"\"\",\" blank \",\r\n"
            + "\"Row, \"\"3\"\"\",\u00fcml\u00e4ut \ud83d\ude00,plain\r\n", m_lab.result("1-probe-source-1.csv"));
    }

    @Test
    void csvKeepsEveryDigit() throws Exception {
        final double[] values = {0.1 + 0.2, Double.MIN_VALUE, -0.0, Double.MAX_VALUE, Math.PI, Double.NaN, Double.NEGATIVE_INFINITY};
        final DataCell[][] rows = new DataCell[values.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new DataCell[]{new DoubleCell(values[i]), new LongCell(Long.MIN_VALUE), new IntCell(-1), BooleanCell.TRUE};
        }
        export(spec("d", DoubleCell.TYPE, "l", LongCell.TYPE, "i", IntCell.TYPE, "b", BooleanCell.TYPE), rows);
        final String[] lines = m_lab.result("1-probe-source-1.csv").split("\r\n");
        for (int i = 0; i < values.length; i++) {
            final String[] fields = lines[i + 1].substring(lines[i + 1].lastIndexOf('"') + 2).split(",");
            assertEquals(Double.doubleToRawLongBits(values[i]), Double.doubleToRawLongBits(Double.parseDouble(fields[0])), lines[i + 1]);
            assertEquals(List.of("-9223372036854775808", "-1", "true"), List.of(fields).subList(1, 4));
        }
    }

    @Test
    void csvTellsWhyCellsAreMissing() throws Exception {
        final DataTableSpec spec = spec("SUVmax", DoubleCell.TYPE, "list", ListCell.getCollectionType(StringCell.TYPE));
        export(spec, new DataCell[]{new MissingCell("no \"weight\""), CollectionCellFactory.createListCell(List.of(new StringCell("a")))},
            new DataCell[]{new DoubleCell(1), DataType.getMissingCell()});
        assertEquals("RowID,SUVmax,list\r\n\"Row, \"\"0\"\"\",,[a]\r\n\"Row, \"\"1\"\"\",1.0,\r\n", m_lab.result("1-probe-source-1.csv"));
        assertEquals("RowID,column,reason\r\n\"Row, \"\"0\"\"\",SUVmax,\"no \"\"weight\"\"\"\r\n", m_lab.result("1-probe-source-1-missing.csv"));
        export(spec, new DataCell[]{new DoubleCell(1), DataType.getMissingCell()});
        assertFalse(Files.exists(m_lab.results().resolve("1-probe-source-1-missing.csv")), "of the run before");
    }

    private static List<String> entries(final byte[] zip) throws IOException {
        final List<String> names = new ArrayList<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                names.add(e.getName());
                if (e.getName().endsWith(".file") && in.available() > 0) {
                    final byte[] content = in.readAllBytes();
                    if (content.length > 2 && content[0] == 'P') {
                        for (String inner : entries(content)) {
                            names.add(e.getName() + "/" + inner);
                        }
                    }
                } else if (e.getName().equals("content.xml")) {
                    final String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    if (xml.contains("port_object_class")) {
                        assertTrue(xml.contains("value=\"org.example.probe.ProbeModel\"") && xml.contains("value=\"org.example.probe.ProbeSpec\""), xml);
                    }
                }
            }
        }
        return names;
    }

    @Test
    void otherPortObjectsAreWrittenAsKnimeWritesThem() throws Exception {
        final Path w = m_lab.build("model", b -> b.node("Probe Model").from(b.node("Probe Source")));
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        final byte[] zip = Files.readAllBytes(m_lab.results().resolve("1-probe-model-1.zip"));
        assertEquals(List.of("content.xml", "objectSpec.file", "objectSpec.file/portSpec.file", "objectSpec.file/content.xml", "object.file",
            "object.file/portObject.file", "object.file/text.txt"), entries(zip));
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        assertArrayEquals(zip, Files.readAllBytes(m_lab.results().resolve("1-probe-model-1.zip")), "the same object, the same bytes");
    }

    @Test
    void aViewIsOneFileWithItsDataAndVoxels() throws Exception {
        final Path w = m_lab.build("view", b -> b.node("Probe View").from(b.node("Probe Source").set("num", 2)).setView("title", "A <b>"));
        assertEquals(Result.OK, m_lab.run(w).exitCode(), m_lab.err());
        final String html = m_lab.result("1-probe-view.html");
        final String start = "<!doctype html>\n<html><script type=\"application/json\" id=\"view-data\">";
        assertTrue(html.startsWith(start), html);
        final String json = html.substring(start.length(), html.indexOf("</script>", start.length()));
        assertFalse(json.contains("<") || json.contains("\u2028"), json);
        final JsonObject data = JsonParser.parseString(json).getAsJsonObject();
        assertEquals("A <b></script>\u2028<!--VIEW-BLOBS-->", data.get("title").getAsString());
        final String blobs = html.substring(start.length() + json.length());
        final String expected = "</script>\n" + blob("ct/Row0") + blob("ct/Row1") + "</html>\n";
        assertEquals(expected, blobs);
        assertEquals(Result.OK, m_lab.run(w, "--set", "1:view/title=New").exitCode(), m_lab.err());
        assertTrue(m_lab.result("1-probe-view.html").contains("\"title\":\"New\\u003c/script>"), m_lab.result("1-probe-view.html"));
    }

    private static String blob(final String id) {
        return "<script type=\"text/plain\" id=\"blob:" + id + "\">"
            + Base64.getEncoder().encodeToString(("voxels of " + id).getBytes(StandardCharsets.UTF_8)) + "</script>\n";
    }
}
