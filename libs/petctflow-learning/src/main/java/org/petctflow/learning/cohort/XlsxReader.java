package org.petctflow.learning.cohort;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.petctflow.base.Progress;

/**
 * Reads the cells of one sheet of an xlsx file (ECMA-376 part 1, SpreadsheetML) as text: numbers as they are kept, formulas by
 * their last value, errors (#N/A, #DIV/0!) as missing, dates as ISO 8601. Own code because the libraries for it bring
 * megabytes for two elements; the parser takes no DTD and no entities, and sizes are bounded while unpacking.
 */
final class XlsxReader {

    private static final long MOST_UNPACKED = 1L << 30;

    private static final int LAST_COLUMN = 16_384;

    private static final int LAST_ROW = 1_048_576;

    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private XlsxReader() {
    }

    static List<String[]> read(final Path file, final String sheet, final Progress progress) throws IOException {
        final String name = file.getFileName().toString();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            final String part = sheetPart(zip, name, sheet);
            final List<String> shared = zip.getEntry("xl/sharedStrings.xml") == null ? List.of() : sharedStrings(zip);
            return rows(zip, part, shared, XlsxDates.read(zip), name, progress);
        } catch (final ZipException e) {
            throw new IOException(name + " is damaged: " + e.getMessage(), e);
        } catch (final XMLStreamException e) {
            throw new IOException(name + " is not a readable xlsx file: " + e.getMessage(), e);
        }
    }

    static XMLStreamReader open(final ZipFile zip, final String part) throws IOException, XMLStreamException {
        final ZipEntry entry = zip.getEntry(part);
        if (entry == null) {
            throw new IOException("The file has no part " + part + ", so it is not a workbook");
        }
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(new Bounded(zip.getInputStream(entry), part));
    }

    /** Stops a part that unpacks to more than anyone's study table, whatever its header says. */
    private static final class Bounded extends FilterInputStream {
        private final String m_part;

        private long m_read;

        Bounded(final InputStream in, final String part) {
            super(in);
            m_part = part;
        }

        private void count(final long n) throws IOException {
            m_read += Math.max(0, n);
            if (m_read > MOST_UNPACKED) {
                throw new IOException("The part " + m_part + " unpacks to more than " + (MOST_UNPACKED >> 20) + " MB");
            }
        }

        @Override
        public int read() throws IOException {
            final int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(final byte[] b, final int off, final int len) throws IOException {
            final int n = super.read(b, off, len);
            count(n);
            return n;
        }
    }

    private static String sheetPart(final ZipFile zip, final String name, final String wanted)
        throws IOException, XMLStreamException {
        final Map<String, String> sheets = new LinkedHashMap<>(); // name to relation
        XMLStreamReader xml = open(zip, "xl/workbook.xml");
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && "sheet".equals(xml.getLocalName())) {
                sheets.put(xml.getAttributeValue(null, "name"), xml.getAttributeValue(RELATIONS, "id"));
            }
        }
        if (sheets.isEmpty() || wanted != null && !sheets.containsKey(wanted)) {
            throw new IOException(name + " has no sheet" + (wanted == null ? "" : " \"" + wanted + "\"; its sheets are "
                + String.join(", ", sheets.keySet())));
        }
        final String relation = wanted == null ? sheets.values().iterator().next() : sheets.get(wanted);
        xml = open(zip, "xl/_rels/workbook.xml.rels");
        final Map<String, String> targets = new HashMap<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && "Relationship".equals(xml.getLocalName())) {
                targets.put(xml.getAttributeValue(null, "Id"), xml.getAttributeValue(null, "Target"));
            }
        }
        final String target = targets.get(relation);
        if (target == null) {
            throw new IOException(name + " names a sheet that it does not hold");
        }
        return target.startsWith("/") ? target.substring(1) : "xl/" + target; // a name inside the zip, never a path on disk
    }

    private static List<String> sharedStrings(final ZipFile zip) throws IOException, XMLStreamException {
        final XMLStreamReader xml = open(zip, "xl/sharedStrings.xml");
        final List<String> strings = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        int phonetic = 0;
        while (xml.hasNext()) {
            final int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "si" -> text.setLength(0);
                    case "rPh" -> phonetic++;
                    case "t" -> {
                        final String t = xml.getElementText();
                        text.append(phonetic == 0 ? t : "");
                    }
                    default -> {
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if ("si".equals(xml.getLocalName())) {
                    strings.add(text.toString());
                } else if ("rPh".equals(xml.getLocalName())) {
                    phonetic--;
                }
            }
        }
        return strings;
    }

    private static List<String[]> rows(final ZipFile zip, final String part, final List<String> shared, final XlsxDates dates,
        final String name, final Progress progress) throws IOException, XMLStreamException {
        final XMLStreamReader xml = open(zip, part);
        final List<String[]> rows = new ArrayList<>();
        String[] row = new String[0];
        int used = 0;
        int column = -1;
        int first = 0; // the row that names the columns need not be the sheet's first
        String type = null;
        String style = null;
        long cells = 0;
        final StringBuilder value = new StringBuilder();
        while (xml.hasNext()) {
            final int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "row" -> {
                        final String r = xml.getAttributeValue(null, "r");
                        final int number = r == null ? first + rows.size() : whole(r, name);
                        first = rows.isEmpty() ? number : first;
                        if (number < 0 || number > LAST_ROW || number - first < rows.size()) {
                            throw new IOException(name + ": row " + r + " is out of order or beyond " + LAST_ROW);
                        }
                        while (rows.size() < number - first) {
                            rows.add(new String[0]);
                        }
                        row = new String[64];
                        used = 0;
                        column = -1;
                        progress.checkCancelled();
                    }
                    case "c" -> {
                        final String reference = xml.getAttributeValue(null, "r");
                        column = reference == null ? column + 1 : column(reference, name);
                        type = xml.getAttributeValue(null, "t");
                        style = xml.getAttributeValue(null, "s");
                        value.setLength(0);
                    }
                    case "v", "t" -> value.append(xml.getElementText());
                    default -> {
                    }
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if ("c".equals(xml.getLocalName()) && value.length() > 0) {
                    if (column < 0 || column >= LAST_COLUMN || ++cells > StudyTableReader.MOST_CELLS) {
                        throw new IOException(name + " has a cell beyond column " + LAST_COLUMN + " or more than "
                            + StudyTableReader.MOST_CELLS + " cells");
                    }
                    if (column >= row.length) {
                        row = Arrays.copyOf(row, Math.max(column + 1, 2 * row.length));
                    }
                    row[column] = type == null || "n".equals(type) ? StudyTableReader.plain(dates.text(value.toString().strip(), style))
                        : cell(type, value.toString(), shared, name);
                    used = Math.max(used, column + 1);
                } else if ("row".equals(xml.getLocalName())) {
                    if (used > 0 || !rows.isEmpty()) {
                        rows.add(Arrays.copyOf(row, used));
                    }
                } else if ("sheetData".equals(xml.getLocalName())) {
                    break;
                }
            }
        }
        while (!rows.isEmpty() && Arrays.stream(rows.get(rows.size() - 1)).allMatch(v -> v == null || v.isBlank())) {
            rows.remove(rows.size() - 1);
        }
        return rows;
    }

    private static String cell(final String type, final String value, final List<String> shared, final String name)
        throws IOException {
        switch (type) {
            case "s":
                final int index = whole(value.strip(), name);
                if (index < 0 || index >= shared.size()) {
                    throw new IOException(name + " refers to text " + index + " of " + shared.size());
                }
                return shared.get(index);
            case "e":
                return null;
            default:
                return value;
        }
    }

    private static int column(final String reference, final String name) throws IOException {
        int column = 0;
        int i = 0;
        for (; i < reference.length() && i < 4 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = 26 * column + reference.charAt(i) - 'A' + 1;
        }
        if (i == 0 || i > 3) {
            throw new IOException(name + ": \"" + reference + "\" is not a cell");
        }
        return column - 1;
    }

    private static int whole(final String text, final String name) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException e) {
            throw new IOException(name + ": \"" + text + "\" is not a whole number where one must be", e);
        }
    }
}
