package org.petctflow.learning.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.petctflow.learning.data.FeatureMatrix;

/**
 * A table as it was read: one row a patient, cells as text, null where missing. A column is a number column if every value
 * that is there is a number; an id column is always text, so that "0012" stays what it is.
 */
public final class StudyTable {

    /** Types of columns. */
    public enum Type {
        /** Every value is a number. */
        NUMBER,
        /** Some value is not a number, or the column is the id. */
        TEXT,
        /** No value is there. */
        EMPTY
    }

    private final String m_name;

    private final List<String> m_names;

    private final String[][] m_cells;

    private final int m_rows;

    private final Type[] m_types;

    private final List<String> m_notes;

    private final Map<String, Integer> m_index = new HashMap<>();

    /**
     * @param name the table's name, for messages
     * @param names the columns' names, each once
     * @param cells the cells, [column][row], null where missing; kept, not copied
     * @param rows how many rows
     * @param text columns that are text whatever they hold, such as the id
     * @param notes what the reader had to do
     */
    public StudyTable(final String name, final List<String> names, final String[][] cells, final int rows,
        final Set<String> text, final List<String> notes) {
        m_name = name;
        m_names = List.copyOf(names);
        m_cells = cells;
        m_rows = rows;
        m_notes = List.copyOf(notes);
        m_types = new Type[cells.length];
        if (names.size() != cells.length) {
            throw new IllegalArgumentException("There are " + names.size() + " column names, but " + cells.length + " columns");
        }
        for (int c = 0; c < cells.length; c++) {
            if (m_index.put(m_names.get(c), c) != null) {
                throw new IllegalArgumentException(name + ": the column \"" + m_names.get(c) + "\" is there twice; rename one of them");
            }
            if (cells[c].length != rows) {
                throw new IllegalArgumentException(name + ": column \"" + m_names.get(c) + "\" has " + cells[c].length
                    + " cells, but the table has " + rows + " rows");
            }
            m_types[c] = type(cells[c], text.contains(m_names.get(c)));
        }
    }

    private static Type type(final String[] cells, final boolean text) {
        boolean any = false;
        for (final String cell : cells) {
            if (cell != null) {
                any = true;
                if (text || Double.isNaN(number(cell))) {
                    return Type.TEXT;
                }
            }
        }
        return any ? Type.NUMBER : Type.EMPTY;
    }

