package org.knime.core.webui.node.dialog;

/** A factory of nodes that have a dialog. */
public interface NodeDialogFactory {

    /** @return whether there is a dialog */
    default boolean hasNodeDialog() {
        return true;
    }

    /** @return a new dialog */
    NodeDialog createNodeDialog();
}
