package org.petctflow.nodes.common;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Folds;
import org.petctflow.learning.data.Groups;
import org.petctflow.learning.data.Labels;

/** Which columns of a table a two-class model learns from: settings that every node that learns has, and the way to arrays. */
public final class LearningColumns implements WidgetGroup, Persistable {

    private static final List<String> USUAL_LABELS = List.of("label", "EGFR", "class", "target", "outcome");

    private static final List<String> USUAL_POSITIVES = List.of("1", "true", "yes", "positive", "mutant", "mutated", "event");

    /** The label's column. */
    public interface LabelRef extends ParameterReference<String> {
    }

    /** Columns that can be a label: texts, whole numbers, truth values. */
    public static final class LabelColumns implements FilteredInputTableColumnsProvider {
        @Override
        public boolean isIncluded(final DataColumnSpec column) {
            return column.getType().isCompatible(StringValue.class) || column.getType().isCompatible(DoubleValue.class);
        }
    }

    /** The classes of the label, as far as the table's spec knows them. */
    public static final class Classes implements StringChoicesProvider {

        private Supplier<String> m_label;

        @Override
        public void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            m_label = initializer.computeFromValueSupplier(LabelRef.class);
        }

        @Override
        public List<String> choices(final NodeParametersInput context) {
            return context.getInTableSpec(0).map(s -> s.getColumnSpec(m_label.get())).map(LearningColumns::knownClasses)
                .map(List::copyOf).orElse(List.of());
        }
    }

    @Widget(title = "Label", description = """
            The column with the class of each row: a text, or whole numbers such as 0 and 1. It must hold two classes. Rows without a label
            are not learned from, and the node warns of them.""")
    @ChoicesProvider(LabelColumns.class)
    @ValueReference(LabelRef.class)
    public String m_labelColumn = "label"; // NOSONAR settings are fields

    @Widget(title = "Positive class", description = """
            The class that is to be found, e.g. <tt>mutant</tt>: probabilities are its, and sensitivity is the share of its rows that are
            found. Empty (default) takes the one of the two that is called 1, true, yes, positive, mutant, mutated or event.""")
    @ChoicesProvider(Classes.class)
    public String m_positiveClass = ""; // NOSONAR settings are fields

    @Widget(title = "Features", description = """
            The columns of numbers to learn from. By default all, also those that appear later; label, patient and centre are never
            among them.""")
    @ColumnFilterWidget(choicesProvider = Columns.Numbers.class)
    public ColumnFilter m_features = new ColumnFilter().withIncludeUnknownColumns(); // NOSONAR settings are fields

    @Widget(title = "Patient", description = """
            The column that says which rows belong to one patient: they are never torn apart by a fold or split. Without it (default) every
            row is a patient.""")
    @ChoicesProvider(Columns.All.class)
    public Optional<String> m_patientColumn = Optional.empty(); // NOSONAR settings are fields

    /** The defaults. */
    public LearningColumns() {
    }

    /** @param input what a new node is connected to */
    public LearningColumns(final NodeParametersInput input) {
        final List<DataColumnSpec> columns = ColumnSelectionUtil.getFilteredColumns(input, 0,
            c -> knownClasses(c).size() == 2 || USUAL_LABELS.stream().anyMatch(c.getName()::equalsIgnoreCase));
        m_labelColumn = USUAL_LABELS.stream()
            .flatMap(l -> columns.stream().map(DataColumnSpec::getName).filter(l::equalsIgnoreCase)).findFirst()
            .orElse(columns.isEmpty() ? m_labelColumn : columns.get(0).getName());
    }

    private static Set<String> knownClasses(final DataColumnSpec column) {
        final Set<String> classes = new TreeSet<>();
        if (column.getDomain().hasValues()) {
            column.getDomain().getValues().forEach(v -> classes.add(label(v)));
        }
        return classes;
    }

    /**
     * For configure.
     *
     * @param spec the input's columns
     * @param others columns that are no features, e.g. the centre's
     * @return the names of the features
     * @throws InvalidSettingsException if a column is absent or wrong, or the label cannot be one
     */
    public List<String> check(final DataTableSpec spec, final String... others) throws InvalidSettingsException {
        final int label = Tables.column(spec, m_labelColumn, "Label", StringValue.class, DoubleValue.class);
        final Set<String> classes = knownClasses(spec.getColumnSpec(label));
        if (classes.size() == 2 && !m_positiveClass.isEmpty() && !classes.contains(m_positiveClass)) {
            throw new InvalidSettingsException("The label '" + m_labelColumn + "' has the classes " + FeatureMatrix.brief(classes)
                + ", but \"Positive class\" is \"" + m_positiveClass + "\": choose one of them");
        } else if (classes.size() == 1) { // more may be of rows that were filtered out before: KNIME keeps them in the spec
            throw new InvalidSettingsException("The label '" + m_labelColumn + "' must have two classes, but has only '"
                + classes.iterator().next() + "'. Choose another column");
        }
        if (m_patientColumn.isPresent()) {
            Tables.column(spec, m_patientColumn.get(), "Patient", DataValue.class);
        }
        final List<String> no = new ArrayList<>(Arrays.asList(others));
        no.add(m_labelColumn);
        m_patientColumn.ifPresent(no::add);
        return features(spec, m_features, no);
    }

    /**
     * @param spec the input's columns
     * @param filter the choice of columns
     * @param others columns that are no features
     * @return the names of the features
     * @throws InvalidSettingsException if a column is absent, or none is chosen
     */
    public static List<String> features(final DataTableSpec spec, final ColumnFilter filter, final List<String> others)
        throws InvalidSettingsException {
        final List<DataColumnSpec> numbers = spec.stream().filter(c -> c.getType().isCompatible(DoubleValue.class)).toList();
        final String[] missing = filter.getMissingSelected(numbers);
        if (missing.length > 0) {
            throw new InvalidSettingsException("Of the columns that are chosen for \"Features\" the input lacks, or holds no numbers in, "
                + FeatureMatrix.brief(List.of(missing)));
        }
        final List<String> names = Arrays.stream(filter.filter(numbers)).filter(n -> !others.contains(n)).toList();
        if (names.isEmpty()) {
            throw new InvalidSettingsException("Choose at least one column of numbers for \"Features\""
                + (numbers.isEmpty() ? "; the input has none" : "; the label, patient and centre do not count"));
        }
        return names;
    }

    /**
     * What is learned from.
     *
     * @param data the rows with a label
     * @param rows for each of them its place in the table
     * @param keys for each of them its row key
     * @param unlabelled how many rows have no label
     */
    public record Rows(Dataset data, int[] rows, String[] keys, int unlabelled) {

        /** @param out takes the warning of rows without a label, if there are any */
        public void warn(final ExecuteOutput out) {
            if (unlabelled > 0) {
                out.setWarningMessage(warning());
            }
        }

        /** @return the warning of rows without a label; empty if there are none */
        public String warning() {
            return unlabelled == 0 ? "" : unlabelled + " of " + (unlabelled + rows.length) + " rows have no label and were not used";
        }

        /** @return the name of the positive class */
        public String positive() {
            return data.labels().classes().get(1);
        }
    }

    /**
     * For execute.
     *
     * @param table the input
     * @param features the names of the features
     * @param centre the column of the centre, or null
     * @param complete whether a missing value is an error
     * @param progress asked for cancellation
     * @return the rows with a label
     * @throws InvalidSettingsException if a column is absent
     */
    public Rows read(final BufferedDataTable table, final List<String> features, final String centre, final boolean complete,
        final Progress progress) throws InvalidSettingsException {
        final DataTableSpec spec = table.getDataTableSpec();
        final int label = Tables.column(spec, m_labelColumn, "Label", StringValue.class, DoubleValue.class);
        final List<String> labels = new ArrayList<>();
        final List<Integer> rows = new ArrayList<>();
        final List<String> keys = new ArrayList<>();
        final List<String> patients = new ArrayList<>();
        final List<String> centres = new ArrayList<>();
        int at = 0;
        for (final DataRow row : table) {
            progress.checkCancelled();
            final String name = label(row.getCell(label));
            if (name != null) {
                labels.add(name);
                rows.add(at);
                keys.add(row.getKey().getString());
                if (m_patientColumn.isPresent()) {
                    patients.add(present(row, spec, m_patientColumn.get()));
                }
                if (centre != null) {
                    centres.add(present(row, spec, centre));
                }
            }
            at++;
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("No row has a label in the column '" + m_labelColumn + "'");
        }
        final FeatureMatrix all = matrix(table, features, complete, rows, progress);
        final int[] used = rows.stream().mapToInt(Integer::intValue).toArray();
        final Labels classes = Labels.binary(labels, positive(new TreeSet<>(labels))).requireBothClasses();
        return new Rows(new Dataset(all, classes, patients.isEmpty() ? Groups.single(used.length) : Groups.of(patients),
            centre == null ? null : Groups.of(centres)), used, keys.toArray(String[]::new), at - used.length);
    }

    private String positive(final TreeSet<String> classes) {
        return positive(m_labelColumn, m_positiveClass, classes);
    }

    /**
     * @param label the label's column
     * @param chosen the positive class that was chosen, or empty
     * @param classes the classes of the label
     * @return the positive class: the chosen one, else the one of two that is called 1, true, yes, positive, mutant, mutated or event
     * @throws IllegalArgumentException if there are not two classes, or none of them is the positive one
     */
    public static String positive(final String label, final String chosen, final Set<String> classes) {
        if (classes.size() != 2) {
            throw new IllegalArgumentException("The label '" + label + "' must have two classes, but has " + classes.size() + ": "
                + FeatureMatrix.brief(classes) + ". Choose another column, or filter rows or join classes before");
        }
        if (!chosen.isEmpty()) {
            return chosen;
        }
        final List<String> usual =
            classes.stream().filter(c -> USUAL_POSITIVES.stream().anyMatch(c::equalsIgnoreCase)).toList();
        if (usual.size() != 1) {
            throw new IllegalArgumentException("Choose the \"Positive class\": the label '" + label + "' has the classes "
                + FeatureMatrix.brief(classes));
        }
        return usual.get(0);
    }

    /**
     * @param table the table that was read
     * @param column a column with each row's fold
     * @param read what was read of it
     * @return the folds of the rows that were read, in the order of their names
     * @throws IllegalArgumentException if a row has none, or there is one only
     */
    public static Folds folds(final BufferedDataTable table, final String column, final Rows read) {
        final String[] all = new String[(int)table.size()];
        int at = 0;
        int k = 0;
        for (final DataRow row : table) {
            if (k < read.rows.length && read.rows[k] == at) {
                all[k++] = present(row, table.getDataTableSpec(), column);
            }
            at++;
        }
        final List<String> names = List.copyOf(new TreeSet<>(Arrays.asList(all).subList(0, k)));
        if (names.size() < 2) {
            throw new IllegalArgumentException("The fold column '" + column + "' has one value only: cross-validation needs two folds or more");
        }
        return new Folds(Arrays.stream(all, 0, k).mapToInt(names::indexOf).toArray(), names.size());
    }

    private static String present(final DataRow row, final DataTableSpec spec, final String column) {
        final String text = Tables.text(row.getCell(spec.findColumnIndex(column)));
        if (text == null) {
            throw new IllegalArgumentException("Row '" + row.getKey() + "' has no value in the column '" + column + "'");
        }
        return text;
    }

    /**
     * @param cell a label
     * @return its class, null for missing; 1.0 is the same class as 1
     */
    public static String label(final DataCell cell) {
        if (cell.isMissing()) {
            return null;
        } else if (!(cell instanceof BooleanValue) && cell instanceof DoubleValue d
            && d.getDoubleValue() == Math.rint(d.getDoubleValue()) && Math.abs(d.getDoubleValue()) < 1e15) {
            return Long.toString((long)d.getDoubleValue());
        }
        return Tables.text(cell).strip();
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
                    throw new IllegalArgumentException("Row '" + row.getKey() + "' has no value in the column '" + features.get(c)
                        + "': fill missing values with the Feature Preprocessor before");
                }
                values[c][k] = v;
            }
            at++;
            k++;
        }
        return FeatureMatrix.ofColumns(features, values, n);
    }
}
