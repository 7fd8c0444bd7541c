package org.knime.core.webui.node.dialog.defaultdialog.util.updates;

/** A value could not be computed; the dialog keeps what it has. */
public final class StateComputationFailureException extends Exception {
}
