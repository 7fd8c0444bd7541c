package org.knime.core.node;

/** A Swing dialog of a node; the stand-in never opens one. Nodes give null where they are asked for one. */
public abstract class NodeDialogPane {

    /** For subclasses. */
    protected NodeDialogPane() {
    }
}
