package org.petctflow.nodes.common;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.petctflow.base.Progress;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.types.VolumeValue;

/** From KNIME's tables to arrays, and back. */
public final class Tables {

    private Tables() {
    }

    /**
     * @param spec the input's columns
     * @param name the column that was chosen; null or empty where none was
     * @param option the option's title, for the message
     * @param values what its cells must be, one of them
     * @return where the column is
     * @throws InvalidSettingsException if there is no such column, or it holds something else
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static int column(final DataTableSpec spec, final String name, final String option,
        final Class<? extends DataValue>... values) throws InvalidSettingsException {
        final List<Class<? extends DataValue>> allowed = Arrays.asList(values);
        if (name == null || name.isEmpty()) {
            throw new InvalidSettingsException("Choose a column for \"" + option + "\"" + candidates(spec, allowed));
        }
        final int index = spec.findColumnIndex(name);
        if (index < 0) {
            throw new InvalidSettingsException("The input has no column '" + name + "', which is chosen for \"" + option
                + "\": choose another" + candidates(spec, allowed));
        }
        final DataType type = spec.getColumnSpec(index).getType();
        if (allowed.stream().noneMatch(type::isCompatible)) {
            throw new InvalidSettingsException("The column '" + name + "', which is chosen for \"" + option + "\", holds "
                + type.getName() + ": choose another" + candidates(spec, allowed));
        }
        return index;
    }

    private static String candidates(final DataTableSpec spec, final List<Class<? extends DataValue>> values) {
        final List<String> names = spec.stream().filter(c -> values.stream().anyMatch(c.getType()::isCompatible))
            .map(c -> "'" + c.getName() + "'").limit(5).toList();
        return names.isEmpty() ? "; the input has none that fits" : ", e.g. " + String.join(", ", names);
    }

    /**
     * @param spec the input's columns
     * @param names the columns that were chosen
     * @param option the option's title, for the message
     * @param value what their cells must be
     * @return where the columns are
     * @throws InvalidSettingsException if none was chosen, there is no such column, or it holds something else
     */
    public static int[] columns(final DataTableSpec spec, final String[] names, final String option,
        final Class<? extends DataValue> value) throws InvalidSettingsException {
        if (names.length == 0) {
            throw new InvalidSettingsException("Choose at least one column for \"" + option + "\"");
        }
        final int[] columns = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = column(spec, names[i], option, value);
        }
        return columns;
    }

    /**
     * Numbers of a table with missing values as NaN.
     *
     * @param table the table
     * @param columns which of its columns; they hold numbers
     * @param progress asked for cancellation
     * @return [row][column], rows in the table's order, columns in that of {@code columns}
     */
    public static double[][] numbers(final BufferedDataTable table, final int[] columns, final Progress progress) {
        final double[][] numbers = new double[rows(table)][columns.length];
        int r = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            for (int c = 0; c < columns.length; c++) {
                numbers[r][c] = number(row.getCell(columns[c]));
            }
            r++;
        }
        return numbers;
    }

    /**
     * Texts of one column with missing values as null.
     *
     * @param table the table
     * @param column which of its columns; anything but text is taken as it is shown
     * @return by row
     */
    public static String[] texts(final BufferedDataTable table, final int column) {
        final String[] texts = new String[rows(table)];
        int r = 0;
        for (final DataRow row : table) {
            texts[r++] = text(row.getCell(column));
        }
        return texts;
    }

    /**
     * @param table a table
     * @return the keys of its rows
     */
    public static String[] keys(final BufferedDataTable table) {
        final String[] keys = new String[rows(table)];
        int r = 0;
        for (final DataRow row : table) {
            keys[r++] = row.getKey().getString();
        }
        return keys;
    }

    private static int rows(final BufferedDataTable table) {
        if (table.size() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("The table has " + table.size() + " rows; at most 2147483639 can be worked on");
        }
        return (int)table.size();
    }

    /**
     * @param cell a cell of a column of numbers
     * @return its value, NaN for missing
     */
    public static double number(final DataCell cell) {
        return cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
    }

    /**
     * @param cell a cell
     * @return its text, null for missing
     */
    public static String text(final DataCell cell) {
        return cell.isMissing() ? null : cell instanceof StringValue s ? s.getStringValue() : cell.toString();
    }

    /**
     * @param cell a cell of a column of volumes, or of lists of volumes
     * @return the volumes that are there; empty for missing
     */
    public static List<VolumeValue> volumes(final DataCell cell) {
        final List<VolumeValue> volumes = new ArrayList<>();
        if (cell instanceof VolumeValue v) {
            volumes.add(v);
        } else if (cell instanceof ListDataValue list) {
            for (final DataCell element : list) {
                volumes.addAll(volumes(element));
            }
        }
        return volumes;
    }

    /**
     * For work on one row: a missing volume is a reason that the row cannot be done.
     *
     * @param row a row
     * @param column a column of volumes
     * @return the volume
     * @throws IOException if the cell is missing, or the volume's file cannot be read
     */
    public static Volume volume(final DataRow row, final int column) throws IOException {
        if (row.getCell(column) instanceof VolumeValue value) {
            return value.getVolume();
        }
        throw new IOException("The volume is missing");
    }

    /**
     * For work on one row.
     *
     * @param row a row
     * @param column a column of volumes
     * @return the mask; of a label image whatever is not 0
     * @throws IOException if the cell is missing, or the volume's file cannot be read
     */
    public static Mask mask(final DataRow row, final int column) throws IOException {
        if (!(row.getCell(column) instanceof VolumeValue value)) {
            throw new IOException("The mask is missing");
        }
        final Volume volume = value.getVolume();
        final byte[] inside = new byte[volume.voxels().length()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte)(volume.voxels().get(i) != 0 ? 1 : 0);
        }
        return Mask.of(volume.info(), inside);
    }

    /**
     * @param value a number
     * @return its cell; missing for NaN
     */
    public static DataCell cell(final double value) {
        return Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value);
    }

    /**
     * @param value a number
     * @return its cell
     */
    public static DataCell cell(final int value) {
        return new IntCell(value);
    }

    /**
     * @param value a number
     * @return its cell
     */
    public static DataCell cell(final long value) {
        return new LongCell(value);
    }

    /**
     * @param value yes or no
     * @return its cell
     */
    public static DataCell cell(final boolean value) {
        return value ? BooleanCell.TRUE : BooleanCell.FALSE;
    }

    /**
     * @param value a text
     * @return its cell; missing for null and for an empty text
     */
    public static DataCell cell(final String value) {
        return value == null || value.isEmpty() ? DataType.getMissingCell() : new StringCell(value);
    }

    /**
     * @param name a column's name
     * @param type the type of its cells
     * @return the column
     */
    public static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /**
     * The input's columns and others behind them. A name that is taken already gets a number, as KNIME's own nodes do it.
     *
     * @param spec the input's columns
     * @param columns the others
     * @return all of them
     */
    public static DataTableSpec append(final DataTableSpec spec, final DataColumnSpec... columns) {
        final DataTableSpecCreator creator = new DataTableSpecCreator(spec);
        final Set<String> taken = new HashSet<>(Arrays.asList(spec.getColumnNames()));
        for (final DataColumnSpec column : columns) {
            String name = column.getName();
            for (int i = 1; !taken.add(name); i++) {
                name = column.getName() + " (#" + i + ")";
            }
            final DataColumnSpecCreator renamed = new DataColumnSpecCreator(column);
            renamed.setName(name);
            creator.addColumns(renamed.createSpec());
        }
        return creator.createSpec();
    }

    /**
     * @param row a row of the input
     * @param cells cells of the columns that were appended
     * @return both, under the row's key
     */
    public static DataRow append(final DataRow row, final DataCell... cells) {
        final DataCell[] all = new DataCell[row.getNumCells() + cells.length];
        for (int i = 0; i < row.getNumCells(); i++) {
            all[i] = row.getCell(i);
        }
        System.arraycopy(cells, 0, all, row.getNumCells(), cells.length);
        return new DefaultRow(row.getKey(), all);
    }

    /**
     * @param wanted a row key, e.g. a patient
     * @param taken the keys that are taken; the new one is added
     * @return the key, with {@code _2}, {@code _3} ... behind it if it is taken
     */
    public static String uniqueKey(final String wanted, final Set<String> taken) {
        String key = wanted;
        for (int i = 2; !taken.add(key); i++) {
            key = wanted + "_" + i;
        }
        return key;
    }

    /**
     * @param exec the running node
     * @param spec the table's columns
     * @param rows the cells of its rows; their keys are Row0, Row1 ...
     * @return the table
     */
    public static BufferedDataTable table(final ExecutionContext exec, final DataTableSpec spec, final List<DataCell[]> rows) {
        final BufferedDataContainer container = exec.createDataContainer(spec);
        for (int r = 0; r < rows.size(); r++) {
            container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)r), rows.get(r)));
        }
        container.close();
        return container.getTable();
    }

    /**
     * @param count how many
     * @return as many missing cells
     */
    public static DataCell[] missing(final int count) {
        final DataCell[] cells = new DataCell[count];
        Arrays.fill(cells, DataType.getMissingCell());
        return cells;
    }
}
