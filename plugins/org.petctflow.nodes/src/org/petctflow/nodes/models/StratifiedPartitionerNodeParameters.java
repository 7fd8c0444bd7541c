package org.petctflow.nodes.models;

import java.util.Optional;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.LearningColumns;

/** Settings of {@link StratifiedPartitionerNodeFactory}. */
final class StratifiedPartitionerNodeParameters implements NodeParameters {

    @Section(title = "Rows")
    interface RowsPart {
    }

    @Section(title = "Partition")
    @After(RowsPart.class)
    interface Partition {
    }

    enum Parts {
            @Label(value = "Training and test rows", description = "Once, with a share of test rows.")
            SPLIT,
            @Label(value = "One fold as test rows",
                description = "For a loop over folds: the number of the fold is a setting that the loop sets.")
            FOLD,
            @Label(value = "A column with folds",
                description = "All rows at the first output, with the number of their fold; the second has no row.")
            COLUMN
    }

    interface PartsRef extends ParameterReference<Parts> {
    }

    static final class IsSplit implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PartsRef.class).isOneOf(Parts.SPLIT);
        }
    }

    static final class HasFolds implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PartsRef.class).isOneOf(Parts.FOLD, Parts.COLUMN);
        }
    }

    static final class IsFold implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PartsRef.class).isOneOf(Parts.FOLD);
        }
    }

    @Widget(title = "Labels", description = """
            Columns with classes: every part gets its share of each class, and where there are several labels of each combination, the first
            label before the others. Texts or whole numbers.""")
    @ChoicesProvider(LearningColumns.LabelColumns.class)
    @TwinlistWidget
    @Layout(RowsPart.class)
    String[] m_labelColumns = {"label"};

    @Widget(title = "Patient", description = """
            The column that says which rows belong to one patient: they all go to the same part, or the test would be of patients already
            seen. Without it (default) every row is a patient.""")
    @ChoicesProvider(Columns.All.class)
    @Layout(RowsPart.class)
    Optional<String> m_patientColumn = Optional.empty();

    @Widget(title = "Parts", description = "What the outputs hold.")
    @ValueSwitchWidget
    @ValueReference(PartsRef.class)
    @Layout(Partition.class)
    Parts m_parts = Parts.SPLIT;

    @Widget(title = "Test rows (%)", description = "The share of test rows, rounded up to whole rows. Default 20 %, the usual 8:2.")
    @Effect(predicate = IsSplit.class, type = EffectType.SHOW)
    @Layout(Partition.class)
    double m_testPercent = 20;

    @Widget(title = "Folds",
        description = "Into how many folds the rows go, 2 or more. Default 5, a fair compromise for some hundred patients.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = HasFolds.class, type = EffectType.SHOW)
    @Layout(Partition.class)
    int m_folds = 5;

    @Widget(title = "Test fold", description = "Which fold is at the second output, from 1. A loop sets it with a flow variable.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsFold.class, type = EffectType.SHOW)
    @Layout(Partition.class)
    int m_testFold = 1;

    @Widget(title = "Seed", description = "The same seed gives the same parts.")
    @Layout(Partition.class)
    long m_seed = 1;

    StratifiedPartitionerNodeParameters() {
    }

    StratifiedPartitionerNodeParameters(final NodeParametersInput input) {
        m_labelColumns = new String[]{new LearningColumns(input).m_labelColumn};
        m_patientColumn = input.getInTableSpec(0).flatMap(
            s -> s.stream().map(DataColumnSpec::getName).filter(n -> n.equalsIgnoreCase("patient")).findFirst());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_parts == Parts.SPLIT) {
            if (!(m_testPercent > 0 && m_testPercent < 100)) {
                throw new InvalidSettingsException("\"Test rows (%)\" must lie between 0 and 100 %, but is " + m_testPercent);
            }
        } else {
            Checks.inRange("Folds", m_folds, 2, 10_000, "");
        }
        if (m_parts == Parts.FOLD) {
            Checks.inRange("Test fold", m_testFold, 1, m_folds, "");
        }
        if (m_labelColumns.length == 0) {
            throw new InvalidSettingsException("Choose at least one column for \"Labels\"");
        }
    }
}
