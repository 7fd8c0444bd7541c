package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

/** A choice beside the columns: no column. */
public enum NoneChoice {

        /** No column. */
        NONE
}
