package org.petctflow.nodes.common;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Labels;

/**
 * What is learned from: the way from a table to arrays.
 *
 * @param data the rows with a label
 * @param rows for each of them its place in the table
 * @param keys for each of them its row key
 * @param notes what the user should know: rows without a label, columns without a value
 */
public record LearningRows(Dataset data, int[] rows, String[] keys, List<String> notes) {

    /** @param out takes the warning, if there is something to warn of */
    public void warn(final ExecuteOutput out) {
        if (!notes.isEmpty()) {
            out.setWarningMessage(String.join("\n", notes));
        }
    }

    /** @return the name of the positive class */
    public String positive() {
        return data.labels().classes().get(1);
    }

    /**
     * For execute.
     *
     * @param columns the settings
     * @param table the input
     * @param features the names of the features
     * @param centre the column of the centre, or null
     * @param complete whether a missing value is an error
     * @param progress asked for cancellation
     * @return the rows with a label
     * @throws InvalidSettingsException if a column is absent
     */
    public static LearningRows read(final LearningColumns columns, final BufferedDataTable table, final List<String> features,
        final String centre, final boolean complete, final Progress progress) throws InvalidSettingsException {
        final DataTableSpec spec = table.getDataTableSpec();
        final Optional<String> patient = columns.m_patientColumn;
        final int label = Tables.column(spec, columns.m_labelColumn, "Label", StringValue.class, DoubleValue.class);
        final int patientAt = patient.map(spec::findColumnIndex).orElse(-1);
        final int centreAt = centre == null ? -1 : spec.findColumnIndex(centre);
        final List<String> labels = new ArrayList<>();
        final List<Integer> rows = new ArrayList<>();
        final List<String> keys = new ArrayList<>();
        final List<String> patients = new ArrayList<>();
        final List<String> centres = new ArrayList<>();
        int at = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            final String name = LabelClasses.label(row.getCell(label));
            if (name != null) {
                labels.add(name);
                rows.add(at);
                keys.add(row.getKey().getString());
                if (patient.isPresent()) {
                    patients.add(LabelClasses.present(row, patientAt, patient.get()));
                }
                if (centre != null) {
                    centres.add(LabelClasses.present(row, centreAt, centre));
                }
            }
            at++;
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(at == 0 ? "The input has no row" : "No row has a label in the column '" + columns.m_labelColumn + "'");
        }
        final FeatureMatrix all = matrix(table, features, complete, rows, progress);
        final int[] used = rows.stream().mapToInt(Integer::intValue).toArray();
        final Labels classes = Labels.binary(labels, LabelClasses.positive(columns.m_labelColumn, columns.m_positiveClass, new TreeSet<>(labels)))
            .named(columns.m_labelColumn).requireBothClasses();
        final List<String> notes = new ArrayList<>();
        if (used.length < at) {
            notes.add((at - used.length) + " of " + at + " rows have no label and were not used");
        }
        final List<String> others = Stream.of(Optional.of(columns.m_labelColumn), patient, Optional.ofNullable(centre)).flatMap(Optional::stream).toList();
        notes.addAll(emptyTexts(table, columns.m_features, others, progress));
        notes.addAll(emptyFeatures(all));
        return new LearningRows(new Dataset(all, classes, patients.isEmpty() ? Groups.single(used.length) : Groups.of(patients),
            centre == null ? null : Groups.of(centres)), used, keys.toArray(String[]::new), List.copyOf(notes));
    }

    /**
     * Columns of text that would be features if they had a value: a reader cannot know that they are to hold numbers.
     *
     * @param table the input
     * @param filter the choice of features
     * @param others columns that are no features
     * @param progress asked for cancellation
     * @return what to tell the user; empty if there are none
     */
    public static List<String> emptyTexts(final BufferedDataTable table, final ColumnFilter filter, final List<String> others,
        final Progress progress) {
        final DataTableSpec spec = table.getDataTableSpec();
        final List<DataColumnSpec> texts = spec.stream()
            .filter(c -> c.getType().isCompatible(StringValue.class) && !c.getType().isCompatible(DoubleValue.class)).toList();
        final List<String> empty = new ArrayList<>(Arrays.stream(filter.filter(texts)).filter(c -> !others.contains(c)).toList());
        try (CloseableRowIterator rows = table.iterator()) {
            while (!empty.isEmpty() && rows.hasNext()) {
                progress.checkCancelled();
                final DataRow row = rows.next();
                empty.removeIf(c -> !row.getCell(spec.findColumnIndex(c)).isMissing());
            }
        }
        return table.size() == 0 || empty.isEmpty() ? List.of() : List.of(noValue(empty, "read as text and left out"));
    }

    /**
     * @param features what was read
     * @return what to tell the user of features that are left out because they have no value; empty if there are none
     */
    public static List<String> emptyFeatures(final FeatureMatrix features) {
        final List<String> empty = features.rows() == 0 ? List.of()
            : features.names().stream().filter(n -> Arrays.stream(features.column(n)).allMatch(Double::isNaN)).toList();
        return empty.isEmpty() ? List.of() : List.of(noValue(empty, "left out"));
    }

    private static String noValue(final List<String> columns, final String done) {
        return columns.size() == 1 ? "The column '" + columns.get(0) + "' has no value in any row, so it was " + done
            : columns.size() + " columns have no value in any row, so they were " + done + ": " + FeatureMatrix.brief(columns);
    }

    /**
     * @param table the table that was read
     * @param column a column with each row's fold
     * @return the folds of the rows that were read, in the order of their names
     * @throws IllegalArgumentException if a row has none, or there is one only
     */
    public Folds folds(final BufferedDataTable table, final String column) {
        final String[] all = new String[rows.length];
        int at = 0;
        int k = 0;
        for (final DataRow row : table) {
            if (k < rows.length && rows[k] == at) {
                all[k++] = LabelClasses.present(row, table.getDataTableSpec().findColumnIndex(column), column);
            }
            at++;
        }
        final List<String> names = List.copyOf(new TreeSet<>(Arrays.asList(all)));
        if (names.size() < 2) {
            throw new IllegalArgumentException("The fold column '" + column + "' has one value only: cross-validation needs two folds or more");
        }
        return new Folds(Arrays.stream(all).mapToInt(names::indexOf).toArray(), names.size(),
            names.stream().map(n -> "Fold \"" + n + "\" of the column \"" + column + "\"").toList());
    }

    /**
     * @param table a table
     * @param features the names of columns of numbers
     * @param complete whether a missing value is an error
     * @param rows which rows, ascending; null for all
     * @param progress asked for cancellation
     * @return their values
     * @throws IllegalArgumentException if a value is infinite, or missing where it must not; the message names row and column
     */
    public static FeatureMatrix matrix(final BufferedDataTable table, final List<String> features, final boolean complete,
        final List<Integer> rows, final Progress progress) {
        final DataTableSpec spec = table.getDataTableSpec();
        final int[] columns = features.stream().mapToInt(spec::findColumnIndex).toArray();
        final int n = rows == null ? (int)Math.min(Integer.MAX_VALUE - 8, table.size()) : rows.size();
        final double[][] values = new double[columns.length][n];
        int at = 0;
        int k = 0;
        for (final DataRow row : table) {
            if (rows != null && (k == n || rows.get(k) != at)) {
                at++;
                continue;
            }
            progress.checkCancelled();
            for (int c = 0; c < columns.length; c++) {
                final double v = Tables.number(row.getCell(columns[c]));
                if (Double.isInfinite(v)) {
                    throw new IllegalArgumentException("Row '" + row.getKey() + "' has an infinite value in the column '"
                        + features.get(c) + "': mend it, or leave the column out");
                } else if (complete && Double.isNaN(v)) {
                    throw new IllegalArgumentException(hasValue(table, columns[c])
                        ? "Row '" + row.getKey() + "' has no value in the column '" + features.get(c)
                            + "': fill missing values with the Feature Preprocessor before"
                        : "The column '" + features.get(c) + "' has no value in any row: leave it out, or let the Feature Preprocessor do so");
                }
                values[c][k] = v;
            }
            at++;
            k++;
        }
        return FeatureMatrix.ofColumns(features, values, n);
    }

    private static boolean hasValue(final BufferedDataTable table, final int column) {
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                if (!rows.next().getCell(column).isMissing()) {
                    return true;
                }
            }
        }
        return false;
    }
}
