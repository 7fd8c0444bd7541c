package org.petctflow.nodes.models;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/**
 * The sections of {@link LearnerOptions}. They are not inside that class, or KNIME would take it for a dialog of its own, show it above all else,
 * and not let other settings into its sections or sections of other settings between.
 */
final class LearnerSections {

    private LearnerSections() {
    }

    @Section(title = "Base learners")
    interface Bases {
    }

    @Section(title = "Stacking and tuning")
    @After(Bases.class)
    interface Stack {
    }

    @Section(title = "Classes and threshold")
    @After(Stack.class)
    interface ClassesPart {
    }
}
