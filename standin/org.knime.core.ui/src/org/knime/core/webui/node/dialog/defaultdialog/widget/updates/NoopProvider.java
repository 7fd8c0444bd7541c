package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** Stands for no provider. */
class NoopProvider<T> implements StateProvider<T> {

    @Override
    public void init(final StateProviderInitializer initializer) {
        throw new IllegalStateException("There is no provider.");
    }

    @Override
    public T computeState(final NodeParametersInput context) {
        throw new IllegalStateException("There is no provider.");
    }
}
