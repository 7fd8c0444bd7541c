package org.petctflow.learning.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of numbers with named columns: one row a patient (or series, or lesion), one column a feature. A missing value is
 * NaN. Columns are kept as arrays of their own, because nearly every method walks down a column.
 *
 * <p>The object never changes, but hands out its arrays without copying them: whoever takes one only reads it.
 */
public final class FeatureMatrix {

    private final List<String> m_names;

    private final double[][] m_columns;

    private final int m_rows;

    private Map<String, Integer> m_index;

    private FeatureMatrix(final List<String> names, final double[][] columns, final int rows) {
        m_names = names;
        m_columns = columns;
        m_rows = rows;
    }

    /**
     * @param names the columns' names, each once
     * @param columns the values, [column][row]; kept, not copied
     * @param rows how many rows there are
     * @return the matrix
     * @throws IllegalArgumentException if a name appears twice or a column has another length
     */
    public static FeatureMatrix ofColumns(final List<String> names, final double[][] columns, final int rows) {
        if (names.size() != columns.length) {
            throw new IllegalArgumentException("There are " + names.size() + " column names, but " + columns.length + " columns");
        }
        final FeatureMatrix matrix = new FeatureMatrix(List.copyOf(names), columns, rows);
        for (int c = 0; c < columns.length; c++) {
            if (columns[c].length != rows) {
                throw new IllegalArgumentException("Column \"" + names.get(c) + "\" has " + columns[c].length
                    + " values, but the matrix has " + rows + " rows");
            }
        }
        matrix.index();
        return matrix;
    }

