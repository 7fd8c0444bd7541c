package org.petctflow.nodes.models;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.petctflow.nodes.common.Checks;

/** Settings of {@link ClassifierPredictorNodeFactory}. */
final class ClassifierPredictorNodeParameters implements NodeParameters {

    enum Source {
            @Label(value = "Of the model", description = "As it was chosen from the training rows.")
            MODEL,
            @Label(value = "Another", description = "A number.")
            OWN
    }

    interface SourceRef extends ParameterReference<Source> {
    }

    static final class IsOwn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(Source.OWN);
        }
    }

    @Widget(title = "Threshold", description = """
            From which probability on a row is classed positive. Default the model's own: one chosen on these rows would be too good.""")
    @ValueSwitchWidget
    @ValueReference(SourceRef.class)
    Source m_source = Source.MODEL;

    @Widget(title = "Probability", description = "A number from 0 to 1, chosen before these rows were seen.")
    @Effect(predicate = IsOwn.class, type = EffectType.SHOW)
    double m_threshold = 0.5;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Probability", m_threshold, 0, 1, "");
    }
}
