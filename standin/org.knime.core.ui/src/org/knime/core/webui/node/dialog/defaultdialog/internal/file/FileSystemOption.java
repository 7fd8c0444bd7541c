package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

/** Where is browsed. */
public enum FileSystemOption {

        /** On this computer. */
        LOCAL,
        /** In the space the workflow is in. */
        SPACE,
        /** In the workflow's data area. */
        EMBEDDED,
        /** At an address. */
        CUSTOM_URL,
        /** At a connected file system. */
        CONNECTED
}
