package org.knime.core.webui.node.dialog.defaultdialog.util.updates;

/** A value could not be computed; the dialog keeps what it has. */
public final class StateComputationFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    private StateComputationFailureException() {
        // KNIME 5.8 and 5.12 have no constructor in common
    }
}
