package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.core.node.workflow.FlowVariable;
import org.knime.node.parameters.NodeParametersInput;

/** Gives variables to choose from. */
public interface FlowVariableChoicesProvider extends TypedStringChoicesProvider {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /**
     * @param context what is known of the input
     * @return the variables
     */
    default List<FlowVariable> flowVariableChoices(final NodeParametersInput context) {
        throw new IllegalStateException(getClass().getName() + " implements neither flowVariableChoices nor computeState");
    }

    @Override
    default List<TypedStringChoice> computeState(final NodeParametersInput context) {
        return flowVariableChoices(context).stream().map(TypedStringChoice::fromFlowVariable).toList();
    }
}
