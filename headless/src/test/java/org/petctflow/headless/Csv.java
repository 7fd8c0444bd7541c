package org.petctflow.headless;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV of RFC 4180 and compares tables of it. */
final class Csv {

    /** What processors may differ in: the last bits of sums and of functions like exp. */
    private static final double TOLERANCE = 1e-9;

    private Csv() {
    }

    /** The fields of all records; a field that is not quoted and empty is null. */
    static List<List<String>> parse(final String text) {
        final List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            final var field = new StringBuilder();
            final boolean isQuoted = text.charAt(i) == '"';
            if (isQuoted) {
                i++;
                while (text.charAt(i) != '"' || text.startsWith("\"\"", i)) {
                    field.append(text.charAt(i));
                    i += text.charAt(i) == '"' ? 2 : 1;
                }
                i++;
            } else {
                while (i < text.length() && ",\r\n".indexOf(text.charAt(i)) < 0) {
                    field.append(text.charAt(i++));
                }
            }
            record.add(isQuoted || field.length() > 0 ? field.toString() : null);
            if (i < text.length() && text.charAt(i) == ',') {
                i++;
                if (i < text.length() && "\r\n".indexOf(text.charAt(i)) < 0) {
                    continue;
                }
                record.add(null); // a comma ends the record: the last field is missing
            }
            records.add(record);
            record = new ArrayList<>();
            i += text.startsWith("\r\n", i) ? 2 : 1;
        }
        return records;
    }

    /** The first difference, null if there is none. The expected table may have fewer columns, which are found by their names. */
    static String difference(final String expected, final String actual) {
        final List<List<String>> e = parse(expected);
        final List<List<String>> a = parse(actual);
        final int[] columns = new int[e.get(0).size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = a.get(0).indexOf(e.get(0).get(c));
            if (columns[c] < 0) {
                return "there is no column " + e.get(0).get(c) + ", only " + a.get(0);
            }
        }
        for (int row = 1; row < Math.min(e.size(), a.size()); row++) {
            if (e.get(row).size() != columns.length || a.get(row).size() != a.get(0).size()) {
                return "row " + row + " has not as many fields as the header";
            }
            for (int c = 0; c < columns.length; c++) {
                if (!isSame(e.get(row).get(c), a.get(row).get(columns[c]))) {
                    return "row " + a.get(row).get(0) + ", column " + e.get(0).get(c) + ": expected " + e.get(row).get(c) + ", found "
                        + a.get(row).get(columns[c]);
                }
            }
        }
        return e.size() == a.size() ? null : "there are " + (a.size() - 1) + " rows, expected " + (e.size() - 1);
    }

    private static boolean isSame(final String expected, final String actual) {
        if (expected == null || actual == null || expected.equals(actual)) {
            return expected == null ? actual == null : expected.equals(actual);
        }
        try {
            final double e = Double.parseDouble(expected);
            final double a = Double.parseDouble(actual);
            return Math.abs(e - a) <= TOLERANCE * Math.max(Math.abs(e), Math.abs(a));
        } catch (NumberFormatException x) { // NOSONAR text that is not the same
            return false;
        }
    }
}