    /** @return the number that a cell holds ("inf" and "-inf" are infinite), NaN where it holds none */
    static double number(final String cell) {
        final int n = cell.length();
        if (n == 0 || n > 400) {
            return Double.NaN;
        }
        switch (cell.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity":
                return Double.POSITIVE_INFINITY;
            case "-inf", "-infinity":
                return Double.NEGATIVE_INFINITY;
            default:
        }
        for (int i = 0; i < n; i++) {
            final char c = cell.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN; // Java would read "1d" and hexadecimal numbers, too
            }
        }
        try {
            return Double.parseDouble(cell);
        } catch (final NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** @return the table's name */
    public String name() {
        return m_name;
    }

    /** @return the columns' names */
    public List<String> names() {
        return m_names;
    }

    /** @return how many rows */
    public int rows() {
        return m_rows;
    }

    /** @return what the reader had to do: columns dropped or named, cells with errors */
    public List<String> notes() {
        return m_notes;
    }

    /**
     * @param column a column's name
     * @return whether there is such a column
     */
    public boolean has(final String column) {
        return m_index.containsKey(column);
    }

    private int index(final String column) {
        final Integer c = m_index.get(column);
        if (c == null) {
            throw new IllegalArgumentException(
                m_name + ": there is no column \"" + column + "\"; the columns are " + FeatureMatrix.brief(m_names));
        }
        return c;
    }

    /**
     * @param column a column's name
     * @return its type
     */
    public Type type(final String column) {
        return m_types[index(column)];
    }

    /**
     * @param column a column's name
     * @return its cells, null where missing; the table's own array, only to be read
     */
    public String[] text(final String column) {
        return m_cells[index(column)];
    }

    /**
     * @param column a number column's name (or an empty one's)
     * @return its values, NaN where missing
     * @throws IllegalArgumentException if a value is not a number; the message names it
     */
    public double[] numbers(final String column) {
        final String[] cells = text(column);
        final double[] values = new double[m_rows];
        for (int r = 0; r < m_rows; r++) {
            values[r] = cells[r] == null ? Double.NaN : number(cells[r]);
            if (cells[r] != null && Double.isNaN(values[r])) {
                throw new IllegalArgumentException(m_name + ": column \"" + column + "\", row " + (r + 1) + ": \"" + cells[r]
                    + "\" is not a number; add it to the missing markers if it stands for a missing value");
            }
        }
        return values;
    }

    /**
     * @param column the id column
     * @return the row of each id
     * @throws IllegalArgumentException if an id is missing or there twice
     */
    public Map<String, Integer> rowsById(final String column) {
        final String[] ids = text(column);
        final Map<String, Integer> rows = new HashMap<>();
        for (int r = 0; r < m_rows; r++) {
            if (ids[r] == null) {
                throw new IllegalArgumentException(m_name + ": row " + (r + 1) + " has no value in the id column \"" + column + "\"");
            }
            final Integer before = rows.put(ids[r], r);
            if (before != null) {
                throw new IllegalArgumentException(m_name + ": the id of row " + (before + 1) + " is there again in row " + (r + 1)
                    + "; each patient needs a row of its own");
            }
        }
        return rows;
    }

    /**
     * @param columns number columns
     * @return their values
     */
    public FeatureMatrix matrix(final List<String> columns) {
        return FeatureMatrix.ofColumns(columns, columns.stream().map(this::numbers).toArray(double[][]::new), m_rows);
    }

    /**
     * The same patients' columns of another table behind this one's. A row that the other table does not know gets missing values; rows
     * that are in the other table alone are left out. A column that both have stays as it is here.
     *
     * @param other the other table
     * @param id the column that names the patient in both
     * @return this table with the other's further columns; a note says what did not fit
     * @throws IllegalArgumentException if the other table lacks the column, or a patient is there twice
     */
    public StudyTable join(final StudyTable other, final String id) {
        final Map<String, Integer> rows = other.rowsById(id);
        final int[] from = new int[m_rows];
        int absent = 0;
        for (int r = 0; r < m_rows; r++) {
            from[r] = rows.getOrDefault(text(id)[r], -1);
            absent += from[r] < 0 ? 1 : 0;
        }
        final List<String> names = new ArrayList<>(m_names);
        final List<String[]> cells = new ArrayList<>(Arrays.asList(m_cells));
        final List<String> notes = new ArrayList<>(m_notes);
        other.m_notes.forEach(n -> notes.add(n));
        if (absent > 0) {
            notes.add(other.m_name + " has no row for " + absent + " of the " + m_rows + " patients of " + m_name);
        }
        for (final String column : other.m_names) {
            final String[] theirs = other.text(column);
            if (m_index.containsKey(column)) {
                final String[] own = text(column);
                int differ = 0;
                for (int r = 0; r < m_rows; r++) {
                    differ += from[r] >= 0 && !column.equals(id) && !Objects.equals(own[r], theirs[from[r]]) ? 1 : 0;
                }
                if (differ > 0) {
                    notes.add("\"" + column + "\" was taken from " + m_name + "; " + other.m_name + " says otherwise for " + differ + " of the patients");
                }
            } else {
                final String[] mine = new String[m_rows];
                Arrays.setAll(mine, r -> from[r] < 0 ? null : theirs[from[r]]);
                names.add(column);
                cells.add(mine);
            }
        }
        return new StudyTable(m_name, names, cells.toArray(String[][]::new), m_rows, Set.of(id), notes);
    }

    /** @return the number columns, in order */
    public List<String> numberColumns() {
        return m_names.stream().filter(n -> type(n) == Type.NUMBER).toList();
    }

    static Set<String> lower(final Set<String> markers) {
        final Set<String> lower = new HashSet<>();
        markers.forEach(m -> lower.add(m.strip().toLowerCase(Locale.ROOT)));
        return lower;
    }
}
