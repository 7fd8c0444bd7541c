package org.petctflow.learning.cohort;

import java.util.Set;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;

class StudyTableReaderTest {

    @TempDir
    private Path m_folder;

    private StudyTable csv(final String text) throws IOException {
        final Path file = m_folder.resolve("study.csv");
        Files.writeString(file, text);
        return StudyTableReader.withDefaults().withId("case").read(file, Progress.NONE);
    }

    private String refused(final String text) {
        return assertThrows(IOException.class, () -> csv(text)).getMessage();
    }

    @Test
    void typesMissingMarkersAndIdsOfACsv() throws IOException {
        final StudyTable t = csv("\uFEFFcase,age,stage,EGFR,none\r\n0012,61,\"1,b\"\"x\",Unknown,\r\n13,,2,not collected,\n\n014,7e1,?,1,\n");
        assertEquals(3, t.rows());
        assertArrayEquals(new String[]{"0012", "13", "014"}, t.text("case"));
        assertEquals(StudyTable.Type.TEXT, t.type("case"));
        assertEquals(StudyTable.Type.NUMBER, t.type("age"));
        assertArrayEquals(new double[]{61, Double.NaN, 70}, t.numbers("age"));
        assertArrayEquals(new String[]{"1,b\"x", "2", null}, t.text("stage"));
        assertArrayEquals(new double[]{Double.NaN, Double.NaN, 1}, t.numbers("EGFR"));
        assertEquals(StudyTable.Type.EMPTY, t.type("none"));
        assertEquals(List.of("age", "EGFR"), t.numberColumns());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> t.numbers("stage")).getMessage().contains("row 1"));
    }

    @Test
    void semicolonsAndDecimalCommas() throws IOException {
        final StudyTable t = csv("case;suv;note\nA;1,5;x, y\nB;-2;z\n");
        assertArrayEquals(new double[]{1.5, -2}, t.numbers("suv"));
        assertArrayEquals(new String[]{"x, y", "z"}, t.text("note"));
    }

    @Test
    void columnsWithoutAnyValueAreNamed() throws IOException {
        final StudyTable one = csv("case,suv,age\n1,,60\n2,NA,70\n");
        assertEquals(StudyTable.Type.EMPTY, one.type("suv"));
        assertEquals(List.of("The column \"suv\" has no value in any row: it is read as text, and nothing is learned from it"), one.notes());
        assertEquals(List.of("2 columns have no value in any row: they are read as text, and nothing is learned from them: suv, note"),
            csv("case,suv,note,age\n1,,unknown,60\n2,NA,,70\n").notes());
        assertEquals(List.of(), csv("case,suv\n").notes(), "without a row there is nothing to say");
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertTrue(refused("").contains("empty"));
        assertTrue(refused("case,a,a\n1,2,3\n").contains("\"a\" is there twice"));
        assertTrue(refused("id,a\n1,2\n").contains("no id column \"case\""));
        assertTrue(refused("case,a\n1,2,3\n").contains("row 2 has a value in column 3"));
        assertTrue(refused("case,a\n1,\"2\n").contains("never closed"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> csv("case,a\n1,2\n1,3\n").rowsById("case")).getMessage()
            .contains("row 1 is there again in row 2"));
        final Path latin = m_folder.resolve("latin.csv");
        Files.write(latin, "case\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(IOException.class, () -> StudyTableReader.withDefaults().read(latin, Progress.NONE)).getMessage()
            .contains("not written in UTF-8"));
    }

    private Path xlsx(final String sheet, final String strings) throws IOException {
        final Map<String, String> parts = new LinkedHashMap<>();
        parts.put("xl/workbook.xml", "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
            + "<sheet name='Other' sheetId='1' r:id='r2'/><sheet name='Data' sheetId='2' r:id='r1'/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>");
        parts.put("xl/worksheets/sheet1.xml", sheet);
        parts.put("xl/sharedStrings.xml", strings);
        final Path file = m_folder.resolve("study.xlsx");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    void cellsOfAnXlsx() throws IOException {
        final Path file = xlsx("<worksheet><sheetData><row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>"
            + "<c r='D2' t='inlineStr'><is><t>x</t></is></c></row><row r='3'><c r='A3'><v>4.9109E4</v></c><c r='B3' t='s'><v>2</v></c>"
            + "<c r='D3' t='e'><v>#DIV/0!</v></c></row><row r='5'><c r='A5' t='str'><f>1</f><v>b</v></c><c r='D5'><v>0.5</v></c></row>"
            + "</sheetData></worksheet>",
            "<sst><si><t>case</t></si><si><r><t>a</t></r><r><t>ge</t></r><rPh><t>no</t></rPh></si><si><t>1.5</t></si></sst>");
        final StudyTable t = StudyTableReader.withDefaults().withId("case").withSheet("Data").read(file, Progress.NONE);
        assertEquals(List.of("case", "age", "x"), t.names());
        assertArrayEquals(new String[]{"49109", "b"}, t.text("case"));
        assertArrayEquals(new double[]{1.5, Double.NaN}, t.numbers("age"));
        assertNull(t.text("x")[0]);
        assertEquals(0.5, t.numbers("x")[1]);
        assertTrue(t.notes().toString().contains("Column 3 has neither name nor values"));
        assertTrue(assertThrows(IOException.class,
            () -> StudyTableReader.withDefaults().withSheet("Nope").read(file, Progress.NONE)).getMessage().contains("Other, Data"));
    }

    @Test
    void anXlsxWithEntitiesIsRefused() throws IOException {
        final Path file = xlsx("<worksheet><sheetData/></worksheet>",
            "<!DOCTYPE sst [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><sst><si><t>&e;</t></si></sst>");
        assertThrows(IOException.class, () -> StudyTableReader.withDefaults().withSheet("Data").read(file, Progress.NONE));
    }

    @Test
    void publishedTables() throws IOException {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, "published-matrices");
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder), "The published matrices are not there: test skipped");
        final StudyTableReader reader = StudyTableReader.withDefaults().withId("case");
        final StudyTable pet = reader.read(folder.resolve("PET_clinical_feature_matrix.xlsx"), Progress.NONE);
        assertEquals(384, pet.rows());
        assertEquals(31, pet.names().size());
        assertEquals(StudyTable.Type.NUMBER, pet.type("EGFR"));
        final StudyTable ct = reader.read(folder.resolve("EGFR_mutation_prediction_CT_feature.xlsx"), Progress.NONE);
        assertEquals(228, ct.rows());
        assertEquals(23, ct.names().size());
        assertEquals(22, ct.numberColumns().size());
        assertEquals(228, ct.rowsById("case").size());
        assertTrue(ct.rowsById("case").containsKey("49109"));
    }

    @Test
    void tablesOfTheSamePatientsAreJoined() {
        final StudyTable a = new StudyTable("a.csv", List.of("id", "label", "x"),
            new String[][]{{"1", "2", "3"}, {"0", "1", "1"}, {"5", "6", null}}, 3, Set.of("id"), List.of());
        final StudyTable b = new StudyTable("b.csv", List.of("y", "label", "id"),
            new String[][]{{"7", "8", "9"}, {"0", "1", "0"}, {"4", "3", "1"}}, 3, Set.of("id"), List.of());
        final StudyTable both = a.join(b, "id");
        assertEquals(List.of("id", "label", "x", "y"), both.names());
        assertArrayEquals(new String[]{"9", null, "8"}, both.text("y"));
        assertArrayEquals(new String[]{"0", "1", "1"}, both.text("label"));
        assertEquals(List.of("b.csv has no row for 1 of the 3 patients of a.csv"), both.notes());
        final StudyTable other = new StudyTable("c.csv", List.of("id", "label"), new String[][]{{"1", "2"}, {"1", "1"}}, 2, Set.of("id"), List.of());
        assertTrue(a.join(other, "id").notes().contains("\"label\" was taken from a.csv; c.csv says otherwise for 1 of the patients"));
        final StudyTable twice = new StudyTable("d.csv", List.of("id"), new String[][]{{"1", "1"}}, 2, Set.of("id"), List.of());
        assertThrows(IllegalArgumentException.class, () -> a.join(twice, "id"));
    }
}
