package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

/** Stands for no provider. */
public final class NoopStringProvider extends NoopProvider<String> {
}
