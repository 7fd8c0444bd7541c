package org.petctflow.nodes.features;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.petctflow.learning.select.Lasso;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.nodes.common.LearningColumns;

/** Settings of {@link LassoSelectorNodeFactory}. */
final class LassoSelectorNodeParameters implements NodeParameters {

    enum Family {
            @Label(value = "Binomial", description = "Log loss, the right one for two classes.")
            BINOMIAL,
            @Label(value = "Gaussian",
                description = "Squared error on the label as 0 and 1, as many radiomics studies do it with LassoCV.")
            GAUSSIAN
    }

    enum Rule {
            @Label(value = "Least error", description = "The penalty of the least cross-validated error.")
            MIN,
            @Label(value = "One standard error",
                description = "The greatest penalty whose error is within one standard error of the least: fewer columns.")
            ONE_SE
    }

    @Layout(SelectorSections.Which.class)
    LearningColumns m_columns = new LearningColumns();

    @Widget(title = "Loss", description = "What is minimised together with the penalty. Default binomial.")
    @ValueSwitchWidget
    @Layout(SelectorSections.Method.class)
    Family m_family = Family.BINOMIAL;

    @Widget(title = "Penalty by",
        description = "How the penalty is chosen from the cross-validated errors. Default the least error, as in the study.")
    @ValueSwitchWidget
    @Layout(SelectorSections.Method.class)
    Rule m_rule = Rule.MIN;

    @Widget(title = "Folds", description = "Of the cross-validation that chooses the penalty. Default 5.")
    @Layout(SelectorSections.Method.class)
    int m_folds = 5;

    @Widget(title = "Number of penalties", description = "How many are tried, falling geometrically. Default 100.", advanced = true)
    @Layout(SelectorSections.Method.class)
    int m_penalties = 100;

    @Widget(title = "Least penalty",
        description = "As a share of the greatest, at which every coefficient is 0. Default 0.001.", advanced = true)
    @Layout(SelectorSections.Method.class)
    double m_ratio = 1e-3;

    @Widget(title = "Fold column", description = SelectorSections.FOLD_COLUMN, advanced = true)
    @ChoicesProvider(Columns.All.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(SelectorSections.Method.class)
    Optional<String> m_foldColumn = Optional.empty();

    @Layout(SelectorSections.Stability.class)
    StabilityOptions m_stability = new StabilityOptions();

    LassoSelectorNodeParameters() {
    }

    LassoSelectorNodeParameters(final NodeParametersInput input) {
        m_columns = new LearningColumns(input);
    }

    Lasso selector() {
        return new Lasso(Lasso.Family.valueOf(m_family.name()), Lasso.Rule.valueOf(m_rule.name()), m_penalties, m_ratio, m_folds);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Folds", m_folds, 2, 1000, "");
        Checks.inRange("Number of penalties", m_penalties, 2, 10_000, "");
        Checks.inRange("Least penalty", m_ratio, 1e-9, 0.99, "");
        m_stability.validate();
    }
}
