package org.petctflow.learning.cohort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;

/**
 * Reads a study's table from csv (RFC 4180; comma, semicolon or tab) or xlsx (ECMA-376). The first row names the columns.
 * Missing markers such as "Unknown" become missing values; columns without name and values are left out.
 *
 * @param idColumn the id column, kept as text, or null
 * @param missing what stands for a missing value beside an empty cell; upper and lower case alike
 * @param sheet the sheet of an xlsx file, or null for the first one
 * @param charset of a csv file
 */
public record StudyTableReader(String idColumn, Set<String> missing, String sheet, Charset charset) {

    /** What usually stands for a missing value. */
    public static final Set<String> MISSING =
        Set.of("NA", "N/A", "NaN", "#N/A", "null", "none", "?", "-", ".", "unknown", "not collected", "not available", "missing");

    static final long MOST_BYTES = 256L << 20;

    static final int MOST_COLUMNS = 200_000;

    static final long MOST_CELLS = 60_000_000;

    static final int LONGEST_CELL = 32_767;

    /** Copies the markers. */
    public StudyTableReader {
        missing = Set.copyOf(StudyTable.lower(missing));
    }

    /** @return no id column, the usual missing markers, first sheet, UTF-8 */
    public static StudyTableReader withDefaults() {
        return new StudyTableReader(null, MISSING, null, StandardCharsets.UTF_8);
    }

    /**
     * @param column the id column
     * @return a reader that keeps it as text
     */
    public StudyTableReader withId(final String column) {
        return new StudyTableReader(column, missing, sheet, charset);
    }

    /**
     * @param markers what stands for a missing value beside an empty cell
     * @return a reader that knows these and no others
     */
    public StudyTableReader withMissing(final Set<String> markers) {
        return new StudyTableReader(idColumn, markers, sheet, charset);
    }

    /**
     * @param name the sheet of an xlsx file
     * @return a reader of that sheet
     */
    public StudyTableReader withSheet(final String name) {
        return new StudyTableReader(idColumn, missing, name, charset);
    }

