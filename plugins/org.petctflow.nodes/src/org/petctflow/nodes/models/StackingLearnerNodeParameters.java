package org.petctflow.nodes.models;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.petctflow.nodes.common.LearningColumns;

/** Settings of {@link StackingLearnerNodeFactory}. */
final class StackingLearnerNodeParameters implements NodeParameters {

    @Section(title = "Columns")
    @Before(LearnerSections.Bases.class)
    interface Which {
    }

    @Layout(Which.class)
    LearningColumns m_columns = new LearningColumns();

    LearnerOptions m_learner = new LearnerOptions();

    @Widget(title = "Seed", description = "The same seed gives the same model, on any number of processors.")
    @Layout(LearnerSections.Stack.class)
    long m_seed = 1;

    StackingLearnerNodeParameters() {
    }

    StackingLearnerNodeParameters(final NodeParametersInput input) {
        m_columns = new LearningColumns(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        m_learner.validate();
    }
}
