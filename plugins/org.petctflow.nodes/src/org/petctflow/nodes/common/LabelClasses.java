package org.petctflow.nodes.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.FeatureMatrix;

/** The classes of a label: of texts, whole numbers and truth values. */
public final class LabelClasses {

    private static final List<String> USUAL_POSITIVES = List.of("1", "true", "yes", "positive", "mutant", "mutated", "event");

    /** Whoever chooses among more has chosen a column that is no label. */
    private static final int MOST = 50;

    /** How many rows a dialog looks at. */
    private static final int LOOKED_AT = 20_000;

    private LabelClasses() {
    }

    /** The classes of the label that is chosen, to choose from. */
    public abstract static class Choices implements StringChoicesProvider {

        private final Class<? extends ParameterReference<String>> m_ref;

        private Supplier<String> m_label;

        /** @param ref the label's column */
        protected Choices(final Class<? extends ParameterReference<String>> ref) {
            m_ref = ref;
        }

        @Override
        public void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            m_label = initializer.computeFromValueSupplier(m_ref);
        }

        @Override
        public List<String> choices(final NodeParametersInput context) {
            return of(context, m_label.get());
        }
    }

    /**
     * The classes as the spec knows them; else those of the first rows, where the node before has run; else, where the spec gives the
     * least and the greatest of whole numbers, what lies from one to the other.
     *
     * @param context what is known of the first input
     * @param column the label's column
     * @return its classes; none where they are not known, or are too many for a label
     */
    public static List<String> of(final NodeParametersInput context, final String column) {
        final DataColumnSpec spec = context.getInTableSpec(0).map(s -> s.getColumnSpec(column)).orElse(null);
        if (spec == null) {
            return List.of();
        }
        Set<String> classes = known(spec);
        if (classes.isEmpty()) {
            classes = context.getInTable(0).map(t -> inRows(t, column)).orElseGet(() -> between(spec.getDomain()));
        }
        return classes.size() > MOST ? List.of() : List.copyOf(classes);
    }

    private static Set<String> inRows(final BufferedDataTable table, final String column) {
        final int at = table.getDataTableSpec().findColumnIndex(column);
        final Set<String> classes = new TreeSet<>();
        int looked = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            while (at >= 0 && rows.hasNext() && looked++ < LOOKED_AT && classes.size() <= MOST) {
                final DataRow row = rows.next();
                final String label = label(row.getCell(at));
                if (label != null) {
                    classes.add(label);
                }
            }
        }
        return classes;
    }

    private static Set<String> between(final DataColumnDomain domain) {
        final Set<String> classes = new TreeSet<>();
        if (domain.getLowerBound() instanceof DoubleValue low && domain.getUpperBound() instanceof DoubleValue high
            && !domain.getLowerBound().isMissing() && low.getDoubleValue() == Math.rint(low.getDoubleValue())
            && high.getDoubleValue() == Math.rint(high.getDoubleValue()) && high.getDoubleValue() - low.getDoubleValue() < 10) {
            for (double v = low.getDoubleValue(); v <= high.getDoubleValue(); v++) {
                classes.add(Long.toString((long)v));
            }
        }
        return classes;
    }

    /**
     * @param column a column
     * @return its classes as the spec lists them; none where it does not
     */
    public static Set<String> known(final DataColumnSpec column) {
        final Set<String> classes = new TreeSet<>();
        if (column.getDomain().hasValues()) {
            column.getDomain().getValues().stream().map(LabelClasses::label).filter(Objects::nonNull).forEach(classes::add);
        }
        return classes;
    }

    /**
     * @param cell a label
     * @return its class, null for missing or blank; 1.0 is the same class as 1
     */
    public static String label(final DataCell cell) {
        if (cell.isMissing()) {
            return null;
        } else if (!(cell instanceof BooleanValue) && cell instanceof DoubleValue d
            && d.getDoubleValue() == Math.rint(d.getDoubleValue()) && Math.abs(d.getDoubleValue()) < 1e15) {
            return Long.toString((long)d.getDoubleValue());
        }
        final String text = Tables.text(cell).strip();
        return text.isEmpty() ? null : text;
    }

    /**
     * @param table a table
     * @param column a column of labels, centres or patients
     * @param progress asked for cancellation
     * @return each row's class
     * @throws IllegalArgumentException if there is no row, or one has no value; the message names it
     */
    public static List<String> ofRows(final BufferedDataTable table, final String column, final Progress progress) {
        final int at = table.getDataTableSpec().findColumnIndex(column);
        final List<String> classes = new ArrayList<>();
        for (final DataRow row : table) {
            progress.checkCancelled();
            classes.add(present(row, at, column));
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("The input has no row");
        }
        return classes;
    }

    /**
     * @param row a row
     * @param at where the column is
     * @param column its name
     * @return the row's class
     * @throws IllegalArgumentException if it has none; the message names row and column
     */
    public static String present(final DataRow row, final int at, final String column) {
        final String name = label(row.getCell(at));
        if (name == null) {
            throw new IllegalArgumentException("Row '" + row.getKey() + "' has no value in the column '" + column
                + "': fill it in, or leave the row out");
        }
        return name;
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
        if (!chosen.isBlank()) {
            if (!classes.contains(chosen.strip())) {
                throw new IllegalArgumentException(noClass(label, chosen, classes));
            }
            return chosen.strip();
        }
        final List<String> both = List.copyOf(classes);
        if (both.get(0).equalsIgnoreCase(both.get(1))) {
            throw new IllegalArgumentException("The classes '" + both.get(0) + "' and '" + both.get(1) + "' of the label '" + label
                + "' differ in upper and lower case only, so they are probably one: write them alike");
        }
        final List<String> usual =
            classes.stream().filter(c -> USUAL_POSITIVES.stream().anyMatch(c::equalsIgnoreCase)).toList();
        if (usual.size() != 1) {
            throw new IllegalArgumentException("Choose the \"Positive class\": the label '" + label + "' has the classes "
                + FeatureMatrix.brief(classes));
        }
        return usual.get(0);
    }

    static String noClass(final String label, final String chosen, final Set<String> classes) {
        return "The label '" + label + "' has the classes " + FeatureMatrix.brief(classes) + ", but \"Positive class\" is \"" + chosen.strip()
            + "\": choose one of them";
    }
}
