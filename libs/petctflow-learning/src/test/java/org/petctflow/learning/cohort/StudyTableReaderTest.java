package org.petctflow.learning.cohort;

import java.util.Set;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    void separatorsOfThousandsAreToldFromDecimals() throws IOException {
        // a csv with commas between cells has decimal points
        final StudyTable english = csv("case,volume,suv\n\"1,001\",\"1,234\",2.5\n\"1,002\",980,3.25\n");
        assertArrayEquals(new double[]{1234, 980}, english.numbers("volume"));
        assertArrayEquals(new String[]{"1,001", "1,002"}, english.text("case"), "an id is no number");
        assertEquals(List.of("Column \"volume\": \"1,234\" was read as 1234, its comma as a thousands separator; write numbers without separators "
            + "of thousands if that is wrong"), english.notes());
        assertArrayEquals(new double[]{1234567.5, 12}, csv("case,volume\nA,\"1,234,567.5\"\nB,12\n").numbers("volume"));
        // one decimal comma says what the other column's are
        final StudyTable german = csv("case;volume;suv\nA;1,234;2,5\nB;9,800;3\n");
        assertArrayEquals(new double[]{1.234, 9.8}, german.numbers("volume"));
        assertEquals(1, german.notes().size());
        final StudyTable points = csv("case;volume;suv\nA;1.234;2,5\nB;980;3\n");
        assertArrayEquals(new double[]{1234, 980}, points.numbers("volume"));
        assertTrue(points.notes().get(0).startsWith("Column \"volume\": \"1.234\" was read as 1234, its point as a thousands separator;"));
        assertArrayEquals(new double[]{1234.5, 1000000}, csv("case;volume\nA;1.234,5\nB;1.000.000\n").numbers("volume"));
        // a decimal point anywhere else, or a leading zero, and nothing is changed
        final StudyTable plain = csv("case,volume,suv\nA,1.234,0.123\nB,9.800,2.5\n");
        assertArrayEquals(new double[]{1.234, 9.8}, plain.numbers("volume"));
        assertEquals(List.of(), plain.notes());
        assertArrayEquals(new double[]{1.234, 9.8}, csv("case,volume\nA,1.234\nB,9.800\n").numbers("volume"));
        assertArrayEquals(new double[]{0.123, 1.234}, csv("case;volume\nA;0,123\nB;1,234\n").numbers("volume"));
        // neither the one nor the other: text, so that it is seen
        assertEquals(StudyTable.Type.TEXT, csv("case;volume\nA;1,5\nB;2.5\n").type("volume"));
        assertEquals(StudyTable.Type.TEXT, csv("case,volume\nA,\"1,5 ml\"\nB,2.5\n").type("volume"));
    }

    @Test
    void linesOfEveryKindAndRowsThatAreCutOff() throws IOException {
        final StudyTable mac = csv("case,suv,age\r1,2.5,60\r2,\"3.5\",70\r");
        assertArrayEquals(new double[]{2.5, 3.5}, mac.numbers("suv"));
        assertEquals(List.of(), mac.notes());
        assertArrayEquals(new double[]{2.5, 3.5}, csv("case,suv\r\n1,2.5\r\n2,3.5\r\n").numbers("suv"));
        final StudyTable cut = csv("case,suv,age\n1,2.5,60\n2\n3,1\n");
        assertArrayEquals(new double[]{60, Double.NaN, Double.NaN}, cut.numbers("age"));
        assertEquals(List.of("2 rows have fewer cells than there are columns, first row 3: the columns at the end are missing there"), cut.notes());
        assertTrue(refused("case,suv\n,,\n1,2,3\n").contains("row 3 has a value in column 3"), "the empty row counts");
        final Path utf16 = m_folder.resolve("utf16.csv");
        Files.writeString(utf16, "case,suv\n1,2\n", StandardCharsets.UTF_16);
        assertTrue(assertThrows(IOException.class, () -> StudyTableReader.withDefaults().read(utf16, Progress.NONE)).getMessage()
            .contains("begins like UTF-16"));
    }

    @Test
    void columnsWithoutAnyValueAreNamed() throws IOException {
        final StudyTable one = csv("case,suv,age\n1,,60\n2,NA,70\n");
        assertEquals(StudyTable.Type.EMPTY, one.type("suv"));
        assertEquals(List.of("The column \"suv\" has no value in any row: it is read as text, and nothing is learned from it"), one.notes());
        assertEquals(List.of("2 columns have no value in any row: they are read as text, and nothing is learned from them: suv, note"),
            csv("case,suv,note,age\n1,,unknown,60\n2,NA,,70\n").notes());
        assertEquals(List.of("study.csv has column names, but no row"), csv("case,suv\n").notes());
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertTrue(refused("").contains("empty"));
        assertTrue(refused("case,a,a\n1,2,3\n").contains("\"a\" is there twice"));
        assertTrue(refused("id,a\n1,2\n").contains("no id column \"case\""));
        assertTrue(refused("case,a\n1,2,3\n").contains("row 2 has a value in column 3, but the first row names 2 columns: if that row is a title, delete it"));
        assertTrue(refused("case,a\n1,\"2\n").contains("never closed"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> csv("case,a\n1,2\n1,3\n").rowsById("case")).getMessage()
            .contains("row 1 is there again in row 2"));
        final Path latin = m_folder.resolve("latin.csv");
        Files.write(latin, "case\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(IOException.class, () -> StudyTableReader.withDefaults().read(latin, Progress.NONE)).getMessage()
            .contains("not written in UTF-8"));
    }

    private Path xlsx(final String sheet, final String strings) throws IOException {
        return xlsx(sheet, strings, "");
    }

    private Path xlsx(final String sheet, final String strings, final String styles) throws IOException {
        final Map<String, String> parts = new LinkedHashMap<>();
        parts.put("xl/workbook.xml", "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
            + "<sheet name='Other' sheetId='1' r:id='r2'/><sheet name='Data' sheetId='2' r:id='r1'/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>");
        parts.put("xl/worksheets/sheet1.xml", sheet);
        parts.put("xl/sharedStrings.xml", strings);
        if (!styles.isEmpty()) {
            parts.put("xl/styles.xml", styles);
        }
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
    void datesOfAnXlsxAreNoMeasurements() throws IOException {
        final Path file = xlsx("<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c>"
            + "<c r='D1' t='s'><v>3</v></c></row>"
            + "<row r='2'><c r='A2'><v>1</v></c><c r='B2' s='1'><v>45063</v></c><c r='C2' s='2'><v>45063.5625</v></c><c r='D2' s='3'><v>45063</v></c></row>"
            + "<row r='3'><c r='A3'><v>2</v></c><c r='B3' s='1'><v>59</v></c><c r='C3' s='2'><v>0.25</v></c><c r='D3' s='3'><v>1.5</v></c></row>"
            + "</sheetData></worksheet>",
            "<sst><si><t>case</t></si><si><t>birth</t></si><si><t>scan</t></si><si><t>weight</t></si></sst>",
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy\\ hh:mm'/><numFmt numFmtId='165' formatCode='0.00\"kg per day\"'/></numFmts>"
                + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                + "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>");
        final StudyTable t = StudyTableReader.withDefaults().withSheet("Data").read(file, Progress.NONE);
        // day 45063 of Excel is 17 May 2023, day 59 the 28th of February 1900
        assertArrayEquals(new String[]{"2023-05-17", "1900-02-28"}, t.text("birth"));
        assertArrayEquals(new String[]{"2023-05-17T13:30:00", "06:00:00"}, t.text("scan"));
        assertArrayEquals(new double[]{45063, 1.5}, t.numbers("weight"));
        assertEquals(List.of("case", "weight"), t.numberColumns());
        for (final String date : List.of("yyyy-mm-dd", "[$-407]d. mmmm yyyy;@", "m/d/yy h:mm AM/PM", "mm:ss")) {
            assertTrue(XlsxDates.isDate(date), date);
        }
        for (final String number : List.of("General", "0.00", "#,##0 \"days\"", "[h]:mm", "0.00E+00", "[Red]0", "0%", "@", "Standard")) {
            assertFalse(XlsxDates.isDate(number), number);
        }
        assertEquals("1904-01-02", new XlsxDates(List.of(true), true).text("1", "0"));
        assertEquals("1900-03-01", new XlsxDates(List.of(true), false).text("61", "0"));
        assertEquals("-1", new XlsxDates(List.of(true), false).text("-1", "0"));
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
