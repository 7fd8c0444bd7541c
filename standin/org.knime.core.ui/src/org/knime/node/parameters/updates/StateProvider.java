package org.knime.node.parameters.updates;

import java.util.function.Supplier;

import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.NodeParametersInput;

/**
 * Computes something the dialog shows: a value, choices, a limit.
 *
 * @param <S> what is computed
 */
public interface StateProvider<S> {

    /** Says when to compute, and gives what is needed for it. */
    interface StateProviderInitializer {

        /** @return what is known of the input */
        NodeParametersInput getNodeParametersInput();

        /**
         * Computes whenever the field changes.
         *
         * @param ref the name of a field
         * @param <T> its type
         * @return gives its value
         */
        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> ref);

        /**
         * @param ref the name of a field
         * @param <T> its type
         * @return gives its value
         */
        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> ref);

        /**
         * Computes whenever the field changes.
         *
         * @param id the name of a field
         * @param <T> its type
         */
        <T> void computeOnValueChange(Class<? extends ParameterReference<T>> id);

        /**
         * Computes whenever another provider has.
         *
         * @param stateProviderClass that provider
         * @param <T> what it computes
         * @return gives what it has computed
         */
        <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> stateProviderClass);

        /**
         * Computes when the user presses a button.
         *
         * @param ref the name of the button
         */
        void computeOnButtonClick(Class<? extends ButtonReference> ref);

        /** Computes before the dialog opens. */
        void computeBeforeOpenDialog();

        /** Computes after the dialog has opened. */
        void computeAfterOpenDialog();
    }

    /** @param initializer says when to compute */
    void init(StateProviderInitializer initializer);

    /**
     * @param parametersInput what is known of the input
     * @return what is computed
     * @throws StateComputationFailureException if it cannot be computed now
     */
    S computeState(NodeParametersInput parametersInput) throws StateComputationFailureException;
}
