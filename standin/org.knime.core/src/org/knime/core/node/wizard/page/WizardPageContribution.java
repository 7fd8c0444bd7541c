package org.knime.core.node.wizard.page;

/** A factory of nodes that may have a view. */
public interface WizardPageContribution {

    /** @return whether there is a view */
    default boolean hasNodeView() {
        return true;
    }
}
