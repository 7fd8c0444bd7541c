package org.petctflow.nodes.common;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.ColumnSelectionUtil;
import org.knime.node.parameters.widget.choices.util.FilteredInputTableColumnsProvider;
import org.petctflow.learning.data.FeatureMatrix;

/** Which columns of a table a two-class model learns from: settings that every node that learns has. */
public final class LearningColumns implements WidgetGroup, Persistable {

    private static final List<String> USUAL_LABELS = List.of("label", "EGFR", "class", "target", "outcome");

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

    /** The classes of the label. */
    public static final class Classes extends LabelClasses.Choices {
        Classes() {
            super(LabelRef.class);
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
            c -> LabelClasses.known(c).size() == 2 || USUAL_LABELS.stream().anyMatch(c.getName()::equalsIgnoreCase));
        m_labelColumn = USUAL_LABELS.stream()
            .flatMap(l -> columns.stream().map(DataColumnSpec::getName).filter(l::equalsIgnoreCase)).findFirst()
            .orElse(columns.isEmpty() ? m_labelColumn : columns.get(0).getName());
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
        final Set<String> classes = LabelClasses.known(spec.getColumnSpec(label));
        if (classes.size() == 2 && !m_positiveClass.isBlank() && !classes.contains(m_positiveClass.strip())) {
            throw new InvalidSettingsException(LabelClasses.noClass(m_labelColumn, m_positiveClass, classes));
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
}
