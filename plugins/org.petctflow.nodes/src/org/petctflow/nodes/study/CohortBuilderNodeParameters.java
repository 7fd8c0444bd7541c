package org.petctflow.nodes.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.petctflow.learning.cohort.CohortBuilder;
import org.petctflow.learning.cohort.Condition;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;

/** Settings of {@link CohortBuilderNodeFactory}. */
final class CohortBuilderNodeParameters implements NodeParameters {

    @Section(title = "Tables")
    interface TablesPart {
    }

    @Section(title = "Rules")
    @After(TablesPart.class)
    interface RulesPart {
    }

    @Section(title = "Flow chart")
    @After(RulesPart.class)
    interface ChartPart {
    }

    enum Join {
            @Label(value = "Rows of the first table", description = "Other tables add columns to them.")
            FIRST,
            @Label(value = "Patients of any table", description = "Whom the first table lacks comes after its rows.")
            ANY
    }

    enum Repeated {
            @Label(value = "Refuse", description = "The node fails and names the rows.")
            REFUSE,
            @Label(value = "Keep the first row", description = "The others leave, as the flow chart shows.")
            FIRST,
            @Label(value = "Keep the first row that meets the rules", description = """
                    As of several images or scans, of which the rules choose. The others leave after the rules.""")
            ELIGIBLE,
            @Label(value = "Keep all rows", description = "As of several lesions; rows are counted then.")
            KEEP
    }

    enum Role {
            @Label(value = "Include", description = "Who does not meet the rule leaves.")
            INCLUDE,
            @Label(value = "Exclude", description = "Who meets the rule leaves.")
            EXCLUDE
    }

    enum Operator {
            @Label(value = "equals", description = "Equal; 1.0 is 1, case does not matter.")
            EQUALS,
            @Label(value = "differs from", description = "Another value.")
            DIFFERS,
            @Label(value = "is less than", description = "A number below.")
            LESS,
            @Label(value = "is at most", description = "A number that is not above.")
            AT_MOST,
            @Label(value = "is greater than", description = "A number above.")
            GREATER,
            @Label(value = "is at least", description = "A number that is not below.")
            AT_LEAST,
            @Label(value = "is one of", description = "Of several values with commas between.")
            IS_ONE_OF,
            @Label(value = "is none of", description = "Of several values with commas between.")
            IS_NONE_OF,
            @Label(value = "contains", description = "A text that has it somewhere.")
            CONTAINS,
            @Label(value = "matches", description = "A regular expression, from end to end.")
            MATCHES,
            @Label(value = "is missing", description = "No value is there.")
            IS_MISSING,
            @Label(value = "is there", description = "A value is there.")
            IS_PRESENT
    }

    enum Missing {
            @Label(value = "Does not meet the rule", description = "So the patient leaves by a rule that includes and stays by one that excludes.")
            NOT_MET,
            @Label(value = "Leaves", description = "Whatever the rule is.")
            LEAVES,
            @Label(value = "Stays", description = "Whatever the rule is.")
            STAYS
    }

    /** All columns of all tables. */
    static final class AllColumns implements StringChoicesProvider {
        @Override
        public List<String> choices(final NodeParametersInput context) {
            final Set<String> names = new LinkedHashSet<>();
            for (final DataTableSpec spec : context.getInTableSpecs()) {
                if (spec != null) {
                    names.addAll(Arrays.asList(spec.getColumnNames()));
                }
            }
            return List.copyOf(names);
        }
    }

    /** One rule. */
    static final class Rule implements NodeParameters {

        @Widget(title = "Rule", description = "Whether who meets the rule stays or leaves.")
        @ValueSwitchWidget
        Role m_role = Role.INCLUDE;

        @Widget(title = "Column", description = "What is looked at, of the joined tables.")
        @ChoicesProvider(AllColumns.class)
        String m_column = "";

        @Widget(title = "Operator", description = "How it is compared.")
        Operator m_operator = Operator.AT_LEAST;

        @Widget(title = "Value", description = "With what it is compared; not looked at by <i>is missing</i> and <i>is there</i>.")
        String m_value = "";

        @Widget(title = "Label", description = """
                What the flow chart says of those who leave, e.g. <tt>Younger than 18 years</tt>. Empty (default) says the rule itself.""")
        String m_label = "";

        @Widget(title = "A missing value", description = """
                What is done with a patient without a value. By default the rule is not met, for nobody knows that it is.""")
        Missing m_missing = Missing.NOT_MET;

