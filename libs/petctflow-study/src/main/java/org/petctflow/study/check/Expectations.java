package org.petctflow.study.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a table should hold, one expectation a line:
 *
 * <pre>
 *   row | column | value
 *   row | column | value | tolerance
 *   # a comment; empty lines are skipped
 * </pre>
 *
 * The row is the name the table gives it, or {@code *} for every row. A value is compared as a number where the table holds
 * numbers, else as text; {@code ?} is a missing value, {@code !?} any that is not missing. A tolerance is absolute, or with
 * {@code %} relative to the expected value. A bar or a backslash inside a name is written with a backslash before it.
 */
public final class Expectations {

    /** A table as this class sees it. */
    public interface Table {

        /** @return the number of rows */
        int rows();

        /**
         * @param row from 0
         * @return the row's name; several rows may have the same
         */
        String name(int row);

        /** @return the names of the columns */
        List<String> columns();

        /**
         * @param row from 0
         * @param column from 0
         * @return the value: a {@link Double}, a {@link String}, or null where it is missing
         */
        Object value(int row, int column);
    }

    private record Line(int number, String row, String column, String value, String tolerance) {
    }

    private final List<Line> m_lines;

    private final String m_tolerance;

    private Expectations(final List<Line> lines, final String tolerance) {
        m_lines = lines;
        m_tolerance = tolerance;
    }

    /**
     * @param text the lines
     * @param tolerance the tolerance of lines without one
     * @return the expectations
     * @throws IllegalArgumentException if a line is not as it should be; the message names it
     */
    public static Expectations parse(final String text, final String tolerance) {
        checkTolerance(tolerance, "The tolerance");
        final List<Line> lines = new ArrayList<>();
        int number = 0;
        for (final String line : text.split("\\R")) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            final List<String> parts = split(line);
            if (parts.size() < 3 || parts.size() > 4 || parts.get(0).isEmpty() || parts.get(1).isEmpty()) {
                throw new IllegalArgumentException("Line " + number + " must be \"row | column | value\" or "
                    + "\"row | column | value | tolerance\", but is: " + line.strip());
            }
            if (parts.size() == 4) {
                checkTolerance(parts.get(3), "The tolerance of line " + number);
            }
            lines.add(new Line(number, parts.get(0), parts.get(1), parts.get(2), parts.size() == 4 ? parts.get(3) : tolerance));
        }
        return new Expectations(lines, tolerance);
    }

    private static List<String> split(final String line) {
        final List<String> parts = new ArrayList<>();
        final StringBuilder part = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            final char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && (line.charAt(i + 1) == '|' || line.charAt(i + 1) == '\\')) {
                part.append(line.charAt(++i));
            } else if (c == '|') {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static void checkTolerance(final String tolerance, final String what) {
        final double t = number(tolerance.endsWith("%") ? tolerance.substring(0, tolerance.length() - 1) : tolerance);
        if (!(t >= 0 && t < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be a number like 0.001 or a share like 0.1%, but is: " + tolerance);
        }
    }

    private static double number(final String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (final NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** @return how many expectations there are */
    public int size() {
        return m_lines.size();
    }

    /**
     * @param table a table
     * @return what is not as expected: row, column, expected and found; empty if all is well
     */
    public List<String> check(final Table table) {
        final List<String> wrong = new ArrayList<>();
        for (final Line line : m_lines) {
            final int column = table.columns().indexOf(line.column);
            if (column < 0) {
                wrong.add("line " + line.number + ": there is no column '" + line.column + "', but "
                    + quoted(table.columns()));
                continue;
            }
            boolean found = false;
            for (int r = 0; r < table.rows(); r++) {
                if (line.row.equals("*") || line.row.equals(table.name(r))) {
                    found = true;
                    final String difference = difference(line, table.value(r, column));
                    if (difference != null) {
                        wrong.add("row '" + table.name(r) + "', column '" + line.column + "': " + difference);
                    }
                }
            }
            if (!found) {
                final List<String> names = new ArrayList<>();
                for (int r = 0; r < table.rows(); r++) {
                    names.add(table.name(r));
                }
                wrong.add("line " + line.number + ": there is no row '" + line.row + "', but "
                    + (names.isEmpty() ? "none at all" : quoted(names)));
            }
        }
        return wrong;
    }

    private static String quoted(final List<String> names) {
        final List<String> first = names.stream().limit(20).map(n -> "'" + n + "'").toList();
        return String.join(", ", first) + (names.size() > 20 ? " and " + (names.size() - 20) + " more" : "");
    }

    private static String difference(final Line line, final Object found) {
        if (line.value.equals("?")) {
            return found == null ? null : "expected a missing value, found " + found;
        }
        if (found == null) {
            return "expected " + (line.value.equals("!?") ? "a value" : line.value) + ", found a missing value";
        }
        if (line.value.equals("!?")) {
            return null;
        }
        if (found instanceof Double number) {
            final double expected = number(line.value);
            final double tolerance = line.tolerance.endsWith("%")
                ? Math.abs(expected) * number(line.tolerance.substring(0, line.tolerance.length() - 1)) / 100
                : number(line.tolerance);
            // equal infinities have no difference
            return number == expected || Math.abs(number - expected) <= tolerance ? null
                : "expected " + line.value + " within " + line.tolerance + ", found " + number;
        }
        return found.equals(line.value) ? null : "expected '" + line.value + "', found '" + found + "'";
    }

    @Override
    public String toString() {
        return m_lines.size() + " expectations, tolerance " + m_tolerance;
    }
}