    /**
     * @param names the columns' names, each once
     * @param columns the values, [column][row], at least one column; kept, not copied
     * @return the matrix
     */
    public static FeatureMatrix ofColumns(final List<String> names, final double[][] columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("A matrix without columns needs its number of rows");
        }
        return ofColumns(names, columns, columns[0].length);
    }

    /**
     * @param names the columns' names, each once
     * @param rows the values, [row][column]; copied
     * @return the matrix
     */
    public static FeatureMatrix ofRows(final List<String> names, final double[][] rows) {
        final double[][] columns = new double[names.size()][rows.length];
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != names.size()) {
                throw new IllegalArgumentException(
                    "Row " + r + " has " + rows[r].length + " values, but there are " + names.size() + " columns");
            }
            for (int c = 0; c < columns.length; c++) {
                columns[c][r] = rows[r][c];
            }
        }
        return ofColumns(names, columns, rows.length);
    }

    /** @return how many rows there are */
    public int rows() {
        return m_rows;
    }

    /** @return how many columns there are */
    public int columns() {
        return m_columns.length;
    }

    /** @return the columns' names */
    public List<String> names() {
        return m_names;
    }

    /**
     * @param column which column
     * @return its name
     */
    public String name(final int column) {
        return m_names.get(column);
    }

    /**
     * @param name a column's name
     * @return which column that is
     * @throws IllegalArgumentException if there is no such column
     */
    public int indexOf(final String name) {
        final Integer c = index().get(name);
        if (c == null) {
            throw new IllegalArgumentException("There is no column \"" + name + "\"; the columns are " + brief(m_names));
        }
        return c;
    }

    /**
     * @param row the row
     * @param column the column
     * @return the value, NaN if missing
     */
    public double get(final int row, final int column) {
        return m_columns[column][row];
    }

    /**
     * @param column the column
     * @return its values, one a row; the matrix's own array, only to be read
     */
    public double[] column(final int column) {
        return m_columns[column];
    }

    /**
     * @param name a column's name
     * @return its values, one a row; the matrix's own array, only to be read
     */
    public double[] column(final String name) {
        return m_columns[indexOf(name)];
    }

    /** @return a copy of the values as [row][column] */
    public double[][] toRows() {
        final double[][] rows = new double[m_rows][m_columns.length];
        for (int c = 0; c < m_columns.length; c++) {
            final double[] column = m_columns[c];
            for (int r = 0; r < m_rows; r++) {
                rows[r][c] = column[r];
            }
        }
        return rows;
    }

    /**
     * @param rows which rows, in the order they shall have; a row may be taken twice
     * @return those rows
     */
    public FeatureMatrix selectRows(final int[] rows) {
        final double[][] columns = new double[m_columns.length][rows.length];
        for (int c = 0; c < columns.length; c++) {
            final double[] from = m_columns[c];
            final double[] to = columns[c];
            for (int r = 0; r < rows.length; r++) {
                to[r] = from[rows[r]];
            }
        }
        final FeatureMatrix selected = new FeatureMatrix(m_names, columns, rows.length);
        selected.m_index = m_index;
        return selected;
    }

    /**
     * @param columns which columns, in the order they shall have, each once
     * @return those columns; shares the values
     */
    public FeatureMatrix selectColumns(final int[] columns) {
        final List<String> names = new ArrayList<>(columns.length);
        final double[][] values = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            names.add(m_names.get(columns[c]));
            values[c] = m_columns[columns[c]];
        }
        // an index by name is made where a name is asked for: eliminations take columns again and again and ask for none
        return Arrays.stream(columns).distinct().count() == columns.length ? new FeatureMatrix(List.copyOf(names), values, m_rows)
            : ofColumns(names, values, m_rows);
    }

    /**
     * @param names which columns, in the order they shall have, each once
     * @return those columns; shares the values
     * @throws IllegalArgumentException if columns are missing; the message names them
     */
    public FeatureMatrix selectColumns(final List<String> names) {
        if (names.equals(m_names)) {
            return this;
        }
        final List<String> missing = names.stream().filter(n -> !index().containsKey(n)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The table lacks " + missing.size() + " of the " + names.size()
                + " columns that are needed: " + brief(missing));
        }
        return selectColumns(names.stream().mapToInt(index()::get).toArray());
    }

    /**
     * Asks for plain numbers, as every model needs them.
     *
     * @return this
     * @throws IllegalArgumentException if a value is missing or infinite; the message names column, row and the mend
     */
    public FeatureMatrix requireFinite() {
        for (int c = 0; c < m_columns.length; c++) {
            final double[] column = m_columns[c];
            for (int r = 0; r < m_rows; r++) {
                if (!(Math.abs(column[r]) <= Double.MAX_VALUE)) {
                    throw new IllegalArgumentException("Column \"" + m_names.get(c) + "\", row " + r + ": the value is "
                        + (Double.isNaN(column[r]) ? "missing; impute or remove it first" : "infinite; correct or remove it first"));
                }
            }
        }
        return this;
    }

    /**
     * @return this
     * @throws IllegalArgumentException if a value is infinite; missing values pass
     */
    public FeatureMatrix requireNoInfinite() {
        for (int c = 0; c < m_columns.length; c++) {
            for (final double v : m_columns[c]) {
                if (Double.isInfinite(v)) {
                    return requireFiniteColumn(c);
                }
            }
        }
        return this;
    }

    private FeatureMatrix requireFiniteColumn(final int c) {
        for (int r = 0; r < m_rows; r++) {
            if (Double.isInfinite(m_columns[c][r])) {
                throw new IllegalArgumentException("Column \"" + m_names.get(c) + "\", row " + r
                    + ": the value is infinite; correct it, or set it to missing");
            }
        }
        return this;
    }

    private Map<String, Integer> index() {
        Map<String, Integer> index = m_index;
        if (index == null) {
            index = new HashMap<>(2 * m_names.size());
            for (int c = 0; c < m_names.size(); c++) {
                if (index.put(m_names.get(c), c) != null) {
                    throw new IllegalArgumentException("The column \"" + m_names.get(c) + "\" is there twice; rename one of them");
                }
            }
            m_index = index;
        }
        return index;
    }

    /**
     * @param names some names
     * @return the first of them, for a message
     */
    public static String brief(final Collection<String> names) {
        final int shown = 10;
        final String text = String.join(", ", names.stream().limit(shown).toList());
        return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text;
    }
}
