package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import org.knime.node.parameters.widget.choices.Label;

/** A choice beside the columns: the row's key. */
public enum RowIDChoice {
        /** The row's key. */
        @Label(RowIDChoice.ROW_ID_LABEL)
        ROW_ID;

    /** What the user reads. */
    public static final String ROW_ID_LABEL = "RowID";
}