        String label() {
            if (!m_label.isBlank()) {
                return m_label.strip();
            }
            final String operator = switch (m_operator) {
                case EQUALS -> " = ";
                case DIFFERS -> " \u2260 ";
                case LESS -> " < ";
                case AT_MOST -> " \u2264 ";
                case GREATER -> " > ";
                case AT_LEAST -> " \u2265 ";
                default -> " " + m_operator.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("is present", "is there") + " ";
            };
            return (m_role == Role.INCLUDE ? "Not: " : "") + (m_column + operator
                + (condition().asksForMissing() ? "" : m_value)).strip();
        }

        private Condition.Operator condition() {
            return Condition.Operator.valueOf(m_operator.name());
        }

        CohortBuilder.Rule rule() {
            return new CohortBuilder.Rule(label(), CohortBuilder.Role.valueOf(m_role.name()), m_column, new Condition(condition(), m_value),
                CohortBuilder.Missing.valueOf(m_missing.name()));
        }
    }

    @Widget(title = "Patient key", description = """
            The column of the first table that names the patient. Tables are joined by it; blanks around a key do not count, and 12.0 is 12.""")
    @ChoicesProvider(Columns.All.class)
    @Layout(TablesPart.class)
    String m_keyColumn = "patient";

    @Widget(title = "Patient key of the other tables", description = "Off by default: it has the same name there.")
    @ChoicesProvider(AllColumns.class)
    @Layout(TablesPart.class)
    Optional<String> m_otherKey = Optional.empty();

    @Widget(title = "Names of the tables", description = """
            With commas between, in the order of the ports, e.g. <tt>Clinical data, PET, CT</tt>: the flow chart says who has no PET. Empty (default)
            numbers them.""")
    @Layout(TablesPart.class)
    String m_tableNames = "";

    @Widget(title = "Who is there", description = "Before the first rule. Default the rows of the first table.")
    @ValueSwitchWidget
    @Layout(TablesPart.class)
    Join m_join = Join.FIRST;

    @Widget(title = "Exclude patients whom a table lacks", description = """
            As the first rules, one a table. Done by default: a model needs complete rows. Otherwise they stay with missing values.""")
    @Layout(TablesPart.class)
    boolean m_complete = true;

    @Widget(title = "Patients with several rows", description = """
            In the first table; in the others it is always an error. Default refuse: nobody but you knows which row is right.""")
    @Layout(TablesPart.class)
    Repeated m_repeated = Repeated.REFUSE;

    @Widget(title = "Inclusion and exclusion", description = """
            Applied from top to bottom: a patient leaves for the first rule that excludes him, so that the numbers of the flow chart add up.""")
    @ArrayWidget(addButtonText = "Add rule", elementTitle = "Rule", showSortButtons = true)
    @Layout(RulesPart.class)
    Rule[] m_rules = {};

    @Widget(title = "Centre", description = """
            The column with the centre or cohort: numbers are given for each of its values, too, and the flow chart ends in them. Off by
            default.""")
    @ChoicesProvider(AllColumns.class)
    @Layout(ChartPart.class)
    Optional<String> m_centreColumn = Optional.empty();

    @Widget(title = "First box", description = "Who everybody is, e.g. <tt>Patients with PET/CT before treatment</tt>.")
    @Layout(ChartPart.class)
    String m_startLabel = "Patients";

    @Widget(title = "Last box", description = "Who is left.")
    @Layout(ChartPart.class)
    String m_endLabel = "Patients analysed";

    CohortBuilderNodeParameters() {
    }

    CohortBuilderNodeParameters(final NodeParametersInput input) {
        m_keyColumn = Columns.guess(input, 0, List.of("patient", "patient_id", "PatientID", "id", "case"), DataValue.class);
    }

    /** @return the names of so many tables */
    List<String> names(final int tables) {
        final List<String> given = Arrays.stream(m_tableNames.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
        final List<String> names = new ArrayList<>(given.subList(0, Math.min(tables, given.size())));
        while (names.size() < tables) {
            names.add("Table " + (names.size() + 1));
        }
        return names;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.notBlank("First box", m_startLabel);
        Checks.notBlank("Last box", m_endLabel);
        for (int r = 0; r < m_rules.length; r++) {
            Checks.notBlank("Column" + "\" of rule \"" + (r + 1), m_rules[r].m_column);
            try {
                m_rules[r].rule();
            } catch (final IllegalArgumentException e) {
                throw new InvalidSettingsException("Rule " + (r + 1) + " (column '" + m_rules[r].m_column + "'): " + e.getMessage(), e);
            }
        }
    }
}
