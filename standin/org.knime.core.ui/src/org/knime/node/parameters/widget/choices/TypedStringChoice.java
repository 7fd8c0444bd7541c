package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.workflow.FlowVariable;

/**
 * A text with a type to choose.
 *
 * @param id what is saved
 * @param text what the user reads
 * @param type its type
 */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    /**
     * A type as the dialog shows it.
     *
     * @param id what is saved
     * @param text what the user reads
     */
    public static record PossibleTypeValue(String id, String text) {
    }

    /**
     * @param colSpec a column
     * @return the choice of it
     */
    public static TypedStringChoice fromColSpec(final DataColumnSpec colSpec) {
        final var type = new PossibleTypeValue(colSpec.getType().getPreferredValueClass().getName(), colSpec.getType().getName());
        return new TypedStringChoice(colSpec.getName(), colSpec.getName(), type);
    }

    /**
     * @param flowVariable a variable
     * @return the choice of it
     */
    public static TypedStringChoice fromFlowVariable(final FlowVariable flowVariable) {
        final String type = flowVariable.getVariableType().getIdentifier();
        return new TypedStringChoice(flowVariable.getName(), flowVariable.getName(), new PossibleTypeValue(type, type));
    }
}
