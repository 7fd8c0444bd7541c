package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;

/** Stands for no provider. */
public final class NoopSingleFileSelectionModeProvider extends NoopProvider<SingleFileSelectionMode> {
}