    /**
     * @param file a csv, tsv, txt or xlsx file of up to 256 MB
     * @param progress asked for cancellation
     * @return the table
     * @throws IOException if the file cannot be read or is not such a table; the message says what is wrong where
     */
    public StudyTable read(final Path file, final Progress progress) throws IOException {
        final String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(name + " has " + (Files.size(file) >> 20) + " MB; study tables of up to " + (MOST_BYTES >> 20)
                + " MB are read");
        }
        final byte[] start = new byte[2];
        try (var in = Files.newInputStream(file)) {
            in.readNBytes(start, 0, 2);
        }
        final boolean zip = start[0] == 'P' && start[1] == 'K';
        if (name.toLowerCase(Locale.ROOT).endsWith(".xls") && !zip) {
            throw new IOException(name + " is an old Excel file (xls); save it as xlsx or csv");
        }
        if (zip) {
            return table(name, XlsxReader.read(file, sheet, progress), (char)0);
        }
        final String text = csv(file, name);
        return table(name, csvRows(text, name, progress), delimiter(text));
    }

    private String csv(final Path file, final String name) throws IOException {
        final String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (final CharacterCodingException e) {
            throw new IOException(name + " is not written in " + charset + "; choose its encoding (" + (isUtf16(file) ? "it begins like UTF-16"
                : "often windows-1252") + ")", e);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Whether a file begins with the mark that Excel's Unicode text has. */
    private static boolean isUtf16(final Path file) throws IOException {
        final byte[] start = new byte[2];
        try (var in = Files.newInputStream(file)) {
            in.readNBytes(start, 0, 2);
        }
        return start[0] == (byte)0xff && start[1] == (byte)0xfe || start[0] == (byte)0xfe && start[1] == (byte)0xff;
    }

    static List<String[]> csvRows(final String text, final String name, final Progress progress) throws IOException {
        final char delimiter = delimiter(text);
        final List<String[]> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        final StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        long cells = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            if (i == text.length() && quoted) {
                throw new IOException(name + ", row " + (rows.size() + 1) + ": a quote is opened and never closed");
            }
            if (c == '\r' && !quoted && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                c = '\n'; // as Excel for the Macintosh ends lines
            }
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.length() == 0 && !wasQuoted) {
                quoted = true;
                wasQuoted = true;
            } else if (c == delimiter || c == '\n') {
                row.add(cell.toString().strip());
                cells++;
                cell.setLength(0);
                wasQuoted = false;
                if (c == '\n') {
                    if (row.size() > 1 || !row.get(0).isEmpty()) {
                        rows.add(row.toArray(String[]::new));
                    }
                    row = new ArrayList<>();
                    if (rows.size() % 1000 == 0) {
                        progress.checkCancelled();
                    }
                }
                if (row.size() > MOST_COLUMNS || cells > MOST_CELLS) {
                    throw new IOException(name + ", row " + (rows.size() + 1) + ": tables of up to " + MOST_COLUMNS + " columns and "
                        + MOST_CELLS + " cells are read");
                }
            } else if (c != '\r') {
                cell.append(c);
            }
            if (cell.length() > LONGEST_CELL) {
                throw new IOException(name + ", row " + (rows.size() + 1) + ": a cell is longer than " + LONGEST_CELL
                    + " characters; is a quote missing?");
            }
        }
        return rows;
    }

    private static char delimiter(final String text) throws IOException {
        final String header = new BufferedReader(new StringReader(text.stripLeading())).readLine();
        char best = ',';
        long most = 0;
        for (final char c : new char[]{',', ';', '\t'}) {
            final long n = header == null ? 0 : header.chars().filter(x -> x == c).count();
            if (n > most) {
                most = n;
                best = c;
            }
        }
        return best;
    }

    private StudyTable table(final String name, final List<String[]> rows, final char delimiter) throws IOException {
        if (rows.stream().allMatch(StudyTableReader::isEmpty)) {
            throw new IOException(name + " is empty; its first row must name the columns");
        }
        final int read = rows.size();
        final int[] numbers = IntStream.range(0, read).filter(r -> !isEmpty(rows.get(r))).map(r -> r + 1).toArray(); // as a person counts them
        rows.removeIf(StudyTableReader::isEmpty);
        final String[] header = rows.get(0);
        final int width = header.length;
        for (int r = 1; r < rows.size(); r++) {
            final String[] row = rows.get(r);
            for (int c = header.length; c < row.length; c++) {
                if (row[c] != null && !row[c].isEmpty()) {
                    throw new IOException(name + ", row " + numbers[r] + " has a value in column " + (c + 1) + ", but the first row names "
                        + header.length + (header.length == 1 ? " column" : " columns") + ": if that row is a title, delete it");
                }
            }
        }
        final int n = rows.size() - 1;
        final List<String> notes = new ArrayList<>();
        final List<Integer> cut = delimiter == 0 ? List.of() : IntStream.rangeClosed(1, n).filter(r -> rows.get(r).length < width).boxed().toList();
        if (!cut.isEmpty()) {
            notes.add((cut.size() == 1 ? "1 row has" : cut.size() + " rows have") + " fewer cells than there are columns, first row " + numbers[cut.get(0)]
                + ": the columns at the end are missing there");
        }
        if (rows.size() < read) {
            notes.add(read - rows.size() == 1 ? "An empty row was left out" : read - rows.size() + " empty rows were left out");
        }
        final List<String> names = new ArrayList<>();
        final List<String[]> columns = new ArrayList<>();
        final Set<String> seen = new HashSet<>();
        final List<String> empty = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            final String[] cells = new String[n];
            for (int r = 0; r < n; r++) {
                final String[] row = rows.get(r + 1);
                final String cell = c < row.length && row[c] != null ? row[c].strip() : "";
                cells[r] = cell.isEmpty() || missing.contains(cell.toLowerCase(Locale.ROOT)) ? null : cell;
            }
            String title = header[c] == null ? "" : header[c].strip();
            if (title.isEmpty()) {
                if (Arrays.stream(cells).allMatch(v -> v == null)) {
                    notes.add("Column " + (c + 1) + " has neither name nor values and was left out");
                    continue;
                }
                title = "Column " + (c + 1);
                notes.add("Column " + (c + 1) + " has no name");
            }
            if (!seen.add(title)) {
                throw new IOException(name + ": the column \"" + title + "\" is there twice; rename one of them");
            }
            if (n > 0 && Arrays.stream(cells).allMatch(Objects::isNull)) {
                empty.add(title);
            }
            names.add(title);
            columns.add(cells);
        }
        if (idColumn != null && !names.contains(idColumn)) {
            throw new IOException(name + " has no id column \"" + idColumn + "\"; its columns are "
                + FeatureMatrix.brief(names));
        }
        NumberFormats.normalise(names, idColumn, columns, delimiter, notes);
        if (n == 0) {
            notes.add(name + " has column names, but no row");
        }
        if (empty.size() == 1) {
            notes.add("The column \"" + empty.get(0) + "\" has no value in any row: it is read as text, and nothing is learned from it");
        } else if (!empty.isEmpty()) {
            notes.add(empty.size() + " columns have no value in any row: they are read as text, and nothing is learned from them: "
                + FeatureMatrix.brief(empty));
        }
        return new StudyTable(name, names, columns.toArray(String[][]::new), n, idColumn == null ? Set.of() : Set.of(idColumn), notes);
    }

    private static boolean isEmpty(final String[] row) {
        return Arrays.stream(row).allMatch(v -> v == null || v.isBlank());
    }

    /** A number as an xlsx file keeps it, for an id: 4.9109E4 is 49109. */
    static String plain(final String number) {
        if (number.indexOf('E') < 0 && number.indexOf('e') < 0) {
            return number;
        }
        final double value = StudyTable.number(number);
        return Math.abs(value) < 1e15 && value == Math.rint(value) ? new BigDecimal(number).toBigInteger().toString() : number;
    }
}
