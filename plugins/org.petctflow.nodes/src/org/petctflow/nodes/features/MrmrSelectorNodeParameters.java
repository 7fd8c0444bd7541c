package org.petctflow.nodes.features;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.learning.select.Mrmr;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.LearningColumns;

/** Settings of {@link MrmrSelectorNodeFactory}. */
final class MrmrSelectorNodeParameters implements NodeParameters {

    enum Scheme {
            @Label(value = "MIQ: information, quotient",
                description = "Mutual information with the label, divided by the mean with the selected ones.")
            MIQ,
            @Label(value = "MID: information, difference", description = "The same as a difference.")
            MID,
            @Label(value = "FCQ: F statistic, quotient",
                description = "F statistic of the classes, divided by the mean absolute correlation.")
            FCQ,
            @Label(value = "FCD: F statistic, difference", description = "The same as a difference.")
            FCD
    }

    enum Discretisation {
            @Label(value = "Three states",
                description = "Below, within and above one standard deviation around the mean, as Peng's program.")
            THREE_STATES,
            @Label(value = "Ten bins", description = "Of equal width from the least to the greatest value.")
            TEN_BINS
    }

    interface SchemeRef extends ParameterReference<Scheme> {
    }

    static final class IsInformation implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SchemeRef.class).isOneOf(Scheme.MIQ, Scheme.MID);
        }
    }

    @Layout(SelectorSections.Which.class)
    LearningColumns m_columns = new LearningColumns();

    @Widget(title = "Number of columns",
        description = "How many columns are selected; all where there are fewer. Default 20, as in the study.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(SelectorSections.Method.class)
    int m_count = 20;

    @Widget(title = "Score", description = """
            What the next column maximises: relevance to the label against redundancy with the columns selected before. Default MIQ, which
            Ding and Peng found best.""")
    @ValueReference(SchemeRef.class)
    @Layout(SelectorSections.Method.class)
    Scheme m_scheme = Scheme.MIQ;

    @Widget(title = "Discretisation",
        description = "How numbers become states for the mutual information. Default three states, as the authors'.")
    @Effect(predicate = IsInformation.class, type = EffectType.SHOW)
    @Layout(SelectorSections.Method.class)
    Discretisation m_discretisation = Discretisation.THREE_STATES;

    @Layout(SelectorSections.Stability.class)
    StabilityOptions m_stability = new StabilityOptions();

    MrmrSelectorNodeParameters() {
    }

    MrmrSelectorNodeParameters(final NodeParametersInput input) {
        m_columns = new LearningColumns(input);
    }

    Mrmr selector() {
        return new Mrmr(m_count, Mrmr.Scheme.valueOf(m_scheme.name()), Mrmr.Discretisation.valueOf(m_discretisation.name()));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Number of columns", m_count, 1, Integer.MAX_VALUE, "");
        m_stability.validate();
    }
}
